"""Grids and documents as JSON and back, for the pipe between the program and its reading process.

Dataclasses travel as the list of their fields, so both ends must be the same version: they are one program.
"""

import dataclasses
import gc
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from perfdesk.domain.document import Document
from perfdesk.exchange.grid import Grid, Merged, Note, Part, SourceCell, SourceRow, Stored

_ROWS_AT_ONCE = 1_000
_Build = Callable[[Any], Any]


def plain(value: object) -> Any:
    """For json.dumps(default=...): a dataclass as the list of its fields, an enum as its value."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _getter(type(value))(value)
    raise TypeError(f"{type(value).__name__} does not travel")


@cache
def _getter(kind: type) -> Callable[[Any], Any]:
    names = [field.name for field in dataclasses.fields(kind)]
    if len(names) == 1:
        return lambda value: [getattr(value, names[0])]
    return attrgetter(*names)


@contextmanager
def uncollected() -> Iterator[None]:
    """Rest the cycle collector while many records come in: they make no cycles, and looking costs much."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def documents_of(held: Sequence[Any]) -> tuple[Document, ...]:
    """The documents again. Raises TypeError or LookupError where the other end spoke otherwise."""
    build = _builder(Document)
    return tuple(build(one) for one in held) if build else ()


@cache
def _builder(hint: Any) -> _Build | None:
    """What turns JSON back into a value of this type; None where JSON has it as it is."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _optional([one for one in arguments if one is not type(None)])
    if origin is tuple:
        return _tuple(arguments)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint)
    if hint in (str, int, bool):
        return None
    raise TypeError(f"{hint} does not travel")


def _optional(choices: list[Any]) -> _Build | None:
    builds = [build for choice in choices if (build := _builder(choice))]
    if not builds:
        return None
    (build,) = builds
    return lambda held: None if held is None else build(held)


def _tuple(arguments: tuple[Any, ...]) -> _Build:
    build = _builder(arguments[0])
    if build is None:
        return tuple
    made = build
    return lambda held: tuple([made(one) for one in held])


def _dataclass(kind: type) -> _Build:
    hints = typing.get_type_hints(kind)
    builds = [_builder(hints[field.name]) for field in dataclasses.fields(kind)]
    special = [(at, build) for at, build in enumerate(builds) if build]

    def make(held: list[Any]) -> Any:
        for at, build in special:
            held[at] = build(held[at])
        return kind(*held)

    return make


# -- grids


def grid_messages(grid: Grid) -> Iterator[dict[str, Any]]:
    """A grid in pieces: what it is, then its rows. A cell where it is expected travels as its text."""
    yield {"grid": [grid.source, grid.sheet, grid.parts, grid.notes, grid.broken, grid.attached]}
    for start in range(0, len(grid.rows), _ROWS_AT_ONCE):
        yield {"rows": [_flat(row) for row in grid.rows[start : start + _ROWS_AT_ONCE]]}


def _flat(row: SourceRow) -> list[Any]:
    cells: list[Any] = []
    column = 0
    for cell in row.cells:
        column += 1
        simple = cell.column == column and cell.line == row.line and not (cell.merged or cell.stored)
        cells.append(cell.text if simple else cell)
        column = cell.column
    return [row.line, cells]


class GridCollector:
    """Grids again, from their messages."""

    def __init__(self) -> None:
        self._heads: list[list[Any]] = []
        self._rows: list[list[SourceRow]] = []

    def take(self, message: dict[str, Any]) -> None:
        """One message of `grid_messages`."""
        if "grid" in message:
            self._heads.append(message["grid"])
            self._rows.append([])
        else:
            known: dict[Merged, Merged] = {}
            self._rows[-1].extend(_row(line, cells, known) for line, cells in message["rows"])

    def grids(self) -> tuple[Grid, ...]:
        """All grids so far."""
        return tuple(_grid(head, rows) for head, rows in zip(self._heads, self._rows, strict=True))


def _grid(head: list[Any], rows: list[SourceRow]) -> Grid:
    source, sheet, parts, notes, broken, attached = head
    return Grid(
        source,
        tuple(rows),
        sheet,
        tuple(Part(*one) for one in parts),
        tuple(Note(*one) for one in notes),
        tuple(Note(*one) for one in broken),
        attached,
    )


def _row(line: int, held: list[Any], known: dict[Merged, Merged]) -> SourceRow:
    cells = []
    column = 0
    for one in held:
        column += 1
        if one.__class__ is str:
            cells.append(SourceCell(one, line, column))
            continue
        text, at, column, merged, stored = one
        if merged:
            found = Merged(*merged)
            merged = known.setdefault(found, found)
        cells.append(SourceCell(text, at, column, merged, Stored(*stored) if stored else None))
    return SourceRow(line, tuple(cells))
