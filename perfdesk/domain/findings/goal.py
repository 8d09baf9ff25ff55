"""What a goal text promises against what the indicators ask for."""

import re
from collections.abc import Iterator

from perfdesk.domain.figures import Figure, plain, read_figure
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Scope, Severity, finding, goal_of
from perfdesk.domain.findings.naming import in_unit, paired, printed
from perfdesk.domain.office import Node
from perfdesk.domain.operator import Operator
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.records import Indicator, Project
from perfdesk.domain.target import target_of
from perfdesk.domain.units import convert

_NOT_PROMISED = re.compile("年|月|日|天|周|星期|小时|分钟|秒|倍|百分点|级|档|分|星|℃")
_PLANS = re.compile("预[计期测]|力争|争取|确保|[计规]划|拟|目标|[有可]望|将|测算|如果|若")


def goal_against_target(scope: Scope) -> Iterator[Finding]:
    """U2: the goal text's amount or comparison word differs from the indicator of the same name."""
    for node in scope.nodes:
        _, _, caption = goal_of(node)
        for figure, indicator in paired(_promises(node), scope.office.indicators(node)):
            yield from _compared(figure, indicator, caption)


def _promises(node: Node) -> list[ProseFigure]:
    """Figures of the goal text that state one amount for this year."""
    text, _, _ = goal_of(node)
    return [
        figure
        for figure in figures_in(text)
        if not (figure.attributive or figure.growth or figure.doubt)
        and (figure.hedge is None or _PLANS.fullmatch(figure.hedge))
    ]


def _compared(figure: ProseFigure, indicator: Indicator, caption: str) -> Iterator[Finding]:
    target = target_of(indicator)
    stated = in_unit(figure, target)
    if target.number is None or stated is None:
        return
    name = indicator.name or ""
    pairs = ((figure.raw, caption), (printed(target), wording.TARGET))
    if stated != target.number:
        message = wording.amounts_differ(caption, figure.raw, name, printed(target))
        yield finding("goal-amount", Severity.ERROR, indicator, "indicator.target", message, pairs)
    elif figure.bound and figure.operator and target.operator not in (None, figure.operator):
        strict = {figure.operator, target.operator} in (
            {Operator.GE, Operator.GT},
            {Operator.LE, Operator.LT},
        )
        message = wording.operators_differ(caption, figure.raw, name, printed(target), boundary=strict)
        severity = Severity.HINT if strict else Severity.WARNING
        yield finding("goal-operator", severity, indicator, "indicator.operator", message, pairs)


def promise_without_indicator(scope: Scope) -> Iterator[Finding]:
    """U3: a figure promised in the goal text that no indicator measures."""
    for node in scope.nodes:
        indicators = scope.office.indicators(node)
        if not indicators:
            continue
        promises = _promises(node)
        pairs = paired(promises, indicators)
        named = {figure.start for figure, _ in pairs}
        free = [i for i in indicators if i.id not in {indicator.id for _, indicator in pairs}]
        _, key, caption = goal_of(node)
        for figure in promises:
            if figure.start in named or _NOT_PROMISED.search(figure.unit) or _is_budget(node, figure):
                continue
            if not any(_same_amount(figure, indicator) for indicator in free):
                message = wording.no_indicator(caption, figure.raw)
                pairs_ = ((figure.raw, caption),)
                yield finding("promise-without-indicator", Severity.HINT, node, key, message, pairs_)


def _same_amount(figure: ProseFigure, indicator: Indicator) -> bool:
    """An indicator of another name but the same amount is taken to be the one meant."""
    target = target_of(indicator)
    return target.number is not None and in_unit(figure, target) == target.number


def _is_budget(node: Node, figure: ProseFigure) -> bool:
    budget = budget_of(node)
    return budget is not None and convert(figure.number, figure.unit, "万元") == budget.number


def budget_of(node: Node) -> Figure | None:
    """A project's budget in 万元; None where it states none that is one number."""
    read = read_figure(node.budget) if isinstance(node, Project) else None
    if not isinstance(read, Figure) or read.upper is not None or read.at_least:
        return None
    number = convert(read.number, read.unit, "万元") if read.unit else read.number
    return None if number is None else Figure(f"{plain(number)}万元", number, "万元")
