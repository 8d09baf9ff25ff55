"""The command line keeps its contract: names, shapes and exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest

from perfdesk.cli import run
from perfdesk.operations import sample

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
N, H = SEEDS / "000_31ffd794032f8962.txt", SEEDS / "004_89805450b404af4a.txt"
needs_seeds = pytest.mark.skipif(
    not N.exists(), reason="the two published documents are not beside the repository"
)
SUMMARY_TEXT = (
    "项目绩效目标汇总表\n\n"
    "序号\t项目名称\t项目概况\t本年预算金额 (万元)\t年度绩效目标\t核心绩效指标\t\t\t\n"
    "\t\t\t\t\t指标名称\t运算符\t单位\t年度目标值\n"
    "1\t图书购置\t购书\t120.5\t新增图书3000册。\t新增图书\t≥\t册\t3000\n"
    "\t\t\t\t\t读者满意度\t≥\t%\t90\n"
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
    assert len(list((tmp_path / "示例").glob("*.pdf"))) == 4
    said = capsys.readouterr().out
    assert "未达标" in said
    assert "疑点" in said


def test_the_self_test_leaves_its_report(tmp_path: Path) -> None:
    assert run(["self-test", str(tmp_path / "自检 目录")]) == 0
    report = json.loads((tmp_path / "自检 目录" / "selftest.json").read_text(encoding="utf-8"))
    assert report["ok"] is True
    assert set(report["steps"]) == {"take_in", "upgrade", "enter", "export", "window"}
