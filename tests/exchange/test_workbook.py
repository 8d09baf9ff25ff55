"""The workbook, read back: the same table, text as text, figures as numbers."""

from __future__ import annotations

import os
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from perfdesk.domain.errors import GlyphMissing
from perfdesk.exchange.filing import ExportCancelled, NotFiled
from perfdesk.exchange.workbook import figure, write_workbook
from perfdesk.forms.form import Align
from perfdesk.forms.sheet import Block, Cell, Sheet
from tests.exchange.sheets import (
    PROSE,
    disclosure,
    objective,
    plain,
    project,
    seed_disclosure,
    seed_summary,
    summary,
)


def written(sheet: Sheet, folder: Path) -> Any:
    path = folder / "表.xlsx"
    write_workbook(sheet, path)
    return load_workbook(path).active


def test_title_captions_header_and_merges(tmp_path: Path) -> None:
    ws = written(summary(project(1, 3), project(2, 2)), tmp_path)
    assert ws["A1"].value == "项目绩效目标汇总表"
    assert ws["A2"].value == "填报单位：某市财政局"
    assert ws["D2"].value == "2022年度"
    assert ws["G2"].value == "单位：万元"
    assert ws["F3"].value == "核心绩效指标"
    assert [ws.cell(4, column).value for column in range(6, 10)] == [
        "指标名称",
        "运算符",
        "单位",
        "年度目标值",
    ]
    merged = {str(one) for one in ws.merged_cells.ranges}
    assert {"A1:I1", "F3:I3", "A3:A4", "A5:A7", "C5:C7", "A8:A9"} <= merged
    assert ws["F7"].value == "指标1之2止"
    assert ws["B8"].value == "第2号专项"


def test_paper_is_a4_across_with_the_header_on_each_page(tmp_path: Path) -> None:
    ws = written(summary(project(1, 3)), tmp_path)
    assert ws.page_setup.orientation == "landscape"
    assert (ws.page_setup.fitToWidth, ws.page_setup.fitToHeight) == (1, 0)
    assert ws.sheet_properties.pageSetUpPr.fitToPage
    assert ws.print_title_rows == "$3:$4"
    assert ws.freeze_panes == "A5"


def test_vertical_labels_stand_upright(tmp_path: Path) -> None:
    ws = written(
        disclosure(objective(1, "工作目标", "重点", PROSE), objective(2, "工作目标", "重点", "二")), tmp_path
    )
    cell = next(cell for row in ws for cell in row if cell.value == "工作目标")
    assert cell.alignment.textRotation == 255


def test_rows_are_high_enough_for_their_text(tmp_path: Path) -> None:
    ws = written(summary(project(1, 2, overview=PROSE * 8), project(2, 2)), tmp_path)
    assert ws.row_dimensions[5].height > 3 * ws.row_dimensions[7].height


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-甲", "@SUM(A1)", "=cmd|'/c calc'!A0", "#N/A", "\t=1", "_x0041_"]
)
def test_text_stays_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    ws = written(replace(plain([[text, "二"]]), title=text, captions=(text, "", "")), tmp_path)
    shown = "_x005F_x0041_" if text.startswith("_x") else text
    for place in ("A1", "A2", "A4"):
        assert ws[place].data_type == "s"
        assert ws[place].value == shown
    with zipfile.ZipFile(tmp_path / "表.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("text", "number", "shape"),
    [
        ("258.5", 258.5, "0.0"),
        ("11100", 11100, "0"),
        ("0.10", 0.1, "0.00"),
        ("-3.2", -3.2, "0.0"),
        ("0", 0, "0"),
    ],
)
def test_plain_decimals_become_numbers_that_look_as_typed(
    text: str, number: float, shape: str, tmp_path: Path
) -> None:
    sheet = _figures(text)
    cell = written(sheet, tmp_path)["A3"]
    assert cell.data_type == "n"
    assert cell.value == number
    assert cell.number_format == shape
    assert figure(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "1,200",
        "007",
        "1e5",
        "优良",
        "5%",
        "-0",
        "12345678901234567",
        "1.",
        ".5",
        "+5",
        " 5",
        "2020.1.1",
        "",
        "９",
    ],
)
def test_other_figures_stay_as_typed(text: str, tmp_path: Path) -> None:
    cell = written(_figures(text), tmp_path)["A3"]
    assert (cell.value or "") == text
    assert cell.data_type == ("s" if text else "n")


def _figures(text: str) -> Sheet:
    header = (Cell(0, 0, "值", bold=True),)
    return Sheet(
        "表",
        ("", "", ""),
        (30.0,),
        1,
        header,
        (Block(1, (Cell(0, 0, text, align=Align.RIGHT, figure=True),)),),
    )


def test_what_the_format_cannot_hold_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(GlyphMissing, match=r"格0-1.*U\+0007"):
        write_workbook(plain([["一", "二\x07"]]), tmp_path / "表.xlsx")
    with pytest.raises(NotFiled, match="格0-0 超过"):
        write_workbook(plain([["一" * 40_000, "二"]]), tmp_path / "表.xlsx")
    assert os.listdir(tmp_path) == []


def test_cancel_and_a_missing_folder_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportCancelled):
        write_workbook(summary(project(1, 2)), tmp_path / "表.xlsx", cancelled=lambda: True)
    with pytest.raises(NotFiled, match="不存在"):
        write_workbook(summary(project(1, 2)), tmp_path / "没有" / "表.xlsx")
    assert os.listdir(tmp_path) == []


def test_properties_and_sheet_name(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(replace(summary(project(1, 2)), subject="表[1]/甲:" + "长" * 40), path)
    book = load_workbook(path)
    assert book.properties.creator == "某市财政局"
    assert book.properties.title == "项目绩效目标汇总表"
    assert len(book.sheetnames[0]) == 31
    assert not set("[]:*?/\\") & set(book.sheetnames[0])


@pytest.mark.parametrize("make", [seed_summary, seed_disclosure])
def test_the_seeds_come_back_cell_by_cell(make: Any, tmp_path: Path) -> None:
    sheet = make()
    ws = written(sheet, tmp_path)
    row = 2 + any(sheet.captions) + sheet.header_rows
    for block in sheet.blocks:
        for cell in block.cells:
            value = ws.cell(row + cell.row, cell.column + 1).value
            assert str(value if value is not None else "") == cell.text
        row += block.rows
