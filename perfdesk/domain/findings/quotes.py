"""Quotation marks that are reversed or lack their partner: a name with such a mark is not found again."""

from collections.abc import Iterator

from perfdesk.domain.findings import wording
from perfdesk.domain.findings.finding import Finding, Scope, Severity, finding
from perfdesk.domain.records import Project, Record

_AROUND = 8


def quotes_unbalanced(scope: Scope) -> Iterator[Finding]:
    """A hint for every text field whose “ and ” do not alternate."""
    for record, field, caption, text, run in _texts(scope):
        at = first_odd_quote(text)
        if at is not None:
            quoted = text[max(0, at - _AROUND) : at + _AROUND + 1].replace("\n", " ").strip()
            message = wording.quotes_odd(caption, quoted)
            where = ((quoted, caption),)
            yield finding(
                "quotes-unbalanced", Severity.HINT, record, field, message, where, scope.run if run else None
            )


def first_odd_quote(text: str) -> int | None:
    """Where the first mark stands that closes nothing, opens twice or is never closed; None if all is well.

    >>> first_odd_quote("“天”、“地”"), first_odd_quote("”天“"), first_odd_quote("甬“数智")
    (None, 0, 1)
    """
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


def _texts(scope: Scope) -> Iterator[tuple[Record, str, str, str, bool]]:
    office, run = scope.office, scope.run
    for node in scope.nodes:
        if isinstance(node, Project):
            yield node, "project.name", "项目名称", node.name or "", False
            yield node, "project.overview", "项目概况", node.overview or "", False
            yield node, "project.annual_goal", "年度绩效目标", node.annual_goal or "", False
        else:
            yield node, "objective.name", "目标名称", node.name or "", False
            yield node, "objective.content", "考核内容", node.content or "", False
        account = office.account(run.id, node) if run else None
        if account:
            yield node, "account.narrative", "进展情况", account.narrative or "", True
        for indicator in office.indicators(node):
            yield indicator, "indicator.name", "指标名称", indicator.name or "", False
            entry = office.entry(run.id, indicator.id) if run else None
            if entry:
                yield indicator, "entry.narrative", "进展说明", entry.narrative or "", True
