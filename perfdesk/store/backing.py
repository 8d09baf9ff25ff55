"""Copies of a desk file, checked before they count, and the way back from one."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from perfdesk.domain.errors import FileIsDamaged, FolderRefused, StoreBusy, StoreFull, StoreReadOnly
from perfdesk.store import wording
from perfdesk.store.connection import boundary, connect
from perfdesk.store.lock import Lock
from perfdesk.store.opening import has_journal, journal_of, sync_file, sync_folder

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')

Check = Callable[[sqlite3.Connection], list[str]]


def back_up(connection: sqlite3.Connection, path: Path, folder: Path, reason: str, check: Check) -> Path:
    """A compact copy in `folder`, named by number and reason, that `check` found sound.

    Numbered, because a clock set back would make the newest copy look like the oldest.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise FolderRefused(wording.NO_BACKUP_FOLDER.format(name=folder.name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < 2 * path.stat().st_size:
            raise StoreFull(wording.FULL_COPY)
        copy = _next_name(folder, path, reason)
        part = copy.with_name(copy.name + ".part")
        part.unlink(missing_ok=True)
        try:
            with boundary(path):
                connection.execute("VACUUM INTO ?", (str(part),))
            _must_pass(part, check)
            sync_file(part)
            os.rename(part, copy)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(folder)
    except (OSError, StoreFull, StoreReadOnly):  # all of the copy's place; the desk itself was only read
        raise StoreFull(wording.FULL_COPY) from None
    return copy


def _next_name(folder: Path, path: Path, reason: str) -> Path:
    numbered = re.compile(re.escape(path.stem) + r"-(\d{8})-")
    taken = [int(found[1]) for name in os.listdir(folder) if (found := numbered.match(name))]
    said = _UNSAFE.sub("_", reason)[:40]
    return folder / f"{path.stem}-{max(taken, default=0) + 1:08d}-{said}{path.suffix}"


def _must_pass(copy: Path, check: Check) -> None:
    with boundary(copy):
        connection = connect(copy, "ro")
        try:
            found = check(connection)
        finally:
            connection.close()
    if found:
        raise FileIsDamaged(wording.COPY_BAD)


def put_back(backup: Path, to: Path) -> None:
    """Make a checked backup the desk file `to`; what stands there is set aside with its journal.

    A journal left behind would be replayed into the restored file, so the two go together.
    """
    part = to.with_name(to.name + ".part")
    lock = Lock.take(to)
    try:
        if has_journal(backup):
            raise StoreBusy(wording.UNREADABLE.format(name=backup.name))
        shutil.copyfile(backup, part)
        sync_file(part)
        set_aside(to)
        os.rename(part, to)
        sync_folder(to.parent)
    except OSError:
        raise StoreFull(wording.FULL_COPY) from None
    finally:
        part.unlink(missing_ok=True)
        lock.release()


def set_aside(path: Path) -> Path | None:
    """Rename a file and its journal to a free name; returns the new name, None where there was neither."""
    journal = journal_of(path)
    if not (path.exists() or journal.exists()):
        return None
    number = 1
    while True:
        aside = path.with_name(f"{path.stem}-{wording.SET_ASIDE}-{number}{path.suffix}")
        if not (aside.exists() or journal_of(aside).exists()):
            break
        number += 1
    # The file first: a journal without its file is never replayed, a file without its journal is damaged.
    if path.exists():
        os.rename(path, aside)
    if journal.exists():
        os.rename(journal, journal_of(aside))
    return aside
