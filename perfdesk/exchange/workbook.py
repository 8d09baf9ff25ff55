"""A sheet as an Excel workbook: the same title, captions, merges, widths and order as on paper.

Text stays text whatever it begins with. A plain decimal in a column of figures becomes a number when it
survives exactly, shown with the decimals it was typed with.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perfdesk.domain.errors import GlyphMissing
from perfdesk.exchange.cells import Setter, height
from perfdesk.exchange.filing import NotFiled, Progressed, file_whole
from perfdesk.exchange.layout import A4, SIDE, column_edges
from perfdesk.exchange.pagination import Flow
from perfdesk.forms.form import Align
from perfdesk.forms.sheet import Block, Cell, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767  # characters in one cell, by the file format
_HIGHEST = 409.0  # points of one row, by Excel
_SLACK = 1.08  # Excel's own line distance is a little larger than the page's
_ENDLESS = 1e9
_LONGEST_TAB = 31
_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(
    sheet: Sheet,
    path: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the sheet, each of its tables on a worksheet. `progress` gets (rows done, rows) by project.

    Raises GlyphMissing, NotFiled or ExportCancelled; nothing is left behind then.
    """
    from openpyxl import Workbook

    _check(sheet)
    book = Workbook()
    progressed = Progressed(sheet, progress, cancelled)
    names: set[str] = set()
    styles = _Styles()
    tables = sheet.tables
    for at, blocks in enumerate(tables):
        ws: Any = book.active if at == 0 else book.create_sheet()
        ws.title = _sheet_name(sheet, blocks, names)
        notes = (*sheet.notes, *(sheet.remarks if at == len(tables) - 1 else ()))
        _Writer(ws, sheet, styles).write(blocks, notes, progressed)
    properties = book.properties
    properties.title, properties.creator = sheet.title, sheet.author or "perfdesk"
    properties.subject, properties.keywords = sheet.subject, ", ".join(sheet.keywords)
    file_whole(path, lambda part: book.save(part))


def figure(text: str) -> Decimal | None:
    """The number a plain decimal stands for, or None where Excel would show or keep it differently.

    >>> figure("258.5"), figure("0.10"), figure("1,200"), figure("-0"), figure("12345678901234567")
    (Decimal('258.5'), Decimal('0.10'), None, None, None)
    """
    if not _PLAIN.fullmatch(text):
        return None
    number = Decimal(text)
    digits = len(number.as_tuple().digits)
    return number if digits <= 15 and not (number == 0 and text.startswith("-")) else None


