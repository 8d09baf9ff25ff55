"""OpenDocument sheets (.ods), from content.xml; it holds both the stored value and the text that is shown."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Grid, Merged, Stored
from perfdesk.exchange.readers.container import hidden_sheet, opened, part
from perfdesk.exchange.readers.markup import attribute, local, parse, times
from perfdesk.exchange.readers.number_format import plain
from perfdesk.exchange.readers.progress import EVERY, Progress
from perfdesk.exchange.readers.sheet_rows import MAX_COLUMNS, MAX_ROWS, SPLIT, Sheet, grid_of, require_length

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|(?:Err|错误)[:：]\d{3}")
_SHOWN_NUMBER = re.compile(r"[-+(]?[\d,，]*\d(?:\.\d+)?\)?")
_MUTE = re.compile(r"[¥￥$€\s]")
_FAR = 1_000_000  # rows repeated to fill a sheet


def read_ods(path: Path, progress: Progress) -> Iterator[Grid]:
    """Every visible sheet as a grid; a hidden one as a grid without rows and with a note."""
    with opened(path) as container:
        root = parse(part(container, "content.xml", path.name), path.name)
    hidden = _hidden_styles(root)
    for table in root.iter("{*}table"):
        name = attribute(table, "name")
        if attribute(table, "style-name") in hidden:
            yield Grid(path.name, (), name, notes=(hidden_sheet(name),))
        elif local(table.getparent()) == "spreadsheet":  # type: ignore[arg-type]
            yield _Reading(path.name, name, progress).grid(table)


def _hidden_styles(root: "Element") -> set[str]:
    """The table styles of sheets that are not shown."""
    return {
        attribute(style, "name")
        for style in root.iter("{*}style")
        for held in style
        if local(held) == "table-properties" and attribute(held, "display") == "false"
    }


class _Reading:
    """One sheet as it is read."""

    def __init__(self, source: str, name: str, progress: Progress) -> None:
        self._source, self._name, self._progress = source, name, progress
        self._lines: list[tuple[int, list[str]]] = []
        self._merged: list[Merged] = []
        self._stored: dict[tuple[int, int], Stored] = {}
        self._broken: dict[tuple[int, int], str] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._column, self._line = 0, 0

    def grid(self, table: "Element") -> Grid:
        """The sheet as a grid."""
        for element in table.iter("{*}table-column", "{*}table-row"):
            if local(element) == "table-column":
                self._take_column(element)
            else:
                self._take_row(element)
        sheet = Sheet(
            self._source,
            self._name,
            self._lines,
            self._merged,
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            self._stored,
            self._broken,
        )
        require_length(sheet)
        return grid_of(sheet)

    def _take_column(self, element: "Element") -> None:
        count = times(attribute(element, "number-columns-repeated"))
        if attribute(element, "visibility") in ("collapse", "filter"):
            self._hidden_columns.update(range(self._column + 1, min(self._column + count, MAX_COLUMNS) + 1))
        self._column += count

    def _take_row(self, element: "Element") -> None:
        count = times(attribute(element, "number-rows-repeated"), _FAR)
        texts = self._texts(element, self._line + 1)
        if not any(texts):
            self._line += count
            return
        if len(self._lines) + count > MAX_ROWS:
            place = f"{self._source} {self._name} 第 {self._line + 1} 行"
            raise DocumentRefused(place, f"表格超过 {MAX_ROWS:,} 行", SPLIT)
        for _ in range(count):
            self._line += 1
            if self._line % EVERY == 1:
                self._progress(self._line, self._line)
            if attribute(element, "visibility") in ("collapse", "filter"):
                self._hidden_rows.add(self._line)
            self._lines.append((self._line, texts))

    def _texts(self, row: "Element", line: int) -> list[str]:
        """The texts of a row; a cell that is covered by a merged range has none."""
        texts: list[str] = []
        for element in row:
            name, column = local(element), len(texts) + 1
            if name not in ("table-cell", "covered-table-cell") or column > MAX_COLUMNS:
                continue
            text = self._text(element, line, column) if name == "table-cell" else ""
            columns = times(attribute(element, "number-columns-spanned"))
            rows = times(attribute(element, "number-rows-spanned"), _FAR)
            if columns > 1 or rows > 1:
                self._merged.append(Merged(line, column, rows, columns))
            texts += [text] * times(attribute(element, "number-columns-repeated"), MAX_COLUMNS + 1 - column)
        return texts

    def _text(self, cell: "Element", line: int, column: int) -> str:
        shown = "\n".join(_paragraph(child) for child in cell if local(child) == "p")
        kind = attribute(cell, "value-type")
        if attribute(cell, "formula"):
            if _ERROR.fullmatch(shown.strip()):
                self._broken[line, column] = (
                    f"是错误值 {shown.strip()}，请在 WPS 或 LibreOffice 里改正并保存后再读"
                )
            elif not kind:
                self._broken[line, column] = "公式没有计算结果，请在 WPS 或 LibreOffice 里打开并保存后再读"
        if kind not in ("float", "percentage", "currency"):
            return shown
        raw = attribute(cell, "value")
        try:
            text = number_shown(raw, shown, percent=kind == "percentage")
        except InvalidOperation:
            return shown
        if text != raw:
            self._stored[line, column] = Stored(raw, kind)
        return text


def number_shown(raw: str, shown: str, *, percent: bool) -> str:
    """A stored number with the words that are shown beside it, exact where what is shown is rounded.

    >>> number_shown("0.2857", "29%", percent=True), number_shown("1200", "1,200.00", percent=False)
    ('28.57%', '1200')
    >>> number_shown("5", "≥5家", percent=False)
    '≥5家'
    """
    number = Decimal(raw)
    if len(number.as_tuple().digits) > 15:
        number = Decimal(f"{float(raw):.15g}")
    text = plain(number * 100 if percent else number)
    beside = _SHOWN_NUMBER.sub("\0", _MUTE.sub("", shown), count=1)
    if beside.count("\0") != 1 or re.search(r"\d", beside):
        return text + ("%" if percent else "")  # the text that is shown is no number of its own
    before, _, after = beside.partition("\0")
    return before + text + after


def _paragraph(element: "Element") -> str:
    """The text of a paragraph, with its spaces, tabs and line ends."""
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            pieces.append(" " * times(attribute(child, "c")))
        elif name in ("tab", "line-break"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name not in ("annotation", "note"):
            pieces.append(_paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
