"""Money and points of a project: parts against sums, spending against budget, points against weights."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfdesk.domain.figures import number_of, plain
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.findings.year import exact
from perfdesk.domain.records import Project
from perfdesk.domain.rounding import printed_rate
from perfdesk.domain.scoring.weights import declared, level1_of

_WAN = "万元"
_WHOLE = Decimal(100)
_WITHOUT_EXECUTION = Decimal(90)
_DUE = Decimal(90)
_YEAR_END = 12


def money_parts(sheet: Sheet) -> Iterator[Finding]:
    """The sources of a project's money do not add up to its sum, column by column."""
    node = sheet.node
    if not isinstance(node, Project) or not sheet.funds:
        return
    executed = sheet.account.executed if sheet.account else None
    columns = (
        (node.budget, [fund.initial for fund in sheet.funds], "project.budget", "年初预算数"),
        (node.adjusted_budget, [f.adjusted for f in sheet.funds], "project.adjusted_budget", "全年预算数"),
        (node.medium_budget, [f.medium for f in sheet.funds], "project.medium_budget", "中期资金总额"),
        (executed, [o.executed if o else None for o in sheet.outlays], "account.executed", "执行数"),
    )
    for whole, parts, field, caption in columns:
        total, held = exact(whole, _WAN), _all(parts)
        if whole and total is not None and held and sum(held, Decimal(0)) != total:
            shown = " + ".join(plain(part) for part in held)
            message = wording.money_differs(caption, whole, shown, plain(sum(held, Decimal(0))))
            pairs = ((whole, caption), (shown, "资金来源"))
            run = sheet.run if field.startswith("account") else None
            yield finding("money-parts", Severity.WARNING, node, field, message, pairs, run)


def _all(texts: Sequence[str | None]) -> list[Decimal]:
    """All parts in 万元; none where one of them is not stated."""
    read = [exact(text, _WAN) for text in texts]
    known = [number for number in read if number is not None]
    return known if len(known) == len(read) else []


def _available(sheet: Sheet) -> tuple[Decimal, str, str] | None:
    """The year's money, as typed, and what it is called; None where it is no certain sum above 0."""
    node = sheet.node
    if isinstance(node, Project):
        for text, caption in ((node.adjusted_budget, "全年预算数"), (node.budget, "年初预算数")):
            number = exact(text, _WAN) if text else None
            if text and number is not None and number > 0:
                return number, text, caption
    return None


def executed_above_budget(sheet: Sheet) -> Iterator[Finding]:
    """More is spent than the year's budget holds."""
    account = sheet.account
    executed = exact(account.executed, _WAN) if account and account.executed else None
    held = _available(sheet) if executed is not None else None
    if held and account and account.executed and executed is not None and executed > held[0]:
        message = wording.overspent(account.executed, held[2], held[1])
        pairs = ((account.executed, "执行数"), (held[1], held[2]))
        yield finding(
            "executed-above-budget",
            Severity.WARNING,
            sheet.node,
            "account.executed",
            message,
            pairs,
            sheet.run,
        )


def execution_unexplained(sheet: Sheet) -> Iterator[Finding]:
    """At the year's end less than 90 % is spent and no reason stands there."""
    account = sheet.account
    if sheet.run is None or sheet.run.to_month != _YEAR_END or account is None:
        return
    held = _available(sheet)
    if held is None:
        return
    executed = exact(account.executed, _WAN) if account.executed else None
    if executed is None or account.deviation_reason or account.note:
        return
    rate = executed / held[0] * 100
    if rate < _DUE:
        shown = printed_rate(rate, [_DUE])
        message = wording.execution_low(shown, account.executed or "", held[2], held[1])
        pairs = ((account.executed or "", "执行数"), (held[1], held[2]))
        field = "account.deviation_reason"
        yield finding("execution-unexplained", Severity.WARNING, sheet.node, field, message, pairs, sheet.run)


def weights_sum(sheet: Sheet) -> Iterator[Finding]:
    """Weights do not make 100 with the points of budget execution, or a level not what its heading states."""
    if not isinstance(sheet.node, Project) or not sheet.indicators:
        return
    weights = [number_of(indicator.weight) for indicator in sheet.indicators]
    known = [weight for weight in weights if weight is not None]
    if len(known) != len(weights):
        return
    total, execution = sum(known, Decimal(0)), number_of(sheet.node.execution_weight)
    wanted = {_WHOLE - execution} if execution is not None else {_WHOLE, _WITHOUT_EXECUTION}
    if total not in wanted:
        shown = plain(max(wanted)) if execution is not None else "100（或 90，另 10 分是预算执行率）"
        message = wording.weights_differ("各项指标", plain(total), shown)
        pairs = ((plain(total), "分值合计"), (shown, "应为"))
        yield finding("weights-sum", Severity.WARNING, sheet.node, None, message, pairs)
    for level in dict.fromkeys(level1_of(indicator) for indicator in sheet.indicators):
        stated = declared(level)
        within = zip(sheet.indicators, known, strict=True)
        part = sum((weight for one, weight in within if level1_of(one) == level), Decimal(0))
        if stated is not None and part != stated:
            message = wording.weights_differ(f"“{level}”", plain(part), plain(stated))
            pairs = ((plain(part), "分值合计"), (level, "一级指标"))
            yield finding("weights-sum", Severity.WARNING, sheet.node, None, message, pairs)


def score_above_weight(sheet: Sheet) -> Iterator[Finding]:
    """More points are given than the indicator carries, or fewer than none."""
    for indicator, entry in sheet.rows:
        score = number_of(entry.score) if entry and entry.score else None
        weight = number_of(indicator.weight) if indicator.weight else None
        if entry is None or score is None or weight is None or 0 <= score <= weight:
            continue
        name, given, carried = indicator.name or "", entry.score or "", indicator.weight or ""
        message = wording.score_outside(name, given, carried)
        pairs = ((given, "得分"), (carried, "分值"))
        yield finding(
            "score-above-weight", Severity.ERROR, indicator, "entry.score", message, pairs, sheet.run
        )
