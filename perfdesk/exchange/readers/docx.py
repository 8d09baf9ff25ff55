"""Word documents (.docx): every table and every line of text between them, in order, as one grid.

A page does not cut rows in a Word file, so tables simply follow each other; the text above a table holds its
title, unit and year. Tables inside a cell become lines of that cell.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfdesk.exchange.grid import Grid, Merged, Part, SourceCell, SourceRow
from perfdesk.exchange.readers.container import opened, part
from perfdesk.exchange.readers.markup import Laid, Table, attribute, children, local, parse, times
from perfdesk.exchange.readers.progress import EVERY, Progress
from perfdesk.exchange.readers.sheet_rows import Sheet, grid_of, require_length

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DOCUMENT = "word/document.xml"
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "smartTag", "hyperlink", "fldSimple"})
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "txbxContent", "Fallback", "rt", "pPr", "rPr"}
)


def read_docx(path: Path, progress: Progress) -> Iterator[Grid]:
    """The document as one grid whose parts are its tables and the text around them."""
    with opened(path) as container:
        root = parse(part(container, _DOCUMENT, path.name), path.name)
    reading = _Reading(path.name, progress)
    for body in children(root, "body"):
        reading.take(body)
    yield Grid(path.name, tuple(reading.rows), parts=tuple(reading.parts))


class _Reading:
    """Rows as they come, with the line each table begins at."""

    def __init__(self, source: str, progress: Progress) -> None:
        self._source, self._progress = source, progress
        self.rows: list[SourceRow] = []
        self.parts: list[Part] = []
        self._line = 0
        self._tables = 0

    def take(self, body: "Element") -> None:
        """Paragraphs and tables, also those inside content controls."""
        for element in body:
            name = local(element)
            if name == "p":
                self._begin("正文")
                for text in _paragraph(element).split("\n"):
                    self._line += 1
                    self.rows.append(SourceRow(self._line, (SourceCell(text, self._line, 1),)))
            elif name == "tbl":
                self._tables += 1
                self._begin(f"表格 {self._tables} ")
                self._take_table(element)
            elif name in _WRAPPERS:
                self.take(element)

    def _begin(self, name: str) -> None:
        if not self.parts or self.parts[-1].name != name:
            self.parts.append(Part(name, self._line + 1))

    def _take_table(self, element: "Element") -> None:
        table, merges = Table(self._source), _Merges()
        for row in _rows(element):
            self._line += 1
            if self._line % EVERY == 0:
                self._progress(self._line, self._line)
            table.row(self._line, merges.cells(row, self._line))
        sheet = Sheet(self._source, None, table.lines, list(merges.found.values()))
        require_length(sheet)
        self.rows += grid_of(sheet).rows


class _Merges:
    """The merged ranges of a table as its rows go by; `found` is by the line and column they begin at."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], Merged] = {}
        self._down: dict[int, tuple[int, int]] = {}  # column to the range that may reach further down there

    def cells(self, row: "Element", line: int) -> Iterator[Laid]:
        """The cells of a row, one for each column; those that a range covers are empty."""
        column = 1 + _grid_before(row)
        yield from [Laid("")] * (column - 1)
        for cell in _rows_of(row, "tc"):
            columns, vertical = _reach(cell)
            above = self._down.get(column) if vertical == "continue" else None
            if above:
                self.found[above] = self.found[above]._replace(rows=line - above[0] + 1)
            else:
                self._begin(line, column, columns, bool(vertical))
            yield Laid("" if above else "\n".join(_lines(cell)))
            yield from [Laid("")] * (columns - 1)
            column += columns

    def _begin(self, line: int, column: int, columns: int, vertical: bool) -> None:
        self._down.pop(column, None)
        if vertical:
            self._down[column] = line, column
        if vertical or columns > 1:
            self.found[line, column] = Merged(line, column, 1, columns)


def _grid_before(row: "Element") -> int:
    """How many columns stay free before a row's first cell."""
    stated = [
        attribute(one, "val") for held in children(row, "trPr") for one in held if local(one) == "gridBefore"
    ]
    return times(stated[0]) if stated and stated[0] != "0" else 0


def _rows(table: "Element") -> Iterator["Element"]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _rows(element)


def _rows_of(element: "Element", name: str) -> Iterator["Element"]:
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _rows_of(child, name)


def _reach(cell: "Element") -> tuple[int, str]:
    """Over how many columns a cell reaches, and "restart" or "continue" of a vertical merge, or ""."""
    columns, vertical = 1, ""
    for held in children(cell, "tcPr"):
        for one in held:
            if local(one) == "gridSpan":
                columns = times(attribute(one, "val"))
            elif local(one) == "vMerge":
                vertical = attribute(one, "val") or "continue"
    return columns, vertical


def _lines(cell: "Element") -> Iterator[str]:
    """The paragraphs of a cell; a table inside it gives one line per row."""
    for element in cell:
        name = local(element)
        if name == "p":
            yield _paragraph(element)
        elif name == "tbl":
            for row in _rows(element):
                yield " ".join("".join(_lines(inner)) for inner in _rows_of(row, "tc"))
        elif name in _WRAPPERS:
            yield from _lines(element)


def _paragraph(element: "Element") -> str:
    """The text of a paragraph as it is printed; what was deleted under change tracking is not."""
    pieces = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "sym":
            pieces.append(_symbol(attribute(child, "char")))
        elif name not in _SKIPPED:
            pieces.append(_paragraph(child))
    return "".join(pieces)


# Ticked and empty boxes of the Wingdings font, by the code Word stores.
_SYMBOLS = {"F0FE": "☑", "F0A8": "□", "F06F": "□", "F0FC": "√", "F052": "☑", "F0FD": "☒"}


def _symbol(code: str) -> str:
    return _SYMBOLS.get(code.upper(), "")
