"""The figures of a year against each other: run and run, forecast and likelihood, target and last year."""

from collections.abc import Iterator
from decimal import Decimal

from perfdesk.domain.figures import Figure, read_figure
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.naming import printed
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.measure import Accumulation, Direction
from perfdesk.domain.operator import Operator
from perfdesk.domain.records import Entry, Indicator, Likelihood, Run
from perfdesk.domain.span import Span
from perfdesk.domain.target import Target, target_of
from perfdesk.domain.units import convert
from perfdesk.domain.verdict import Verdict, judge

_TEN = Decimal(10)
_YEAR_END = 12
_WHOLE_YEAR = Span(1, _YEAR_END)
_POINTS, _LEVEL, _FLOW = Decimal(5), Decimal("1.1"), Decimal("1.5")
_LIKELY = {Likelihood.CERTAIN: "确定能", Likelihood.IMPOSSIBLE: "完全不可能"}
_CAUSES = ("cause_funding", "cause_rules", "cause_staff", "cause_facilities", "cause_other")


def exact(text: str | None, unit: str | None) -> Decimal | None:
    """A figure in a unit; None where it is not one exact number."""
    read = read_figure(text) if text else None
    if not isinstance(read, Figure) or read.upper is not None or read.at_least or read.approximate:
        return None
    return convert(read.number, read.unit, unit)


def falling_cumulative(sheet: Sheet) -> Iterator[Finding]:
    """A figure that adds up over the year is smaller than in an earlier run."""
    if sheet.earlier is None or sheet.run is None:
        return
    for indicator, now, before in zip(sheet.indicators, sheet.entries, sheet.earlier_entries, strict=True):
        if now is None or before is None or not (now.actual and before.actual):
            continue
        target = target_of(indicator)
        first, second = exact(before.actual, target.unit), exact(now.actual, target.unit)
        adds_up = target.accumulation is Accumulation.CUMULATIVE
        if adds_up and first is not None and second is not None and second < first:
            label = _label(sheet.earlier)
            message = wording.fell(target.name, label, before.actual, _label(sheet.run), now.actual)
            pairs = ((before.actual, label), (now.actual, "本期实际"))
            yield finding(
                "falling-cumulative", Severity.WARNING, indicator, "entry.actual", message, pairs, sheet.run
            )


def _label(run: Run) -> str:
    return run.label or Span(run.from_month, run.to_month).label


def outlier(sheet: Sheet) -> Iterator[Finding]:
    """An actual ten times, or a tenth of, target, last year and last run alike: a slipped unit or point."""
    for (indicator, target), entry, earlier in zip(
        sheet.targets, sheet.entries, sheet.earlier_entries, strict=True
    ):
        if entry is None or not entry.actual:
            continue
        actual = exact(entry.actual, target.unit)
        stated = (
            target.number,
            exact(indicator.last_actual, target.unit),
            exact(earlier.actual if earlier else None, target.unit),
        )
        known = [number for number in stated if number is not None and number > 0]
        if actual is None or not known or not _far_from_all(actual, known, target):
            continue
        names = (f"目标 {printed(target)}", f"上年实际 {indicator.last_actual}", "上一期的数")
        shown = names[stated.index(known[0])]
        message = wording.far_off(target.name, entry.actual, shown)
        pairs = ((entry.actual, "本期实际"), (shown, "对照"))
        yield finding("outlier", Severity.HINT, indicator, "entry.actual", message, pairs, sheet.run)


def _far_from_all(actual: Decimal, known: list[Decimal], target: Target) -> bool:
    if actual >= _TEN * max(known):
        return True
    # Little so early in the year, and a cost or a fault kept low, are no slip.
    level = target.accumulation in (Accumulation.RATIO, Accumulation.POINT_IN_TIME)
    return level and target.direction is Direction.HIGHER and 0 < actual * _TEN <= min(known)


def behind_baseline(sheet: Sheet) -> Iterator[Finding]:
    """U12: the target asks for less than last year's actual or the stated baseline."""
    for indicator, target in sheet.targets:
        stated = ((indicator.last_actual, "上年实际"), (indicator.baseline, "基期值"))
        for text, caption in stated:
            known = exact(text, target.unit) if text else None
            if text and known is not None and _is_less_than(target, known):
                message = wording.weak_target(target.name, printed(target), caption, text)
                pairs = ((printed(target), wording.TARGET), (text, caption))
                yield finding("weak-target", Severity.HINT, indicator, "indicator.target", message, pairs)
                break


