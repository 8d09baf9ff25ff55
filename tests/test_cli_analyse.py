"""`perfdesk analyse`: the long form and cross tables from the command line."""

import csv
from pathlib import Path

import pytest

from perfdesk.cli import run
from tests.cli_documents import SUMMARY_TEXT


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    document = tmp_path / "汇总.txt"
    document.write_text(SUMMARY_TEXT, encoding="utf-8")
    made = tmp_path / "台账.perfdesk"
    run(["import", str(made), str(document), "--unit", "某馆", "--year", "2023"])
    return made


def test_the_long_form_is_written(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = desk.with_name("长表.csv")
    assert run(["analyse", str(desk), "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [row["指标名称"] for row in rows] == ["新增图书", "读者满意度"]
    assert "2 行" in capsys.readouterr().out


@pytest.mark.parametrize("by", ["项目或目标", "node"])
def test_a_table_is_printed_by_caption_or_key(
    desk: Path, by: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["analyse", str(desk), "--by", by, "--across", "判定", "--measure", "指标数"]) == 0
    assert capsys.readouterr().out.splitlines() == ["项目或目标\t未填\t合计", "图书购置\t2\t2", "合计\t2\t2"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "心情"], "不能按“心情”统计"),
        (["--by", "项目或目标", "--measure", "多少"], "没有“多少”这种数"),
        (["--by", "项目或目标", "--out", "表.csv"], "请用 .xlsx"),
        (["--out", "表.doc"], "请用 .csv 或 .xlsx"),
        (["--year", "1999", "--out", "表.csv"], "没有要找的表"),
        ([], "--out"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_writes_nothing(
    desk: Path,
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(desk.parent)
    before = sorted(file.name for file in desk.parent.iterdir())
    assert run(["analyse", str(desk), *words]) == 3
    assert said in capsys.readouterr().err
    assert sorted(file.name for file in desk.parent.iterdir()) == before
