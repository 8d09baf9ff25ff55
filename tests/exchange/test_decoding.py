"""Bytes to text in every encoding an office hands over."""

from __future__ import annotations

import pytest

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.decoding import decode
from tests.exchange.tables import CUT_SUMMARY


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("gb18030", b"", "gb18030"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text(codec: str, mark: bytes, named: str, end: str) -> None:
    text = CUT_SUMMARY.replace("\n", end)
    found = decode(mark + text.encode(codec))
    assert (found.text, found.encoding) == (text, named)


def test_rare_characters_survive_gb18030() -> None:
    assert decode("𫖯龘䶮\t甬".encode("gb18030")).text == "𫖯龘䶮\t甬"


def test_national_text_that_is_also_valid_universal_text_is_read_as_chinese() -> None:
    assert decode("联通\t1".encode("gbk")).text == "联通\t1"


def test_a_named_encoding_goes_before_the_search() -> None:
    assert decode("联通".encode("gbk"), "GBK").encoding == "gb18030"
    assert decode("表\t1".encode("utf-16-be"), "utf_16_be").text == "表\t1"
    assert decode("表\t1".encode("utf-16-be"), "UTF-16").text == "表\t1"
    assert decode("\ufeff表".encode(), "utf-8-sig").text == "表"


def test_the_old_end_of_file_mark_goes() -> None:
    assert decode("表\n".encode("gbk") + b"\x1a").text == "表\n"


@pytest.mark.parametrize(
    ("data", "encoding", "word"),
    [
        (b"", None, "空"),
        (b"\xef\xbb\xbf", None, "空"),
        (b"\xff\xfe", None, "空"),
        (b" \t\r\n", None, "空"),
        (b"\0" * 64, None, "空"),
        (b"PK\x03\x04....", None, "工作簿"),
        (b"\xd0\xcf\x11\xe0....", None, "旧版"),
        (b"%PDF-1.7", None, "PDF"),
        (bytes(range(256)) * 8, None, "不是文本"),
        (b"abc\0def\0", None, "不是文本"),
        ("表\t".encode("utf-16-le") + b"\0", None, "不是文本"),
        (b"\xef\xbb\xbf\xff", None, "不完整"),
        ("序号\t".encode() + b"\xff\xff\n", None, "认不出"),
        ("项目".encode(), "latin-9", "不认识编码"),
        ("项目".encode(), "base64", "不认识编码"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x01\x02 text", None, "不是文本"),
    ],
)
def test_what_is_not_text_is_refused_in_one_sentence(data: bytes, encoding: str | None, word: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        decode(data, encoding, "表.txt")
    assert str(refused.value).startswith("表.txt")
    assert word in str(refused.value)


def test_a_broken_character_is_named_with_its_line() -> None:
    with pytest.raises(DocumentRefused, match="第 3 行"):
        decode("序号\n项目\n".encode() + b"\xff\xff")
