"""A sheet as pages of placed items: title, captions, header on every page, the blocks, notes, page numbers.

Pages come one at a time; nothing of a page is kept once it was handed out, and no text is broken twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from perfdesk.exchange.breaking import break_lines
from perfdesk.exchange.cells import LOWEST, Setter, Setting, width_of
from perfdesk.exchange.fonts import EM, advances
from perfdesk.exchange.page import CAPTION, FOOT, NOTE, POINTS, TITLE, Page, Rule, Text
from perfdesk.exchange.pagination import Flow, Fragment, Piece
from perfdesk.forms.sheet import Cell, Head, Sheet

A4 = (210 * POINTS, 297 * POINTS)
SIDE = 16 * POINTS
TOP = 15 * POINTS
BOTTOM = 16 * POINTS
_FOOT_AT = 10 * POINTS
_GAP = 3.0


def pages(sheet: Sheet) -> Iterator[Page]:
    """The sheet's pages in order; at least one. An overview has a page of its own behind the table."""
    page = None
    for page in _Layout(sheet).pages():
        yield page
    if sheet.overview is not None and page is not None:
        from perfdesk.exchange.overview_page import overview_page

        last = overview_page(sheet.overview, page.number + 1, page.width, page.height)
        yield replace(last, rows_done=page.rows_done)


def footer(page_width: float, page_height: float, number: int, total: int) -> Text:
    """第 x 页 共 y 页, centred below the table."""
    text = f"第 {number} 页　共 {total} 页"
    return Text((page_width - width_of(text, FOOT)) / 2, page_height - _FOOT_AT, text, FOOT)


