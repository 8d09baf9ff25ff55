"""The rows of an import that were not taken, as a workbook to correct: the table's own columns and a reason.

The column of reasons is for the clerk; when the corrected workbook comes in again it is passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from perfdesk.domain.errors import GlyphMissing
from perfdesk.exchange.filing import NotFiled, file_whole
from perfdesk.exchange.reasons import REASON
from perfdesk.exchange.workbook import LONGEST_CELL, put_text, refused_sign

_WIDEST, _NARROWEST = 60, 8  # characters of a column
_BEYOND = ':*?/\\[]"'


@dataclass(frozen=True, slots=True)
class RestSheet:
    """One table's rest: rows of texts with `reasons` beside each; `header` counts the rows above the data."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    reasons: tuple[str, ...]
    header: int


def write_rest(sheets: Sequence[RestSheet], path: Path) -> None:
    """Write the workbook. Raises NotFiled or GlyphMissing; nothing is left behind then."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for at, sheet in enumerate(sheets, 1):
        _check(sheet)
        _fill(book.create_sheet(_name(sheet.name, at)), sheet)
    file_whole(path, lambda part: book.save(part))


def _name(name: str, at: int) -> str:
    plain = "".join(sign for sign in name if sign not in _BEYOND).strip("' ")[:24] or "表"
    return f"{plain} {at}" if at > 1 else plain


def _fill(ws: Any, sheet: RestSheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    last = max((len(row) for row in sheet.rows), default=0) + 1
    head = max(sheet.header - 1, 0)
    for line, (row, reason) in enumerate(zip(sheet.rows, sheet.reasons, strict=True)):
        texts = (*row, *[""] * (last - 1 - len(row)), REASON if line == head else reason)
        for column, text in enumerate(texts, 1):
            cell = ws.cell(line + 1, column)
            put_text(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if column == last:
                cell.font = Font(color="B4231F", bold=line == head)
    for column, width in enumerate(_widths(sheet, last), 1):
        ws.column_dimensions[get_column_letter(column)].width = width
    ws.freeze_panes = ws.cell(sheet.header + 1, 1)


def _widths(sheet: RestSheet, columns: int) -> Iterator[int]:
    """Wide enough for the table itself; the title line above is over the whole."""
    for column in range(columns - 1):
        texts = [row[column] for row in sheet.rows[max(sheet.header - 1, 0) :] if column < len(row)]
        longest = max((2 * len(line) for text in texts for line in text.split("\n")), default=0)
        yield min(max(longest + 2, _NARROWEST), _WIDEST)
    yield _WIDEST


def _check(sheet: RestSheet) -> None:
    for row in (*sheet.rows, sheet.reasons):
        for text in row:
            if len(text) > LONGEST_CELL:
                raise NotFiled(
                    f"有一格超过 Excel 一格 {LONGEST_CELL} 字的上限，其余的行没有写出。请在原文件里改。"
                )
            if sign := refused_sign(text):
                raise GlyphMissing(f"有 Excel 不收的控制字符（{sign}），其余的行没有写出。请在原文件里改。")