class _Writer:
    """Puts one sheet into a worksheet, from the top."""

    def __init__(self, ws: "Worksheet", sheet: Sheet, styles: "_Styles") -> None:
        self._ws: Any = ws  # the stubs know neither merged cells nor styles handed out
        self._sheet = sheet
        width = A4[1] if sheet.landscape else A4[0]
        self._setter = Setter(column_edges(sheet.widths, width))
        self._styles = styles
        self._row = 1

    def write(self, blocks: Sequence[Block], notes: Sequence[str], progressed: Progressed) -> None:
        """Everything from the title to the notes."""
        self._columns()
        self._above()
        head = next((block.head for block in blocks), None)
        first = self._row + (head.first if head else 0)
        self._header()
        self._page(first, (self._row + head.last if head else self._row) - 1, frozen=head is None)
        for block in blocks:
            progressed.begin()
            self._block(block)
            progressed.did(block)
        for note in notes:
            self._line(note, 1, len(self._sheet.widths), Align.LEFT, 9.0)
            self._ws.row_dimensions[self._row].height = self._note_height(note)
            self._row += 1
        self._ws.print_area = f"A1:{self._ws.cell(max(self._row - 1, 1), len(self._sheet.widths)).coordinate}"

    def _columns(self) -> None:
        from openpyxl.utils import get_column_letter

        edges = self._setter.edges
        for index, (left, right) in enumerate(pairwise(edges), 1):
            pixels = (right - left) / 0.75
            self._ws.column_dimensions[get_column_letter(index)].width = round((pixels - 5) / 7, 2)

    def _above(self) -> None:
        """The title over the whole width, below it the captions over a part each."""
        columns = len(self._sheet.widths)
        self._ws.sheet_view.showGridLines = False
        if self._sheet.corner:
            self._line(self._sheet.corner, 1, columns, Align.LEFT, 9.5)
            self._row += 1
        self._line(self._sheet.title, 1, columns, Align.CENTER, 16.0, bold=True)
        self._ws.row_dimensions[self._row].height = 30
        self._row += 1
        if any(self._sheet.captions):
            parts = zip(self._sheet.captions, self._thirds(), Align, strict=True)
            for text, (first, last), align in parts:
                if text and first <= last:
                    self._line(text, first, last, align, 9.5)
            self._row += 1

    def _line(self, text: str, first: int, last: int, align: Align, size: float, bold: bool = False) -> None:
        """A line outside the table's grid, over the columns `first` to `last`."""
        cell = self._ws.cell(self._row, first)
        cell._style = self._styles.of_line(self._ws, align, size, bold, wraps=first == 1)
        put_text(cell, text)
        if last > first:
            self._ws.merge_cells(start_row=self._row, end_row=self._row, start_column=first, end_column=last)

    def _thirds(self) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
        """Columns (first, last) for the left, middle and right caption; a lone one has the whole width."""
        edges = self._setter.edges
        columns = len(edges) - 1
        if sum(map(bool, self._sheet.captions)) == 1:
            return ((1, columns),) * 3
        third = (edges[-1] - edges[0]) / 3
        left = max(1, bisect_left(edges, edges[0] + third - 1) if columns > 2 else 1)
        right = max(left, min(columns - 1, bisect_left(edges, edges[-1] - third - 1)))
        return (1, left), (left + 1, right), (right + 1, columns)

    def _note_height(self, note: str) -> float:
        """Of a line below the table; Excel does not fit merged cells to their text by itself."""
        over_all = Cell(0, 0, note, columns=len(self._setter.edges) - 1)
        return round(min(height(max(len(self._setter.wrap(over_all)), 1)) * _SLACK, _HIGHEST), 1)

    def _header(self) -> None:
        self._cells(self._sheet.header)
        for row in range(self._sheet.header_rows):
            self._ws.row_dimensions[self._row + row].height = 30 if self._sheet.header_rows == 1 else 24
        self._row += self._sheet.header_rows

    def _page(self, first: int, last: int, frozen: bool) -> None:
        """Paper, repeated rows, those above the table stay while scrolling, page numbers."""
        ws: Any = self._ws
        ws.page_setup.orientation = "landscape" if self._sheet.landscape else "portrait"
        ws.page_setup.paperSize = 9
        ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
        ws.sheet_properties.pageSetUpPr.fitToPage = True
        ws.print_title_rows = f"{first}:{last}"
        if frozen:
            ws.freeze_panes = ws.cell(last + 1, 1)
        ws.print_options.horizontalCentered = True
        ws.page_margins.left = ws.page_margins.right = round(SIDE / 72, 2)
        ws.page_margins.top = ws.page_margins.bottom = 0.6
        ws.page_margins.header = ws.page_margins.footer = 0.25
        ws.oddFooter.center.text = "第 &P 页　共 &N 页"

    def _block(self, block: Block) -> None:
        self._cells(block.cells)
        fragment = Flow(block, self._setter, _ENDLESS).take(_ENDLESS, fresh=True)
        for row, one in enumerate(fragment.heights if fragment else ()):
            self._ws.row_dimensions[self._row + row].height = round(min(one * _SLACK, _HIGHEST), 1)
        self._row += block.rows

    def _cells(self, cells: tuple[Cell, ...]) -> None:
        for cell in cells:
            row, column = self._row + cell.row, cell.column + 1
            target = self._framed(cell, row, column)
            number = figure(cell.text) if cell.figure else None
            if number is None:
                put_text(target, cell.text)
            else:
                target.value = number
                places = -int(number.as_tuple().exponent)
                target._style = copy(target._style)
                target.number_format = "0." + "0" * places if places else "0"

    def _framed(self, cell: Cell, row: int, column: int) -> Any:
        """The worksheet's cell, styled and merged over its range.

        Styles are handed out ready made and ranges entered without openpyxl's own looking for overlaps:
        both cost more than all the rest together.
        """
        from openpyxl.worksheet.cell_range import CellRange

        style = self._styles.of_cell(self._ws, cell)
        last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
        for line in range(row, last_row + 1):
            for place in range(column, last_column + 1):
                self._ws.cell(line, place)._style = style
        if cell.rows > 1 or cell.columns > 1:
            merged = CellRange(min_row=row, max_row=last_row, min_col=column, max_col=last_column)
            self._ws.merged_cells.ranges.add(merged)
        return self._ws.cell(row, column)


