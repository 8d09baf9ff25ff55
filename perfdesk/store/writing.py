"""Writing a change: its edits as few statements, and a history line for each."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from perfdesk.domain.change import RECORD, Act, Change, Edit
from perfdesk.domain.errors import ChangeConflict
from perfdesk.domain.records import Kind
from perfdesk.store import chain, wording
from perfdesk.store.connection import code_of
from perfdesk.store.statements import figures, number_text, table, texts_of, update

_TAKEN = (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID)


def write_edits(connection: sqlite3.Connection, edits: Sequence[Edit]) -> None:
    """Bring the tables to where the edits lead; `ChangeConflict` where one is not what an edit took it to be.

    Edits in a row that make records of one kind, or set fields of one record, go as one statement.
    """
    at, count = 0, len(edits)
    while at < count:
        edit = edits[at]
        end = at + 1
        if edit.field == RECORD:
            if edit.after is None:
                _remove(connection, edit)
            else:
                while end < count and _made_alike(edit, edits[end]):
                    end += 1
                _make(connection, edit.kind, edits[at:end])
        else:
            names = [edit.field]
            while end < count and _set_alike(edit, edits[end]) and edits[end].field not in names:
                names.append(edits[end].field)
                end += 1
            _set(connection, tuple(names), edits[at:end])
        at = end


def _made_alike(first: Edit, edit: Edit) -> bool:
    return edit.kind is first.kind and edit.field == RECORD and edit.after is not None


def _set_alike(first: Edit, edit: Edit) -> bool:
    return edit.kind is first.kind and edit.record == first.record and edit.field != RECORD


def _make(connection: sqlite3.Connection, kind: Kind, edits: Sequence[Edit]) -> None:
    shape = table(kind)
    rows = (shape.row(edit.record, texts_of(edit.after or "")) for edit in edits)
    try:
        connection.executemany(shape.insert, rows)
    except sqlite3.IntegrityError as error:
        if code_of(error) in _TAKEN:
            raise ChangeConflict(wording.CONFLICT) from None
        raise


def _remove(connection: sqlite3.Connection, edit: Edit) -> None:
    shape = table(edit.kind)
    row = shape.row(edit.record, texts_of(edit.before or ""))
    if connection.execute(shape.delete, row).rowcount != 1:
        raise ChangeConflict(wording.CONFLICT)


def _set(connection: sqlite3.Connection, names: tuple[str, ...], edits: Sequence[Edit]) -> None:
    kind = edits[0].kind
    numbered = figures(kind)
    values: list[str | int | None] = [edit.after for edit in edits]
    values += [number_text(edit.after) for edit in edits if edit.field in numbered]
    values.append(edits[0].record)
    values += [edit.before for edit in edits]
    if connection.execute(update(kind, names), values).rowcount != 1:
        raise ChangeConflict(wording.CONFLICT)


def write_history(
    connection: sqlite3.Connection,
    change: Change,
    act: Act,
    signed: tuple[str, str],
    batch: int,
    last: chain.Anchor,
) -> chain.Anchor:
    """One line per edit behind `last`; returns the new last line. `signed` is who and on which computer."""
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    number, proof = last
    rows = []
    for edit in change.edits:
        number += 1
        told = (edit.kind.value, edit.record, edit.field, edit.before, edit.after)
        columns = (number, at, *signed, batch, act.value, change.title, *told, chain.ALG)
        proof = chain.hash_of(proof, columns)
        rows.append((*columns, proof))
    connection.executemany(chain.INSERT, rows)
    return number, proof
