"""The five comparison operators and every way clerks write them."""

import re
from enum import StrEnum
from functools import lru_cache

from perfdesk.domain.fold import fold


class Operator(StrEnum):
    """How an actual is held against its target; strict as written: `> 500` is not met by 500."""

    GE = "≥"
    GT = ">"
    EQ = "="
    LT = "<"
    LE = "≤"

    def flipped(self) -> "Operator":
        """The operator with both sides negated."""
        return _FLIPPED[self]


_FLIPPED = {
    Operator.GE: Operator.LE,
    Operator.GT: Operator.LT,
    Operator.EQ: Operator.EQ,
    Operator.LT: Operator.GT,
    Operator.LE: Operator.GE,
}
_SIGNS = {
    Operator.GE: ("≥", ">=", "=>"),
    Operator.GT: (">",),
    Operator.EQ: ("=", "=="),
    Operator.LT: ("<",),
    Operator.LE: ("≤", "<=", "=<"),
}
# 「达到 90 %」 as a target asks for 90 % or more, so 达到 stands with ≥.
_WORDS_BEFORE = {
    Operator.GE: "大于等于 大于或等于 高于或等于 不少于 不低于 不小于 不得少于 不得低于 不得小于 "
    "至少 最少 最低 达到 达",
    Operator.GT: "大于 超过 高于 多于 超出",
    Operator.EQ: "等于 为",
    Operator.LT: "小于 低于 少于 未满 不足 不到",
    Operator.LE: "小于等于 小于或等于 低于或等于 不超过 未超过 不高于 不大于 不多于 "
    "不得超过 不得高于 不得大于 不得多于 至多 最多 最高 控制在",
}
_WORDS_AFTER = {
    Operator.GE: "及以上 (含)以上 以上",
    Operator.LE: "及以下 (含)以下 以下 以内 之内 内",
}
_BEFORE = {
    **{sign: operator for operator, signs in _SIGNS.items() for sign in signs},
    **{word: operator for operator, words in _WORDS_BEFORE.items() for word in words.split()},
}
_AFTER = {word: operator for operator, words in _WORDS_AFTER.items() for word in words.split()}
_ALL = {**_AFTER, **_BEFORE}
_LEADING = {**_BEFORE, "超": Operator.GT, "逾": Operator.GT, "不超": Operator.LE}  # only before a number
_LONGEST = max(map(len, _ALL))
_START = re.compile("|".join(map(re.escape, sorted(_LEADING, key=len, reverse=True))))
_END = re.compile(f"(?:{'|'.join(map(re.escape, sorted(_AFTER, key=len, reverse=True)))})$")


def read_operator(text: str | None) -> Operator | None:
    """The operator behind a sign or word that stands alone; None for anything else.

    >>> read_operator("＞ ＝"), read_operator("不少于"), read_operator("《")
    (<Operator.GE: '≥'>, <Operator.GE: '≥'>, None)
    """
    return None if text is None or len(text) > 4 * _LONGEST else _read(text)


@lru_cache(maxsize=1024)
def _read(text: str) -> Operator | None:
    return _ALL.get("".join(fold(text).split()))


def leading_operator(text: str) -> tuple[Operator | None, str]:
    """The operator a folded text begins with, and what follows it."""
    text = re.sub(r"^([<>=])\s+=", r"\1=", text)
    found = _START.match(text)
    return (_LEADING[found.group()], text[found.end() :].lstrip()) if found else (None, text)


def trailing_operator(text: str) -> tuple[Operator | None, str]:
    """The operator word (以上, 以内 …) a folded text ends with, and what stands before it."""
    found = _END.search(text)
    return (_AFTER[found.group()], text[: found.start()].rstrip()) if found else (None, text)
