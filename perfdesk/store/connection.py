"""How every connection to a desk file is made, and what the driver's errors mean to a clerk.

TRUNCATE and FULL are measured decisions, not defaults: DELETE lost acknowledged edits at a power cut, and WAL
loses them when the file is moved or copied alone.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from perfdesk.domain.errors import DeskError, FileIsDamaged, FileMoved, StoreBusy, StoreFull, StoreReadOnly
from perfdesk.store import wording

PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_mode = TRUNCATE",
)
BUSY_SECONDS = 5.0

Mode = Literal["ro", "rw", "rwc"]


def connect(path: Path, mode: Mode, *, busy: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection in autocommit mode, so that every transaction is begun by a statement one can see.

    `ro` is not `immutable`: a reader must take part in the locks, or it would see half of a writer's commit.
    """
    connection = sqlite3.connect(
        f"{_uri(path)}?mode={mode}", uri=True, isolation_level=None, timeout=busy, cached_statements=256
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma).fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    return connection


def close_tidily(connection: sqlite3.Connection) -> None:
    """Close, and take the emptied journal away: a clerk who sees one file copies one file.

    Only for a file that still stands where it was opened; a journal goes by name, and the name may have
    become another file's.
    """
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.Error:
        pass  # an empty journal left behind harms nobody
    finally:
        connection.close()


def _uri(path: Path) -> str:
    uri = path.absolute().as_uri()
    # SQLite knows no host in a file address; a share's name belongs into the path there.
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


@contextmanager
def boundary(path: Path, *, opening: bool = False) -> Iterator[None]:
    """Turn the driver's errors into sentences.

    While a file is being judged, an error nothing else explains is the file's, not ours.

    The cause is cut off on purpose: the driver quotes a cell's content when it cannot decode it, and that
    must not reach a log.
    """
    try:
        yield
    except UnicodeDecodeError:  # the driver quotes a damaged schema in its error and cannot read it itself
        raise FileIsDamaged(wording.DAMAGED.format(name=path.name)) from None
    except sqlite3.Error as error:
        meant = meaning(error, path)
        if meant is None and opening and not isinstance(error, sqlite3.ProgrammingError):
            meant = FileIsDamaged(wording.DAMAGED.format(name=path.name))
        if meant is None:
            raise
        raise meant from None


def code_of(error: sqlite3.Error) -> int:
    """The extended result code; 0 for the few errors Python raises by itself."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0)


def meaning(error: sqlite3.Error, path: Path) -> DeskError | None:
    """What an error means to a clerk, or None for one that only a mistake of ours explains."""
    code, name = code_of(error), path.name
    match code & 0xFF:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return StoreFull(wording.FULL)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return StoreBusy(wording.BUSY.format(name=name))
        case sqlite3.SQLITE_READONLY if code == sqlite3.SQLITE_READONLY_DBMOVED:
            return FileMoved(wording.MOVED.format(name=name))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StoreReadOnly(wording.READ_ONLY_FILE.format(name=name))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
            return FileIsDamaged(wording.DAMAGED.format(name=name))
    if "decode" in str(error):  # a flipped bit inside a text; Python raises it without a code
        return FileIsDamaged(wording.DAMAGED.format(name=name))
    return None
