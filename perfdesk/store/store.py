"""The desk file: one SQLite file that the clerk's work is safe in, and the only way to it.

One thread owns a store. Nothing here imports SQLAlchemy but the upgrade of an older file
and the typed reading.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Self

from perfdesk.domain.change import Act, Change
from perfdesk.domain.errors import (
    DeskError,
    FileIsDamaged,
    FileIsForeign,
    FileMissing,
    FileMoved,
    StoreFull,
    StoreReadOnly,
)
from perfdesk.domain.office import Office
from perfdesk.domain.records import Evidence, Kind, Record
from perfdesk.store import attachments, backing, chain, schema, undoing, verifying, wording
from perfdesk.store.chain import Anchor, HistoryLine
from perfdesk.store.connection import boundary, close_tidily, code_of, connect, meaning
from perfdesk.store.lock import Lock, holder, host_name, user_name
from perfdesk.store.opening import (
    copy_with_journal,
    has_journal,
    identity,
    judge,
    judge_file,
    must_be_writable,
    rehearse,
    sync_file,
    sync_folder,
)
from perfdesk.store.statements import table
from perfdesk.store.writing import write_edits, write_history

__all__ = ["Anchor", "HistoryLine", "Store", "holder", "restore"]

# After one of these nobody knows what the disk holds; going on would promise what cannot be kept.
_FATAL = (sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC)


class Store:
    """An open desk file: read whole, written change by change."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, stack: ExitStack, *, read_only: bool
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._identity = identity(path)
        self._signed = (user_name(), host_name())
        self._stopped: DeskError | None = None
        with boundary(path):
            self._head, self._batch = chain.head(connection)
        self._closing = stack.pop_all()  # last: until here whoever opens cleans up

    @classmethod
    def create(cls, path: Path) -> "Store":
        """Make a new, empty desk file and open it; refuses an existing one.

        It gets its name only when it is complete, so there is never a half-born file.
        """
        path = Path(path).absolute()
        if os.path.exists(path):
            raise FileIsForeign(wording.EXISTS.format(name=path.name))
        if not os.path.isdir(path.parent):
            raise FileMissing(wording.NO_FOLDER.format(name=path.parent.name))
        with ExitStack() as stack:
            lock = Lock.take(path)
            stack.callback(lock.release)
            part = path.with_name(path.name + ".part")
            try:
                part.unlink(missing_ok=True)
                with boundary(path):
                    connection = connect(part, "rwc")
                    try:
                        schema.build(connection)
                    finally:
                        close_tidily(connection)
                sync_file(part)
                backing.set_aside(path)  # a journal of a file that is gone would be replayed into this one
                os.rename(part, path)
                sync_folder(path.parent)
            except OSError:
                raise StoreFull(wording.FULL) from None
            finally:
                with suppress(OSError):  # a second failure must not hide the sentence about the first
                    part.unlink(missing_ok=True)
            return cls._opened(path, stack)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "Store":
        """Open a desk file; raises a `DeskError` and leaves a file it refuses byte for byte as it was.

        An older file is upgraded first. To look only, nothing is written: no lock, no journal, no recovery;
        where one of them would be needed, a private copy is looked at.
        """
        path = Path(path).absolute()
        judge_file(path)
        if read_only:
            return cls._looking(path)
        must_be_writable(path)
        with ExitStack() as stack:
            lock = Lock.take(path)
            stack.callback(lock.release)
            if has_journal(path):
                rehearse(path)
            return cls._opened(path, stack)

    @classmethod
    def _opened(cls, path: Path, stack: ExitStack) -> "Store":
        """Open under the lock that `stack` holds; the store takes the stack over."""
        with boundary(path, opening=True):
            connection = connect(path, "rw")
            stack.callback(connection.close)
            version = judge(connection, path, tail=True)
            if version < schema.VERSION:
                connection.close()
                _upgrade(path, version)
                connection = connect(path, "rw")
                stack.callback(connection.close)
                judge(connection, path, tail=True)
        return cls(path, connection, stack, read_only=False)

    @classmethod
    def _looking(cls, path: Path) -> "Store":
        with ExitStack() as stack:
            try:
                with boundary(path, opening=True):
                    connection = connect(path, "ro")
                stack.callback(connection.close)
                version = judge(connection, path, tail=False)
            except DeskError as refused:
                if not _needs_recovery(path, refused):
                    raise
                connection = _private_copy(path, None, stack)
            else:
                if version < schema.VERSION:
                    connection = _private_copy(path, connection, stack)
            return cls(path, connection, stack, read_only=True)

    def load(self) -> Office:
        """Every record, as of one moment."""
        records: list[Record] = []
        with boundary(self.path):
            self._connection.execute("BEGIN")
            try:
                for kind in Kind:
                    shape = table(kind)
                    records += shape.records(self._connection.execute(shape.select).fetchall())
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        return Office(records)

    def apply(self, change: Change, *, act: Act = Act.EDIT, who: str = "") -> int:
        """Write a change and its history in one transaction; returns the batch number once it is on the disk.

        On any error nothing is written and the store is as before. An empty change writes nothing and is 0.
        """
        self.must_be_ready()
        if not change.edits:
            return 0
        signed = (who or self._signed[0], self._signed[1])
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            write_edits(connection, change.edits)
            head = write_history(connection, change, act, signed, self._batch + 1, self._head)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._failed(error) from None
        finally:
            if connection.in_transaction:
                self._roll_back()
        if identity(self.path) != self._identity:
            raise self._moved()
        self._head = head
        self._batch += 1
        return self._batch

    def anchor(self) -> Anchor:
        """Id and hash of the last history line, to be kept outside the file (a printed page, a package)."""
        if self.read_only:
            with boundary(self.path):
                return chain.head(self._connection)[0]
        return self._head

    def history(self) -> Iterator[HistoryLine]:
        """Every line, oldest first. What is written while one reads comes too."""
        with boundary(self.path):
            for row in chain.rows_after(self._connection):
                try:
                    line = chain.line_of(row)
                except ValueError:
                    raise FileIsDamaged(wording.CHECK_LINE.format(line=row[0])) from None
                yield line

    def undoable(self, limit: int = 100) -> list[tuple[Change, int]]:
        """The newest changes still in effect, oldest first, each with the batch that first wrote it."""
        with boundary(self.path):
            return undoing.undoable(self._connection, limit)

    def verify(self, anchor: Anchor | None = None) -> list[str]:
        """What is wrong, in sentences; empty for a sound file.

        With an `anchor` kept outside, a file put back to an older state shows too: from inside it cannot.
        """
        return verifying.problems(self._connection, schema.expected(), anchor=anchor)

    def verify_evidence(self) -> list[str]:
        """Which files that are kept as evidence are missing or altered, in sentences."""
        shape = table(Kind.EVIDENCE)
        with boundary(self.path):
            held = shape.records(self._connection.execute(shape.select).fetchall())
        named = [(e.digest or "", e.name or "") for e in held if isinstance(e, Evidence)]
        return attachments.problems(self.path, named)

    def backup(self, folder: Path, reason: str) -> Path:
        """A checked copy in `folder`, evidence beside it; its name carries a number and the reason."""
        copy = backing.back_up(self._connection, self.path, Path(folder), reason, _sound)
        attachments.copy_beside(self.path, copy)
        return copy

    def close(self) -> None:
        """Close the file and give up the lock; may be called again."""
        if not self.read_only and self._stopped is None and identity(self.path) == self._identity:
            close_tidily(self._connection)
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def must_be_ready(self) -> None:
        """Raise why nothing may be written: opened to look, stopped after a failure, or moved."""
        if self.read_only:
            raise StoreReadOnly(wording.READ_ONLY_DESK.format(name=self.path.name))
        if self._stopped is not None:
            raise self._stopped
        if identity(self.path) != self._identity:
            raise self._moved()

    def _moved(self) -> DeskError:
        self._stopped = FileMoved(wording.MOVED.format(name=self.path.name))
        return self._stopped

    def _failed(self, error: sqlite3.Error) -> Exception:
        """What to raise for a failed write."""
        if identity(self.path) != self._identity:
            return self._moved()
        if code_of(error) in _FATAL:
            self._stopped = StoreFull(wording.STOPPED.format(name=self.path.name))
            return self._stopped
        meant = meaning(error, self.path)
        if isinstance(meant, FileIsDamaged):
            return FileIsDamaged(wording.DAMAGED_IN_USE.format(name=self.path.name))
        if "history.id" in str(error):  # a line that we did not write: another program was here meanwhile
            return FileIsDamaged(wording.DAMAGED_IN_USE.format(name=self.path.name))
        # The driver names tables and columns here, never contents.
        return meant or ValueError(f"the change breaks a rule of the desk file: {error}")

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            # SQLite plays the journal back at the next opening; until then nothing may be written.
            self._stopped = StoreFull(wording.STOPPED.format(name=self.path.name))


