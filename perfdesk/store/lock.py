"""One writer per desk file: an operating-system lock on a small file beside it that says who writes.

The lock, not the file, is the truth: it ends with the process, so a file left by a crash is taken over
without a question.
"""

import contextlib
import getpass
import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from perfdesk.domain.errors import StoreBusy, StoreReadOnly
from perfdesk.store import wording

# Windows locks bytes against reading too, so a byte far behind the text is locked.
_FAR = 1 << 30
_TRIES, _PAUSE = 5, 0.03

if sys.platform == "win32":
    import msvcrt

    def _grab(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _drop(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _grab(handle: int) -> bool:
        try:
            # flock, not lockf: it also keeps two desks of one process apart.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _drop(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def lock_path(desk: Path) -> Path:
    """The lock file of a desk file."""
    return desk.with_name(desk.name + ".lock")


def host_name() -> str:
    """The computer's name, without importing a socket."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def user_name() -> str:
    """The login name; empty where the system knows none."""
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


class Lock:
    """The held lock; `release` also removes the file."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path, self._handle = path, handle

    @classmethod
    def take(cls, desk: Path) -> "Lock":
        """Take the lock or raise `StoreBusy` naming the holder, `StoreReadOnly` where none can be made."""
        path = lock_path(desk)
        for _ in range(_TRIES):
            handle = _opened(path, desk)
            if _grab(handle):
                if _same(path, handle):
                    _sign(handle)
                    return cls(path, handle)
            else:
                time.sleep(_PAUSE)  # a look by `holder` lasts that long at most
            os.close(handle)
        who = _read(path) or wording.HOLDER_UNKNOWN
        raise StoreBusy(wording.HELD.format(name=desk.name, holder=who))

    def release(self) -> None:
        """Give the desk file free."""
        if self._handle < 0:
            return
        with contextlib.suppress(OSError):
            if sys.platform != "win32" and _same(self._path, self._handle):
                self._path.unlink()  # still locked, so nobody else can be holding this very file
            _drop(self._handle)
        os.close(self._handle)
        self._handle = -1
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()


def holder(path: Path) -> str | None:
    """Who writes this desk file now, in words; None when nobody does."""
    try:
        handle = os.open(lock_path(path), os.O_RDWR)
    except OSError:
        return None
    try:
        if _grab(handle):
            _drop(handle)
            return None
    finally:
        os.close(handle)
    return _read(lock_path(path)) or wording.HOLDER_UNKNOWN


def is_held_here(path: Path) -> bool:
    """Whether the holder is this user on this computer, by what the lock file says."""
    try:
        said = json.loads(lock_path(path).read_text("utf-8"))
        return bool(said["host"] == host_name() and said["user"] == user_name())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _opened(path: Path, desk: Path) -> int:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError:
        raise StoreReadOnly(wording.READ_ONLY_FILE.format(name=desk.name)) from None
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.fchmod(handle, 0o666)  # a colleague on the same computer must be able to take it over
    return handle


def _same(path: Path, handle: int) -> bool:
    """Whether the locked file is still the one with this name: its last holder may just have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        return False


def _sign(handle: int) -> None:
    said = {
        "host": host_name(),
        "user": user_name(),
        "pid": os.getpid(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    with contextlib.suppress(OSError):  # a full disk must not keep the clerk from opening
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(said, ensure_ascii=False).encode("utf-8"))


def _read(path: Path) -> str | None:
    try:
        said = json.loads(path.read_text("utf-8"))
        since = datetime.fromisoformat(said["since"])
        host, user = str(said["host"]), str(said["user"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    where = wording.THIS_COMPUTER if host == host_name() else wording.THAT_COMPUTER.format(host=host)
    today = since.date() == datetime.now().astimezone().date()
    moment = f"{since:%H:%M}" if today else f"{since.month} 月 {since.day} 日 {since:%H:%M}"
    return wording.HOLDER.format(user=user or wording.HOLDER_UNKNOWN, where=where, since=moment)
