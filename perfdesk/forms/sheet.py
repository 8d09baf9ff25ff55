"""A filled form: placed cells with merges, before anyone has decided about pages or ink.

The writers of PDF, workbook and document take nothing else. Rows and columns count from 0 within a block;
header cells count their own rows.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from perfdesk.forms.form import Align

if TYPE_CHECKING:  # few sheets have one, and what it is made of takes a while to load
    from perfdesk.domain.overview import Overview


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at (row, column) over `rows` x `columns` places.

    `vertical` prints one character per line. `repeats` is a label printed again with （续） after a page cut;
    other merged cells continue their text. `figure` is typed as a number where the text survives that.
    `place` names the cell for the clerk (项目3「…」 项目概况).
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
    figure: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A header inside a block: its rows [first, last), and what is printed above later rows on a new page.

    The rows under it are [last, end).
    """

    first: int
    last: int
    rows: int
    cells: tuple[Cell, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together (a project, or a category of objectives). `bookmarks` are (row, text).

    A block with a `head` is a table of its own under the sheet's title, and begins a page.
    """

    rows: int
    cells: tuple[Cell, ...]
    bookmarks: tuple[tuple[int, str], ...] = ()
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table, or one a project, ready for a writer; `widths` in mm.

    `captions` stand left, centre and right above the table, `corner` above the title, `notes` below each
    table, `remarks` below the last one. `overview` is printed behind the table, in the internal PDF only.
    `data` lets a PDF carry the table as a file.
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
    overview: "Overview | None" = None
    corner: str = ""
    remarks: tuple[str, ...] = ()
    data: bool = True

    def under(self, rows: int, cells: tuple[Cell, ...]) -> "Sheet":
        """The same with a header over all blocks."""
        return replace(self, header_rows=rows, header=cells)

    @property
    def own_tables(self) -> bool:
        """Whether each block is a table of its own."""
        return any(block.head for block in self.blocks)

    @property
    def tables(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks of each table: one a project where blocks have heads, else all in one."""
        if self.own_tables:
            return tuple((block,) for block in self.blocks)
        return (self.blocks,)
