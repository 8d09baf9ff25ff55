"""What is wrong with a text by itself: quotation marks, clause numbers, places left to fill, attachments."""

import re
from collections.abc import Iterator
from itertools import pairwise

from perfdesk.domain.chinese_number import chinese_number
from perfdesk.domain.clauses import marks_in
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.sheet import Sheet, Told

_AROUND = 8
_SHORTEST_LIST = 8
_PLACEHOLDER = re.compile(
    "[*＊]{2,}|[×✕]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|(?<=20)[Xx]{2}(?=年)|_{3,}|＿{2,}"
)
# What neither of the two is without.
_LEFT_TO_FILL = (*"*＊×✕Xx_＿", "暂", "待定")
_PROVISIONAL = re.compile("[（(](?:名称)?(?:暂定名?|待定|暂名)[）)]")
_ATTACHED = re.compile(
    "(?:详?见|附)(?:后附)?附[件表](?![的等])[0-9一二三四五六七八九]?|(?:名单|清单|明细)附后"
)


def quotes_unbalanced(sheet: Sheet) -> Iterator[Finding]:
    """A hint for every text field whose “ and ” do not alternate."""
    for told in sheet.telling("“", "”"):
        at = first_odd_quote(told.text)
        if at is not None:
            quoted = _quoted(told.text, at)
            yield _in_text("quotes-unbalanced", told, wording.quotes_odd(told.caption, quoted), (quoted,))


def numbering_odd(sheet: Sheet) -> Iterator[Finding]:
    """Clause numbers of one text that repeat or skip: a clause was copied twice or lost."""
    for told in sheet.told:
        pair = odd_marks(told.text)
        if pair is not None:
            yield _in_text("numbering-odd", told, wording.numbers_odd(told.caption, *pair), pair)


def placeholder_left(sheet: Sheet) -> Iterator[Finding]:
    """**人, 20××年 and （暂定名）: what a template or a draft left to fill."""
    for told in sheet.telling(*_LEFT_TO_FILL):
        for pattern, severity in ((_PLACEHOLDER, Severity.WARNING), (_PROVISIONAL, Severity.HINT)):
            if found := pattern.search(told.text):
                shown = _quoted(told.text, found.start())
                message = wording.left_to_fill(told.caption, shown, found.group())
                yield _in_text("placeholder-left", told, message, (shown,), severity)


def attachment_named(sheet: Sheet) -> Iterator[Finding]:
    """「见附件」: what is published must come with the attachment, or say what stands in it."""
    for told in sheet.telling("附"):
        if "附" in told.text and (found := _ATTACHED.search(told.text)):
            shown = _quoted(told.text, found.start())
            yield _in_text("attachment-named", told, wording.attachment_named(told.caption, shown), (shown,))


def _in_text(
    check: str, told: Told, message: str, shown: tuple[str, ...], severity: Severity = Severity.HINT
) -> Finding:
    pairs = tuple((words, told.caption) for words in shown)
    return finding(check, severity, told.record, told.field, message, pairs, told.run)


def odd_marks(text: str) -> tuple[str, str] | None:
    """The first two neighbouring clause marks that repeat or skip; None for texts with several styles.

    A list may begin anew at 1. Numbers in two styles are nested lists, which are in no order of their own.

    >>> odd_marks("1.建库。2.建台。2.报告。"), odd_marks("1.建库。2.建台。1.报告。")
    (('2.', '2.'), None)
    """
    if len(text) < _SHORTEST_LIST:
        return None
    marks = marks_in(text)
    if len(marks) < 2 or len({_NUMERAL.sub("", mark) for mark in marks}) > 1:
        return None
    for before, after in pairwise(marks):
        first, second = _number(before), _number(after)
        if first and second and second not in (first + 1, 1):
            return before, after
    return None


_NUMERAL = re.compile("[0-9]+|[一二三四五六七八九十]+|[①-⑳]")


def _number(mark: str) -> int:
    found = _NUMERAL.search(mark)
    if found is None:
        return 0
    word = found.group()
    if word.isascii():
        return int(word)
    if "①" <= word <= "⑳":
        return ord(word) - ord("①") + 1
    return int(chinese_number(word) or 0)


def _quoted(text: str, at: int) -> str:
    return text[max(0, at - _AROUND) : at + _AROUND + 1].replace("\n", " ").strip()


def first_odd_quote(text: str) -> int | None:
    """Where the first mark stands that closes nothing, opens twice or is never closed; None if all is well.

    >>> first_odd_quote("“天”、“地”"), first_odd_quote("”天“"), first_odd_quote("甬“数智")
    (None, 0, 1)
    """
    if "“" not in text and "”" not in text:
        return None
    opened: int | None = None
    for at, character in enumerate(text):
        if character == "“":
            if opened is not None:
                return opened
            opened = at
        elif character == "”":
            if opened is None:
                return at
            opened = None
    return opened
