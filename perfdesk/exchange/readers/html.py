"""Web pages, and the HTML or XML tables that other systems save under the name of a workbook."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.decoding import decode
from perfdesk.exchange.files import read_bytes
from perfdesk.exchange.grid import Grid, Merged, Part, SourceCell, SourceRow
from perfdesk.exchange.readers.container import AGAIN
from perfdesk.exchange.readers.delimited import read_delimited
from perfdesk.exchange.readers.markup import Laid, Table, attribute, children, local, parse, times
from perfdesk.exchange.readers.progress import EVERY, Progress
from perfdesk.exchange.readers.sheet_rows import MAX_ROWS, Sheet, grid_of, require_length

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_KNOWN = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8"}
_PAGE = re.compile(r"<(?:html|head|body|table|meta|!doctype\s+html|t[dr])[\s>]", re.IGNORECASE)
_OLD_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_BREAKS = frozenset({"br", "p", "div", "li"})
_SILENT = frozenset({"script", "style", "head", "title", "noscript", "template"})
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_markup(path: Path, encoding: str | None, progress: Progress) -> Iterator[Grid]:
    """The tables of a page or of an XML workbook; text that only begins like markup is delimited text."""
    data = read_bytes(path)
    stated = _CHARSET.search(data, 0, 2048)
    known = _KNOWN.get(stated.group(1).decode("ascii", "replace").lower()) if stated else None
    try:
        text = decode(data, encoding or known, path.name).text
    except DocumentRefused:
        if encoding or not known:
            raise
        text = decode(data, None, path.name).text
    if _OLD_XML in text[:4096]:
        yield from _old_workbook(text, path.name)
    elif _PAGE.search(text, 0, 65_536):
        yield _page(text, path.name, progress)
    else:
        yield read_delimited(text, path.name)


def _page(text: str, source: str, progress: Progress) -> Grid:
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentRefused(source, "网页不完整或已损坏", AGAIN) from error
    reading = _Page(source, progress)
    reading.take(root)
    reading.end_line()
    return Grid(source, tuple(reading.rows), parts=tuple(reading.parts))


class _Page:
    """Tables of a page and the lines of text between them; a table around tables is walked through."""

    def __init__(self, source: str, progress: Progress) -> None:
        self._source, self._progress = source, progress
        self.rows: list[SourceRow] = []
        self.parts: list[Part] = []
        self._line, self._tables, self._text = 0, 0, ""

    def take(self, element: "Element") -> None:
        """One element with all that is in it."""
        name = local(element)
        if name in _SILENT or _HIDDEN.search(element.get("style") or ""):
            return
        if name == "table" and next(element.iterdescendants("table"), None) is None:
            self.end_line()
            self._tables += 1
            if self._tables > 1:  # what a page sets apart is not one table
                self._line += 1
                self.rows.append(SourceRow(self._line, (SourceCell("", self._line, 1),)))
            self.parts.append(Part(f"表格 {self._tables} ", self._line + 1))
            self._take_table(element)
            self.parts.append(Part("正文", self._line + 1))
            return
        block = name in _BREAKS or name in ("table", "tr", "td", "th") or re.fullmatch("h[1-6]", name)
        if block:
            self.end_line()
        self._text += element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                self.take(child)
            self._text += child.tail or ""
        if block:
            self.end_line()

    def end_line(self) -> None:
        """What was collected so far is a line of its own."""
        text = _SPACE.sub(" ", self._text).strip()
        self._text = ""
        if text:
            self._line += 1
            self.rows.append(SourceRow(self._line, (SourceCell(text, self._line, 1),)))

    def _take_table(self, element: "Element") -> None:
        table = Table(self._source)
        hidden = set()
        for row in element.iterdescendants("tr"):
            self._line += 1
            if self._line % EVERY == 0:
                self._progress(self._line, self._line)
            if _HIDDEN.search(row.get("style") or ""):
                hidden.add(self._line)
            table.row(
                self._line,
                [
                    Laid(
                        _cell_text(cell),
                        times(cell.get("colspan", "")),
                        times(cell.get("rowspan", ""), MAX_ROWS),
                    )
                    for cell in row.iterchildren("td", "th")
                ],
            )
        sheet = Sheet(self._source, None, table.lines, table.merged, frozenset(hidden))
        require_length(sheet)
        self.rows += grid_of(sheet).rows


def _cell_text(cell: "Element") -> str:
    lines = [_SPACE.sub(" ", line).strip(" ") for line in _pieces(cell).split("\n")]
    return "\n".join(line for line in lines if line)


def _pieces(element: "Element") -> str:
    """The text of an element; a line end is what the page draws as one, not what its source has."""
    if local(element) in _SILENT:
        return ""
    pieces = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            broken = local(child) in _BREAKS
            pieces += ["\n" if broken else "", _pieces(child), "\n" if broken else ""]
        pieces.append(_SPACE.sub(" ", child.tail or ""))
    return "".join(pieces)


# -- the XML workbook of Excel 2003


def _old_workbook(text: str, source: str) -> Iterator[Grid]:
    root = parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8"), source)
    for sheet in children(root, "Worksheet"):
        name = attribute(sheet, "Name")
        lines: list[tuple[int, list[str]]] = []
        merged: list[Merged] = []
        line = 0
        for table in children(sheet, "Table"):
            for row in children(table, "Row"):
                line = _next(row, line)
                texts = _old_cells(row, line, merged)
                if any(texts):
                    lines.append((line, texts))
        found = Sheet(source, name, lines, merged)
        require_length(found)
        yield grid_of(found)


def _old_cells(row: "Element", line: int, merged: list[Merged]) -> list[str]:
    texts: list[str] = []
    for cell in children(row, "Cell"):
        column = _next(cell, len(texts))
        across, down = (_count(attribute(cell, key)) for key in ("MergeAcross", "MergeDown"))
        text = "".join("".join(data.itertext()) for data in children(cell, "Data"))
        texts += [""] * (column - 1 - len(texts)) + [text] + [""] * across
        if across or down:
            merged.append(Merged(line, column, down + 1, across + 1))
    return texts


def _next(element: "Element", before: int) -> int:
    """Where a row or cell stands: where it says, else behind the one before."""
    stated = attribute(element, "Index")
    return times(stated, MAX_ROWS) if stated.isdigit() else before + 1


def _count(text: str) -> int:
    return times(text) if text.isdigit() and text != "0" else 0
