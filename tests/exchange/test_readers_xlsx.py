"""Workbooks come in with values as the clerk sees them; what the file does not hold is refused by cell."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Grid, SourceCell
from perfdesk.exchange.reading import read_document, read_grids, recognise_grids
from tests.exchange.office_files import texts_of, workbook
from tests.exchange.tables import project, summary

GOOD = summary(
    project("1", "甲项目", ("清淤长度", "≥", "公里", "12.5"), ("满意度", "≥", "%", "90")),
    project("2", "乙项目", ("巡查次数", "=", "次", "4")),
)


def made(path: Path, *cells: tuple[str, object, str]) -> Grid:
    """The grid of a sheet with these cells: place, value, number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    for place, value, code in cells:
        cell = sheet[place]
        assert isinstance(cell, Cell)
        cell.value = value  # type: ignore[assignment]
        cell.number_format = code or "General"
    book.save(path)
    (grid,) = read_grids(path)
    return grid


def cell(grid: Grid, line: int, column: int) -> SourceCell:
    return next(c for row in grid.rows for c in row.cells if (c.line, c.column) == (line, column))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"),
        (0.285, "0.00%", "28.5%"),
        (0.95, "General", "0.95"),
        ("007", "General", "007"),
        (" 甲 ", "General", " 甲 "),
        (0.1 + 0.2, "General", "0.3"),
        (258.5, "#,##0.00", "258.5"),
        (1200, "0.00_ ", "1200"),
        (11100000, "General", "11100000"),
        (1e-7, "General", "0.0000001"),
        (-3.5, "0.0;[Red]-0.0", "-3.5"),
        (90, '"≥"0"%"', "≥90%"),
        (5, "0家", "5家"),
        (5, "[$¥-804]#,##0.00", "5"),
        (123456, '0!.0,"万"', "123456"),
        (datetime.datetime(2022, 12, 31), "yyyy-mm-dd", "2022-12-31"),
        (datetime.datetime(2022, 12, 31), 'yyyy"年"m"月"', "2022年12月"),
        (datetime.datetime(2022, 12, 31), 'yyyy"年"m"月"d"日"', "2022年12月31日"),
        (datetime.datetime(2022, 12, 31), "mm-dd-yy", "2022-12-31"),
        (datetime.datetime(2022, 12, 31, 9, 30), "yyyy/m/d h:mm", "2022-12-31 9:30"),
        (datetime.time(9, 30), "h:mm", "9:30"),
        (datetime.timedelta(hours=36), "[h]:mm", "36:00"),
        (True, "General", "TRUE"),
        ("第一行\n第二行", "General", "第一行\n第二行"),
        ("=1+1", "@", ""),
    ],
)
def test_a_value_comes_as_the_clerk_sees_it(value: object, code: str, text: str, tmp_path: Path) -> None:
    grid = made(tmp_path / "表.xlsx", ("B2", value, code), ("C3", "末", ""))
    assert cell(grid, 2, 2).text == text if text else grid.broken


def test_what_is_stored_stays_with_a_value_that_is_shown_otherwise(tmp_path: Path) -> None:
    grid = made(tmp_path / "表.xlsx", ("A1", 0.95, "0%"), ("B1", 0.95, "0.00"))
    percent, number = grid.rows[0].cells
    assert (percent.stored, number.stored) == (("0.95", "0%"), None)


def test_formula_text_that_was_typed_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for line, text in enumerate(("=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)"), 1):
        one = book.active.cell(line, 1, text)
        one.data_type = "s"
    book.save(path)
    (grid,) = read_grids(path)
    assert [row.cells[0].text for row in grid.rows] == ["=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)"]
    assert grid.broken == ()


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [("=SUM(D5:D6)", "f", "公式没有计算结果"), ("#DIV/0!", "e", "错误值 #DIV/0!")],
)
def test_a_cell_without_a_value_refuses_its_table_and_names_itself(
    value: str, kind: str, said: str, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "表.xlsx", texts_of(GOOD))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总"
    one = sheet["D5"]
    assert isinstance(one, Cell)
    one.value, one.data_type = value, kind
    book.save(path)
    with pytest.raises(DocumentRefused) as refused:
        read_document(path)
    assert refused.value.place == "表.xlsx 汇总!D5"
    assert said in refused.value.cause
    assert "保存后再读" in refused.value.remedy


