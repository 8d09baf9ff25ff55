"""All checks of this version, in the order of the review list. A new check is a new entry."""

from perfdesk.domain.findings.arithmetic import (
    completion_is_right,
    growth_between_parts,
    growth_is_right,
    parts_add_up,
)
from perfdesk.domain.findings.baseline import (
    flow_above_stock,
    implied_figures,
    leverage_claim,
    too_coarse,
    weak_target,
)
from perfdesk.domain.findings.drift import (
    DOCUMENTS,
    UNITS,
    clock_drift,
    document_renamed,
    measure_drift,
    name_drift,
)
from perfdesk.domain.findings.evidence import (
    clause_unmentioned,
    other_year,
    period_unmentioned,
    progress_copies_target,
    progress_without_clause,
    target_unevidenced,
)
from perfdesk.domain.findings.finding import Across, Check, Finding, Trace
from perfdesk.domain.findings.flow import figures_ambiguous, no_base, scope_partly, stock_for_flow
from perfdesk.domain.findings.goal import (
    goal_against_target,
    goal_vague,
    promise_unmeasured,
    promise_without_indicator,
)
from perfdesk.domain.findings.money import (
    executed_above_budget,
    execution_unexplained,
    money_parts,
    score_above_weight,
    weights_sum,
)
from perfdesk.domain.findings.progress import narrative_against_actual, period_coverage
from perfdesk.domain.findings.sense import (
    cost_above_budget,
    direction_sense,
    misread_operator,
    operator_sense,
    unit_against_name,
)
from perfdesk.domain.findings.sheet import Sheet, sheet_of
from perfdesk.domain.findings.texts import (
    attachment_named,
    numbering_odd,
    placeholder_left,
    quotes_unbalanced,
)
from perfdesk.domain.findings.year import (
    behind_baseline,
    deviation_unexplained,
    falling_cumulative,
    forecast_against_likelihood,
    forecast_below_actual,
    outlier,
)
from perfdesk.domain.office import Node, Office
from perfdesk.domain.reach import NodeKey
from perfdesk.domain.records import Book, Run, kind_of

CHECKS: tuple[Check, ...] = (
    goal_against_target,
    narrative_against_actual,
    score_above_weight,
    falling_cumulative,
    outlier,
    forecast_against_likelihood,
    forecast_below_actual,
    deviation_unexplained,
    money_parts,
    executed_above_budget,
    execution_unexplained,
    weights_sum,
    misread_operator,
    operator_sense,
    direction_sense,
    unit_against_name,
    cost_above_budget,
    flow_above_stock,
    implied_figures,
    leverage_claim,
    weak_target,
    behind_baseline,
    too_coarse,
    parts_add_up,
    growth_is_right,
    growth_between_parts,
    completion_is_right,
    period_coverage,
    other_year,
    stock_for_flow,
    no_base,
    scope_partly,
    figures_ambiguous,
    clause_unmentioned,
    period_unmentioned,
    target_unevidenced,
    progress_without_clause,
    progress_copies_target,
    promise_without_indicator,
    promise_unmeasured,
    goal_vague,
    name_drift,
    measure_drift,
    document_renamed,
    clock_drift,
    placeholder_left,
    attachment_named,
    numbering_odd,
    quotes_unbalanced,
)
ACROSS: tuple[Across, ...] = (DOCUMENTS, UNITS)


class Finder:
    """Finds, and keeps what it found of every node until something the node's findings depend on changes.

    `forget` says what a change made stale; nodes it does not name are not looked at again, so that one typed
    value costs one node.
    """

    def __init__(self) -> None:
        self._place: tuple[int, int | None] | None = None
        self._known: dict[NodeKey, _Found] = {}
        self._across: dict[int, tuple[tuple[Trace, ...], tuple[Finding, ...]]] = {}

    def find(self, office: Office, book: Book, run: Run | None) -> list[Finding]:
        """Every finding of a book and a run: node by node in paper order, then across; keys are unique."""
        known = self._all(office, book, run)
        found: dict[str, Finding] = {}
        for node in known:
            for one in node.findings:
                found.setdefault(one.key, one)
        for one in self._across_all(known):
            found.setdefault(one.key, one)
        return list(found.values())

    def find_in(self, office: Office, book: Book, run: Run | None, node: Node) -> tuple[Finding, ...]:
        """What is found in one node, whatever the others say."""
        self._enter(book, run)
        return self._of(office, book, run, node).findings

    def find_across(self, office: Office, book: Book, run: Run | None) -> list[Finding]:
        """What nodes of a book say otherwise than others."""
        return self._across_all(self._all(office, book, run))

    def _all(self, office: Office, book: Book, run: Run | None) -> "list[_Found]":
        self._enter(book, run)
        return [self._of(office, book, run, node) for node in office.nodes(book.id)]

    def _across_all(self, known: "list[_Found]") -> list[Finding]:
        return [one for at, check in enumerate(ACROSS) for one in self._compared(at, check, known)]

    def _enter(self, book: Book, run: Run | None) -> None:
        """Forget what was found in another book or run."""
        place = (book.id, run.id if run else None)
        if place != self._place:
            self.clear()
            self._place = place

    def clear(self) -> None:
        """Forget everything: another file."""
        self._known.clear()
        self._across.clear()

    def forget(self, nodes: frozenset[NodeKey] | None) -> None:
        """Drop the nodes a change reached (`reach.reached`); None drops all."""
        if nodes is None:
            self.clear()
            return
        for node in nodes:
            self._known.pop(node, None)

    def _of(self, office: Office, book: Book, run: Run | None, node: Node) -> "_Found":
        key = (kind_of(node), node.id)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _Found(sheet_of(office, book, run, node))
        return known

    def _compared(self, at: int, check: Across, known: "list[_Found]") -> tuple[Finding, ...]:
        """What stands across nodes, compared again only where a node says something else."""
        traces = tuple(trace for node in known for trace in node.traces[at])
        held = self._across.get(at)
        if held is None or held[0] != traces:
            held = self._across[at] = (traces, tuple(check.compare(traces)) if traces else ())
        return held[1]


class _Found:
    """What was found of a node in one state."""

    __slots__ = ("findings", "traces")

    def __init__(self, sheet: Sheet) -> None:
        self.findings: tuple[Finding, ...] = tuple(one for check in CHECKS for one in check(sheet))
        self.traces: tuple[tuple[Trace, ...], ...] = tuple(tuple(check.gather(sheet)) for check in ACROSS)


def find_all(office: Office, book: Book, run: Run | None) -> list[Finding]:
    """Every finding of a book and a run, once."""
    return Finder().find(office, book, run)
