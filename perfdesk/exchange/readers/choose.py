"""Which reader a file needs, by what is in it and never by its name's ending."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.files import read_bytes, read_head
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.readers.container import AGAIN, UNLOCK, opened
from perfdesk.exchange.readers.progress import Progress

Reader = Callable[[Path, Progress], Iterator[Grid]]

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_BARE_XLS = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_AS_XLSX = "请在 Excel 或 WPS 里打开，另存为 .xlsx 后再读"
_AS_DOCX = "请在 Word 或 WPS 里打开，另存为 .docx 后再读"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_OTHERS = (
    (b"{\\rtf", "这是写字板文档（RTF）", _AS_DOCX),
    (b"MIME-Version:", "这是单个文件的网页（MHT）", _AS_XLSX),
    (b"Rar!", "这是压缩文件", "请解压后选里面的表格"),
    (b"7z\xbc\xaf", "这是压缩文件", "请解压后选里面的表格"),
    (b"PK\x05\x06", "这是空的压缩文件", "请检查是不是选错了文件"),
    (b"MZ\x90\0", "这是程序，不是文档", "请选要导入的表格"),
    (b"MZP\0", "这是程序，不是文档", "请选要导入的表格"),
    (b"\x7fELF", "这是程序，不是文档", "请选要导入的表格"),
    (b"L\0\0\0\x01\x14\x02\0", "这是快捷方式", "请选它指向的文件"),
)
# Parts that only one kind of document has, and what to do with the kinds that are not read.
_PARTS_REFUSED = (
    ("xl/workbook.bin", "这是二进制工作簿（.xlsb）", _AS_XLSX),
    ("ppt/presentation.xml", "这是演示文稿", "请把表格复制到 Excel 或 WPS 表格，保存后再读"),
    ("OFD.xml", "这是 OFD 版式文件", "请用版式软件另存为 PDF，或向来文单位要表格文件"),
)
_STREAMS_REFUSED = (
    ("EncryptedPackage", "文件有密码", UNLOCK),
    ("WordDocument", "这是旧版 Word 文档（.doc）", _AS_DOCX),
    ("PowerPoint Document", "这是演示文稿", "请把表格复制到 Excel 或 WPS 表格，保存后再读"),
)
_MARKUP = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<[\0]?[!?a-zA-Z]")


def is_text(head: bytes) -> bool:
    """Whether a file can only be plain text, by its first bytes: no container, no pages, no markup."""
    others = (_ZIP, _OLE, *_PICTURES, *(magic for magic, _, _ in _OTHERS))
    return not (
        head.startswith(others) or _PDF in head[:1024] or _BARE_XLS.match(head) or _MARKUP.match(head)
    )


def grids_of(path: Path, encoding: str | None, progress: Progress) -> Iterator[Grid]:
    """The grids of a file that is not plain text. Raises DocumentRefused for what cannot be read."""
    head = read_head(path)
    if head.startswith(_ZIP):
        return _zipped(path)(path, progress)
    if head.startswith(_OLE):
        return _compound(path)(path, progress)
    if _PDF in head[:1024]:
        from perfdesk.exchange.readers.pdf import read_pdf

        return read_pdf(path, progress)
    if _BARE_XLS.match(head):
        from perfdesk.exchange.readers.xls import read_xls

        return read_xls(path, progress)
    _refuse_others(head, path.name)
    from perfdesk.exchange.readers.html import read_markup

    return read_markup(path, encoding, progress)


def judge_at_sight(path: Path) -> None:
    """Refuse what its first bytes show to be no document at all. Raises DocumentRefused."""
    _refuse_others(read_head(path), path.name)


def _refuse_others(head: bytes, name: str) -> None:
    for magic, cause, remedy in _OTHERS:
        if head.startswith(magic):
            raise DocumentRefused(name, cause, remedy)
    if head.startswith(_PICTURES):
        remedy = "请用文字识别软件转成表格，或向来文单位要表格文件"
        raise DocumentRefused(name, "这是图片，读不出文字", remedy)


def _zipped(path: Path) -> Reader:
    with opened(path) as container:
        names = set(container.namelist())
        kind = container.read("mimetype")[:100] if "mimetype" in names else b""
    if "xl/workbook.xml" in names:
        from perfdesk.exchange.readers.xlsx import read_xlsx

        return read_xlsx
    if "word/document.xml" in names:
        from perfdesk.exchange.readers.docx import read_docx

        return read_docx
    if "content.xml" in names and b"spreadsheet" in kind:
        from perfdesk.exchange.readers.ods import read_ods

        return read_ods
    for part, cause, remedy in _PARTS_REFUSED:
        if part in names:
            raise DocumentRefused(path.name, cause, remedy)
    if "content.xml" in names:
        raise DocumentRefused(path.name, "这不是表格，是另一种办公文档", "请另存为 .docx 或 .xlsx 后再读")
    raise DocumentRefused(path.name, "这是压缩文件，里面没有认识的文档", "请解压后选里面的表格")


def _compound(path: Path) -> Reader:
    data = read_bytes(path)
    for stream, cause, remedy in _STREAMS_REFUSED:
        if _has_stream(data, stream):
            raise DocumentRefused(path.name, cause, remedy)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        from perfdesk.exchange.readers.xls import read_xls

        return read_xls
    raise DocumentRefused(path.name, "文件不完整，或不是表格", AGAIN)


def _has_stream(data: bytes, name: str) -> bool:
    """Whether a compound file's directory names a stream. Its entries begin at multiples of 128 bytes."""
    needle = name.encode("utf-16-le") + b"\0\0"
    at = data.find(needle)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = data.find(needle, at + 1)
    return False
