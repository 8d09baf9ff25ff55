"""Opening files from outside: every way it can fail is a sentence."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from perfdesk.domain.errors import DocumentRefused

MAX_BYTES = 50 * 1024 * 1024


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read. Raises DocumentRefused where it cannot be opened or is too large."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            held = os.fstat(file.fileno())
            if not stat.S_ISREG(held.st_mode):
                raise DocumentRefused(path.name, "这不是文件", "请检查是不是选错了")
            if held.st_size > MAX_BYTES:
                cause = f"文件超过 {MAX_BYTES // 1024 // 1024} MB"
                raise DocumentRefused(path.name, cause, "请拆成几个文件后再读")
            yield file
    except FileNotFoundError as error:
        raise DocumentRefused(path.name, "找不到这个文件", "请检查文件名和位置") from error
    except OSError as error:
        raise DocumentRefused(
            path.name, "打不开这个文件", "请检查它是不是文件夹，或正被别的程序占用"
        ) from error
    except ValueError as error:
        raise DocumentRefused(
            path.name.replace("\0", ""), "文件名里有不能用的字符", "请改名后再读"
        ) from error


def _without_waiting(name: str, flags: int) -> int:
    """A named pipe would keep us waiting for somebody to write into it."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def read_bytes(path: Path) -> bytes:
    """A file's bytes; raises DocumentRefused as `opened`."""
    with opened(path) as file:
        return file.read(MAX_BYTES + 1)


def read_head(path: Path, size: int = 4096) -> bytes:
    """A file's first bytes; raises DocumentRefused as `opened`."""
    with opened(path) as file:
        return file.read(size)
