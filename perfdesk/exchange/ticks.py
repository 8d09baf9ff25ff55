"""Boxes and ticks: which of several printed choices a clerk marked."""

import re

from perfdesk.domain.fold import fold
from perfdesk.domain.records import Likelihood
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.rows import TableRow

CAUSES = (
    *("entry.cause_funding", "entry.cause_rules", "entry.cause_staff"),
    *("entry.cause_facilities", "entry.cause_other"),
)
_MARKED, _EMPTY = "√✓✔☑■☒▣●◉⦿", "□☐▢○◯"
_BOX = re.compile(f"[{_MARKED}{_EMPTY}]")
_NUMBERING = re.compile(r"^\d{1,2}[.、．]")
_LONE_TICK = re.compile(rf"[\[(]?(?:[{_MARKED}]|v|V|y|Y|是|有)[\])]?")
_LONE_EMPTY = re.compile(rf"[{_EMPTY}]|否|无|[-—/\\]+|0")
_GRADES = {
    "entry.likelihood.certain": Likelihood.CERTAIN,
    "entry.likelihood.possible": Likelihood.POSSIBLE,
    "entry.likelihood.impossible": Likelihood.IMPOSSIBLE,
}
_GRADE = "entry.likelihood"
_LIKELIHOOD = frozenset((_GRADE, *_GRADES))
_WORDS = {
    **dict.fromkeys(
        ("确定能", "一定能", "肯定能", "能", "确定能完成", "能完成", "能够完成", "确定"), Likelihood.CERTAIN
    ),
    **dict.fromkeys(("有可能", "可能", "基本能", "有可能完成", "可能完成"), Likelihood.POSSIBLE),
    **dict.fromkeys(
        ("完全不可能", "不可能", "不能", "完全不能", "不能完成", "不可能完成", "确定不能"),
        Likelihood.IMPOSSIBLE,
    ),
}


def chosen(text: str) -> tuple[str, ...] | None:
    """The marked choices of a row of boxes; None where a text has no boxes.

    >>> chosen("□新增项目 √延续项目"), chosen("一次性□ 经常性■"), chosen("延续项目")
    (('延续项目',), ('经常性',), None)
    """
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return None
    if text[: boxes[0].start()].strip(" （(："):
        starts = [0, *(box.end() for box in boxes[:-1])]
        parts = [text[start : box.start()] for start, box in zip(starts, boxes, strict=True)]
    else:
        ends = [*(box.start() for box in boxes[1:]), len(text)]
        parts = [text[box.end() : end] for box, end in zip(boxes, ends, strict=True)]
    marked = [part for box, part in zip(boxes, parts, strict=True) if box.group() in _MARKED]
    return tuple(_NUMBERING.sub("", part.strip(" \n\u3000、，,;；()（）")) for part in marked)


def read_likelihood(row: TableRow, remarks: Remarks) -> str | None:
    """The grade that is ticked, or named by a word; None with a doubt where there is not exactly one."""
    if _LIKELIHOOD.isdisjoint(row.cells):
        return None
    ticked = []
    for key, grade in _GRADES.items():
        text = "".join(row.get(key).split())
        if _LONE_TICK.fullmatch(text):
            ticked.append(grade)
        elif text and not _LONE_EMPTY.fullmatch(text):
            remarks.doubt(row.line, row.place, f"完成目标可能性的格子里不是勾选，没有收入：“{text}”")
    word = row.get(_GRADE)
    if word and not _LONE_EMPTY.fullmatch(word):
        named = _named(word)
        ticked += named
        if not named:
            remarks.doubt(row.line, row.place, f"完成目标可能性“{word}”看不准是哪一档，没有收入")
    if len(ticked) > 1:
        remarks.doubt(row.line, row.place, "完成目标可能性勾选了不止一档，没有收入，请核对")
    return ticked[0].value if len(ticked) == 1 else None


def _named(word: str) -> list[Likelihood]:
    """The grades a cell names: one word, or the marked ones among boxes."""
    options = chosen(word)
    words = [word] if options is None else list(options)
    plain = ["".join(fold(one).split()).strip(".;,()") for one in words]
    return [_WORDS[one] for one in plain if one in _WORDS]


def read_causes(row: TableRow, remarks: Remarks) -> tuple[str, ...]:
    """The ticked causes of a deviation; a text in such a cell ticks it and is told."""
    causes = []
    for key in CAUSES:
        text = "".join(row.get(key).split())
        if not text or _LONE_EMPTY.fullmatch(text):
            continue
        causes.append(key.removeprefix("entry."))
        if not _LONE_TICK.fullmatch(text):
            remarks.doubt(
                row.line, row.place, f"偏差原因的格子里写的是文字，当作勾选，文字没有收入：“{text}”"
            )
    return tuple(causes)


def marked_only(text: str, what: str, line: int, place: str, remarks: Remarks) -> str | None:
    """A value with boxes as its marked choices; None with a doubt where nothing is marked."""
    marked = chosen(text)
    if marked is None:
        return text
    if not marked or not all(marked):
        remarks.doubt(line, place, f"{what}没有勾选，没有收入：“{text}”")
        return None
    value = "、".join(marked)
    remarks.repair(line, place, f"{what}只收入勾选的", text, value)
    return value
