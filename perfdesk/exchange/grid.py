"""What every reader delivers: rows of cells that know where they stood. Lines and columns count from 1."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell as the document has it, with its line (or sheet row) and column."""

    text: str
    line: int
    column: int

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands in it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of cells; `line` is where it begins."""

    line: int
    cells: tuple[SourceCell, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands in any cell."""
        return all(cell.blank for cell in self.cells)

    @property
    def filled(self) -> tuple[SourceCell, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if not cell.blank)

    @property
    def text(self) -> str:
        """All filled cells in one line, for the clerk."""
        return " │ ".join(cell.text.strip() for cell in self.filled)


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a text file, a sheet or a page table. `source` is the file's name."""

    source: str
    rows: tuple[SourceRow, ...]
    sheet: str | None = None

    def place(self, line: int, column: int | None = None) -> str:
        """A row or cell in the clerk's words: 第 26 行, 第 26 行第 3 列, or Sheet1!C26.

        >>> Grid("表.txt", ()).place(26, 3), Grid("表.xlsx", (), "Sheet1").place(26, 28)
        ('第 26 行第 3 列', 'Sheet1!AB26')
        """
        if self.sheet is not None:
            return f"{self.sheet}!{column_letters(column)}{line}" if column else f"{self.sheet} 第 {line} 行"
        return f"第 {line} 行" + (f"第 {column} 列" if column else "")


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
