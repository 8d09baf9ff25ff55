"""The year from the command line: approve, record, hand on, publish once, verify, roll over."""

import json
from pathlib import Path

import pytest

from perfdesk.cli import run
from perfdesk.exchange.pages import page_count, page_text
from perfdesk.operations import arranging
from perfdesk.operations.publishing import open_lines
from perfdesk.operations.session import Session
from perfdesk.paths import resources
from tests.cli_documents import SUMMARY_TEXT

RUN = ["--run", "2025-01..2025-06"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with a summary and a run of half a year."""
    summary = tmp_path / "汇总 表.txt"
    summary.write_text(SUMMARY_TEXT, encoding="utf-8")
    path = tmp_path / "台账.perfdesk"
    assert run(["import", str(path), str(summary), "--unit", "甲单位", "--year", "2025"]) in (0, 1)
    with Session.open(path) as session:
        office = session.office
        session.perform(arranging.add_run(office, office.books()[0].id, 1, 6)[0])
    return path


def values(desk: Path, tmp_path: Path, actual: str) -> Path:
    """A file that records one figure of the first indicator."""
    with Session.open(desk, read_only=True) as session:
        node = session.office.nodes(session.office.books()[0].id)[0]
        name = session.office.indicators(node)[0].name
        held = {"values": [{"project": node.name, "indicator": name, "actual": actual}]}
    path = tmp_path / f"进展{actual}.json"
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    return path


def answer_everything(desk: Path, *, of_run: bool = True) -> None:
    """Answer all that stands in the way of publishing the run, or the year's targets."""
    with Session.open(desk) as session:
        office = session.office
        book = office.books()[0]
        for line in open_lines(office, book, office.last_run(book.id) if of_run else None):
            session.perform(arranging.answer(office, line.key, "已核对"))


def test_a_locked_run_refuses_a_recording_and_says_so(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lock", str(desk), *RUN]) == 0
    assert "已锁定" in capsys.readouterr().out
    before = desk.read_bytes()
    assert run(["record", str(desk), *RUN, str(values(desk, tmp_path, "7"))]) == 3
    assert "解锁" in capsys.readouterr().err
    assert desk.read_bytes() == before
    assert run(["unlock", str(desk), *RUN, "--reason", "数字报错"]) == 0
    assert run(["record", str(desk), *RUN, str(values(desk, tmp_path, "7"))]) in (0, 1)
    capsys.readouterr()
    assert run(["history", str(desk)]) == 0
    assert "解锁 1-6月：数字报错" in capsys.readouterr().out


def test_a_year_is_published_verified_corrected_and_rolled_over(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    public = tmp_path / "公开"
    public.mkdir()
    to = ["publish", str(desk), *RUN, "--to", str(public)]
    assert run(["approve", str(desk), "--on", "2025-03-18", "--document", "云财预〔2025〕12号"]) == 0
    assert run(to) == 3
    assert "还在填报" in capsys.readouterr().err
    for _ in range(2):
        assert run(["advance", str(desk), *RUN]) == 0
    assert run(to) == 3
    assert "没有答复" in capsys.readouterr().err
    sheet = tmp_path / "清单.pdf"
    assert run(["publish", str(desk), *RUN, "--checklist", str(sheet)]) == 0
    assert "（没有答复）" in "".join(page_text(sheet, 0).split())
    assert not list(public.iterdir())
    answer_everything(desk)
    assert run(to) == 0
    (file,) = public.iterdir()
    assert run(["published", str(desk), str(file)]) == 0
    assert "第 1 版" in capsys.readouterr().out
    assert run(to) == 3
    assert run(["advance", str(desk), *RUN, "--back"]) == 3
    assert run(["unlock", str(desk), *RUN, "--reason", "更正一处"]) == 0
    assert run(to) == 3
    assert "写明更正了什么" in capsys.readouterr().err
    assert run([*to, "--correction", "单位写错"]) == 0
    second = next(path for path in public.iterdir() if "第2版" in path.name)
    text = "".join("".join(page_text(second, at).split()) for at in range(page_count(second)))
    assert "更正说明（第2版）：单位写错" in text
    file.write_bytes(file.read_bytes() + b" ")
    assert run(["published", str(desk), str(file)]) == 3
    assert run(["roll-over", str(desk), "--year", "2025"]) == 0
    assert run(["roll-over", str(desk), "--year", "2025"]) == 3
    with Session.open(desk, read_only=True) as session:
        assert [b.year for b in session.office.books()] == ["2026", "2025"]
        assert session.store.verify() == []


def test_what_is_not_there_is_said(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        ["lock", str(desk), "--run", "2025-01..2025-09"],
        ["unlock", str(desk), *RUN, "--reason", "没锁"],
        ["approve", str(desk), "--on", "2025-03-18", "--document", "12号", "--project", "没有的项目"],
        ["approve", str(desk), "--on", "三月", "--document", "12号"],
        ["roll-over", str(desk), "--year", "2031"],
        ["rectify", str(desk), "--out", str(tmp_path / "整改.xlsx")],
        ["published", str(desk), str(tmp_path / "没有.pdf")],
    ):
        assert run(command) == 3, command
        assert capsys.readouterr().err.strip()
    with pytest.raises(SystemExit, match="2"):
        run(["unlock", str(desk), *RUN])


def test_a_years_targets_are_published_without_a_run(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    public = tmp_path / "公开"
    public.mkdir()
    command = ["publish", str(desk), "--year", "2025", "--form", "target-summary", "--to", str(public)]
    assert run([*command[:-2], "--checklist", str(tmp_path / "清单.pdf")]) == 0
    assert "没有公开" in capsys.readouterr().out
    answer_everything(desk, of_run=False)
    assert run(command) == 0
    said = capsys.readouterr().out
    assert "第 1 版" in said
    assert "锁定" not in said
    (file,) = public.iterdir()
    assert run(["published", str(desk), str(file)]) == 0
    with Session.open(desk, read_only=True) as session:
        assert not any(r.locked for b in session.office.books() for r in session.office.runs(b.id))
    assert run(["publish", str(desk), "--year", "2025", "--form", "monitoring", "--to", str(public)]) == 3
    with pytest.raises(SystemExit, match="2"):
        run(["publish", str(desk), "--to", str(public)])


def test_objectives_are_approved_as_projects_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = tmp_path / "目标.perfdesk"
    paper = resources() / "sample" / "绩效考核目标进展情况公示.txt"
    assert run(["import", str(desk), str(paper), "--accept-repairs"]) in (0, 1)
    capsys.readouterr()
    assert run(["approve", str(desk), "--on", "2025-03-18", "--document", "市考核〔2025〕3号"]) == 0
    assert "项目标" in capsys.readouterr().out
    with Session.open(desk, read_only=True) as session:
        office = session.office
        nodes = [node for book in office.books() for node in office.nodes(book.id)]
        assert nodes
        assert {node.approved_on for node in nodes} == {"2025-03-18"}
        assert {node.approval_doc for node in nodes} == {"市考核〔2025〕3号"}
