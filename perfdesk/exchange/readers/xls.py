"""Workbooks of the old binary kind (.xls, .et of old WPS), by xlrd, which alone tells number formats."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Grid, Merged, Stored
from perfdesk.exchange.readers.container import AGAIN, UNLOCK, hidden_sheet
from perfdesk.exchange.readers.number_format import BUILT_IN, NumberFormat, number_format, number_text, shown
from perfdesk.exchange.readers.progress import EVERY, Progress
from perfdesk.exchange.readers.sheet_rows import MAX_COLUMNS, Sheet, grid_of, require_length

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as OldSheet

_NUMBER, _DATE, _BOOLEAN, _ERROR = 2, 3, 4, 5
# What a damaged file makes xlrd trip over; it was written for sound ones.
_BROKEN = (
    AssertionError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    UnicodeError,
    ValueError,
    struct.error,
)


def read_xls(path: Path, progress: Progress) -> Iterator[Grid]:
    """Every visible sheet as a grid; a hidden one as a grid without rows and with a note."""
    import xlrd
    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDocError

    try:
        # xlrd prints warnings where it is not told where to; the sheets are read one by one.
        with xlrd.open_workbook(
            str(path), logfile=io.StringIO(), formatting_info=True, on_demand=True
        ) as book:
            for at, name in enumerate(book.sheet_names()):
                sheet = book.sheet_by_index(at)
                if sheet.visibility:
                    yield Grid(path.name, (), name, notes=(hidden_sheet(name),))
                else:
                    yield _grid(sheet, book, path.name, progress)
                book.unload_sheet(at)
    except XLRDError as error:
        if "encrypted" in str(error):
            raise DocumentRefused(path.name, "文件有密码", UNLOCK) from error
        raise DocumentRefused(path.name, "工作簿不完整或已损坏", AGAIN) from error
    except (CompDocError, *_BROKEN) as error:
        raise DocumentRefused(path.name, "工作簿不完整或已损坏", AGAIN) from error


def _grid(found: "OldSheet", book: "Book", source: str, progress: Progress) -> Grid:
    lines: list[tuple[int, list[str]]] = []
    stored: dict[tuple[int, int], Stored] = {}
    broken: dict[tuple[int, int], str] = {}
    formats = _Formats(book)
    for at in range(found.nrows):
        if at % EVERY == 0:
            progress(at, found.nrows)
        texts: list[str] = []
        for column, cell in enumerate(found.row(at)[:MAX_COLUMNS], 1):
            text, code = formats.text(cell)
            texts.append(text)
            if code:
                stored[at + 1, column] = Stored(number_text(float(cell.value)), code)
            if cell.ctype == _ERROR:
                broken[at + 1, column] = f"是错误值 {text}，请在 Excel 或 WPS 里改正并保存后再读"
        if any(texts):
            lines.append((at + 1, texts))
    sheet = Sheet(
        source,
        found.name,
        lines,
        [
            Merged(top + 1, left + 1, bottom - top, right - left)
            for top, bottom, left, right in found.merged_cells
        ],
        frozenset(at + 1 for at, row in found.rowinfo_map.items() if row.hidden),
        frozenset(at + 1 for at, column in found.colinfo_map.items() if column.hidden),
        stored,
        broken,
    )
    require_length(sheet)
    return grid_of(sheet)


class _Formats:
    """Cells to texts, with the format of each cell style looked up once."""

    def __init__(self, book: "Book") -> None:
        self._book = book
        self._known: dict[int, tuple[NumberFormat, str]] = {}

    def text(self, cell: "Cell") -> tuple[str, str]:
        """A cell's text, and the code of its format where that changed the text."""
        from xlrd.biffh import error_text_from_code

        if cell.ctype in (_NUMBER, _DATE):
            form, code = self._format(cell.xf_index or 0)
            if form.plain:
                return number_text(float(cell.value)), ""
            return shown(float(cell.value), form, bool(self._book.datemode)), code
        if cell.ctype == _BOOLEAN:
            return ("TRUE" if cell.value else "FALSE"), ""
        if cell.ctype == _ERROR:
            return error_text_from_code.get(int(cell.value), "错误值"), ""
        return str(cell.value), ""

    def _format(self, style: int) -> tuple[NumberFormat, str]:
        if style not in self._known:
            key = self._book.xf_list[style].format_key
            held = self._book.format_map.get(key)
            code = BUILT_IN.get(key) or (held.format_str if held else "")
            self._known[style] = (number_format(code), code)
        return self._known[style]
