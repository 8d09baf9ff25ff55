"""What the progress prose says against the run and its figures."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfdesk.domain.figures import Figure, read_figure
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.naming import in_unit, likeness, paired
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.mentions import Mention, mentions_in
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.records import Indicator, Run
from perfdesk.domain.target import target_of
from perfdesk.domain.units import convert

_PLANNED = ("计划", "拟", "将", "预计", "力争", "下一步", "安排在", "准备")
_NEW = re.compile("新增|净增|新[建开设引培认注入]")
_IN_ALL = re.compile("累计|现有|共有|总数|拥有")

_MOST = 200
_REACH = 200


def period_coverage(sheet: Sheet) -> Iterator[Finding]:
    """U6: the text speaks of 1-5月 where the run is 1-6月, or of months beyond its end."""
    run = sheet.run
    if run is None:
        return
    for told in sheet.reported:
        for mention, beyond in _strange_months(told.text, run, sheet.book.year):
            label = run.label or f"{run.from_month}-{run.to_month}月"
            message = wording.months_differ(told.caption, mention.raw, label, beyond=beyond)
            pairs = ((mention.raw, told.caption), (label, "进展期"))
            yield finding("period-coverage", Severity.WARNING, told.record, told.field, message, pairs, run)


def _strange_months(text: str, run: Run, year: str | None) -> Iterator[tuple[Mention, bool]]:
    mentions = [m for m in mentions_in(text) if m.year in (None, year)][:_MOST]
    covered = any(m.span.from_month <= run.from_month and m.span.to_month == run.to_month for m in mentions)
    said: set[str] = set()
    for mention in mentions:
        sentence = _sentence(text, mention.start)
        if mention.raw in said or mention.single or any(word in sentence for word in _PLANNED):
            continue
        first, last = mention.span.from_month, mention.span.to_month
        short = first == run.from_month and last < run.to_month and not covered
        stated = not mention.as_of or mention.raw.startswith("截")
        beyond = first <= run.to_month < last and not mention.as_of
        if (short and stated and figures_in(sentence)) or beyond:
            said.add(mention.raw)
            yield mention, beyond


def _sentence(text: str, at: int) -> str:
    """The sentence around a place, at most `_REACH` characters to either side."""
    first, last = max(0, at - _REACH), at + _REACH
    start = max(text.rfind(stop, first, at) for stop in "。；;\n") + 1
    ends = [end for stop in "。；;\n" if (end := text.find(stop, at, last)) >= 0]
    return text[max(start, first) : min(ends, default=last)]


def narrative_against_actual(sheet: Sheet) -> Iterator[Finding]:
    """U1: a figure in the progress prose differs from the actual, or stands there alone."""
    run = sheet.run
    if run is None:
        return
    actuals = {}
    for indicator, entry in sheet.rows:
        actuals[indicator.id] = entry.actual if entry else None
        if entry and entry.narrative and (figure := _stated(entry.narrative, indicator, entry.actual)):
            yield from _mismatch(run, indicator, entry.actual, figure, "进展说明")
    if sheet.progress and sheet.indicators:
        figures = achieved_in(sheet.progress)
        for figure, indicator in paired(figures, sheet.indicators, certain=True):
            yield from _mismatch(run, indicator, actuals[indicator.id], figure, "进展情况")


def achieved_in(text: str) -> list[ProseFigure]:
    """Figures of a progress text that state what was reached since January."""
    figures = [
        f
        for f in figures_in(text)
        if not (f.attributive or f.growth or f.part or f.doubt or f.hedge or f.at_least or f.bound)
    ]
    mentions = mentions_in(text)[:_MOST] if figures else ()
    return [f for f in figures[:_MOST] if not _of_few_months(f, mentions)]


def _of_few_months(figure: ProseFigure, mentions: tuple[Mention, ...]) -> bool:
    before = [m for m in mentions if m.start < figure.start]
    return bool(before) and (before[-1].single or before[-1].span.from_month != 1)


def _stated(text: str, indicator: Indicator, actual: str | None) -> ProseFigure | None:
    """The one figure of a narrative that must be the actual; None where there is a choice or none."""
    target = target_of(indicator)
    figures = [f for f in achieved_in(text) if in_unit(f, target) is not None]
    if any(_equals(f, actual, indicator) for f in figures):
        return None
    if _NEW.search(indicator.name or ""):
        figures = [f for f in figures if not _IN_ALL.search(f.raw)]
    named = [f for f in figures if likeness(f, indicator) >= 1]
    if len(named) == 1:
        return named[0]
    alone = len(figures) == 1 and not figures[0].is_rate
    return figures[0] if alone and likeness(figures[0], indicator) > 0 else None


def _equals(figure: ProseFigure, actual: str | None, indicator: Indicator) -> bool:
    number = _actual(actual, indicator)
    return number is not None and in_unit(figure, target_of(indicator)) == number


def _actual(actual: str | None, indicator: Indicator) -> Decimal | None:
    """An actual in its target's unit; None where it is not one exact number."""
    read = read_figure(actual)
    if not isinstance(read, Figure) or read.upper is not None or read.at_least or read.approximate:
        return None
    return convert(read.number, read.unit, target_of(indicator).unit)


def _mismatch(
    run: Run, indicator: Indicator, actual: str | None, figure: ProseFigure, caption: str
) -> Iterator[Finding]:
    name, field = indicator.name or "", "entry.actual"
    if read_figure(actual) is None and (actual or "").strip() != "无":
        message, shown = wording.actual_missing(caption, figure.raw, name), "未填"
        severity = Severity.WARNING
    else:
        number = _actual(actual, indicator)
        if number is None or number == in_unit(figure, target_of(indicator)):
            return
        shown = (actual or "").strip()
        message, severity = wording.actual_differs(caption, figure.raw, name, shown), Severity.ERROR
    pairs = ((figure.raw, caption), (shown, "本期实际"))
    yield finding("narrative-against-actual", severity, indicator, field, message, pairs, run)
