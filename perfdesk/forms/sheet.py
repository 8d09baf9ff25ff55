"""A filled form: placed cells with merges, before anyone has decided about pages or ink.

The PDF writer and the workbook writer take nothing else. Rows and columns count from 0 within a block;
header cells count their own rows.
"""

from dataclasses import dataclass

from perfdesk.domain.overview import Overview
from perfdesk.forms.form import Align


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at (row, column) over `rows` x `columns` places.

    `vertical` prints one character per line. `repeats` is a label printed again with （续） after a page cut;
    other merged cells continue their text. `place` names the cell for the clerk (项目3「…」 项目概况).
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    align: Align = Align.LEFT
    vertical: bool = False
    repeats: bool = False
    bold: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together (a project, or a category of objectives). `bookmarks` are (row, text)."""

    rows: int
    cells: tuple[Cell, ...]
    bookmarks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table ready for a writer; `widths` in mm, `captions` left, centre and right above the table.

    `overview` is printed behind the table, in the internal PDF only.
    """

    title: str
    captions: tuple[str, str, str]
    widths: tuple[float, ...]
    header_rows: int
    header: tuple[Cell, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    landscape: bool = True
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    overview: Overview | None = None
