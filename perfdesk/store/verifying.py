"""The full check: the file's structure, its schema, its links, the history's hashes, and every value
against the last word the history says about it."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any

from perfdesk.domain.change import RECORD
from perfdesk.domain.records import Kind, Role
from perfdesk.store import chain, schema, wording
from perfdesk.store.statements import Table, number_text, table, texts_of

_MOST = 50

Texts = dict[str, str | None]
Told = dict[Kind, dict[int, Texts]]


def problems(
    connection: sqlite3.Connection,
    shape: schema.Shape,
    *,
    anchor: chain.Anchor | None = None,
    rows: bool = True,
) -> list[str]:
    """Sentences about what is wrong, at most some fifty; an empty list for a sound file.

    Everything is read in one transaction, so a writer beside us cannot make it look wrong. `rows` is False
    for a file of an older version, whose tables this version cannot compare.
    """
    owns = not connection.in_transaction
    try:
        if owns:
            connection.execute("BEGIN")
        found = list(islice(_all(connection, shape, anchor, rows), _MOST))
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, UnicodeDecodeError):
        return [wording.CHECK_FILE]
    finally:
        if owns and connection.in_transaction:
            connection.execute("ROLLBACK")
    return [*found, wording.CHECK_MORE] if len(found) == _MOST else found


def _all(
    connection: sqlite3.Connection, shape: schema.Shape, anchor: chain.Anchor | None, rows: bool
) -> Iterator[str]:
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        yield wording.CHECK_FILE
        return
    if schema.fingerprint(connection) != shape:
        yield wording.CHECK_SCHEMA
        return
    for kind, record, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield wording.CHECK_LINKS.format(kind=kind, record=record)
    told: Told = {kind: {} for kind in Kind}
    yield from _history(connection, told, anchor)
    if rows:
        for kind in Kind:
            yield from _tables(connection, table(kind), told[kind])


def _history(connection: sqlite3.Connection, told: Told, anchor: chain.Anchor | None) -> Iterator[str]:
    number, proof, batch = 0, "", 0
    for row in chain.rows_after(connection):
        if row[0] != number + 1 or not batch <= row[4] <= batch + 1:
            yield wording.CHECK_GAP.format(line=row[0])
        if row[-2] != chain.ALG or chain.hash_of(proof, row[:-1]) != row[-1]:
            yield wording.CHECK_HASH.format(line=row[0], who=row[2], at=row[1])
        number, proof, batch = row[0], row[-1], row[4]
        if anchor is not None and number == anchor[0] and proof != anchor[1]:
            yield wording.CHECK_ANCHOR.format(line=number)
        try:
            _hear(told, chain.line_of(row))
        except ValueError:
            yield wording.CHECK_LINE.format(line=number)
    if anchor is not None and number < anchor[0]:
        yield wording.CHECK_ANCHOR.format(line=anchor[0])


def _hear(told: Told, line: chain.HistoryLine) -> None:
    """Keep the last word; ValueError for a line that tells of something there is not."""
    known = told[line.kind]
    if line.field != RECORD:
        if line.record not in known or line.field not in table(line.kind).defaults:
            raise ValueError("a line about a record or field that is not there")
        known[line.record][line.field] = line.after
    elif line.after is None:
        known.pop(line.record, None)
    else:
        known[line.record] = {**table(line.kind).defaults, **texts_of(line.after)}


def _tables(connection: sqlite3.Connection, shape: Table, told: dict[int, Texts]) -> Iterator[str]:
    kind = shape.kind.value
    seen: set[int] = set()
    for row in connection.execute(shape.select_all).fetchall():
        record = int(row[0])
        seen.add(record)
        if record not in told:
            yield wording.CHECK_EXTRA.format(kind=kind, record=record)
            continue
        for column, found, meant in zip(shape.columns, row, _meant(shape, record, told[record]), strict=True):
            if (None if found is None else str(found)) != meant:
                yield wording.CHECK_VALUE.format(kind=kind, record=record, column=column)
    for record in sorted(told.keys() - seen):
        yield wording.CHECK_MISSING.format(kind=kind, record=record)


def _meant(shape: Table, record: int, texts: Texts) -> list[Any]:
    meant: list[str | None] = [str(record)]
    for field in shape.shapes:
        text = texts.get(field.name)
        meant.append(text)
        if field.role is Role.FIGURE:
            meant.append(number_text(text))
    return meant
