"""Months a prose text speaks of: 1-5月, 上半年, 截至6月末, 5 月-7 月."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from perfdesk.domain.clauses import masked, unmarked
from perfdesk.domain.span import Span, read_span

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE = re.compile("[０-９]")
_GAP = r"[ \t\u00a0\u3000]?"
_NUMBER = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DASH = f"{_GAP}(?:[-~－—–～至到]|——){_GAP}"
_MENTION = re.compile(
    # Every way begins with one of these; saying so first lets a long text be passed over quickly.
    r"(?=[0-9上下前第截一二三四五六七八九十])"
    rf"(?P<year>(?<![0-9])(?:19|20)[0-9]{{2}}{_GAP}年(?:度)?{_GAP})?(?:"
    rf"(?P<named>上半年|下半年|前[二两三]季度)"
    rf"|(?P<quarter>第?[1-4一二三四](?:{_DASH}[1-4一二三四])?{_GAP}季度)"
    rf"|(?P<until>截{_GAP}[至止]到?{_GAP}(?:(?:19|20)[0-9]{{2}}{_GAP}年{_GAP})?{_NUMBER}{_GAP}月)"
    rf"|(?P<range>(?<![0-9.]){_NUMBER}{_GAP}月?(?:份)?{_DASH}{_NUMBER}{_GAP}月)"
    rf"|(?P<month>(?<![0-9.个]){_NUMBER}{_GAP}月(?:份|底|末)?)"
    r")"
)
_NAMES_MONTHS = re.compile("[月季年]")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年度?|往年)(?:的|同期)?[ \u3000]?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Months named at a place of a text. `year` where one stands before them; `single` is one bare month.

    `as_of` is 「截至6月末」: the state at that date, written as January to that month.
    """

    raw: str
    start: int
    span: Span
    year: str | None = None
    single: bool = False
    as_of: bool = False


def mentions_in(text: str | None) -> tuple[Mention, ...]:
    """All months named outside titles, in their order; those of 去年 and 上年 are left out.

    >>> [(m.raw, m.span.label) for m in mentions_in("1-5 月份保费下降，截至 6 月末持平，上半年完成")]
    [('1-5 月', '1-5月'), ('截至 6 月', '1-6月'), ('上半年', '1-6月')]
    """
    if not text or _NAMES_MONTHS.search(text) is None:
        return ()
    return _mentions_of(text)


@lru_cache(maxsize=2048)
def _mentions_of(text: str) -> tuple[Mention, ...]:
    return tuple(_mentions(text.translate(_DIGITS) if _WIDE.search(text) else text))


def _mentions(text: str) -> Iterator[Mention]:
    plain = masked(unmarked(text), brackets=False)
    for found in _MENTION.finditer(plain):
        if _LAST_YEAR.search(plain, max(0, found.start() - 8), found.start()):
            continue
        words = found.group()[len(found["year"] or "") :]
        span = _span("".join(words.split()))
        if span is None:
            continue
        closing = found["month"] is not None and words.rstrip().endswith(("底", "末"))
        span = Span(1, span.to_month) if closing else span
        stated = _YEAR.search(found.group())
        yield Mention(
            found.group().strip(),
            found.start(),
            span,
            stated.group() if stated else None,
            found["month"] is not None and not closing,
            closing or found["until"] is not None,
        )


def _span(words: str) -> Span | None:
    if words.startswith("截"):
        month = read_span(re.sub("^截[至止]到?(?:[0-9]{4}年)?", "", words))
        return Span(1, month.to_month) if month else None
    return read_span(words.replace("－", "-").replace("——", "-"))
