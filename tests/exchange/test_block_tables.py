"""Forms that are a table a project, in all three formats: pages, heads, tabs, hostile text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from perfdesk.domain.errors import GlyphMissing
from perfdesk.exchange.filing import ExportCancelled
from perfdesk.exchange.layout import pages
from perfdesk.exchange.word import write_document
from perfdesk.exchange.workbook import write_workbook
from perfdesk.forms.fill import fill
from perfdesk.forms.group import Group
from perfdesk.forms.self_evaluation import SELF_EVALUATION
from perfdesk.forms.sheet import Sheet
from perfdesk.forms.target_application import TARGET_APPLICATION
from tests.exchange.sheets import heading


def project(number: int, rows: int, goal: str = "目标") -> Group:
    shared = {"project.name": f"第{number}号专项", "project.annual_goal": goal, "account.narrative": "完成"}
    levels = ("产出指标", "效益指标")
    return Group(
        shared["project.name"],
        tuple(
            shared
            | {
                "indicator.level1": levels[row * 2 // rows],
                "indicator.level2": f"二级{row // 3}",
                "indicator.name": f"指标{number}之{row}止",
                "indicator.target": f"≥{row}.5个",
                "indicator.weight": "1",
            }
            for row in range(rows)
        ),
    )


def evaluated(*groups: Group) -> Sheet:
    return fill(SELF_EVALUATION, groups, heading())


def words(sheet: Sheet) -> list[list[str]]:
    return [[text.text for text in page.texts] for page in pages(sheet)]


def test_each_project_begins_a_page_under_the_title() -> None:
    told = words(evaluated(project(1, 3), project(2, 3)))
    assert len(told) == 2
    assert all("项目支出绩效自评表" in page and "附件：" in page and "总分" in page for page in told)
    assert "第2号专项" in told[1]
    assert "第2号专项" not in told[0]


def test_a_project_that_goes_on_repeats_its_name_and_the_header() -> None:
    first, *others = words(evaluated(project(1, 60)))
    assert others
    assert "第1号专项" in first
    for page in others:
        assert "第1号专项（续）" in page
        assert page.count("年度指标值") == 1
        assert "项目支出绩效自评表" not in page
    told = [word for page in (first, *others) for word in page]
    assert all(told.count(f"指标1之{row}止") == 1 for row in range(60))


def test_a_page_never_ends_with_a_header_and_nothing_under_it() -> None:
    for lines in range(1, 60):
        told = words(evaluated(project(1, 4, "\n".join("目标" for _ in range(lines)))))
        for page in told:
            if "年度指标值" in page:
                assert any(word.startswith("指标1之") for word in page)


def test_a_goal_longer_than_a_page_goes_on_without_the_indicators_header() -> None:
    goal = "\n".join(f"第{line}条目标到此" for line in range(90))
    told = words(evaluated(project(1, 3, goal)))
    texts = [word for page in told for word in page]
    assert all(texts.count(f"第{line}条目标到此") == 1 for line in range(90))
    assert "年度指标值" not in told[1] or "指标1之0止" in told[1]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 45), min_size=1, max_size=3), st.integers(0, 80))
def test_every_indicator_is_printed_once(rows: list[int], lines: int) -> None:
    goal = "\n".join("目标" for _ in range(lines))
    sheet = evaluated(*(project(at, count, goal) for at, count in enumerate(rows, 1)))
    told = [word for page in words(sheet) for word in page]
    for at, count in enumerate(rows, 1):
        assert all(told.count(f"指标{at}之{row}止") == 1 for row in range(count))


def test_each_project_is_a_worksheet_with_its_own_repeated_rows(tmp_path: Path) -> None:
    path = tmp_path / "自评.xlsx"
    sheet = evaluated(project(1, 3), project(2, 3), replace(project(1, 2)))
    write_workbook(sheet, path)
    book = load_workbook(path)
    assert book.sheetnames == ["第1号专项", "第2号专项", "第1号专项 (2)"]
    ws: Any = book["第2号专项"]
    head = next(cell.row for row in ws.iter_rows() for cell in row if cell.value == "年度指标值")
    assert ws.print_title_rows == f"${head}:${head}"
    assert ws.print_area.endswith(f"${ws.max_row}")
    assert ws.page_setup.orientation == "landscape"


def test_tabs_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "自评.xlsx"
    groups = [replace(project(1, 1), label="[很]长:的*名?字/" * 9) for _ in range(3)]
    write_workbook(evaluated(*groups), path)
    names = load_workbook(path).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "007", "1e5", "<w:p>&amp;", "]]>", "2022-01-01"])
def test_text_stays_text_in_workbook_and_document(text: str, tmp_path: Path) -> None:
    sheet = evaluated(project(1, 1, text))
    write_workbook(sheet, tmp_path / "a.xlsx")
    write_document(sheet, tmp_path / "a.docx")
    ws: Any = load_workbook(tmp_path / "a.xlsx").active
    (cell,) = [one for row in ws.iter_rows() for one in row if one.value == text]
    assert cell.data_type == "s"
    table = Document(str(tmp_path / "a.docx")).tables[0]
    assert text in [cell.text for row in table.rows for cell in row.cells]


def test_the_document_has_the_merges_and_repeats_the_header_of_the_indicators(tmp_path: Path) -> None:
    path = tmp_path / "申报.docx"
    sheet = fill(TARGET_APPLICATION, [project(1, 4), project(2, 4)], heading())
    write_document(sheet, path)
    document = Document(str(path))
    assert len(document.tables) == 4
    blocks, indicators = document.tables[:2]
    (block, _) = sheet.blocks
    head = block.head
    assert head is not None
    side = next(cell for cell in block.cells if cell.row == head.first and cell.rows > head.last - head.first)
    for cell in (cell for cell in block.cells if cell is not side):
        table, first = (indicators, head.first) if cell.row >= head.first else (blocks, 0)
        corner = table.cell(cell.row - first, cell.column)
        assert corner.text == cell.text
        far = table.cell(cell.row - first + cell.rows - 1, cell.column + cell.columns - 1)
        assert far._tc is corner._tc
    deep = head.last - head.first
    assert repeated(blocks) == [True] + [False] * (head.first - 1)
    assert repeated(indicators) == [True] * deep + [False] * (block.rows - head.last)
    assert indicators.cell(0, 0).text == ""
    assert indicators.cell(deep, 0).text == side.text
    assert indicators.cell(deep, 0)._tc is not indicators.cell(0, 0)._tc
    assert indicators.cell(len(indicators.rows) - 1, 0)._tc is indicators.cell(deep, 0)._tc
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def repeated(table: Table) -> list[bool]:
    """Which rows Word prints again on every page."""
    return [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]


def test_a_new_table_begins_a_new_page_in_the_document(tmp_path: Path) -> None:
    path = tmp_path / "自评.docx"
    write_document(evaluated(project(1, 2), project(2, 2)), path)
    breaks = [
        paragraph.text
        for paragraph in Document(str(path)).paragraphs
        if paragraph.paragraph_format.page_break_before
    ]
    assert breaks == ["附件："]


def test_what_word_cannot_hold_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(GlyphMissing, match=r"第1号专项.*U\+0001"):
        write_document(evaluated(project(1, 1, "坏\x01字")), tmp_path / "a.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write_document, write_workbook])
def test_a_cancelled_export_leaves_nothing(write: Any, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    sheet = evaluated(project(1, 2), project(2, 2))
    with pytest.raises(ExportCancelled):
        write(
            sheet, tmp_path / "a.bin", progress=lambda *done: told.append(done), cancelled=lambda: bool(told)
        )
    assert len(told) == 1
    assert list(tmp_path.iterdir()) == []


def test_two_documents_of_a_sheet_are_the_same(tmp_path: Path) -> None:
    sheet = evaluated(project(1, 2))
    for name in ("a.docx", "b.docx"):
        write_document(sheet, tmp_path / name)
    first, second = (Document(str(tmp_path / name)) for name in ("a.docx", "b.docx"))
    assert first.element.xml == second.element.xml
    assert first.core_properties.created == second.core_properties.created
