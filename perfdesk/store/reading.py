"""Typed reading of a desk file through SQLModel, for a dump or a question that wants rows.

Takes a quarter second to import, so nothing before the first window uses it. It never writes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy.pool import NullPool
from sqlmodel import Session, SQLModel, select

from perfdesk.store.connection import boundary, connect
from perfdesk.store.rows import HistoryRow, row_of_kind


@contextmanager
def session(path: Path) -> Iterator[Session]:
    """A session that reads the file as of one moment, beside a writer if there is one."""
    engine = sqlalchemy.create_engine(
        "sqlite://", creator=lambda: connect(Path(path), "ro"), poolclass=NullPool
    )
    sqlalchemy.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with boundary(Path(path)), Session(engine) as opened:
        yield opened


def dump(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table by column, the history last; exact numbers as `Decimal`."""
    models: dict[str, type[SQLModel]] = {kind.value: model for kind, model in row_of_kind.items()}
    models["history"] = HistoryRow
    with session(path) as opened:
        return {name: _rows(opened, model) for name, model in models.items()}


def _rows(opened: Session, model: Any) -> list[dict[str, Any]]:
    return [row.model_dump() for row in opened.exec(select(model).order_by(model.id))]
