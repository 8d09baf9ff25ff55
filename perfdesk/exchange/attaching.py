"""What a published PDF carries as data: its table as it is printed, and for forms A to C their indicators.

Whoever downloads a table can use its figures without retyping. The table has the published cells in their
places; merged cells have their text in the first one, and tables of projects follow each other after an
empty line. It is what reading holds against the page, so it has all that the page has: money, goals and
totals, which no list of columns could hold. For others to use, the indicators of such forms stand once more
in a list of the published columns, every row whole, under the project's name.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perfdesk.exchange.csv_text import csv_bytes
from perfdesk.forms.sheet import Block, Cell, Head, Sheet

NAME = "perfdesk-table.csv"
INDICATORS_NAME = "perfdesk-indicators.csv"


class Attached(NamedTuple):
    """One attached file; title and captions of the sheet are its description."""

    name: str
    data: bytes
    said: str


def attached_files(sheet: Sheet) -> Iterator[Attached]:
    """All files that go with a sheet."""
    said = description(sheet)
    if sheet.own_tables:
        yield Attached(INDICATORS_NAME, indicators_csv(sheet), said)
    yield Attached(NAME, table_csv(sheet), said)


def table_csv(sheet: Sheet) -> bytes:
    """The sheet's tables as CSV."""
    return csv_bytes(_rows(sheet))


def description(sheet: Sheet) -> str:
    """Title and captions, a line each."""
    lines = (" ".join(text.split("\n")).strip() for text in (sheet.title, *sheet.captions))
    return "\n".join(line for line in lines if line)


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    columns = len(sheet.widths)
    yield from _lines(sheet.header, sheet.header_rows, columns)
    for at, blocks in enumerate(sheet.tables):
        if at:
            yield []
        for block in blocks:
            yield from _lines(block.cells, block.rows, columns)


def _lines(cells: Sequence[Cell], rows: int, columns: int) -> list[list[str]]:
    lines = [[""] * columns for _ in range(rows)]
    for cell in cells:
        lines[cell.row][cell.column] = cell.text
    return lines


def indicators_csv(sheet: Sheet) -> bytes:
    """The indicators of all projects under the captions of their columns."""
    return csv_bytes(_indicators(sheet))


def _indicators(sheet: Sheet) -> Iterator[list[str]]:
    for at, block in enumerate(sheet.blocks):
        if (head := block.head) is None:
            continue
        columns = _columns(block, head)
        label, name = (cell.text for cell in block.cells[:2])  # the first row names the project
        if not at:
            yield [label, *(_caption(block, head, cell) for cell in columns)]
        rows: list[dict[int, str]] = [{} for _ in range(head.end - head.last)]
        for cell in block.cells:
            for row in range(max(cell.row, head.last), min(cell.row + cell.rows, head.end)):
                rows[row - head.last][cell.column] = cell.text
        yield from ([name, *(row.get(cell.column, "") for cell in columns)] for row in rows)


def _columns(block: Block, head: Head) -> list[Cell]:
    """The captions that stand right above the rows, from the left."""
    lowest = (cell for cell in block.cells if cell.row >= head.first and cell.row + cell.rows == head.last)
    return sorted(lowest, key=lambda cell: cell.column)


def _caption(block: Block, head: Head, cell: Cell) -> str:
    """A caption on one line, behind the one of its group: 偏差原因分析 经费保障."""
    over = (
        other.text
        for other in block.cells
        if head.first <= other.row < cell.row
        and other.row + other.rows <= cell.row
        and other.column <= cell.column < other.column + other.columns
    )
    return " ".join(" ".join(text.split()) for text in (*over, cell.text) if text)
