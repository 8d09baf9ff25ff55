"""Containers from outside, looked over before anything inside is read: entries, names, sizes."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Note

MAX_ENTRIES = 2_000
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 300
_SMALL = 1024 * 1024  # a short part of blanks may well shrink to nothing
_ODD_NAME = re.compile(r"^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|:|\0")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
AGAIN = "请在 Office 或 WPS 里打开，另存一份后再读"
UNLOCK = "请在 Office 或 WPS 里打开，去掉密码另存一份后再读"


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The container, looked over. What breaks while its parts are read is one refusal."""
    try:
        with zipfile.ZipFile(path) as container:
            _look_over(container, path.name)
            yield container
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError) as error:
        raise DocumentRefused(path.name, "文件不完整或已损坏", AGAIN) from error
    except (NotImplementedError, RuntimeError, KeyError) as error:
        # An entry packed in a way of its own, one with a password, and one that is not there.
        raise DocumentRefused(path.name, "文件内部的结构不对", AGAIN) from error


def _look_over(container: zipfile.ZipFile, source: str) -> None:
    entries = container.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES or len(set(names)) != len(names):
        raise DocumentRefused(source, "文件内部的部件太多或重名", AGAIN)
    if any(_ODD_NAME.search(name) for name in names):
        raise DocumentRefused(
            source, "文件内部有不正常的部件名", "请确认来源可靠，并" + AGAIN.removeprefix("请")
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise DocumentRefused(source, "文件有密码", UNLOCK)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise DocumentRefused(
            source, f"文件展开后超过 {MAX_TOTAL // 1024 // 1024} MB", "请只留要导入的表，另存后再读"
        )
    for entry in entries:
        if entry.file_size > max(_SMALL, entry.compress_size * MAX_RATIO):
            raise DocumentRefused(source, "文件压缩得不正常，可能不是真的表格", "请确认来源可靠，另存后再读")


def part(container: zipfile.ZipFile, name: str, source: str) -> bytes:
    """One XML part as UTF-8; raises DocumentRefused for a document type, which only attacks need."""
    data = container.read(name)
    if data.startswith(_WIDE):
        data = _as_utf8(data, source)
    if _DOCTYPE.search(data):
        raise DocumentRefused(source, "文件里有不允许的文档类型声明", "请确认来源可靠，另存后再读")
    return data


def _as_utf8(data: bytes, source: str) -> bytes:
    try:
        text = data.decode(
            "utf-16" if data[0] in (0xFF, 0xFE) else "utf-16-le" if data[1] == 0 else "utf-16-be"
        )
    except UnicodeDecodeError as error:
        raise DocumentRefused(source, "文件不完整或已损坏", AGAIN) from error
    return re.sub(r"^<\?xml[^>]*\?>", "", text).encode("utf-8")


def hidden_sheet(name: str) -> Note:
    """What is told of a sheet that is not shown."""
    return Note(0, f"工作表“{name}”", "是隐藏的工作表，没有读")
