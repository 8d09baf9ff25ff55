"""What undo can take back, read from the history, so that it outlives the session."""

import sqlite3

from perfdesk.domain.change import Act, Change
from perfdesk.store import chain

_BATCHES = "SELECT batch, act, min(id), max(id) FROM history GROUP BY batch ORDER BY batch"
_SPAN = f"{chain.SELECT} WHERE id BETWEEN ? AND ? ORDER BY id"

_Batch = tuple[int, str, int, int]


def undoable(connection: sqlite3.Connection, limit: int) -> list[tuple[Change, int]]:
    """The newest `limit` changes still in effect, oldest first, each with the batch that first wrote it."""
    done: list[_Batch] = []
    undone: list[_Batch] = []
    for batch in connection.execute(_BATCHES).fetchall():
        match batch[1]:
            case Act.UNDO:
                if done:
                    undone.append(done.pop())
            case Act.REDO:
                if undone:
                    done.append(undone.pop())
            case _:
                done.append(batch)
                undone.clear()
    return [(_change(connection, batch), batch[0]) for batch in done[-limit:]] if limit > 0 else []


def _change(connection: sqlite3.Connection, batch: _Batch) -> Change:
    lines = [chain.line_of(row) for row in connection.execute(_SPAN, batch[2:4]).fetchall()]
    return Change(lines[0].title, tuple(line.edit for line in lines))
