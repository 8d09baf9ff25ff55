"""Bringing an older file to this version: a checked copy first, then every step in one transaction.

Alembic orders the steps and gives them `op`; the file's `user_version` is the only record of where it
stands, so there is no ini, no env.py and no version table that could disagree with it. Imported for an older
file only.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from perfdesk.domain.errors import FileIsDamaged
from perfdesk.store import backing, schema, wording
from perfdesk.store.connection import connect, meaning
from perfdesk.store.verifying import problems

MIGRATIONS = Path(__file__).with_name("migrations")


def steps(after: int, upto: int = schema.VERSION) -> list[Script]:
    """The steps from one version to another, in order; a step's revision is its version, "0002"."""
    found = list(ScriptDirectory(str(MIGRATIONS.absolute())).walk_revisions())[::-1]
    return [step for step in found if after < int(step.revision) <= upto]


def schema_of(version: int) -> schema.Shape:
    """What a file of an older version looks like: its steps, run from nothing."""
    with _transaction(lambda: sqlite3.connect(":memory:", isolation_level=None)) as connection:
        _run(connection, steps(0, version))
        return schema.fingerprint(_driver_of(connection))


def upgrade(path: Path, version: int) -> Path:
    """Bring the file to this version; returns the copy made before.

    On any failure the transaction is rolled back and the file holds what it held.
    """
    old = schema_of(version)
    copy = _copy_before(path, old)
    try:
        with _transaction(lambda: _without_foreign_keys(path)) as connection:
            _run(connection, steps(version))
            if problems(_driver_of(connection), schema.expected()):
                raise FileIsDamaged(wording.NOT_UPGRADED.format(name=path.name))
            # Last: a file with the new number has everything that belongs to it.
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
    except DBAPIError as error:
        meant = meaning(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
        if meant is None:
            raise
        raise meant from None
    return copy


def _copy_before(path: Path, old: schema.Shape) -> Path:
    connection = connect(path, "rw")
    try:
        if problems(connection, old, rows=False):
            raise FileIsDamaged(wording.NOT_UPGRADED.format(name=path.name))
        return backing.back_up(
            connection,
            path,
            path.parent / wording.BACKUP_FOLDER,
            wording.BEFORE_UPGRADE,
            lambda copy: problems(copy, old, rows=False),
        )
    finally:
        connection.close()


def _without_foreign_keys(path: Path) -> sqlite3.Connection:
    """Rebuilding a table drops it for a moment; the links are checked as a whole before the commit."""
    connection = connect(path, "rw")
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


@contextmanager
def _transaction(creator: Any) -> Iterator[sqlalchemy.Connection]:
    """One explicit transaction: left to itself the driver commits before every CREATE and ALTER."""
    engine = sqlalchemy.create_engine("sqlite://", creator=creator, poolclass=NullPool)

    @sqlalchemy.event.listens_for(engine, "begin")
    def begin(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        yield connection


def _driver_of(connection: sqlalchemy.Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _run(connection: sqlalchemy.Connection, chosen: list[Script]) -> None:
    with Operations.context(MigrationContext.configure(connection)):
        for step in chosen:
            step.module.upgrade()
