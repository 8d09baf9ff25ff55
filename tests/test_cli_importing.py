"""`import` by rows: what is certain goes in, the rest into a workbook that comes again corrected."""

import json
from pathlib import Path

import pytest

from perfdesk.cli import run
from perfdesk.exchange.reading import read_grids
from tests.operations.test_resting import TABLE

STATED = ("--unit", "甲单位", "--year", "2025")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table with two doubtful rows, in the folder the commands run in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "汇总.txt"
    path.write_text(TABLE, encoding="utf-8")
    return path


def dumped(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The indicators in the desk."""
    capsys.readouterr()
    run(["dump", "台账.perfdesk", "--json"])
    (held,) = json.loads(capsys.readouterr().out)["tables"]
    return [i["name"] for p in held["projects"] for i in p["indicators"]]


def test_good_rows_go_in_and_the_rest_comes_back_corrected(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["import", "台账.perfdesk", table.name, *STATED, "--accept-repairs", "--good-rows", "其余.xlsx"]
    assert run([*command, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"]["new"], told["rows"]["doubtful"], told["left"]) == (4, 2, 2)
    assert dumped(capsys) == ["新增图书", "更换电脑"]
    assert run(["import", "台账.perfdesk", "其余.xlsx", *STATED, "--accept-repairs"]) == 1
    assert dumped(capsys) == ["新增图书", "上架及时", "借阅人次", "更换电脑"]


def test_a_place_for_the_rest_that_cannot_be_written_changes_nothing(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["import", "台账.perfdesk", table.name, *STATED, "--accept-repairs"]
    assert run([*command, "--good-rows", "没有/其余.xlsx"]) == 3
    assert "不存在" in capsys.readouterr().err
    assert sorted(path.name for path in Path().iterdir()) == [table.name]


def test_a_desk_that_cannot_be_made_leaves_no_rest_behind(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["import", "台账.txt", table.name, *STATED, "--accept-repairs", "--good-rows", "其余.xlsx"]
    assert run(command) == 3
    assert ".perfdesk" in capsys.readouterr().err
    assert sorted(path.name for path in Path().iterdir()) == [table.name]


def test_repairs_are_still_asked_for(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spaced = table.with_name("空格.txt")
    spaced.write_text(TABLE.replace("新增图书", "新增 图书"), encoding="utf-8")
    assert run(["import", "台账.perfdesk", spaced.name, *STATED, "--good-rows", "其余.xlsx"]) == 3
    assert "--accept-repairs" in capsys.readouterr().err
    assert not Path("其余.xlsx").exists()


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name in ("上半年", "全年"):
        sheet = book.create_sheet(name)
        for line in TABLE.replace("图书购置", f"图书购置{name}").split("\n"):
            sheet.append([cell.removeprefix("=") for cell in line.split("\t")])
    book.save("两张.xlsx")
    assert run(["import", "台账.perfdesk", "两张.xlsx", *STATED, "--sheet", "没有"]) == 3
    said = capsys.readouterr().err
    assert "“上半年”" in said
    assert "“全年”" in said
    assert run(["read", "两张.xlsx", "--sheet", "全年", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["projects"][0]["name"] == "图书购置全年"
    assert run(["read", table.name, "--sheet", "全年"]) == 3


def test_the_rest_keeps_formula_like_texts_as_texts(table: Path) -> None:
    run(["import", "台账.perfdesk", table.name, *STATED, "--accept-repairs", "--good-rows", "其余.xlsx"])
    texts = [cell.text for row in read_grids(Path("其余.xlsx"))[0].rows for cell in row.cells]
    assert "=5万" in texts


ODD = "\n".join(
    ["编码\t事项\t考核点\t数值", "甲\t图书购置\t新增图书\t≥3000册", "乙\t设备更新\t更换电脑\t≥20台"]
)


def test_a_header_nobody_knows_is_read_as_it_is_mapped(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = table.with_name("怪表.txt")
    odd.write_text(ODD, encoding="utf-8")
    assert run(["read", odd.name]) == 3
    mapped = [
        "--header-row",
        "1",
        "--map",
        "B=项目名称",
        "--map",
        "考核点=指标名称",
        "--map",
        "4=indicator.target",
    ]
    capsys.readouterr()
    run(["read", odd.name, "--json", *mapped])
    held = json.loads(capsys.readouterr().out)
    assert [p["name"] for p in held["projects"]] == ["图书购置", "设备更新"]
    assert held["projects"][0]["indicators"][0]["target"] == "3000"
    assert run(["import", "台账.perfdesk", odd.name, *STATED, "--accept-repairs", *mapped]) in (0, 1)
    assert dumped(capsys) == ["新增图书", "更换电脑"]


@pytest.mark.parametrize("wrong", ["没有等号", "Z=项目名称", "A=没有这一项"])
def test_a_mapping_that_means_nothing_is_a_sentence(
    table: Path, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", table.name, "--map", wrong]) == 3
    assert "--map" in capsys.readouterr().err
