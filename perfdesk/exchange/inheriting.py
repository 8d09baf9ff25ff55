"""Unit and year that a file states once, above its first table or on its cover, for all its tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from perfdesk.domain.document import Document, Repair
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.statements import read_statement
from perfdesk.forms.vocabulary import PROJECT_LIST

_MOST_ROWS = 60  # of a cover
_WORDS = {"unit_name": "单位", "year": "年度"}


@dataclass(slots=True)
class Stated:
    """What the file said so far, by field; two different values are worth none."""

    values: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in _WORDS})

    def take_cover(self, grid: Grid) -> None:
        """Learn from a sheet that holds no table: lines of text, or captions beside their values."""
        rows = [row for row in grid.rows if not row.blank]
        if len(rows) > _MOST_ROWS or any(len(row.filled) > 4 for row in rows):
            return
        found = read_statement(grid, rows, PROJECT_LIST, Remarks())
        self._learn(found.unit_name, found.year)

    def fill(self, document: Document) -> Document:
        """The document with what only an earlier table or the cover states, told as a repair."""
        carried_out = {project.implementing_unit for project in document.projects}
        unit, year = (self._only(name) if not held else None for name, held in _fields(document))
        repairs = [
            Repair(
                document.sheet or f"“{document.title}”", f"这张表没有写{word}，用文件前面写明的", "", value
            )
            for word, value in zip(_WORDS.values(), (unit, year), strict=True)
            if value
        ]
        own = document.unit_name if document.unit_name not in carried_out else None
        self._learn(own, document.year)
        return replace(
            document,
            unit_name=document.unit_name or unit,
            year=document.year or year,
            repairs=(*document.repairs, *repairs),
        )

    def _only(self, name: str) -> str | None:
        return next(iter(self.values[name])) if len(self.values[name]) == 1 else None

    def _learn(self, unit: str | None, year: str | None) -> None:
        for name, value in zip(_WORDS, (unit, year), strict=True):
            if value:
                self.values[name].add(value)


def _fields(document: Document) -> tuple[tuple[str, str | None], ...]:
    return ("unit_name", document.unit_name), ("year", document.year)


def filled(found: Sequence[tuple[str, Document]], covers: Iterable[Grid]) -> list[tuple[str, Document]]:
    """The documents of a file in their order, with what `covers` (sheets before them) state."""
    stated = Stated()
    for grid in covers:
        stated.take_cover(grid)
    return [(where, stated.fill(document)) for where, document in found]
