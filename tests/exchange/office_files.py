"""Documents as other programs make them: openpyxl, python-docx, and LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
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
