"""A header as it is described in words: in which line it stands, which column is taken in as what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perfdesk.domain.errors import DocumentRefused, NotUnderstood
from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.choice import Choice, HeaderMatch
from perfdesk.exchange.grid import Grid, column_letters
from perfdesk.exchange.recognise import headers_of
from perfdesk.operations.reading_in import columns_at

_NOT_TAKEN = ("不收入", "-", "")
_LETTERS = re.compile("[A-Za-z]{1,3}")


@dataclass(frozen=True, slots=True)
class HeaderLayout:
    """`line` of the header, and pairs of a column (letter, number or caption) and what it is taken in as."""

    line: int | None = None
    columns: tuple[tuple[str, str], ...] = ()

    def choice(self, grid: Grid) -> Choice:
        """The choice for a grid. Raises NotUnderstood naming the column or key nobody knows."""
        header = self._header(grid)
        mapping = dict(self._mapped(grid, header)) or None
        return Choice(mapping, self.line or header.line, None if header.signature else header.kind)

    def _header(self, grid: Grid) -> HeaderMatch:
        try:
            found = headers_of(grid, None, self.line)
        except DocumentRefused:
            found = ()
        if found:
            return found[0]
        first = next((row.line for row in grid.rows if len(row.filled) > 1), 1)
        return columns_at(grid, self.line or first, FormKind.TARGET_SUMMARY)

    def _mapped(self, grid: Grid, header: HeaderMatch) -> Iterator[tuple[int, str | None]]:
        words = {word: key for key, word in header.keys} | {key: key for key, _ in header.keys}
        for column, wanted in self.columns:
            if wanted not in words and wanted not in _NOT_TAKEN:
                known = "、".join(word for _, word in header.keys)
                raise NotUnderstood(f"--map 不认识“{wanted[:20]}”。可用：{known}，或“不收入”。")
            yield _position(grid, header, column), words.get(wanted)


def parse_columns(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of 「列=键」; raises NotUnderstood where there is no equals sign.

    >>> parse_columns(["C=指标名称", "备用列=不收入"])
    (('C', '指标名称'), ('备用列', '不收入'))
    """
    for text in texts:
        if "=" not in text:
            raise NotUnderstood(f"--map “{text[:30]}”看不懂。请写成 列=内容，如 C=指标名称。")
    pairs = (text.rpartition("=") for text in texts)
    return tuple((column.strip(), key.strip()) for column, _, key in pairs)


def _position(grid: Grid, header: HeaderMatch, column: str) -> int:
    """Where a column stands in the header's row: by caption, else by number or letter."""
    for matched in header.columns:
        if "".join(matched.caption.split()) == "".join(column.split()):
            return matched.position
    row = next((row for row in grid.rows if row.line == header.line), None)
    for at, cell in enumerate(row.cells if row else ()):
        by_letters = _LETTERS.fullmatch(column) and column_letters(cell.column) == column.upper()
        if by_letters or column == str(cell.column):
            return at
    captions = "、".join(f"“{one.caption.strip()[:12]}”" for one in header.columns)
    raise NotUnderstood(f"--map 没有找到“{column[:20]}”这一列。表头有：{captions}。")
