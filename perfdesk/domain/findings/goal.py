"""What a goal text promises against what the indicators ask for."""

import re
from collections.abc import Iterator

from perfdesk.domain.figures import Figure, plain, read_figure
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.naming import core, in_unit, printed
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.office import Node
from perfdesk.domain.operator import Operator
from perfdesk.domain.prose_figures import ProseFigure
from perfdesk.domain.records import Indicator, Project
from perfdesk.domain.subject import AND
from perfdesk.domain.target import target_of
from perfdesk.domain.units import convert

_NOT_PROMISED = re.compile("年|月|日|天|周|星期|小时|分钟|秒|倍|百分点|级|档|分|星|℃")
_JOINED = re.compile(AND)
_WORD = 2
_FOR_EACH = re.compile("每|标准|单价|[人户亩生场次月日年]均")
_TRIAL = re.compile(
    "(?:推[动进]|开展|实施|建设|创建|打造|争创|组织)"
    "(?P<what>[^，。；\\n]{2,40}?(?:试点|示范[区点县镇村]|示范基地|示范工程|先行区|试验区|实验区))"
)
_VAGUE = re.compile(
    "(?:更好地?|认真|切实|全力|圆满)*(?:履行|做好|完成|开展|保障|落实|推进)[^，。；]{0,14}?"
    "(?:职能|职责|本职|各项|日常|有关)(?:工作|任务|职能|业务)*[^，。；]{0,6}"
)


def goal_against_target(sheet: Sheet) -> Iterator[Finding]:
    """U2: the goal text's amount or comparison word differs from the indicator of the same name."""
    _, _, caption = sheet.goal
    for figure, indicator in sheet.promised:
        yield from _compared(figure, indicator, caption)


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
    if stated == target.number and (left := _left_out(figure.subject, name)):
        message = wording.scope_differs(caption, figure.raw, name, printed(target), left)
        yield finding("goal-scope", Severity.HINT, indicator, "indicator.name", message, pairs)


def _left_out(subject: str, name: str) -> str | None:
    """What 「直接融资和并购重组金额」 covers and an indicator named 直接融资总额 does not."""
    parts = [core(part) for part in _JOINED.split(subject)]
    if len(parts) != 2 or any(len(part) < _WORD for part in parts):
        return None
    said = [part[-_WORD:] in name for part in parts]
    return parts[said.index(False)] if said.count(True) == 1 else None


def promise_without_indicator(sheet: Sheet) -> Iterator[Finding]:
    """U3: a figure promised in the goal text that no indicator measures."""
    if not sheet.indicators:
        return
    pairs = sheet.promised
    named = {figure.start for figure, _ in pairs}
    free = [i for i in sheet.indicators if i.id not in {indicator.id for _, indicator in pairs}]
    _, key, caption = sheet.goal
    for figure in sheet.promises:
        if figure.start in named or _is_no_amount(figure) or _is_budget(sheet.node, figure):
            continue
        if not any(_same_amount(figure, indicator) for indicator in free):
            message = wording.no_indicator(caption, figure.raw)
            where = ((figure.raw, caption),)
            yield finding("promise-without-indicator", Severity.HINT, sheet.node, key, message, where)


def _is_no_amount(figure: ProseFigure) -> bool:
    """Dates and grades, and 「每生每天5元」: how much for each, not how much."""
    return _NOT_PROMISED.search(figure.unit) is not None or _FOR_EACH.search(figure.subject) is not None


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


def promise_unmeasured(sheet: Sheet) -> Iterator[Finding]:
    """U3: a trial or model area promised without a figure, and no indicator that speaks of one."""
    text, key, caption = sheet.goal
    if not sheet.indicators or not isinstance(sheet.node, Project):
        return
    names = "".join(indicator.name or "" for indicator in sheet.indicators)
    for found in _TRIAL.finditer(text):
        what = found["what"]
        if what[-2:] not in names and "试点" not in names and not re.search("[0-9]", what):
            message = wording.unmeasured(caption, found.group())
            where = ((found.group(), caption),)
            yield finding("promise-unmeasured", Severity.HINT, sheet.node, key, message, where)


def goal_vague(sheet: Sheet) -> Iterator[Finding]:
    """U3: 「更好地履行本单位职能工作」 says of every office that it works, and nothing to measure."""
    text, key, caption = sheet.goal
    words = text.strip(" 。.\n")
    if isinstance(sheet.node, Project) and _VAGUE.fullmatch(words) and not re.search("[0-9]", words):
        yield finding(
            "goal-vague", Severity.HINT, sheet.node, key, wording.vague(caption, words), ((words, caption),)
        )
