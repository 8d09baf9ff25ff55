"""The SQL of the eight tables, made once from `records.fields_of`.

Canonical texts are bound as they are: a STRICT column turns "12" into 12 and refuses what is not a number, so
writing needs no record objects.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any, cast

from perfdesk.domain.figures import number_of, plain
from perfdesk.domain.records import FieldShape, Kind, Record, Role, Value, fields_of, to_text, type_of_kind


@lru_cache(maxsize=4096)
def number_text(raw: str | None) -> str | None:
    """The exact number of a figure's raw text as canonical text; None where it is not one number."""
    number = number_of(raw)
    return None if number is None else plain(number)


def raw_column(shape: FieldShape) -> str:
    """The column that holds what the clerk typed."""
    return f"{shape.name}_raw" if shape.role is Role.FIGURE else shape.name


@dataclass(frozen=True, slots=True)
class Table:
    """Prepared SQL and column names of one kind."""

    kind: Kind
    shapes: tuple[FieldShape, ...]
    defaults: dict[str, str | None]  # canonical text of every field a record's JSON leaves out
    columns: tuple[str, ...]  # every column, id first
    select: str  # id and the raw columns: what a record is made of
    select_all: str
    insert: str
    delete: str
    flags: tuple[int, ...]  # where yes/no values stand in a row of `select`

    def row(self, record: int, texts: dict[str, str]) -> list[Any]:
        """Values for `insert` from a record's canonical texts."""
        row: list[Any] = [record]
        for shape in self.shapes:
            text = texts.get(shape.name, self.defaults[shape.name])
            row.append(text)
            if shape.role is Role.FIGURE:
                row.append(number_text(text))
        return row

    def records(self, rows: Iterable[tuple[Any, ...]]) -> list[Record]:
        """Records from rows of `select`."""
        make = type_of_kind[self.kind]
        if not self.flags:
            return [make(*row) for row in rows]
        made: list[Record] = []
        for row in rows:
            values = list(row)
            for at in self.flags:
                values[at] = bool(values[at])
            made.append(make(*values))
        return made


@cache
def table(kind: Kind) -> Table:
    """The prepared SQL of one kind."""
    shapes = fields_of(kind)
    kept = ["id", *(raw_column(shape) for shape in shapes)]
    columns = ["id"]
    for shape in shapes:
        columns += [raw_column(shape), shape.name] if shape.role is Role.FIGURE else [shape.name]
    standing: dict[str, str | None] = {
        f.name: to_text(cast(Value, f.default)) for f in fields(type_of_kind[kind]) if f.name != "id"
    }
    return Table(
        kind=kind,
        shapes=shapes,
        defaults=standing,
        columns=tuple(columns),
        select=f"SELECT {', '.join(kept)} FROM {kind.value} ORDER BY id",
        select_all=f"SELECT {', '.join(columns)} FROM {kind.value} ORDER BY id",
        insert=f"INSERT INTO {kind.value} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        # Everything is compared, so a record that moved on since is not removed unseen.
        delete=f"DELETE FROM {kind.value} WHERE " + " AND ".join(f"{column} IS ?" for column in columns),
        flags=tuple(at for at, shape in enumerate(shapes, 1) if shape.role is Role.FLAG),
    )


@cache
def update(kind: Kind, names: tuple[str, ...]) -> str:
    """SQL that sets some fields of one record where they still hold what they held.

    All fields of a record are set in one statement, so that a rule over two of them (exactly one owner)
    is asked once they are both there.
    """
    shapes = {shape.name: shape for shape in fields_of(kind)}
    chosen = [shapes[name] for name in names]
    assigned = [f"{raw_column(shape)} = ?" for shape in chosen]
    assigned += [f"{shape.name} = ?" for shape in chosen if shape.role is Role.FIGURE]
    held = [f"{raw_column(shape)} IS ?" for shape in chosen]
    return f"UPDATE {kind.value} SET {', '.join(assigned)} WHERE id = ? AND {' AND '.join(held)}"


@cache
def figures(kind: Kind) -> frozenset[str]:
    """Names of the fields that keep an exact number beside their text."""
    return frozenset(shape.name for shape in fields_of(kind) if shape.role is Role.FIGURE)


def texts_of(text: str) -> dict[str, str]:
    """A record's canonical JSON as texts by field; ValueError where it is none."""
    texts = json.loads(text)
    if not isinstance(texts, dict):
        raise ValueError("a record's JSON is an object")
    return texts
