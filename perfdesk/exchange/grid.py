"""What every reader delivers: rows of cells that know where they stood. Lines and columns count from 1."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from typing import NamedTuple


class Merged(NamedTuple):
    """A merged range: where its anchor stands and how far it reaches. All its cells share one of these."""

    line: int
    column: int
    rows: int
    columns: int


class Stored(NamedTuple):
    """What a workbook holds where it shows something else: 0.95 under the format 0% is shown as 95%."""

    raw: str
    number_format: str


class SourceCell(NamedTuple):
    """One cell as the document shows it, with its line (or sheet row) and column.

    A tuple and not a dataclass: a sheet has hundreds of thousands, and they come over a pipe. `text` is what
    a clerk sees; only the anchor of a merged range has any. `stored` is None where text is all there is.
    """

    text: str
    line: int
    column: int
    merged: Merged | None = None
    stored: Stored | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands in it."""
        return not self.text.strip()

    @property
    def covered(self) -> bool:
        """Whether it is hidden below a merged range that begins elsewhere; its text is then empty."""
        merged = self.merged
        return merged is not None and (merged.line != self.line or merged.column != self.column)

    @property
    def rows(self) -> int:
        """Over how many rows it reaches from its own: 1 where nothing is merged, or where it is covered."""
        return 1 if self.merged is None or self.covered else self.merged.rows

    @property
    def columns(self) -> int:
        """Over how many columns it reaches from its own, as `rows`."""
        return 1 if self.merged is None or self.covered else self.merged.columns


# The C way to a named tuple: rows are made of millions of cells.
_CELL: Callable[[Iterable[object]], SourceCell] = partial(tuple.__new__, SourceCell)


def cells_of(
    texts: Iterable[str],
    line: int,
    columns: Iterable[int],
    merged: Iterable[Merged | None] = repeat(None),
    stored: Iterable[Stored | None] = repeat(None),
) -> tuple[SourceCell, ...]:
    """The cells of one line, from the texts, columns, merged ranges and stored values of each.

    >>> cells_of(["甲"], 3, [1]) == (SourceCell("甲", 3, 1),)
    True
    """
    return tuple(map(_CELL, zip(texts, repeat(line), columns, merged, stored, strict=False)))


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of cells; `line` is where it begins.

    Hidden columns are left out, so a cell's position in `cells` is not its column less one.
    """

    line: int
    cells: tuple[SourceCell, ...]
    _filled: tuple[SourceCell, ...] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands in any cell."""
        return not self.filled

    @property
    def filled(self) -> tuple[SourceCell, ...]:
        """The cells that hold something; looked for once, since every question about a row begins here."""
        known = self._filled
        if known is None:
            known = tuple([cell for cell in self.cells if cell.text.strip()])
            object.__setattr__(self, "_filled", known)
        return known

    @property
    def text(self) -> str:
        """All filled cells in one line, for the clerk."""
        return " │ ".join(cell.text.strip() for cell in self.filled)

    @property
    def single(self) -> bool:
        """Whether the row is one cell: the only one, or merged over all the others."""
        cells = self.cells
        if not cells or (len(cells) > 1 and not cells[-1].covered):
            return False
        merged = cells[0].merged
        return all(cell.covered and cell.merged == merged for cell in cells[1:])


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader could not take along (hidden rows, a sheet, a formula without a value), and where."""

    line: int
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Part:
    """A page, a table or the running text of a document that is one grid, and the line it begins at."""

    name: str
    first: int


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a text file, a sheet, or a whole document of pages and tables.

    `source` is the file's name, `sheet` the sheet's in a workbook. Where pages or tables follow each other
    (Word, PDF), `parts` names them in order, lines run on through all of them, and a place
    is told inside its part. `notes` become doubts of the document; a table in a grid with `broken` cells,
    whose value the file does not hold, is refused. An `attached` one came along as data and is held against
    the others.
    """

    source: str
    rows: tuple[SourceRow, ...]
    sheet: str | None = None
    parts: tuple[Part, ...] = ()
    notes: tuple[Note, ...] = ()
    broken: tuple[Note, ...] = ()
    attached: bool = False

    def place(self, line: int, column: int | None = None) -> str:
        """A row or cell in the clerk's words: 第 26 行第 3 列, Sheet1!C26, or 第 2 页第 4 行.

        >>> Grid("表.txt", ()).place(26, 3), Grid("表.xlsx", (), "Sheet1").place(26, 28)
        ('第 26 行第 3 列', 'Sheet1!AB26')
        >>> Grid("表.pdf", (), parts=(Part("第 1 页", 1), Part("第 2 页", 23))).place(26, 3)
        '第 2 页第 4 行第 3 列'
        """
        if self.sheet is not None:
            return f"{self.sheet}!{column_letters(column)}{line}" if column else f"{self.sheet} 第 {line} 行"
        part = self._part(line)
        return f"{part.name}第 {line - part.first + 1} 行" + (f"第 {column} 列" if column else "")

    def lines(self, lines: Sequence[int], most: int = 5) -> str:
        """Several lines in the clerk's words, part by part; the sheet is not named.

        >>> Grid("表.txt", ()).lines([3, 4, 4])
        '第 3、4 行'
        >>> Grid("表.docx", (), parts=(Part("表格 1 ", 1), Part("表格 2 ", 5))).lines([3, 6])
        '表格 1 第 3 行、表格 2 第 2 行'
        """
        found: dict[str, list[int]] = {}
        distinct = list(dict.fromkeys(lines))
        for line in distinct[:most]:
            part = self._part(line)
            found.setdefault(part.name, []).append(line - part.first + 1)
        told = "、".join(f"{name}第 {'、'.join(map(str, held))} 行" for name, held in found.items())
        return told + (f"等 {len(lines)} 处" if len(distinct) > most else "")

    def _part(self, line: int) -> Part:
        at = bisect_right(self.parts, line, key=lambda part: part.first) - 1
        return self.parts[at] if at >= 0 else Part("", 1)


def column_letters(column: int) -> str:
    """A column's letters in a workbook, counting from 1.

    >>> column_letters(1), column_letters(26), column_letters(27)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A column's number from its letters, counting from 1.

    >>> column_number("A"), column_number("Z"), column_number("AA")
    (1, 26, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
