"""Judging a file before it is used: what is refused stays byte for byte as it was."""

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from perfdesk.domain.errors import (
    FileIsDamaged,
    FileIsForeign,
    FileIsNewer,
    FileMissing,
    StoreBusy,
    StoreReadOnly,
)
from perfdesk.store import chain, schema, wording
from perfdesk.store.connection import boundary, connect

_HEADER = 100
_TAIL = 64


def journal_of(path: Path) -> Path:
    """The rollback journal SQLite keeps beside a file."""
    return path.with_name(path.name + "-journal")


def has_journal(path: Path) -> bool:
    """Whether a journal with content lies beside the file: a crash, or a writer at work."""
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False


def judge_file(path: Path) -> None:
    """Refuse what no database can be, before SQLite touches it.

    With a journal beside it the first page may be half written and is left to SQLite to repair.
    """
    if os.path.isdir(path):  # os.path, which answers where pathlib raises: a name too long for the disk
        raise FileIsForeign(wording.FOLDER.format(name=path.name))
    if os.path.exists(path) and not os.path.isfile(path):  # a pipe or device would only make us wait
        raise _foreign(path.name)
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER)
    except FileNotFoundError:
        raise FileMissing(wording.MISSING.format(name=path.name)) from None
    except OSError:
        raise StoreBusy(wording.UNREADABLE.format(name=path.name)) from None
    if not has_journal(path):
        _judge_header(header, path.name)


def _judge_header(header: bytes, name: str) -> None:
    if not header:
        raise FileIsForeign(wording.EMPTY.format(name=name))
    application = int.from_bytes(header[68:72], "big")
    if not header.startswith(schema.MAGIC):
        ours = application == schema.APPLICATION_ID
        raise FileIsDamaged(wording.DAMAGED.format(name=name)) if ours else _foreign(name)
    if len(header) < _HEADER:
        raise FileIsDamaged(wording.DAMAGED.format(name=name))
    _judge_numbers(application, int.from_bytes(header[60:64], "big", signed=True), name)
    if header[18:20] != b"\x01\x01":  # switched to WAL by another program: looking would already write
        raise FileIsDamaged(wording.ALTERED.format(name=name))


def _foreign(name: str) -> FileIsForeign:
    return FileIsForeign(wording.FOREIGN.format(name=name))


def _judge_numbers(application: int, version: int, name: str) -> None:
    if application != schema.APPLICATION_ID:
        raise _foreign(name)
    if not 0 < version <= schema.FARTHEST_VERSION:
        raise FileIsDamaged(wording.DAMAGED.format(name=name))
    if version > schema.VERSION:
        raise FileIsNewer(wording.NEWER.format(name=name))


def judge(connection: sqlite3.Connection, path: Path, *, tail: bool) -> int:
    """Refuse a file SQLite can read but that is not a sound desk; returns its version.

    `tail` also asks the last lines of the history. An older version's schema is compared by the upgrade,
    which knows what it was.
    """
    with boundary(path, opening=True):
        version = schema.number(connection, "user_version")
        _judge_numbers(schema.number(connection, "application_id"), version, path.name)
        if version == schema.VERSION and schema.fingerprint(connection) != schema.expected():
            raise FileIsDamaged(wording.ALTERED.format(name=path.name))
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise FileIsDamaged(wording.DAMAGED.format(name=path.name))
        if tail and not chain.tail_holds(connection, _TAIL):
            raise FileIsDamaged(wording.TAMPERED.format(name=path.name))
    return version


def rehearse(path: Path) -> None:
    """Judge a recovered copy: a file is not recovered before it is known to be ours."""
    with tempfile.TemporaryDirectory(prefix="perfdesk-") as folder:
        copy = copy_with_journal(path, Path(folder))
        with boundary(path, opening=True):
            connection = connect(copy, "rw")
        try:
            judge(connection, path, tail=False)
        finally:
            connection.close()


def copy_with_journal(path: Path, folder: Path) -> Path:
    """A copy that SQLite can recover without touching the original."""
    copy = folder / path.name
    try:
        shutil.copyfile(path, copy)
        if has_journal(path):
            shutil.copyfile(journal_of(path), journal_of(copy))
    except FileNotFoundError:
        raise FileMissing(wording.MISSING.format(name=path.name)) from None
    except OSError:
        raise StoreBusy(wording.UNREADABLE.format(name=path.name)) from None
    return copy


def must_be_writable(path: Path) -> None:
    """Say so at once where nothing could be saved, rather than at the first figure."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreReadOnly(wording.READ_ONLY_FILE.format(name=path.name))


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another one of the same name; None where it is gone."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and needs none of us."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network folders refuse; the file itself is already flushed
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Flush a finished file to the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
