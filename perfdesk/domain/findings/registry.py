"""All checks of this version, in the order of the review list. A new check is a new entry."""

from perfdesk.domain.findings.finding import Check, Finding, Scope
from perfdesk.domain.findings.goal import goal_against_target, promise_without_indicator
from perfdesk.domain.findings.progress import narrative_against_actual, period_coverage
from perfdesk.domain.findings.quotes import quotes_unbalanced
from perfdesk.domain.findings.sense import cost_above_budget, operator_sense, unit_against_name
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Run

CHECKS: tuple[Check, ...] = (
    goal_against_target,
    narrative_against_actual,
    operator_sense,
    unit_against_name,
    cost_above_budget,
    period_coverage,
    promise_without_indicator,
    quotes_unbalanced,
)


def find_all(office: Office, book: Book, run: Run | None) -> list[Finding]:
    """Every finding of a book and a run, check by check, each in paper order; keys are unique."""
    scope = Scope(office, book, run)
    found: dict[str, Finding] = {}
    for check in CHECKS:
        for one in check(scope):
            found.setdefault(one.key, one)
    return list(found.values())