def test_a_broken_cell_on_another_sheet_or_in_a_hidden_column_does_not_matter(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", texts_of(GOOD))
    whole = read_document(path)
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active["L2"] = "=SUM(A1)"
    book.active.column_dimensions["L"].hidden = True
    book.create_sheet("测算")["A1"] = "=1/0"
    book.save(path)
    assert read_document(path) == whole


def test_hidden_rows_columns_and_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", texts_of(GOOD))
    (plain,) = read_document(path)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总"
    sheet.insert_rows(6, 2)
    sheet.insert_cols(4)
    sheet["B6"], sheet["B7"], sheet["D5"] = "旧的", "旧的", "旧的"
    for line in (6, 7):
        sheet.row_dimensions[line].hidden = True
    sheet.column_dimensions["D"].hidden = True
    other = book.create_sheet("代码")
    other["A1"] = "甲"
    other.sheet_state = "hidden"
    book.save(path)
    (document,) = read_document(path)
    assert document.projects == plain.projects
    assert [(doubt.where, doubt.what) for doubt in document.doubts] == [
        ("工作表“代码”", "是隐藏的工作表，没有读"),
        ("汇总 第 6 至 7 行", "是隐藏的行，没有读"),
        ("汇总 第 D 列", "是隐藏的列，没有读"),
    ]


def test_merged_cells_come_with_their_reach_even_when_their_corner_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["C4"] = "甲", "末"
    sheet.merge_cells("A1:B3")
    sheet.row_dimensions[1].hidden = True
    sheet["C2"], sheet["C3"] = "一", "二"
    book.save(path)
    (grid,) = read_grids(path)
    anchor = grid.rows[0].cells[0]
    assert (anchor.text, anchor.line, anchor.rows, anchor.columns) == ("甲", 2, 2, 2)
    assert [c.covered for row in grid.rows for c in row.cells] == [False, True, False, True, True, False] + [
        False
    ] * 3
    assert grid.notes == ()


def test_several_sheets_give_several_tables_and_others_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", texts_of(GOOD))
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    second = book.copy_worksheet(book.active)
    second.title, second["B5"] = "第二张", "丙项目"
    book.create_sheet("说明")["A1"] = "填表说明"
    book.create_sheet("空")
    book.save(path)
    first, other = read_document(path)
    assert [d.projects[0].name for d in (first, other)] == ["甲项目", "丙项目"]
    assert [doubt.where for doubt in first.doubts] == ["表.xlsx 说明 第 1 行"]


def test_a_book_without_a_known_table_says_so_once(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "姓名"
    book.create_sheet("二")["A1"] = "年龄"
    book.save(path)
    with pytest.raises(DocumentRefused, match=r"2 张工作表里都没有找到认识的表头.*项目名称"):
        read_document(path)
    book = openpyxl.Workbook()
    book.save(path)
    with pytest.raises(DocumentRefused, match="没有内容"):
        read_document(path)


def test_the_preview_gets_grids_that_recognise_as_the_file_does(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", texts_of(GOOD))
    grids = read_grids(path)
    assert recognise_grids(path.name, grids) == read_document(path)
    assert grids[0].rows[0].cells[0] == SourceCell("项目绩效目标汇总表", 1, 1)


def test_numbers_read_like_the_same_texts(tmp_path: Path) -> None:
    numbers = read_document(workbook(tmp_path / "表.xlsx", texts_of(GOOD)))
    assert numbers == read_document(workbook(tmp_path / "表.xlsx", texts_of(GOOD), numbers=False))


def test_a_table_that_begins_further_right_is_the_same_table(tmp_path: Path) -> None:
    table = texts_of(GOOD)
    (plain,) = read_document(workbook(tmp_path / "表.xlsx", table))
    (moved,) = read_document(workbook(tmp_path / "表.xlsx", [["", "", *row] for row in table]))
    assert moved.projects == plain.projects


def test_cells_without_references_are_counted(tmp_path: Path) -> None:
    """A writer may leave out r="A1"; then only their order tells where cells stand."""
    import re
    import zipfile

    path = workbook(tmp_path / "表.xlsx", texts_of(GOOD))
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    for row in book.active.iter_rows(min_row=1, max_row=8, max_col=9):
        for one in row:
            one.value = "甲" if one.value is None else one.value
    book.active["I5"].number_format = "0%"
    book.save(path)
    before = read_grids(path)
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb' r="[A-Z]*[0-9]+"', b"", parts[name])
    with zipfile.ZipFile(path, "w") as target:
        for part, data in parts.items():
            target.writestr(part, data)
    assert read_grids(path) == before
    assert cell(before[0], 5, 9).text == "1250%"
