"""Putting a finished document into a folder: whole or not at all."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from perfdesk.domain.errors import DeskError
from perfdesk.forms.sheet import Block, Sheet


class NotFiled(DeskError):
    """The document could not be written; what stood at its place before still stands there."""


class ExportCancelled(DeskError):
    """The clerk stopped the export; nothing was written."""

    def __init__(self) -> None:
        super().__init__("导出已取消，没有写出文件。")


class Progressed:
    """Counts rows while a sheet is written: tells how far it is and stops where the clerk wants it."""

    def __init__(
        self,
        sheet: Sheet,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._progress, self._cancelled = progress, cancelled
        self._rows, self._done = sum(block.rows for block in sheet.blocks), 0

    def begin(self) -> None:
        """Raise ExportCancelled where nothing more is wanted."""
        if self._cancelled is not None and self._cancelled():
            raise ExportCancelled

    def did(self, block: Block) -> None:
        """Tell that a block is written."""
        self._done += block.rows
        if self._progress is not None:
            self._progress(self._done, self._rows)


def file_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill `path` + .part, make it durable, then let it take the place in one step.

    Raises NotFiled where the folder or file refuses; whatever is raised, no part remains.
    """
    part = path.with_name(path.name + ".part")
    try:
        write(part)
        _flush(part)
        os.replace(part, path)
    except OSError as error:
        raise NotFiled(_sentence(path, error)) from error
    finally:
        # Gone already where it took its place; a folder that vanished took it along.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _flush(part: Path) -> None:
    with part.open("rb+") as written:
        os.fsync(written.fileno())


def _sentence(path: Path, error: OSError) -> str:
    name, folder = path.name, path.parent
    if isinstance(error, FileNotFoundError):
        return f"“{name}”没有写出：文件夹“{folder}”不存在。请另选一个文件夹。"
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return f"“{name}”没有写出：那里已有一个同名文件夹。请换一个文件名。"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return (
            f"“{name}”没有写出：文件可能正被其他程序打开，或者文件夹“{folder}”不许写入。"
            "请关闭打开它的程序，或另选一个文件夹。"
        )
    if error.errno in _FULL:
        return f"“{name}”没有写出：磁盘已满。请腾出空间，或另选一个磁盘。"
    return f"“{name}”没有写出：磁盘或文件夹出错（{error.strerror or '原因不明'}）。请另选一个文件夹再试。"


# Not every system has a word for a full quota.
_FULL = frozenset(getattr(errno, name) for name in ("ENOSPC", "EDQUOT") if hasattr(errno, name))