def restore(backup: Path, to: Path) -> None:
    """Make a backup the desk file `to`, checked first; an existing file is set aside with its journal."""
    backup, to = Path(backup).absolute(), Path(to).absolute()
    if os.path.isdir(to):
        raise FileIsForeign(wording.FOLDER.format(name=to.name))
    if not os.path.isdir(to.parent):
        raise FileMissing(wording.NO_FOLDER.format(name=to.parent.name))
    with Store.open(backup, read_only=True) as copy:
        if identity(backup) == identity(to):
            raise FileIsForeign(wording.ITSELF.format(name=to.name))
        if copy.verify():
            raise FileIsDamaged(wording.BACKUP_BAD.format(name=backup.name))
    backing.put_back(backup, to)
    attachments.copy_beside(backup, to)


def _sound(connection: sqlite3.Connection) -> list[str]:
    return verifying.problems(connection, schema.expected())


def _upgrade(path: Path, version: int) -> None:
    from perfdesk.store.upgrading import upgrade  # Alembic only where an older file asks for it

    upgrade(path, version)


def _needs_recovery(path: Path, refused: DeskError) -> bool:
    """Whether a reader was refused because a crash left a journal that only a writer may play back."""
    return isinstance(refused, StoreReadOnly) and has_journal(path)


def _private_copy(path: Path, source: sqlite3.Connection | None, stack: ExitStack) -> sqlite3.Connection:
    """A copy to look at, played back and upgraded; `source` reads the file where its journal allows it."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="perfdesk-")))
    with boundary(path, opening=True):
        if source is None:
            copy = copy_with_journal(path, folder)
        else:
            copy = folder / path.name
            with closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        with closing(connect(copy, "rw")) as connection:
            version = judge(connection, path, tail=False)
        if version < schema.VERSION:
            _upgrade(copy, version)
        looked = connect(copy, "ro")
        stack.callback(looked.close)
    return looked
