"""Documents as other programs make them: openpyxl, python-docx, and LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from perfdesk.exchange.tab_text import read_grid
from tests.exchange.tables import SEEDS

Table = list[list[str]]


def texts_of(text: str) -> Table:
    """Tab-separated text as rows of texts."""
    return [[cell.text for cell in row.cells] for row in read_grid(text, "表.txt").rows]


def seed_table(name: str) -> Table:
    """A published document, row by row as it was printed: cut by pages, with cells that drifted."""
    return texts_of((SEEDS / f"{name}.txt").read_text(encoding="utf-8"))


def upright(table: Table) -> Table:
    """The same rows with the cells that drifted left back in their columns, as in a ruled table."""
    width = max(map(len, table))
    return [["", *texts] if len(texts) == width - 1 else texts for texts in table]


def ruled(path: Path, table: Table, header: int, widths: list[int]) -> Path:
    """A workbook to be printed: borders, wrapped texts in rows that are high enough, one page wide."""
    book = openpyxl.load_workbook(workbook(path, table))
    sheet = book.active
    assert sheet is not None
    side = Side(style="thin")
    for line, row in enumerate(sheet.iter_rows(), 1):
        if line < header or not any(cell.value for cell in row):
            continue
        for cell in row:
            cell.border, cell.alignment = Border(side, side, side, side), Alignment(wrap_text=True)
        high = max(len(str(cell.value or "")) * 2.2 / wide for cell, wide in zip(row, widths, strict=True))
        sheet.row_dimensions[line].height = 15.0 * (int(high) + 2)
    for at, wide in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHI"[at]].width = wide
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(path)
    return path


def word_document(path: Path, table: Table, *, grid: bool = False) -> Path:
    """A table for every page, lines of text between them; with `grid` ruled, lengthways, rows never cut."""
    document = docx.Document()
    if grid:
        section = document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width
    made = None
    for texts in table:
        if len(texts) == 1:
            document.add_paragraph(texts[0])
            made = None
            continue
        made = made or document.add_table(0, max(map(len, table)), "Table Grid" if grid else None)
        row = made.add_row()
        if grid:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    document.save(str(path))
    return path


def fill(sheet: Worksheet, table: Table, *, numbers: bool = True) -> None:
    """Put texts where they belong; what looks like a plain number becomes one, as in an office's own file."""
    for line, texts in enumerate(table, 1):
        for column, text in enumerate(texts, 1):
            if text:
                plain = numbers and text.replace(".", "", 1).isdigit() and not text.startswith("0")
                sheet.cell(line, column, float(text) if plain else text)


def merge(sheet: Worksheet, header: int, table: Table, leading: int) -> None:
    """Merge as an office would: the title, and leading cells over the rows of a project."""
    width = max(map(len, table))
    for line, texts in enumerate(table[:header], 1):
        if sum(map(bool, texts)) == 1 and texts[0]:
            sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=width)
    starts = [line for line, texts in enumerate(table, 1) if line > header + 2 and texts[0]]
    ends = [*(start - 1 for start in starts[1:]), len(table)]
    for start, end in zip(starts, ends, strict=True):
        own = (line for line in range(start + 1, end + 1) if _begins_anew(table[line - 1], leading))
        stop = next(own, end + 1) - 1
        if stop > start:
            for column in range(1, leading + 1):
                sheet.merge_cells(start_row=start, end_row=stop, start_column=column, end_column=column)


def workbook(path: Path, table: Table, **options: bool) -> Path:
    """A workbook with one sheet of these texts."""
    book = openpyxl.Workbook()
    assert book.active is not None
    fill(book.active, table, **options)
    book.save(path)
    return path


def _begins_anew(texts: list[str], leading: int) -> bool:
    return not any(texts) or any(texts[:leading])


class Office:
    """LibreOffice without a window, with a profile of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        self._command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}"]

    def convert(self, kind: str, folder: Path, *sources: Path) -> list[Path]:
        """Files saved as another kind, such as "pdf" or "csv:Text - txt - csv (StarCalc):44,34,76"."""
        command = [*self._command, "--convert-to", kind, "--outdir", str(folder), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        made = [folder / f"{source.stem}.{kind.partition(':')[0]}" for source in sources]
        assert all(path.exists() for path in made), kind
        return made


def find_office(folder: Path) -> Office:
    """LibreOffice, or skip."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here")
    return Office(program, folder / "profile")
