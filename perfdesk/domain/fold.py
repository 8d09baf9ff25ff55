"""Widths and look-alikes folded into ASCII, for numbers, operators and units only; never for prose."""

import re
from functools import lru_cache

_BRACKETED = re.compile(r"\([^()]*\)")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOOK_ALIKES: dict[int, str] = {
    ord(look): plain
    for look, plain in {
        **dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\u202f\t\r\n", " "),
        **dict.fromkeys("−﹣–‐‑", "-"),
        **dict.fromkeys("―─", "—"),
        **dict.fromkeys("〜∼﹏", "~"),
        **dict.fromkeys("≧⩾≮", "≥"),
        **dict.fromkeys("≦⩽≯", "≤"),
        "。": ".",
        "﹒": ".",
        "、": ",",
        "﹐": ",",
        "﹪": "%",
        "﹥": ">",
        "﹤": "<",
        "﹦": "=",
        "￥": "¥",
    }.items()
}
_TABLE: dict[int, int | str] = {**_FULL_WIDTH, **_LOOK_ALIKES}
# Most texts hold none of them, and looking costs less than writing anew.
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")


def fold(text: str) -> str:
    """Full-width signs and digits, Chinese stops and look-alike dashes as their ASCII forms.

    Circled digits, superscripts and foreign digits stay what they are, unlike under NFKC.

    >>> fold("＞＝９０。５％")
    '>=90.5%'
    """
    return text.translate(_TABLE) if _FOLDED.search(text) else text


def spellings(signs: str) -> str:
    """The signs and all that are folded into them.

    >>> spellings("%")
    '%％﹪'
    """
    plain = ((chr(code), chr(to) if isinstance(to, int) else to) for code, to in _TABLE.items())
    return signs + "".join(sign for sign, to in plain if to in signs)


@lru_cache(maxsize=4096)
def unbracketed(text: str, longest: int) -> str:
    """The first `longest` characters folded, without blanks and remarks in brackets.

    >>> unbracketed("培训 人次（线下）", 200)
    '培训人次'
    """
    joined = "".join(fold(text[:longest]).split())
    return _BRACKETED.sub("", joined) if "(" in joined else joined


def unfit(text: str) -> bool:
    r"""Whether a text holds what no desk file keeps: control characters, halves of characters.

    >>> unfit("第一行\n第二行"), unfit("甲\x00乙")
    (False, True)
    """
    return _UNFIT.search(text) is not None


def fitting(text: str) -> str:
    r"""The text without what no desk file keeps; nobody sees that or typed it.

    >>> fitting("甲\x00乙\n丙")
    '甲乙\n丙'
    """
    return _UNFIT.sub("", text)
