"""Breaking a cell's text into lines as Chinese typesetting wants it.

No line begins with closing punctuation or ends with an opening one; Latin words, and numbers together with
their unit, stay whole when they fit. The lines joined give the text back, newlines included.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate

NO_START = frozenset(
    "，。、；：？！）〕］｝》〉」』】”’…～·•％‰℃°%,.;:?!)]}»›¢々ー"
    + "".join(map(chr, (*range(0x300, 0x370), *range(0xFE00, 0xFE10), 0x200D, 0x20DD, 0x20E3)))
)
# The right half of these is empty: it may hang over the edge of the line.
HANGING = frozenset("，。、；：）〕］｝》〉」』】”’")
NO_END = frozenset("（〔［｛《〈「『【“‘([{<«‹￥$＄£№§")

# Letters and digits of any script that is written in words; full-width ones included.
_WORD = r"[^\W⺀-﻿｟-\U0003ffff]"
_UNITS = (
    "个百分点|百分点|平方公里|平方米|立方米|工作日|人次|名次|小时|分钟|公里|公顷|季度|课时|年度|周岁|"
    "[元年月日号家个次件户人名台套条项亩倍岁天周期批场所座辆份度吨米秒时分位只起笔篇]"
)
_ATOM = re.compile(
    rf"[+\-−±≥≤＞＜=￥$]?{_WORD}+(?:[.,:/\-–_&@#+'’~～×]+{_WORD}+)*"
    rf"(?:[%％‰℃+]|(?<=[0-9０-９]) ?[万亿千百]{{0,2}}(?:{_UNITS})|(?<=[0-9０-９])[万亿]"
    r"|[.．、](?:[^\W\d]|[《“（〔【]))?"
    r"|[〔\[]\d{4}[〕\]] ?\d+ ?号|—{2,}|…{2,}"
)
_JOINT = re.compile(r"[-–/_~～&@#:]")
_POINT = re.compile(r"[.,]")


def break_lines(text: str, advance: Mapping[str, float], limit: float) -> list[str]:
    """The lines of `text` no wider than `limit`; both in the units of `advance`, the width of each character.

    Spaces and the empty half of a closing mark may hang over the edge, a newline stays at the end of its
    line: ``"".join(lines)`` is the text. A word wider than a line is cut; a character wider than that stands
    alone.
    """
    lines: list[str] = []
    for paragraph in text.splitlines(keepends=True):
        ends = list(accumulate(map(advance.__getitem__, paragraph)))
        if ends[-1] <= limit or len(paragraph) == 1:
            lines.append(paragraph)
        else:
            _break_paragraph(paragraph, ends, limit, lines)
    return lines


def _break_paragraph(text: str, ends: list[float], limit: float, lines: list[str]) -> None:
    atoms = [match.span() for match in _ATOM.finditer(text) if match.end() - match.start() > 1]
    starts = [first for first, _ in atoms]
    start, before, length = 0, 0.0, len(text)
    while start < length:
        stop = max(bisect_right(ends, before + limit, start), start + 1)
        if stop < length and text[stop] in HANGING and ends[stop] - before <= limit + _half(ends, stop):
            stop += 1
        while stop < length and text[stop].isspace():
            stop += 1
        if stop < length:
            stop = _cut(text, start, stop, atoms, starts)
        lines.append(text[start:stop])
        start, before = stop, ends[stop - 1]


def _half(ends: list[float], index: int) -> float:
    return (ends[index] - ends[index - 1]) / 2 if index else 0.0


def _cut(text: str, start: int, stop: int, atoms: list[tuple[int, int]], starts: list[int]) -> int:
    """The last place in (start, stop] where a line may end."""
    cut = stop
    while cut > start:
        index = bisect_left(starts, cut) - 1
        if index >= 0 and cut < atoms[index][1]:
            cut = starts[index]
        elif text[cut] in NO_START or text[cut - 1] in NO_END:
            cut -= 1
        else:
            return cut
    return _forced(text, start, stop)


def _forced(text: str, start: int, stop: int) -> int:
    """Nothing may break here: cut behind a joint of the word, else behind a point, else anywhere."""
    for joint in (_JOINT, _POINT):
        ends = [match.end() for match in joint.finditer(text, start, stop) if match.end() > start]
        if ends:
            return ends[-1]
    return stop
