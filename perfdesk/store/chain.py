"""The history: one line per edit, each bound to all before it by a hash.

A line's hash covers every column and the hash before it, so changing, removing, adding or swapping lines
shows. The order is the id's, never the clock's.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from perfdesk.domain.change import Act, Edit
from perfdesk.domain.records import Kind

ALG = "sha256"
COLUMNS = (
    "id",
    "at",
    "who",
    "host",
    "batch",
    "act",
    "title",
    "kind",
    "record",
    "field",
    "before",
    "after",
    "alg",
    "hash",
)
_LISTED = ", ".join(f'"{name}"' for name in COLUMNS)
INSERT = f"INSERT INTO history ({_LISTED}) VALUES ({', '.join('?' * len(COLUMNS))})"
SELECT = f"SELECT {_LISTED} FROM history"
START = (0, "")
_PAGE = 1000

Anchor = tuple[int, str]


class HistoryLine(NamedTuple):
    """One edit as it was written; `at` is local time with its offset from UTC."""

    id: int
    at: str
    who: str
    host: str
    batch: int
    act: Act
    title: str
    kind: Kind
    record: int
    field: str
    before: str | None
    after: str | None

    @property
    def edit(self) -> Edit:
        """The edit this line tells of."""
        return Edit(self.kind, self.record, self.field, self.before, self.after)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def hash_of(previous: str, columns: Iterable[Any]) -> str:
    """The hash of a line from the hash before it and all its columns but the hash."""
    return hashlib.sha256((previous + _encode(list(columns))).encode("utf-8")).hexdigest()


def line_of(row: tuple[Any, ...]) -> HistoryLine:
    """A row of `SELECT` as a line; ValueError where act or kind is none that we know."""
    return HistoryLine._make((*row[:5], Act(row[5]), row[6], Kind(row[7]), *row[8:12]))


def head(connection: sqlite3.Connection) -> tuple[Anchor, int]:
    """Id and hash of the last line, and the last batch."""
    row = connection.execute("SELECT id, hash, batch FROM history ORDER BY id DESC LIMIT 1").fetchone()
    return (START, 0) if row is None else ((row[0], row[1]), row[2])


def rows_after(connection: sqlite3.Connection, last: int = 0) -> Iterator[tuple[Any, ...]]:
    """Rows behind an id, in pages: an open cursor would hold a lock while the reader thinks."""
    while True:
        page = connection.execute(f"{SELECT} WHERE id > ? ORDER BY id LIMIT {_PAGE}", (last,)).fetchall()
        yield from page
        if len(page) < _PAGE:
            return
        last = page[-1][0]


def tail_holds(connection: sqlite3.Connection, count: int) -> bool:
    """Whether the last `count` lines follow from each other: as much as opening can afford."""
    rows = connection.execute(f"{SELECT} ORDER BY id DESC LIMIT ?", (count + 1,)).fetchall()[::-1]
    if not rows:
        return True
    number, previous = START
    if len(rows) > count:
        first = rows.pop(0)
        number, previous = first[0], first[-1]
    for row in rows:
        if row[0] != number + 1 or row[-2] != ALG or hash_of(previous, row[:-1]) != row[-1]:
            return False
        number, previous = row[0], row[-1]
    return True
