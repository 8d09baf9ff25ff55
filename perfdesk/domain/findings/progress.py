"""What the progress prose says against the run and its figures."""

from collections.abc import Iterator
from decimal import Decimal

from perfdesk.domain.figures import Figure, read_figure
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Scope, Severity, finding
from perfdesk.domain.findings.naming import in_unit, likeness, paired
from perfdesk.domain.mentions import Mention, mentions_in
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.records import Indicator, Record, Run
from perfdesk.domain.target import target_of
from perfdesk.domain.units import convert

_PLANNED = ("计划", "拟", "将", "预计", "力争", "下一步", "安排在", "准备")

_MOST = 200
_REACH = 200


def _told(scope: Scope) -> Iterator[tuple[Record, str, str, str]]:
    """Every progress text of the run: record to jump to, column key, caption and the text."""
    if scope.run is None:
        return
    for node in scope.nodes:
        account = scope.office.account(scope.run.id, node)
        if account and account.narrative:
            yield node, "account.narrative", "进展情况", account.narrative
        for indicator in scope.office.indicators(node):
            entry = scope.office.entry(scope.run.id, indicator.id)
            if entry and entry.narrative:
                yield indicator, "entry.narrative", "进展说明", entry.narrative


def period_coverage(scope: Scope) -> Iterator[Finding]:
    """U6: the text speaks of 1-5月 where the run is 1-6月, or of months beyond its end."""
    run = scope.run
    if run is None:
        return
    for record, key, caption, text in _told(scope):
        for mention, beyond in _strange_months(text, run, scope.book.year):
            label = run.label or f"{run.from_month}-{run.to_month}月"
            message = wording.months_differ(caption, mention.raw, label, beyond=beyond)
            pairs = ((mention.raw, caption), (label, "进展期"))
            yield finding("period-coverage", Severity.WARNING, record, key, message, pairs, run)


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


def narrative_against_actual(scope: Scope) -> Iterator[Finding]:
    """U1: a figure in the progress prose differs from the actual, or stands there alone."""
    run = scope.run
    if run is None:
        return
    for node in scope.nodes:
        indicators = scope.office.indicators(node)
        for indicator in indicators:
            entry = scope.office.entry(run.id, indicator.id)
            if entry and entry.narrative and (figure := _stated(entry.narrative, indicator, entry.actual)):
                yield from _mismatch(scope, run, indicator, figure, "进展说明")
        account = scope.office.account(run.id, node)
        if account and account.narrative and indicators:
            figures = _achieved(account.narrative)
            for figure, indicator in paired(figures, indicators, certain=True):
                yield from _mismatch(scope, run, indicator, figure, "进展情况")


def _achieved(text: str) -> list[ProseFigure]:
    """Figures that state what was reached since January."""
    figures = [
        f
        for f in figures_in(text)
        if not (f.attributive or f.growth or f.part or f.doubt or f.hedge or f.at_least or f.bound)
    ]
    mentions = mentions_in(text)[:_MOST]
    return [f for f in figures[:_MOST] if not _of_few_months(f, mentions)]


def _of_few_months(figure: ProseFigure, mentions: tuple[Mention, ...]) -> bool:
    before = [m for m in mentions if m.start < figure.start]
    return bool(before) and (before[-1].single or before[-1].span.from_month != 1)


def _stated(text: str, indicator: Indicator, actual: str | None) -> ProseFigure | None:
    """The one figure of a narrative that must be the actual; None where there is a choice or none."""
    target = target_of(indicator)
    figures = [f for f in _achieved(text) if in_unit(f, target) is not None]
    if any(_equals(f, actual, indicator) for f in figures):
        return None
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
    scope: Scope, run: Run, indicator: Indicator, figure: ProseFigure, caption: str
) -> Iterator[Finding]:
    entry = scope.office.entry(run.id, indicator.id)
    actual = entry.actual if entry else None
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
