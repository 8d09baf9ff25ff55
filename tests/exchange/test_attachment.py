"""The table inside a PDF: there, harmless, readable by other programs, and held against the pages."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.attaching import INDICATORS_NAME, NAME, indicators_csv, table_csv
from perfdesk.exchange.attachment import attached_grid
from perfdesk.exchange.csv_text import as_it_was, csv_bytes, csv_rows, harmless
from perfdesk.exchange.grid import Grid, SourceCell, SourceRow
from perfdesk.exchange.pdf import write_pdf
from perfdesk.exchange.reading import recognise_grids
from perfdesk.forms.form import Form
from perfdesk.forms.monitoring import MONITORING
from perfdesk.forms.self_evaluation import SELF_EVALUATION
from perfdesk.forms.sheet import Sheet
from perfdesk.forms.target_application import TARGET_APPLICATION
from perfdesk.operations.reporting import Copy, compose
from tests.exchange.sheets import project, summary
from tests.operations.full_year import LEVELS, full_office


def grid_in(sheet: Sheet, folder: Path) -> Grid:
    path = folder / "表.pdf"
    write_pdf(sheet, path)
    grid = attached_grid(path.read_bytes(), path.name)
    assert grid is not None
    return grid


def test_the_attached_table_is_recognised_as_the_table(tmp_path: Path) -> None:
    grid = grid_in(summary(project(1, 3), project(2, 2)), tmp_path)
    (document,) = recognise_grids("表.pdf", [grid])
    assert [one.name for one in document.projects] == ["第1号专项", "第2号专项"]
    assert [one.target for one in document.projects[0].indicators] == ["0.75", "1.75", "2.75"]
    assert document.unit_name == "某市财政局"
    assert document.year == "2022"


def test_what_the_page_says_otherwise_is_a_doubt_that_names_both(tmp_path: Path) -> None:
    grid = grid_in(summary(project(1, 3)), tmp_path)
    rows = [
        SourceRow(
            row.line, tuple(SourceCell(changed(cell.text), cell.line, cell.column) for cell in row.cells)
        )
        for row in grid.rows
    ]
    pages = Grid("表.pdf", tuple(rows))
    (document,) = recognise_grids("表.pdf", [pages, grid])
    assert document.projects[0].indicators[1].target == "1.75"
    told = [doubt.what for doubt in document.doubts]
    assert "附件写“1.75”，页面写“9.75”，用了附件的，请核对" in told


def changed(text: str) -> str:
    return "9.75" if text == "1.75" else text


def test_pages_that_agree_leave_no_doubt(tmp_path: Path) -> None:
    grid = grid_in(summary(project(1, 3)), tmp_path)
    (alone,) = recognise_grids("表.pdf", [grid])
    (both,) = recognise_grids("表.pdf", [grid, replace(grid, attached=False, sheet=None)])
    assert both == alone


def test_pages_without_a_table_are_told(tmp_path: Path) -> None:
    grid = grid_in(summary(project(1, 1)), tmp_path)
    (document,) = recognise_grids("表.pdf", [grid, Grid("表.pdf", ())])
    assert any("页面上的表读不出来" in doubt.what for doubt in document.doubts)


def test_an_attachment_that_is_no_table_gives_way_to_the_pages(tmp_path: Path) -> None:
    pages = replace(grid_in(summary(project(1, 1)), tmp_path), attached=False)
    broken = Grid("表.pdf", (SourceRow(1, (SourceCell("别的", 1, 1),)),), "附件", attached=True)
    (document,) = recognise_grids("表.pdf", [broken, pages])
    assert document.projects[0].name == "第1号专项"


def test_the_file_is_utf8_with_a_mark_and_opens_in_poppler(tmp_path: Path) -> None:
    tool = shutil.which("pdfdetach")
    if tool is None:
        pytest.skip("pdfdetach is not installed")
    path = tmp_path / "表.pdf"
    write_pdf(summary(project(1, 2)), path)
    subprocess.run([tool, "-saveall", "-o", str(tmp_path), str(path)], check=True, capture_output=True)
    data = (tmp_path / NAME).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[1][5:] == ["指标名称", "运算符", "单位", "年度目标值"]
    assert rows[2][5:] == ["指标1之0止", "≥", "亿元", "0.75"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-1+2", "@sum", "=HYPERLINK(1)"])
def test_no_cell_is_a_formula(text: str) -> None:
    data = table_csv(summary(project(1, 1, name=text))).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(data)) for cell in row]
    assert "'" + text in cells
    assert text not in cells


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")), min_size=2)
    )
)
def test_every_text_comes_back(rows: list[list[str]]) -> None:
    assert list(csv_rows(csv_bytes(rows))) == rows


@given(st.text())
def test_what_was_made_harmless_is_as_it_was(text: str) -> None:
    assert as_it_was(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"no pdf at all", b"%PDF-1.7\n" + b"\0" * 500])
def test_what_is_no_pdf_has_no_attachment(data: bytes) -> None:
    assert attached_grid(data, "表.pdf") is None


def test_two_exports_with_attachments_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_pdf(summary(project(1, 2)), tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_blank_form_carries_no_data(tmp_path: Path) -> None:
    path = tmp_path / "空白.pdf"
    write_pdf(replace(summary(project(1, 1)), data=False), path)
    assert attached_grid(path.read_bytes(), path.name) is None


@pytest.mark.parametrize("form", [TARGET_APPLICATION, MONITORING, SELF_EVALUATION])
def test_a_form_of_projects_carries_its_indicators_as_a_list_with_every_row_whole(
    form: Form, tmp_path: Path
) -> None:
    office = full_office(2)
    run = {FormKind.MONITORING: 2, FormKind.SELF_EVALUATION: 3}.get(form.kind)
    sheet = compose(office, office.book(1), office.run(run) if run else None, Copy(form.kind))
    path = tmp_path / "表.pdf"
    write_pdf(sheet, path)
    with PdfDocument(path) as document:
        files = [document.get_attachment(at) for at in range(document.count_attachments())]
        held = {one.get_name(): bytes(one.get_data()) for one in files}
    assert list(held) == [INDICATORS_NAME, NAME]
    head, *rows = csv_rows(held[INDICATORS_NAME])
    assert {len(row) for row in (head, *rows)} == {len(form.columns) + 1}
    assert [row[0] for row in rows] == ["第1批养老服务站建设专项"] * 8 + ["第2批养老服务站建设专项"] * 8
    level, target = head.index("一级指标"), len(head) - 1 - head[::-1].index(_target_caption(form))
    assert [row[level].partition("（")[0] for row in rows[:8]] == [one[0] for one in LEVELS]
    assert [row[target] for row in rows[:2]] == ["≥25个", "≥8000人次"]


def _target_caption(form: Form) -> str:
    return form.column("indicator.target").caption


def test_captions_below_a_group_are_told_with_it_and_nothing_of_the_totals_is_a_row() -> None:
    office = full_office(1)
    sheet = compose(office, office.book(1), office.run(2), Copy(FormKind.MONITORING))
    head, *rows = csv_rows(indicators_csv(sheet))
    assert "偏差原因分析 经费保障" in head
    assert head[0] == "项目名称"
    assert rows[3][head.index("偏差原因分析 经费保障")] == "√"
    internal = compose(office, office.book(1), office.run(3), Copy(FormKind.SELF_EVALUATION, internal=True))
    assert len(list(csv_rows(indicators_csv(internal)))) == 9


def test_a_list_of_projects_needs_no_second_file(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    write_pdf(summary(project(1, 2)), path)
    with PdfDocument(path) as document:
        assert document.count_attachments() == 1
