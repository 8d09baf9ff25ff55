"""What kind of figure was asked for and what kind is told: new or in all, whole or part, risen or counted."""

import re
from collections.abc import Iterator

from perfdesk.domain import prose_wording
from perfdesk.domain.clauses import clauses_of
from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Severity, finding
from perfdesk.domain.findings.naming import in_unit, likeness
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.operator import Operator
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.prose_reasons import asks_for_new, move_without_base, stocks_for
from perfdesk.domain.records import Indicator, Objective
from perfdesk.domain.subject import missing_part
from perfdesk.domain.target import target_of

_IN_ALL = re.compile("累计|现有|共有|总数|保有|目前")
# A list that is 规划 may be the list itself, unlike what is 计划 or 预计.
_LAID_OUT = "规划"
_UP = (Operator.GE, Operator.GT)
_MOST = 60
_NARRATIVE = "account.narrative"


def stock_for_flow(sheet: Sheet) -> Iterator[Finding]:
    """U7: 新增 is asked for, and the text gives only what there is in all."""
    if isinstance(sheet.node, Objective) and sheet.progress:
        given = _told(sheet.progress)
        for figure in _told(sheet.node.content or ""):
            stocks = stocks_for(figure, given) if asks_for_new(figure) else []
            if stocks:
                message = prose_wording.stock_for_flow(figure.raw, [f.raw for f in stocks])
                pairs = ((figure.raw, "考核内容"), (stocks[0].raw, "进展情况"))
                yield finding(
                    "stock-for-flow", Severity.WARNING, sheet.node, _NARRATIVE, message, pairs, sheet.run
                )
    for indicator, entry in sheet.rows:
        if entry and entry.narrative and indicator.unit:
            yield from _stock_of(sheet, indicator, entry.narrative)


def _stock_of(sheet: Sheet, indicator: Indicator, narrative: str) -> Iterator[Finding]:
    target = target_of(indicator)
    wanted = [
        ProseFigure("", 0, 0, target.number, target.unit, indicator.name or "", "")
        for _ in (0,)
        if target.number is not None and target.unit
    ]
    for figure in wanted:
        stocks = stocks_for(figure, _told(narrative)) if asks_for_new(figure) else []
        if len(stocks) == 1 and _IN_ALL.search(stocks[0].sentence):
            message = prose_wording.stock_for_flow(indicator.name or "", [stocks[0].raw])
            pairs = ((indicator.name or "", "指标名称"), (stocks[0].raw, "进展说明"))
            yield finding(
                "stock-for-flow", Severity.HINT, indicator, "entry.narrative", message, pairs, sheet.run
            )


def _told(text: str) -> list[ProseFigure]:
    return [figure for figure in figures_in(text)[:_MOST] if not figure.attributive]


def no_base(sheet: Sheet) -> Iterator[Finding]:
    """U7: a rise or fall is asked for, and the text counts without an earlier figure."""
    content = (sheet.node.content or "") if isinstance(sheet.node, Objective) else ""
    if not content or not sheet.progress or _told(content) or len(clauses_of(content)) > 1:
        return
    given, moved = _told(sheet.progress), move_without_base(content, sheet.progress)
    if moved and given:
        message = prose_wording.no_base(moved, [f.raw for f in given])
        pairs = ((moved, "考核内容"), (given[0].raw, "进展情况"))
        yield finding("no-base", Severity.WARNING, sheet.node, _NARRATIVE, message, pairs, sheet.run)


def scope_partly(sheet: Sheet) -> Iterator[Finding]:
    """U8: the target covers 进出口, the text tells of 出口 alone."""
    content = (sheet.node.content or "") if isinstance(sheet.node, Objective) else ""
    if not content or not sheet.progress:
        return
    given = _told(sheet.progress)
    for figure in _told(content):
        for told in given:
            left = missing_part(figure.subject, told.subject)
            same = told.growth == figure.growth or told.unit == figure.unit
            if left and same and not any(part in sheet.progress for part in left.split("、")):
                message = wording.part_reported(figure.raw, told.raw, left)
                pairs = ((figure.raw, "考核内容"), (told.raw, "进展情况"))
                yield finding(
                    "scope-partly", Severity.WARNING, sheet.node, _NARRATIVE, message, pairs, sheet.run
                )
                break


def figures_ambiguous(sheet: Sheet) -> Iterator[Finding]:
    """U1: several figures of the text may be the result of one target, some good enough and some not."""
    if not isinstance(sheet.node, Objective) or sheet.indicators or not sheet.progress:
        return
    given = [
        f
        for f in _told(sheet.progress)
        if not (f.growth or f.part or f.is_rate or f.hedge not in (None, _LAID_OUT))
    ]
    for aim in sheet.aims[:_MOST]:
        target = target_of(aim)
        if target.operator not in _UP or target.number is None:
            continue
        fitting = [f for f in given if likeness(f, aim) >= 1 and not _IN_ALL.search(f.raw)]
        numbers = [number for f in fitting if (number := in_unit(f, target)) is not None]
        if len(numbers) > 1 and min(numbers) < target.number <= max(numbers):
            shown = "、".join(f"“{f.raw}”" for f in fitting[:3])
            asked = f"{aim.name}{target.printed}"
            message = wording.ambiguous(asked, shown)
            pairs = ((asked, "考核内容"), *((f.raw, "进展情况") for f in fitting[:3]))
            yield finding(
                "figures-ambiguous", Severity.HINT, sheet.node, _NARRATIVE, message, pairs, sheet.run
            )
