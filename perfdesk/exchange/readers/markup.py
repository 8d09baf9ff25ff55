"""XML and HTML from outside, parsed without entities, network or endless depth; and cells laid on a grid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Merged
from perfdesk.exchange.readers.container import AGAIN
from perfdesk.exchange.readers.sheet_rows import MAX_COLUMNS, MAX_ROWS, SPLIT

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_BYTES = 60 * 1024 * 1024


def parse(data: bytes, source: str) -> "Element":
    """The root of an XML part. Raises DocumentRefused where it is broken, too deep or too large."""
    from lxml import etree

    if len(data) > _MOST_BYTES:
        raise DocumentRefused(source, "文件内容太多", SPLIT)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentRefused(source, "文件不完整或已损坏", AGAIN) from error


@dataclass(frozen=True, slots=True)
class Laid:
    """One cell as markup states it: its text, and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Table:
    """Cells laid out row by row; a cell that reaches down pushes those of the next rows aside."""

    source: str
    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    _down: dict[int, int] = field(default_factory=dict)  # column to the last line a cell above reaches

    def row(self, line: int, cells: Iterable[Laid]) -> None:
        """Add the row of a line. Raises DocumentRefused for more rows or columns than a table has."""
        texts: list[str] = []
        column = 1
        for cell in cells:
            column = self._free(column, line)
            if column + cell.columns - 1 > MAX_COLUMNS:
                raise DocumentRefused(
                    f"{self.source} 第 {line} 行", f"这一行超过 {MAX_COLUMNS} 列", "请核对是不是选错了文件"
                )
            texts += [""] * (column - 1 - len(texts)) + [cell.text] + [""] * (cell.columns - 1)
            if cell.columns > 1 or cell.rows > 1:
                self.merged.append(Merged(line, column, cell.rows, cell.columns))
                if cell.rows > 1:
                    self._down.update(
                        dict.fromkeys(range(column, column + cell.columns), line + cell.rows - 1)
                    )
            column += cell.columns
        if any(texts):
            self.lines.append((line, texts))
            if len(self.lines) > MAX_ROWS:
                raise DocumentRefused(f"{self.source} 第 {line} 行", f"表格超过 {MAX_ROWS:,} 行", SPLIT)

    def _free(self, column: int, line: int) -> int:
        while self._down.get(column, 0) >= line:
            column += 1
        return column


def local(element: "Element") -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: "Element", name: str) -> str:
    """An attribute by its local name; "" where it is not there."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def times(text: str, most: int = MAX_COLUMNS) -> int:
    """A stated count of cells, within reason.

    >>> times("3"), times(""), times("-1"), times("99999999999")
    (3, 1, 1, 702)
    """
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 12 else 1


def children(element: "Element", name: str) -> Iterator["Element"]:
    """The direct children of a name."""
    return (child for child in element if local(child) == name)
