"""Arithmetic inside a text, done again: parts and whole, growth from two figures, completion of a target."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfdesk.domain.figure_lists import Amount, amount_of, moved_in
from perfdesk.domain.figures import Figure, plain, read_figure
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.naming import in_unit, likeness, printed
from perfdesk.domain.findings.sheet import Sheet, Told
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.records import Indicator
from perfdesk.domain.rounding import rounded
from perfdesk.domain.target import Target, target_of
from perfdesk.domain.units import convert

_HUNDRED = Decimal(100)
_BRACKET = re.compile(
    r"(?P<total>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})? ?[\u4e00-\u9fff]{1,4}?)"
    r"[（(](?P<inner>[^（）()]{4,200})[）)]"
)
_PART = re.compile(
    r"(?P<label>[^0-9，,、；;]{0,20}?)(?P<amount>[0-9]{1,12}(?:\.[0-9]{1,6})? ?[\u4e00-\u9fff%]{1,4})"
)
_NOT_PARTS = re.compile(
    "同比|增长|下降|上年|去年|比上|较|含|约|余|以上|以下|每|占|目标|计划|[0-9]年|月|%|其中"
)
_CROSSING = re.compile(
    "女|男|党员|少数民族|研究生|本科|博士|硕士|高级|中级|老年|残疾|青年|贫困|脱贫"
    "|新|首次|重点|优秀|获|参与|外"
)
_WHOLE = {"亿", "万"}
_COMPLEMENTS = (
    ("出口", "进口"),
    ("财产险", "人身险"),
    ("财产保险", "人身保险"),
    ("城镇", "农村"),
    ("国内", "国际"),
    ("国有", "非国有"),
    ("轻工业", "重工业"),
    ("线上", "线下"),
)
_COMPLETED = re.compile(
    r"(?:完成|达到?|占|为)了?(?:全年度?|年度|年初|本年度?)的?"
    r"(?:目标任务|任务目标|目标|任务|计划)(?:数|量|总数)?的? ?"
    r"(?P<rate>[0-9]{1,4}(?:\.[0-9]{1,4})?)[%％]"
    r"|(?:全年|年度)(?:目标|任务|计划)?(?:任务)?完成率(?:为|达到?)? ?"
    r"(?P<alone>[0-9]{1,4}(?:\.[0-9]{1,4})?)[%％]"
)


def parts_add_up(sheet: Sheet) -> Iterator[Finding]:
    """U9: 「167家（国内131家，海外35家）」, and parts after 其中 that are more than the whole."""
    for told in sheet.telling("（", "(", "其中"):
        for total, parts, added, unit in (*_bracketed(told.text), *_among(told.text)):
            shown = " + ".join(parts)
            message = wording.parts_differ(told.caption, total, shown, f"{plain(added)}{unit}")
            pairs = ((total, told.caption), (shown, told.caption))
            yield finding(
                "parts-do-not-add", Severity.WARNING, told.record, told.field, message, pairs, told.run
            )


_Sum = tuple[str, tuple[str, ...], Decimal, str]


def _bracketed(text: str) -> Iterator[_Sum]:
    if "（" not in text and "(" not in text:
        return
    for found in _BRACKET.finditer(text):
        total = amount_of(found["total"])
        if total is None or not total.unit or _NOT_PARTS.search(found["inner"]):
            continue
        pieces = [_PART.fullmatch(piece.strip()) for piece in re.split("[，,、；;]", found["inner"])]
        parts = [amount_of(piece["amount"]) for piece in pieces if piece]
        same = [part for part in parts if part is not None and part.unit == total.unit]
        if len(same) < 2 or len(same) != len(pieces):
            continue
        added = sum((part.number for part in same), Decimal(0))
        if abs(added - total.number) > _slack(total, same):
            yield total.raw, tuple(part.raw for part in same), added, total.unit


def _slack(total: Amount, parts: list[Amount]) -> Decimal:
    """What rounding may add up to; counted things are exact."""
    rounded = any("." in one.raw for one in (total, *parts)) or total.unit[0] in _WHOLE
    return sum((one.half_step for one in (total, *parts)), Decimal(0)) if rounded else Decimal(0)


def _among(text: str) -> Iterator[_Sum]:
    """Parts after 其中 in one sentence that exceed the figure before it."""
    if "其中" not in text:
        return
    figures = [f for f in figures_in(text) if not (f.growth or f.doubt or f.attributive or f.at_least)]
    whole: ProseFigure | None = None
    parts: list[ProseFigure] = []
    for figure in (*figures, None):
        same = figure and whole and figure.part and figure.sentence == whole.sentence
        if figure and same:
            parts += [figure] if whole and figure.unit == whole.unit else []
            continue
        if whole and parts:
            yield from _too_many(whole, parts)
        whole, parts = (figure, []) if figure and not figure.part else (None, [])


def _too_many(whole: ProseFigure, parts: list[ProseFigure]) -> Iterator[_Sum]:
    if whole.is_rate or any(_CROSSING.search(part.subject) for part in parts if len(parts) > 1):
        return
    added = sum((part.number for part in parts), Decimal(0))
    if added > whole.number and "." not in whole.raw:
        yield whole.raw, tuple(part.raw for part in parts), added, whole.unit


def growth_is_right(sheet: Sheet) -> Iterator[Finding]:
    """U9: 「从3.2亿元增长到4.8亿元，增长65%」 does not follow from its two figures."""
    for told in sheet.telling("从", "由", "比", "较"):
        for moved in moved_in(told.text):
            before, after, rate = moved.before, moved.after, moved.rate
            number = convert(after.number, after.unit, before.unit)
            if rate is None or number is None or before.number <= before.half_step:
                continue
            # 「从12.5增到16」 is written to the tenth, so 16 means 16.0.
            step = min(before.half_step, after.half_step if after.unit == before.unit else before.half_step)
            low, high = _growth_between(before.number, number, step, falling=moved.falling)
            if high < rate.number - 2 * rate.half_step or low > rate.number + 2 * rate.half_step:
                exact = _per_cent(abs(number - before.number), before.number)
                message = wording.growth_differs(told.caption, before.raw, after.raw, rate.raw, exact)
                pairs = ((rate.raw, told.caption), (f"{before.raw}→{after.raw}", told.caption))
                yield finding(
                    "growth-miscalculated",
                    Severity.WARNING,
                    told.record,
                    told.field,
                    message,
                    pairs,
                    told.run,
                )


def _growth_between(
    before: Decimal, after: Decimal, step: Decimal, *, falling: bool
) -> tuple[Decimal, Decimal]:
    """The least and most the growth in per cent can be, with both figures rounded."""
    sign = -1 if falling else 1
    ends = sorted(
        sign * _HUNDRED * ((after + after_off) / (before + before_off) - 1)
        for after_off in (-step, step)
        for before_off in (-step, step)
    )
    return ends[0], ends[-1]


def _per_cent(part: Decimal, whole: Decimal) -> str:
    return f"{plain(rounded(part / whole * _HUNDRED, 1))}%"


def growth_between_parts(sheet: Sheet) -> Iterator[Finding]:
    """U9: the growth of a whole lies outside the growths of the two parts that make it up."""
    for told in sheet.telling("其中"):
        if "其中" not in told.text:
            continue
        rates = [f for f in figures_in(told.text) if f.growth and f.is_rate and not f.doubt]
        for at, whole in enumerate(rates):
            parts = [f for f in rates[at + 1 : at + 4] if f.part or "其中" in told.text[whole.end : f.start]]
            pair = _complementary(parts)
            if pair and not whole.part and not min(pair)[0] <= whole.number <= max(pair)[0]:
                shown = "、".join(raw for _, raw in pair)
                message = wording.growth_outside(told.caption, whole.raw, shown)
                pairs = ((whole.raw, told.caption), (shown, told.caption))
                yield finding(
                    "growth-outside-parts",
                    Severity.WARNING,
                    told.record,
                    told.field,
                    message,
                    pairs,
                    told.run,
                )
                break


def _complementary(parts: list[ProseFigure]) -> list[tuple[Decimal, str]] | None:
    for words in _COMPLEMENTS:
        found = [next((p for p in parts if word in p.subject), None) for word in words]
        pair = [(part.number, part.raw) for part in found if part is not None]
        if len(pair) == len(words):
            return pair
    return None


def completion_is_right(sheet: Sheet) -> Iterator[Finding]:
    """U9: 「完成全年任务的52%」 where actual and target make another share."""
    for told in sheet.telling("%", "％"):
        if told.run is None or "%" not in told.text.replace("％", "%"):
            continue
        for found in _COMPLETED.finditer(told.text):
            held = _held(sheet, told, found.start())
            if held is None:
                continue
            actual, shown, target = held
            rate = Decimal(found["rate"] or found["alone"])
            step = Amount("", rate, "%").half_step
            assert target.number is not None
            exact = actual / target.number * _HUNDRED
            if abs(exact - rate) > 2 * step:
                right = f"{plain(rounded(exact))}%"
                message = wording.completion_differs(
                    told.caption, found.group(), shown, printed(target), right
                )
                pairs = ((found.group(), told.caption), (shown, "本期实际"))
                yield finding(
                    "completion-miscalculated",
                    Severity.WARNING,
                    told.record,
                    told.field,
                    message,
                    pairs,
                    told.run,
                )


def _held(sheet: Sheet, told: Told, at: int) -> tuple[Decimal, str, Target] | None:
    """Actual, its print and the target a completion is about: the figure named just before it."""
    before = [f for f in figures_in(told.text) if f.end <= at and not f.growth and not f.doubt]
    if not before or before[-1].part or before[-1].at_least:
        return None
    figure = before[-1]
    aims = [told.record] if isinstance(told.record, Indicator) else list(sheet.aims)
    named = [aim for aim in aims if _fits(figure, aim)]
    if len(named) != 1:
        return None
    target = target_of(named[0])
    actual = in_unit(figure, target)
    if actual is None or not target.number:
        return None
    entry = sheet.entry_of(named[0])
    entered = read_figure(entry.actual) if entry else None
    if isinstance(entered, Figure) and in_unit(figure, target) != convert(
        entered.number, entered.unit, target.unit
    ):
        return None
    return actual, figure.raw, target


def _fits(figure: ProseFigure, aim: Indicator) -> bool:
    target = target_of(aim)
    return bool(target.number and target.number > 0) and (
        in_unit(figure, target) is not None and likeness(figure, aim) > 0
    )
