"""From bytes to text, for the encodings Chinese offices produce. Never guesses over bytes that do not fit."""

import codecs
import re
from dataclasses import dataclass

from perfdesk.domain.errors import DocumentRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_KINDS = (
    (b"PK\x03\x04", "这是工作簿或压缩文件，不是文本"),
    (b"\xd0\xcf\x11\xe0", "这是旧版工作簿或文档，不是文本"),
    (b"%PDF", "这是 PDF 文件，不是文本"),
    (b"{\\rtf", "这是写字板文档，不是纯文本"),
)
_CHOICES = {
    "utf-8": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
_AS_TEXT = "请在表格软件里另存为“文本文件（制表符分隔）”后再读"
_RESAVE = "请用记事本打开，另存为 UTF-8 编码后再读"
_CHINESE = re.compile("[\u4e00-\u9fff]")
# What no text file holds: controls other than tab, line ends, page breaks, and the old end-of-file mark.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without byte order mark, and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None, source: str = "文件") -> Decoded:
    """The text of a file; byte order mark, then UTF-16 by its zero bytes, then strict UTF-8, then GB18030.

    `encoding` overrides the search. Raises DocumentRefused for what is not text.
    """
    if not data.strip(b" \t\r\n\0"):
        raise DocumentRefused(source, "文件是空的", "请检查是不是选错了文件")
    for magic, cause in _OTHER_KINDS:
        if data.startswith(magic):
            raise DocumentRefused(source, cause, _AS_TEXT)
    decoded = _by_name(data, encoding, source) if encoding else _by_search(data, source)
    text = decoded.text.removeprefix("\ufeff").rstrip("\x1a")
    _require_text(text, source)
    return Decoded(text, decoded.encoding)


def _by_name(data: bytes, encoding: str, source: str) -> Decoded:
    name = _CHOICES.get(
        encoding.strip().lower().replace("_", "-").replace("utf-8-sig", "utf-8").replace(" ", "")
    )
    if name is None:
        raise DocumentRefused(source, f"不认识编码“{encoding[:20]}”", "请选 utf-8、gb18030 或 utf-16")
    if name == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = _wide_encoding(data) or "utf-16-le"
    text = _strict(data, name)
    if text is None:
        raise DocumentRefused(source, f"不能按 {name} 编码读出", "请换一种编码，或不指定编码再读")
    return Decoded(text, name)


def _by_search(data: bytes, source: str) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            if text is None:
                raise DocumentRefused(source, f"文件开头标明 {name} 编码，内容却不完整", _RESAVE)
            return Decoded(text, name)
    if b"\0" in data:
        wide = _wide_encoding(data)
        if wide is None:
            raise DocumentRefused(source, "这不是文本文件", _AS_TEXT)
        return Decoded(data.decode(wide), wide)
    return _by_trial(data, source)


def _by_trial(data: bytes, source: str) -> Decoded:
    """UTF-8 before GB18030, but for bytes that are Chinese only in GB18030 (the word 联通 is such a case)."""
    universal, national = _strict(data, "utf-8"), _strict(data, "gb18030")
    if universal is not None and (universal.isascii() or _CHINESE.search(universal) or national is None):
        return Decoded(universal, "utf-8")
    if national is not None and _CHINESE.search(national):
        return Decoded(national, "gb18030")
    if universal is not None:
        return Decoded(universal, "utf-8")
    raise DocumentRefused(
        f"{source} 第 {_line_of_error(data)} 行", "有认不出的字，文件可能不完整或混用了编码", _RESAVE
    )


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _line_of_error(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: the byte order in which line ends and tabs, not their mirror images, appear."""
    best: tuple[int, str] | None = None
    for name in ("utf-16-le", "utf-16-be"):
        text = _strict(data, name) if len(data) % 2 == 0 else None
        if text is None or _CONTROLS.search(text):
            continue
        score = sum(text.count(mark) for mark in "\t\n\r 0123456789")
        mirrored = sum(text.count(mark) for mark in "\u0900\u0a00\u0d00\u2000")
        if score > mirrored and (best is None or score > best[0]):
            best = (score, name)
    return best[1] if best else None


def _require_text(text: str, source: str) -> None:
    if not text.strip(" \t\r\n\ufeff\x0b\x0c"):
        raise DocumentRefused(source, "文件是空的", "请检查是不是选错了文件")
    if "\0" in text:
        raise DocumentRefused(source, "这不是文本文件", _AS_TEXT)
    controls = len(_CONTROLS.findall(text))
    if controls > 8 and controls * 50 > len(text):
        raise DocumentRefused(source, "这不是文本文件", _AS_TEXT)