def _is_less_than(target: Target, known: Decimal) -> bool:
    if target.number is None or known <= 0:
        return False
    if target.operator in (Operator.LE, Operator.LT):
        return known * 2 <= target.number
    if target.direction is not Direction.HIGHER or target.operator not in (Operator.GE, Operator.GT):
        return False
    if target.unit in ("%", "百分比"):
        return known >= target.number + _POINTS
    factor = _FLOW if target.accumulation is Accumulation.CUMULATIVE else _LEVEL
    return known >= target.number * factor


def forecast_against_likelihood(sheet: Sheet) -> Iterator[Finding]:
    """A forecast, or what is reached already, says the opposite of 确定能 and 完全不可能."""
    for indicator, entry in sheet.rows:
        if entry is None or entry.likelihood not in _LIKELY:
            continue
        target = target_of(indicator)
        word = _LIKELY[Likelihood(entry.likelihood)]
        wanted = Verdict.NOT_MET if entry.likelihood == Likelihood.CERTAIN else Verdict.MET
        for text, caption in ((entry.forecast, "全年预计"), (entry.actual, "本期实际")):
            if text and _is_final(caption, target, wanted) and _verdict(target, text) is wanted:
                message = wording.likelihood_against(target.name, printed(target), caption, text, word)
                pairs = ((text, caption), (word, "完成可能性"))
                field = "entry.likelihood"
                yield finding(
                    "forecast-likelihood", Severity.WARNING, indicator, field, message, pairs, sheet.run
                )
                break


def _is_final(caption: str, target: Target, wanted: Verdict) -> bool:
    """Whether the year cannot change it: a forecast, or a sum that has reached what it is to be at least."""
    if caption == "全年预计":
        return True
    upward = target.operator in (Operator.GE, Operator.GT)
    return wanted is Verdict.MET and upward and target.accumulation is Accumulation.CUMULATIVE


def _verdict(target: Target, text: str) -> Verdict:
    return judge(target, text, _WHOLE_YEAR).verdict


def forecast_below_actual(sheet: Sheet) -> Iterator[Finding]:
    """A sum is forecast for the year that is smaller than what is reached already."""
    for indicator, entry in sheet.rows:
        if entry is None or not (entry.forecast and entry.actual):
            continue
        target = target_of(indicator)
        forecast, actual = exact(entry.forecast, target.unit), exact(entry.actual, target.unit)
        if target.accumulation is not Accumulation.CUMULATIVE or forecast is None or actual is None:
            continue
        if forecast < actual:
            message = wording.forecast_below(target.name, entry.forecast, entry.actual)
            pairs = ((entry.forecast, "全年预计"), (entry.actual, "本期实际"))
            field = "entry.forecast"
            yield finding(
                "forecast-below-actual", Severity.WARNING, indicator, field, message, pairs, sheet.run
            )


def deviation_unexplained(sheet: Sheet) -> Iterator[Finding]:
    """A target that is missed at the year's end, or given up before, without a cause."""
    if sheet.run is None:
        return
    for indicator, entry in sheet.rows:
        said = (_given_up(entry) or _missed(sheet.run, indicator, entry)) if entry else ""
        if not said or entry is None:
            continue
        target = target_of(indicator)
        if not (entry.deviation_reason or any(getattr(entry, cause) for cause in _CAUSES)):
            message = wording.unexplained(target.name, printed(target), said)
            pairs = ((said, "本期"), (printed(target), wording.TARGET))
            field = "entry.deviation_reason"
            yield finding(
                "deviation-unexplained", Severity.WARNING, indicator, field, message, pairs, sheet.run
            )


def _given_up(entry: Entry) -> str:
    return _LIKELY[Likelihood.IMPOSSIBLE] if entry.likelihood == Likelihood.IMPOSSIBLE else ""


def _missed(run: Run, indicator: Indicator, entry: Entry) -> str:
    """The actual of a target missed in the year's last run."""
    if run.to_month != _YEAR_END or not entry.actual:
        return ""
    return entry.actual if _verdict(target_of(indicator), entry.actual) is Verdict.NOT_MET else ""