class _Layout:
    """The state of one run over a sheet: the page being filled and how far it is filled."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        short, long = A4
        self._width, self._height = (long, short) if sheet.landscape else (short, long)
        self._setter = Setter(column_edges(sheet.widths, self._width))
        self._header = _header(sheet.header, sheet.header_rows, self._setter)
        self._captions = _caption_lines(sheet.captions, self._width)
        above = len(self._captions) * CAPTION.leading + (_GAP if self._captions else 0.0)
        floor = self._height - BOTTOM
        self._body = floor - TOP - above
        self._floor = floor
        self._number = 0
        self._rows_done = 0
        self._page = self._new_page(self._header, titled=True)

    def pages(self) -> Iterator[Page]:
        for block in self._sheet.blocks:
            head = self._header if block.head is None else self._own_header(block.head)
            if block.head is not None and not self._empty:
                yield self._finished()
                self._page = self._new_page(self._header, titled=True)
            flow = Flow(block, self._setter, max(self._body - sum(head.heights), 4 * LOWEST))
            while not flow.finished:
                fragment = flow.take(self._floor - self._y, self._empty)
                if fragment is not None:
                    self._add(fragment)
                if not flow.finished:
                    yield self._finished()
                    self._page = self._new_page(head if flow.headed else self._header)
            if block.head is not None:
                yield from self._notes(self._sheet.notes)
        yield from self._notes(self._sheet.remarks if self._sheet.own_tables else self._ending())
        yield self._finished()

    def _ending(self) -> tuple[str, ...]:
        return (*self._sheet.notes, *self._sheet.remarks)

    def _own_header(self, head: Head) -> Fragment:
        return _header(head.cells, head.rows, self._setter)

    def _new_page(self, header: Fragment, *, titled: bool = False) -> Page:
        self._number += 1
        page = self._page = Page(self._number, self._width, self._height)
        self._grid = _Grid()
        self._y = TOP
        if titled:
            self._title()
        for line in self._captions:
            page.texts.extend(_across(line, self._y, self._width))
            self._y += CAPTION.leading
        self._y += _GAP if self._captions else 0.0
        self._table_top = self._y
        self._add(header)
        self._empty = True
        return page

    def _title(self) -> None:
        if self._sheet.corner:
            self._page.texts.append(Text(SIDE, CAPTION.baseline(self._y), self._sheet.corner, CAPTION))
            self._y += CAPTION.leading
        for line in _even_lines(self._sheet.title, self._width - 2 * SIDE):
            text = line.strip()
            left = (self._width - width_of(text, TITLE)) / 2
            self._page.texts.append(Text(left, TITLE.baseline(self._y), text, TITLE))
            self._y += TITLE.leading
        self._y += _GAP

    def _add(self, fragment: Fragment) -> None:
        """Put a fragment below what is on the page."""
        edges = [self._y]
        for one in fragment.heights:
            edges.append(edges[-1] + one)
        texts, columns = self._page.texts, self._setter.edges
        for piece in fragment.pieces:
            cell, top, bottom = piece.cell, edges[piece.first], edges[piece.last]
            self._setter.place(cell, piece.setting, top, bottom, texts)
            self._grid.cell(columns[cell.column], top, columns[cell.column + cell.columns], bottom)
        self._page.bookmarks.extend((edges[row], text) for row, text in fragment.bookmarks)
        self._y = edges[-1]
        self._rows_done += fragment.rows
        self._empty = False

    def _finished(self) -> Page:
        """The page with its grid."""
        page = self._page
        left, right = self._setter.edges[0], self._setter.edges[-1]
        bottom = self._grid.bottom
        page.rules.extend(self._grid.rules(right, bottom))
        corners = ((left, self._table_top), (right, self._table_top), (right, bottom), (left, bottom))
        page.frame.extend(Rule(*a, *b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
        return replace(page, rows_done=self._rows_done)

    def _notes(self, notes: Sequence[str]) -> Iterator[Page]:
        room = (self._width - 2 * SIDE) * EM / NOTE.size
        self._y += _GAP
        for note in notes:
            for line in break_lines(note, advances(NOTE.face), room):
                if self._y + NOTE.leading > self._floor:
                    yield self._finished()
                    self._page = self._new_page(self._header)
                    self._y += _GAP
                text = line.rstrip()
                if text:
                    self._page.texts.append(Text(SIDE, NOTE.baseline(self._y), text, NOTE))
                self._y += NOTE.leading


def _even_lines(title: str, room: float) -> list[str]:
    """A title in as few lines as it needs, none of them much shorter than the others."""
    advance = advances(TITLE.face)
    lines = break_lines(title, advance, room * EM / TITLE.size)
    least = width_of("".join(title.split()), TITLE) / len(lines)
    for step in range(20) if len(lines) > 1 else ():
        even = break_lines(title, advance, min(least * (1 + step / 20), room) * EM / TITLE.size)
        if len(even) <= len(lines):
            return even
    return lines


class _Grid:
    """The inner lines of a page's table: the right and lower edge of each cell, joined where they meet."""

    def __init__(self) -> None:
        self._across: dict[float, list[tuple[float, float]]] = {}
        self._down: dict[float, list[tuple[float, float]]] = {}
        self.bottom = 0.0

    def cell(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Note the edges of one cell."""
        self._across.setdefault(y1, []).append((x0, x1))
        self._down.setdefault(x1, []).append((y0, y1))
        self.bottom = max(self.bottom, y1)

    def rules(self, right: float, bottom: float) -> Iterator[Rule]:
        """All lines but those of the frame."""
        for y, parts in self._across.items():
            if y < bottom:
                yield from (Rule(x0, y, x1, y) for x0, x1 in _joined(parts))
        for x, parts in self._down.items():
            if x < right:
                yield from (Rule(x, y0, x, y1) for y0, y1 in _joined(parts))


def _joined(parts: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches that touch, as one."""
    parts.sort()
    joined = parts[:1]
    for start, end in parts[1:]:
        first, last = joined[-1]
        if start <= last + 0.01:
            joined[-1] = (first, max(last, end))
        else:
            joined.append((start, end))
    return joined


def column_edges(widths: Sequence[float], page_width: float) -> tuple[float, ...]:
    """Column borders in points, the widths scaled to the page."""
    scale = (page_width - 2 * SIDE) / (sum(widths) or 1.0)
    edges = [SIDE]
    for one in widths:
        edges.append(edges[-1] + one * scale)
    return tuple(edges)


def _header(held: Sequence[Cell], deep: int, setter: Setter) -> Fragment:
    """The header's rows, the same on every page."""
    cells: list[tuple[Cell, list[str]]] = [(cell, setter.wrap(cell)) for cell in held]
    heights = [LOWEST] * deep
    for cell, lines in sorted(cells, key=lambda one: one[0].rows):
        rows = range(cell.row, cell.row + cell.rows)
        lack = Setting(lines).height - sum(heights[row] for row in rows)
        for row in rows:
            heights[row] += max(lack, 0.0) / cell.rows
    pieces = tuple(Piece(cell, cell.row, cell.row + cell.rows, Setting(lines)) for cell, lines in cells)
    return Fragment(tuple(heights), pieces, (), 0)


def _caption_lines(captions: tuple[str, str, str], page_width: float) -> list[tuple[str, str, str]]:
    """The captions in one line; where they would meet, the middle one above, or each in lines of its own."""
    if not any(captions):
        return []
    left, centre, right = (width_of(text, CAPTION) for text in captions)
    room = page_width - 2 * SIDE
    side = max(left, right)
    if (left + right if not centre else 2 * side + centre) <= room - 2 * CAPTION.size:
        return [captions]
    if left + right <= room - 2 * CAPTION.size and centre <= room:
        return [("", captions[1], ""), (captions[0], "", captions[2])]
    lines: list[tuple[str, str, str]] = []
    for index, text in enumerate(captions):
        for line in break_lines(text, advances(CAPTION.face), room * EM / CAPTION.size):
            lines.append((line, "", "") if index == 0 else ("", line, "") if index == 1 else ("", "", line))
    return lines


def _across(line: tuple[str, str, str], top: float, page_width: float) -> Iterator[Text]:
    y = CAPTION.baseline(top)
    left, centre, right = (text.strip() for text in line)
    if left:
        yield Text(SIDE, y, left, CAPTION)
    if centre:
        yield Text((page_width - width_of(centre, CAPTION)) / 2, y, centre, CAPTION)
    if right:
        yield Text(page_width - SIDE - width_of(right, CAPTION), y, right, CAPTION)
