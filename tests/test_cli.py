"""The command line keeps its contract: names, shapes and exit codes."""

import json
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from perfdesk import selftest
from perfdesk.cli import run
from perfdesk.domain.change import Act
from perfdesk.domain.errors import StoreFull
from perfdesk.domain.records import Kind, kind_of
from perfdesk.domain.verdict import Verdict
from perfdesk.domain.wording import VERDICT_MARKS, VERDICT_WORDS
from perfdesk.exchange.pages import page_count, page_text
from perfdesk.forms.registry import FORMS
from perfdesk.operations import arranging, sample
from perfdesk.operations.session import Session
from perfdesk.store.store import Store
from tests.cli_documents import SUMMARY_TEXT

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
N, H = SEEDS / "000_31ffd794032f8962.txt", SEEDS / "004_89805450b404af4a.txt"
needs_seeds = pytest.mark.skipif(
    not N.exists(), reason="the two published documents are not beside the repository"
)


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    """A clean target summary that needs no repair."""
    path = tmp_path / "汇总 表.txt"
    path.write_text(SUMMARY_TEXT, encoding="utf-8")
    return path


def out_of(capsys: pytest.CaptureFixture[str]) -> Any:
    """The JSON just printed."""
    return json.loads(capsys.readouterr().out)


@needs_seeds
@pytest.mark.parametrize("document", [N, H], ids=["N", "H"])
def test_read_equals_what_the_documents_hold(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(document), "--json"]) == 1
    held = out_of(capsys)
    expected = json.loads(document.with_suffix(".expected.json").read_text(encoding="utf-8"))
    for key in ("kind", "title", "year"):
        assert held[key] == expected[key]
    for got, want in zip(held["projects"], expected.get("projects", []), strict=True):
        want_indicators = want.pop("indicators")
        assert got["overview"] in [want.pop("overview"), *want.pop("overview_accept", [])]
        want.pop("note", None)
        assert {key: got[key] for key in want} == want
        assert [
            {k: i[k] for k in w} for i, w in zip(got["indicators"], want_indicators, strict=True)
        ] == want_indicators
    for got, want in zip(held["items"], expected.get("items", []), strict=True):
        accepted = want.pop("subcategory_accept", [want["subcategory"]])
        want.pop("note", None)
        want.pop("subcategory")
        assert {key: got[key] for key in want} == want
        assert got["subcategory"] in accepted
    for want in expected.get("verdicts", []):
        got = next(v for v in held["verdicts"] if v["item"] == want["item"])
        assert got["verdict"] in [want["verdict"], *want["accept"]], want["name"]


@needs_seeds
def test_both_documents_go_from_import_to_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = str(tmp_path / "台账.perfdesk")
    assert run(["import", desk, str(N), "--unit", "甲局", "--year", "2022"]) == 3
    assert not Path(desk).exists()
    assert run(["import", desk, str(N), "--accept-repairs"]) == 3
    assert "单位" in capsys.readouterr().err
    assert run(["import", desk, str(N), "--unit", "甲局", "--year", "2022", "--accept-repairs"]) in (0, 1)
    assert run(["import", desk, str(H), "--accept-repairs"]) in (0, 1)
    capsys.readouterr()
    assert run(["dump", desk, "--json"]) == 0
    tables = {table["kind"]: table for table in out_of(capsys)["tables"]}
    summary, disclosure = tables["target_summary"], tables["progress_disclosure"]
    assert sum(len(p["indicators"]) for p in summary["projects"]) == 75
    assert [len(p["indicators"]) for p in summary["projects"]] == [9, 10, 6, 5, 6, 7, 5, 11, 6, 5, 5]
    assert len(disclosure["items"]) == 11
    assert disclosure["unit_name"] == "杭州市金融办"
    for form in ("target-summary", "progress-disclosure"):
        for suffix in (".pdf", ".xlsx"):
            path = tmp_path / f"{form}{suffix}"
            assert run(["export", desk, "--form", form, "--out", str(path)]) in (0, 1)
            assert path.stat().st_size > 5000
    assert run(["check", desk, "--json"]) == 1
    assert run(["verify", desk]) == 0


