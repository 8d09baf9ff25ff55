"""PDF files with a text layer: ruled tables by their lines, others by how texts stand below each other.

All pages are one grid, with a blank row where a page ends, as printed text has it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.attachment import attached_in
from perfdesk.exchange.grid import Grid, Merged, Note, Part, SourceCell, SourceRow
from perfdesk.exchange.readers.container import AGAIN
from perfdesk.exchange.readers.pdf_columns import Aligned, aligned_table
from perfdesk.exchange.readers.pdf_page import Character, Page, read_page
from perfdesk.exchange.readers.pdf_table import Ruled, align, ruled_tables
from perfdesk.exchange.readers.pdf_text import Line, cell_text, lines_of
from perfdesk.exchange.readers.progress import Progress
from perfdesk.exchange.readers.sheet_rows import MAX_CELL, MAX_ROWS, SPLIT

_MOST_PAGES = 2_000
_ROWS_ON_PAGE = 60  # about, for the bounds of the reading process
_SCANNED = "请用文字识别（OCR）软件转成 Excel 表格后再读，或向来文单位要电子表格"
_UNRULED = "这份 PDF 的表格没有框线，是按文字对齐拆成列的，请核对"


def read_pdf(path: Path, progress: Progress) -> Iterator[Grid]:
    """The document as one grid whose parts are its pages, then the table it carries as data, if any."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(str(path))
    except pypdfium2.PdfiumError as error:
        raise _unopened(path.name, str(error)) from error
    try:
        pages = list(_pages(document, path.name, progress))
        attached = attached_in(document, path.name)
    finally:
        document.close()
    if not any(page.characters for page in pages):
        if any(page.pictured for page in pages):
            raise DocumentRefused(path.name, "这份 PDF 是扫描的图片，读不出文字", _SCANNED)
        raise DocumentRefused(path.name, "这份 PDF 里没有文字", "请检查是不是选错了文件")
    yield _Reading(path.name).grid(pages)
    if attached is not None:
        yield attached


def _unopened(source: str, said: str) -> DocumentRefused:
    if "password" in said.lower():
        return DocumentRefused(source, "PDF 有密码", "请用 WPS 打开，去掉密码另存后再读")
    return DocumentRefused(source, "PDF 不完整或已损坏", AGAIN)


def _pages(document: Any, source: str, progress: Progress) -> Iterator[Page]:
    import pypdfium2

    count = len(document)
    if count > _MOST_PAGES:
        raise DocumentRefused(source, f"PDF 超过 {_MOST_PAGES:,} 页", SPLIT)
    for at in range(count):
        progress(at * _ROWS_ON_PAGE, count * _ROWS_ON_PAGE)
        try:
            page = document[at]
        except pypdfium2.PdfiumError as error:
            raise DocumentRefused(f"{source} 第 {at + 1} 页", "这一页已损坏", AGAIN) from error
        try:
            yield read_page(page)
        finally:
            page.close()


class _Reading:
    """Rows as they come, page by page."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._line = 0
        self._rows: list[SourceRow] = []
        self._parts: list[Part] = []
        self._notes: list[Note] = []

    def grid(self, pages: list[Page]) -> Grid:
        """The grid of all pages."""
        ruled = [ruled_tables(page.across, page.down) for page in pages]
        align([table for tables in ruled for table in tables])
        unruled = not any(ruled)
        for number, (page, tables) in enumerate(zip(pages, ruled, strict=True), 1):
            if number > 1:
                self._add([SourceCell("", self._line + 1, 1)])
            self._parts.append(Part(f"第 {number} 页", self._line + 1))
            self._take_page(page, tables, unruled)
        return Grid(self._source, tuple(self._rows), parts=tuple(self._parts), notes=tuple(self._notes))

    def _take_page(self, page: Page, tables: list[Ruled], unruled: bool) -> None:
        inside: list[list[Character]] = [[] for _ in tables]
        outside: list[Character] = []
        for one in page.characters:
            at = next((at for at, table in enumerate(tables) if table.holds(one)), None)
            (outside if at is None else inside[at]).append(one)
        lines = lines_of(outside)
        if unruled and (found := aligned_table(lines)):
            self._take_aligned(found)
            return
        for table, characters in zip(tables, inside, strict=True):
            above = [line for line in lines if line.top < table.top]
            lines = lines[len(above) :]
            self._take_lines(above)
            if not above and table is not tables[0]:  # what is set apart on the page is not one table
                self._add([SourceCell("", self._line + 1, 1)])
            self._take_table(table, characters)
        self._take_lines(lines)

    def _take_lines(self, lines: list[Line]) -> None:
        for line in lines:
            self._add([SourceCell(line.text, self._line + 1, 1)])

    def _take_aligned(self, found: Aligned) -> None:
        if not self._notes:
            self._notes.append(Note(self._line + 1, "全文", _UNRULED))
        self._take_lines(found.above)
        for texts in found.rows:
            line = self._line + 1
            self._add([SourceCell(text, line, column) for column, text in enumerate(texts, 1)])
        self._take_lines(found.below)

    def _take_table(self, table: Ruled, characters: list[Character]) -> None:
        regions = list(table.regions())
        owner = {
            (row, column): at
            for at, one in enumerate(regions)
            for row in range(one.row, one.row + one.rows)
            for column in range(one.column, one.column + one.columns)
        }
        held: list[list[Character]] = [[] for _ in regions]
        for one in characters:
            held[owner[table.place(one)]].append(one)
        texts = [
            cell_text(some, table.xs[region.column], table.xs[region.column + region.columns])
            for region, some in zip(regions, held, strict=True)
        ]
        first = self._line + 1
        ranges = [
            Merged(first + one.row, one.column + 1, one.rows, one.columns)
            if one.rows > 1 or one.columns > 1
            else None
            for one in regions
        ]
        for row in range(len(table.ys) - 1):
            cells = []
            for column in range(len(table.xs) - 1):
                at = owner[row, column]
                anchor = (regions[at].row, regions[at].column) == (row, column)
                cells.append(SourceCell(texts[at] if anchor else "", first + row, column + 1, ranges[at]))
            self._add(cells)

    def _add(self, cells: list[SourceCell]) -> None:
        self._line += 1
        if self._line > MAX_ROWS:
            raise DocumentRefused(self._source, f"表格超过 {MAX_ROWS:,} 行", SPLIT)
        if any(len(cell.text) > MAX_CELL for cell in cells):
            raise DocumentRefused(
                f"{self._source} {self._parts[-1].name}", f"有一格超过 {MAX_CELL:,} 个字", SPLIT
            )
        self._rows.append(SourceRow(self._line, tuple(cells)))