class _Styles:
    """The entries of the workbook's styles, one for each kind of cell on all its worksheets."""

    def __init__(self) -> None:
        from openpyxl.styles import Border, Side

        side = Side(style="thin")
        self._border = Border(left=side, right=side, top=side, bottom=side)
        self._held: dict[tuple[object, ...], Any] = {}

    def of_cell(self, ws: Any, cell: Cell) -> Any:
        """Of cells of the table like this one."""
        align = Align.CENTER if cell.vertical else cell.align
        return self._of(ws, align, 9.0, cell.bold, wraps=True, framed=True, upright=cell.vertical)

    def of_line(self, ws: Any, align: Align, size: float, bold: bool, wraps: bool) -> Any:
        """Of lines outside the table."""
        return self._of(ws, align, size, bold, wraps=wraps, framed=False, upright=False)

    def _of(
        self, ws: Any, align: Align, size: float, bold: bool, *, wraps: bool, framed: bool, upright: bool
    ) -> Any:
        from openpyxl.styles import Alignment, Font

        key = (align, size, bold, wraps, framed, upright)
        style = self._held.get(key)
        if style is None:
            pattern: Any = type(ws.cell(1, 1))(ws, 1, 1)
            pattern.font = Font(name="宋体", size=size, bold=bold)
            if framed:
                pattern.border = self._border
            # 255: letters upright, one below the other
            rotation = {"text_rotation": 255} if upright else {}
            pattern.alignment = Alignment(
                horizontal=align.value, vertical="center", wrap_text=wraps, **rotation
            )
            style = self._held[key] = pattern._style
        return style


def put_text(target: Any, text: str) -> None:
    """Text as text: no formula, error value or escape, also after a visit to Excel's edit line."""
    if not text:
        return
    target.value = _LOOKS_ESCAPED.sub("_x005F_", text)
    target.data_type = "s"
    if text[0] in "=+-@'\t":
        target._style = copy(target._style)  # cells alike share one
        target.quotePrefix = True


def _sheet_name(sheet: Sheet, blocks: Sequence[Block], taken: set[str]) -> str:
    """What the table is called in the row of tabs: by its project where it has one to itself."""
    marks = blocks[0].bookmarks if blocks and blocks[0].head else ()
    wanted = marks[0][1] if marks and marks[0][1] else sheet.subject or sheet.title
    name = _NOT_IN_TABS.sub("", wanted)[:_LONGEST_TAB].strip() or "表"
    number = 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = _NOT_IN_TABS.sub("", wanted)[: _LONGEST_TAB - len(ending)].strip() + ending
    taken.add(name.casefold())
    return name


def refused_sign(text: str) -> str | None:
    """The first character the file format cannot hold, as U+0000; None where there is none."""
    found = _REFUSED.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def _check(sheet: Sheet) -> None:
    """Raise before anything is written where the file format cannot hold a text."""
    for place, text in _placed(sheet):
        if sign := refused_sign(text):
            raise GlyphMissing(f"{place} 里有 Excel 不收的控制字符（{sign}），没有写出文件。请删去后再导出。")
        if len(text) > LONGEST_CELL:
            raise NotFiled(
                f"{place} 超过 Excel 一格 {LONGEST_CELL} 字的上限，没有写出文件。请缩短，或导出 PDF。"
            )


def _placed(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield "标题", sheet.title
    yield from (
        ("表上的说明", text) for text in (sheet.corner, *sheet.captions, *sheet.notes, *sheet.remarks)
    )
    for cell in (*sheet.header, *(cell for block in sheet.blocks for cell in block.cells)):
        yield cell.place or f"第{cell.row + 1}行第{cell.column + 1}列", cell.text