def test_a_clean_document_is_taken_in_without_a_word(summary: Path, tmp_path: Path) -> None:
    desk = str(tmp_path / "台账.perfdesk")
    assert run(["read", str(summary)]) == 0
    assert run(["import", desk, str(summary), "--unit", "云溪市图书馆", "--year", "2025"]) == 0
    assert run(["import", desk, str(summary), "--unit", "云溪市图书馆", "--year", "2025"]) == 3


def test_record_check_and_history(summary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = str(tmp_path / "台账.perfdesk")
    run(["import", desk, str(summary), "--unit", "云溪市图书馆", "--year", "2025"])
    values = tmp_path / "进展.json"
    values.write_text(
        json.dumps(
            {
                "values": [
                    {"project": "1", "indicator": "新增图书", "actual": "1600"},
                    {"project": "1", "indicator": "读者满意度", "actual": "８８．５", "narrative": "座位少"},
                ]
            }
        ),
        encoding="utf-8",
    )
    assert run(["record", desk, "--run", "2025-01..2025-06", str(values)]) == 1
    capsys.readouterr()
    assert run(["check", desk, "--run", "2025-01..2025-06", "--json"]) == 1
    held = out_of(capsys)
    assert [(v["project"], v["indicator"], v["verdict"]) for v in held["verdicts"]] == [
        (0, 0, "in_progress"),
        (0, 1, "not_met"),
    ]
    assert run(["history", desk, "--json"]) == 0
    lines = out_of(capsys)
    assert any(line["kind"] == "entry" and "８８．５" in (line["after"] or "") for line in lines)
    assert run(["dump", desk, "--json"]) == 0
    indicator = out_of(capsys)["tables"][0]["projects"][0]["indicators"][1]
    assert (indicator["actual"], indicator["raw_actual"]) == ("88.5", "８８．５")


def test_backup_comes_back_and_verifies(
    summary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "台账.perfdesk"
    run(["import", str(desk), str(summary), "--unit", "云溪市图书馆", "--year", "2025"])
    run(["dump", str(desk), "--json"])
    before = capsys.readouterr().out
    assert run(["backup", str(desk), "--to", str(tmp_path / "备份")]) == 0
    made = next((tmp_path / "备份").iterdir())
    back = tmp_path / "恢复" / "台账.perfdesk"
    back.parent.mkdir()
    assert run(["restore", str(made), "--to", str(back)]) == 0
    assert run(["verify", str(back)]) == 0
    capsys.readouterr()
    run(["dump", str(back), "--json"])
    assert json.loads(capsys.readouterr().out) == json.loads(before[before.index("{") :])


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "没有这个文件.txt"],
        ["check", "没有.perfdesk"],
        ["dump", "没有.perfdesk"],
        ["export", "没有.perfdesk", "--form", "target-summary", "--out", "a.pdf"],
        ["restore", "没有.perfdesk", "--to", "b.perfdesk"],
        ["backup", "没有.perfdesk", "--to", "."],
        ["record", "没有.perfdesk", "--run", "2022-01..2022-06", "没有.json"],
    ],
)
def test_what_is_not_there_is_refused_with_one_sentence(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


LONG = "长" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "{long}.perfdesk", "{table}", "{stated}"],
        ["dump", "{long}.perfdesk"],
        ["import", "新.txt", "{table}", "{stated}"],
        ["import", "台账.perfdesk", "{table}", "{table}", "{stated}"],
        ["import", "台账.perfdesk", "{table}", "--unit", "甲", "--year", "20255"],
        ["import", "没有夹/新.perfdesk", "{table}", "{stated}"],
        ["check", "台账.perfdesk", "--unit", "没有的单位"],
        ["check", "台账.perfdesk", "--form", "progress-disclosure"],
        ["check", "台账.perfdesk", "--run", "2025-01..2025-06"],
        ["record", "台账.perfdesk", "--run", "2024-01..2024-06", "{table}"],
        ["record", "台账.perfdesk", "--run", "2025-01..2025-06", "{table}"],
        ["export", "台账.perfdesk", "--form", "target-summary", "--out", "台账.perfdesk"],
        ["export", "台账.perfdesk", "--form", "target-summary", "--out", "没有夹/表.pdf"],
        ["export", "台账.perfdesk", "--form", "progress-disclosure", "--out", "表.pdf"],
        ["backup", "台账.perfdesk", "--to", "{table}"],
        ["restore", "台账.perfdesk", "--to", "台账.perfdesk"],
        ["restore", "台账.perfdesk", "--to", "空夹.perfdesk"],
        ["restore", "台账.perfdesk", "--to", "没有夹/新.perfdesk"],
        ["restore", "台账.perfdesk", "--to", "新.txt"],
        ["demo", "--out", "{table}", "--no-window"],
        ["self-test", "{table}"],
        ["self-test", "{table}/夹"],
        ["score", "台账.perfdesk", "--year", "2019"],
        ["score", "台账.perfdesk", "--year", "2025", "--rule-pack", "没有的规则"],
    ],
)
def test_a_refusal_is_one_sentence_and_changes_no_byte(
    arguments: list[str],
    summary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    stated = ["--unit", "云溪市图书馆", "--year", "2025"]
    assert run(["import", "台账.perfdesk", summary.name, *stated]) == 0
    (tmp_path / "空夹.perfdesk").mkdir()
    capsys.readouterr()
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    filled = [word.replace("{long}", LONG).replace("{table}", summary.name) for word in arguments]
    assert run([w for word in filled for w in (stated if word == "{stated}" else [word])]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert list((tmp_path / "空夹.perfdesk").iterdir()) == []


def test_a_desk_held_by_another_is_left_alone(
    summary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "台账.perfdesk"
    stated = ["--unit", "云溪市图书馆", "--year", "2025"]
    run(["import", str(desk), str(summary), *stated])
    other = tmp_path / "改.txt"
    other.write_text(SUMMARY_TEXT.replace("120.5", "130"), encoding="utf-8")
    with Store.open(desk):
        before = desk.read_bytes()
        capsys.readouterr()
        assert run(["import", str(desk), str(other), *stated]) == 3
        assert run(["restore", str(desk), "--to", str(desk)]) == 3
        said = capsys.readouterr().err
        assert len(said.splitlines()) == 2
        assert "已被" in said
        assert run(["dump", str(desk)]) == 0
        assert run(["export", str(desk), "--form", "target-summary", "--out", str(tmp_path / "a.pdf")]) in (
            0,
            1,
        )
        assert desk.read_bytes() == before


def test_a_desk_made_for_an_import_that_cannot_be_written_goes_again(
    summary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise StoreFull("磁盘已满。")

    monkeypatch.setattr(Store, "apply", refuse)
    desk = tmp_path / "台账.perfdesk"
    assert run(["import", str(desk), str(summary), "--unit", "甲", "--year", "2025"]) == 3
    assert list(tmp_path.iterdir()) == [summary]


def test_an_import_that_overrules_its_document_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "表.txt"
    path.write_text(SUMMARY_TEXT.replace("汇总表\n", "汇总表\n年度：2024\n", 1), encoding="utf-8")
    run(["read", str(path), "--json"])
    assert out_of(capsys)["year"] == "2024"
    assert run(["import", str(tmp_path / "a.perfdesk"), str(path), "--unit", "甲", "--year", "2025"]) == 1
    assert "2024 年度，已按 2025 年度导入" in capsys.readouterr().err


def test_an_import_is_undone_through_the_desk(summary: Path, tmp_path: Path) -> None:
    desk = tmp_path / "台账.perfdesk"
    stated = ["--unit", "云溪市图书馆", "--year", "2025"]
    run(["import", str(desk), str(summary), *stated])
    with Session.open(desk) as session:
        session.perform(session.earlier_changes()[-1].reversed(), Act.UNDO)
        assert len(session.office) == 0
        assert session.store.verify() == []
    assert run(["import", str(desk), str(summary), *stated]) == 0
    assert run(["verify", str(desk)]) == 0


def test_text_that_no_rule_decides_wants_the_clerk(
    summary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = str(tmp_path / "台账.perfdesk")
    run(["import", desk, str(summary), "--unit", "甲", "--year", "2025"])
    values = tmp_path / "进展.json"
    values.write_text(
        '{"values": [{"project": "1", "indicator": "新增图书", "actual": "优良"}]}', encoding="utf-8"
    )
    assert run(["record", desk, "--run", "2025-01..2025-06", str(values)]) == 1
    assert run(["record", desk, "--run", "2025-01..2025-06", str(values)]) == 1
    assert "没有写入" in capsys.readouterr().out


def test_the_dump_holds_every_record_as_kept(
    summary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "台账.perfdesk"
    run(["import", str(desk), str(summary), "--unit", "甲", "--year", "2025"])
    with Session.open(desk) as session:
        session.perform(arranging.answer(session.office, "goal-amount|1", "已核对"))
        kept = {kind_of(record): record for record in session.office}
    capsys.readouterr()
    assert run(["dump", str(desk), "--json"]) == 0
    records = out_of(capsys)["records"]
    assert records["answer"] == [{"id": kept[Kind.ANSWER].id, "finding": "goal-amount|1", "note": "已核对"}]
    assert records["book"][0]["source"] == summary.name
    assert {name: len(rows) for name, rows in records.items() if rows} == {
        "book": 1,
        "project": 1,
        "indicator": 2,
        "answer": 1,
    }


def test_the_history_in_words_is_one_line_a_change(
    summary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = str(tmp_path / "台账.perfdesk")
    run(["import", desk, str(summary), "--unit", "甲", "--year", "2025"])
    summary.write_text(SUMMARY_TEXT.replace("120.5", "130"), encoding="utf-8")
    run(["import", desk, str(summary), "--unit", "甲", "--year", "2025"])
    capsys.readouterr()
    assert run(["history", desk]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith(f"导入 {summary.name}：新增 4 条")
    assert second.endswith(f"导入 {summary.name}：120.5 → 130")


@needs_seeds
@pytest.mark.parametrize("document", [N, H], ids=["N", "H"])
def test_the_dump_equals_the_document_in_every_cell(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = str(tmp_path / "台账.perfdesk")
    unit = ["--unit", "甲局", "--year", "2022"] if document == N else []
    run(["import", desk, str(document), "--accept-repairs", *unit])
    capsys.readouterr()
    run(["read", str(document), "--json"])
    read = out_of(capsys)
    run(["dump", desk, "--json"])
    kept = out_of(capsys)["tables"][0]
    for key in ("kind", "title", "period", "interim", "verdicts"):
        assert kept[key] == read[key]
    for part in ("projects", "items"):
        for want, got in zip(read[part], kept[part], strict=True):
            rows = want.pop("indicators", [])
            assert {key: got[key] for key in want} == want
            for row, other in zip(rows, got["indicators"], strict=True):
                assert {key: other[key] for key in row} == row


@needs_seeds
@pytest.mark.parametrize("months", ["2022-01..2022-06", "2022-01..2022-12"])
def test_the_internal_pdf_prints_the_verdicts_of_check(
    months: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = str(tmp_path / "台账.perfdesk")
    run(["import", desk, str(N), "--accept-repairs", "--unit", "甲局", "--year", "2022"])
    capsys.readouterr()
    run(["dump", desk, "--json"])
    texts = cycle(["0", "1", "50%", "1000000", "优良", "-", "", "不涉及", "－3", "9９.５"])
    values = [
        {"project": project["name"], "indicator": indicator["name"], "actual": next(texts)}
        for project in out_of(capsys)["tables"][0]["projects"]
        for indicator in project["indicators"]
    ]
    path = tmp_path / "进展.json"
    path.write_text(json.dumps({"values": values}), encoding="utf-8")
    assert run(["record", desk, "--run", months, str(path)]) == 1
    capsys.readouterr()
    run(["check", desk, "--json", "--run", months])
    verdicts = out_of(capsys)["verdicts"]
    wanted = Counter(VERDICT_WORDS[Verdict(line["verdict"])] for line in verdicts)
    pdf = tmp_path / "内部.pdf"
    run(["export", desk, "--form", "target-summary", "--run", months, "--internal", "--out", str(pdf)])
    # The last page is the overview, which counts them once more.
    text = "".join("".join(page_text(pdf, at) for at in range(page_count(pdf) - 1)).split())
    marked = {VERDICT_WORDS[v]: text.count(VERDICT_MARKS[v] + VERDICT_WORDS[v]) for v in Verdict}
    assert {word: count for word, count in marked.items() if count} == dict(wanted)


@pytest.mark.parametrize("arguments", [["nonsense"], ["export"], ["record", "a"]])
def test_wrong_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run(arguments)
    assert stop.value.code == 2


def test_a_refused_import_leaves_the_desk_as_it_was(summary: Path, tmp_path: Path) -> None:
    desk = tmp_path / "台账.perfdesk"
    run(["import", str(desk), str(summary), "--unit", "云溪市图书馆", "--year", "2025"])
    before = desk.read_bytes()
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"\x00\x01\x02" * 100)
    assert run(["import", str(desk), str(summary), str(bad), "--unit", "另一单位", "--year", "2025"]) == 3
    assert desk.read_bytes() == before


def test_the_demo_makes_an_office_and_its_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--out", str(tmp_path / "示例"), "--no-window"]) == 0
    assert (tmp_path / "示例" / sample.DESK_NAME).exists()
    assert len(list((tmp_path / "示例").glob("*.pdf"))) == 2 * len(FORMS)
    said = capsys.readouterr().out
    assert "未达标" in said
    assert "疑点" in said


def test_a_sample_somebody_worked_in_is_set_aside(tmp_path: Path) -> None:
    run(["demo", "--out", str(tmp_path), "--no-window"])
    run(["demo", "--out", str(tmp_path), "--no-window"])
    desk = tmp_path / sample.DESK_NAME
    assert list(tmp_path.glob("*.perfdesk")) == [desk]
    with Session.open(desk, who="文员") as session:
        session.perform(arranging.answer(session.office, "goal-amount|1", "已核对"))
        assert run(["demo", "--out", str(tmp_path), "--no-window"]) == 3
    assert run(["demo", "--out", str(tmp_path), "--no-window"]) == 0
    aside = next(path for path in tmp_path.glob("*.perfdesk") if path != desk)
    with Session.open(aside, read_only=True) as session:
        assert session.office.answer("goal-amount|1") is not None


def test_a_failed_self_test_leaves_no_earlier_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Path) -> dict[str, Any]:
        raise AssertionError("a bug")

    (tmp_path / "selftest.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(selftest, "_STEPS", {"take_in": fail})
    assert run(["self-test", str(tmp_path)]) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["selftest-error.txt"]
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_self_test_leaves_its_report(tmp_path: Path) -> None:
    assert run(["self-test", str(tmp_path / "自检 目录")]) == 0
    report = json.loads((tmp_path / "自检 目录" / "selftest.json").read_text(encoding="utf-8"))
    assert report["ok"] is True
    assert set(report["steps"]) == {"take_in", "upgrade", "enter", "export", "read", "window"}
