"""Scoring: a book in a run worked out by the rule pack in force. Nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from perfdesk.domain.change import Change, change_of, setting
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.figures import number_of, plain
from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Book, Fund, Indicator, Objective, Project, Run, Term
from perfdesk.domain.rounding import printed_rate
from perfdesk.domain.scoring.execution import ExecutionScore, money, score_execution
from perfdesk.domain.scoring.indicator_score import Score, Scored, score_indicator
from perfdesk.domain.scoring.points import ZERO, two_places
from perfdesk.domain.scoring.rule_pack import ExecutionRule, RulePack
from perfdesk.domain.scoring.scheme import SchemeResult, reckon
from perfdesk.domain.scoring.scheme_reading import read_inputs, read_scheme
from perfdesk.domain.scoring.totals import capped, grade_of
from perfdesk.domain.scoring.weights import (
    WeightLine,
    WeightProposal,
    level1_of,
    levels_of,
    propose,
    roll_up,
)
from perfdesk.domain.target import target_of


class IndicatorLine(NamedTuple):
    """An indicator with its score; `explanation_due` where the rules want a reason that is not there."""

    indicator: Indicator
    score: Score
    explanation_due: bool


@dataclass(frozen=True, slots=True)
class ProjectScore:
    """A project's evaluation. `so_far` adds up what is settled; `total` is None while anything is open.

    `ceiling` says which ceiling cut the total ("" for none), `execution_due` that a reason for the execution
    rate is missing. `weights` are the sums of the weights with what is wrong about them.
    """

    project: Project
    lines: tuple[IndicatorLine, ...]
    execution: ExecutionScore | None
    execution_due: bool
    weights: tuple[WeightLine, ...]
    so_far: Decimal
    total: Decimal | None
    ceiling: str
    grade: str

    @property
    def open(self) -> tuple[str, ...]:
        """What is still to be done before there is a total."""
        found = [f"{line.indicator.name or ''}：{line.score.open}" for line in self.lines if line.score.open]
        if self.execution and self.execution.open:
            found.append(f"预算执行率：{self.execution.open}")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ItemScore:
    """An objective with a scheme: what it comes to, or why the scheme or its inputs cannot be read."""

    objective: Objective
    result: SchemeResult | None
    problem: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A book in a run by one pack."""

    book: Book
    run: Run | None
    pack: RulePack
    projects: tuple[ProjectScore, ...]
    items: tuple[ItemScore, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing wants the clerk: no open score, no missing reason, weights that add up."""
        return all(
            one.total is not None
            and not one.execution_due
            and not any(line.explanation_due for line in one.lines)
            and not any(line.problem for line in one.weights)
            for one in self.projects
        ) and all(one.result is not None and not one.result.open for one in self.items)


def evaluate(office: Office, book: Book, run: Run | None, pack: RulePack) -> Evaluation:
    """Score every project and every objective that has a scheme."""
    nodes = office.nodes(book.id)
    projects = [evaluate_project(office, node, run, pack) for node in nodes if isinstance(node, Project)]
    items = [score_item(office, node, run) for node in nodes if isinstance(node, Objective) and node.scheme]
    return Evaluation(book, run, pack, tuple(projects), tuple(items))


def score_of(
    office: Office, indicator: Indicator, run: Run | None, pack: RulePack, instead: str | None = None
) -> IndicatorLine:
    """The score of one indicator in a run; `instead` is an actual to try in place of the recorded one."""
    entry = office.entry(run.id, indicator.id) if run else None
    score = score_indicator(
        pack,
        Scored(
            target=target_of(indicator),
            actual=instead if instead is not None else entry.actual if entry else None,
            weight=indicator.weight,
            levels=levels_of(indicator),
            hand=entry.score if entry else None,
            method=indicator.scoring_method,
            pass_mark=indicator.pass_threshold,
        ),
    )
    reason = entry.deviation_reason if entry else None
    return IndicatorLine(indicator, score, score.explain and not (reason or "").strip())


def annual(office: Office, project: Project) -> list[Indicator]:
    """The indicators a self-evaluation scores; medium-term ones are not of this year."""
    return [one for one in office.indicators(project) if one.term != Term.MEDIUM]


def evaluate_project(
    office: Office,
    project: Project,
    run: Run | None,
    pack: RulePack,
    instead: Mapping[int, str] | None = None,
) -> ProjectScore:
    """Score one project; `instead` holds actuals to try, by indicator."""
    tried = instead or {}
    lines = [score_of(office, one, run, pack, tried.get(one.id)) for one in annual(office, project)]
    return total_up(office, project, run, pack, lines)


def total_up(
    office: Office, project: Project, run: Run | None, pack: RulePack, lines: list[IndicatorLine]
) -> ProjectScore:
    """The project's evaluation from the scores of its indicators."""
    account = office.account(run.id, project) if run else None
    execution = _execution(office, project, account, pack)
    reason = (account.deviation_reason or "").strip() if account else ""
    parts = [line.score.points for line in lines] + ([execution.points] if execution else [])
    so_far = sum((points for points in parts if points is not None), ZERO)
    total, ceiling, grade = None, "", ""
    if parts and None not in parts:
        total, ceiling = _capped(pack, lines, so_far, execution)
        found = grade_of(total, pack.grades)
        grade = found.name if found else ""
    return ProjectScore(
        project=project,
        lines=tuple(lines),
        execution=execution,
        execution_due=execution is not None and execution.explain and not reason,
        weights=roll_up(pack, [line.indicator for line in lines], execution.weight if execution else None),
        so_far=so_far,
        total=total,
        ceiling=ceiling,
        grade=grade,
    )


def _execution(
    office: Office, project: Project, account: Account | None, pack: RulePack
) -> ExecutionScore | None:
    rule = pack.execution
    if rule is None:
        return None
    own = number_of(project.execution_weight)
    if own is not None and own > 0:
        rule = ExecutionRule(rule.use, own, rule.explain_below, rule.choice)
    budget = project.adjusted_budget or project.budget
    return score_execution(
        rule, budget, account.executed if account else None, _carried(office, project, budget)
    )


def _carried(office: Office, project: Project, budget: str | None) -> str | None:
    """Money carried over where the budget does not hold it yet, which its parts by source show."""
    funds = office.followers(Fund, project)
    carried = [fund for fund in funds if "结转" in (fund.name or "")]
    rest = [money(fund.adjusted or fund.initial) for fund in funds if fund not in carried]
    amounts = [money(fund.adjusted or fund.initial) for fund in carried]
    known = [amount for amount in (*rest, *amounts) if amount is not None]
    if not carried or not rest or len(known) < len(funds):
        return None
    held = sum((amount for amount in rest if amount is not None), Decimal(0))
    if money(budget) != held:
        return None
    return plain(sum((amount for amount in amounts if amount is not None), Decimal(0)))


def _capped(
    pack: RulePack, lines: list[IndicatorLine], total: Decimal, execution: ExecutionScore | None
) -> tuple[Decimal, str]:
    """The total as it counts, with the sentence of the ceiling that cut it."""
    held, ceiling = capped(total, execution.rate if execution else None, pack.ceilings)
    said = ""
    if ceiling and execution and execution.rate is not None:
        rate = f"预算执行率 {printed_rate(execution.rate, [ceiling.below])}，低于 {plain(ceiling.below)}%"
        said = f"{rate}，总分最多 {plain(ceiling.at_most)}，扣掉 {two_places(total - held)}"
    absent = pack.absent
    if absent is None or any(absent.level in level1_of(line.indicator) for line in lines):
        return held, said
    full = max((dict(table.parts).get(absent.level, ZERO) for table in pack.weights), default=ZERO)
    most = Decimal(100) - max(full - absent.at_most, ZERO)
    if held <= most:
        return held, said
    missing = (
        f"没有{absent.level}指标，{absent.level}最多得 {plain(absent.at_most)} 分，总分最多 {plain(most)}"
    )
    return most, f"{said}；{missing}" if said else missing


def score_item(office: Office, objective: Objective, run: Run | None) -> ItemScore:
    """Work out the scheme of an objective with what the run's account gives it."""
    account = office.account(run.id, objective) if run else None
    try:
        scheme = read_scheme(objective.scheme or "")
        given = read_inputs(account.scheme_inputs if account else None)
    except NotUnderstood as refusal:
        return ItemScore(objective, None, str(refusal))
    return ItemScore(objective, reckon(scheme, given), "")


def proposals(office: Office, project: Project, pack: RulePack) -> tuple[WeightProposal, ...]:
    """Weights proposed for the indicators of a project that have none."""
    return propose(pack, annual(office, project))


def accept(office: Office, accepted: tuple[WeightProposal, ...]) -> Change:
    """The change that writes proposed weights, in one go."""
    edits = [setting(office.indicator(one.indicator), "weight", plain(one.weight)) for one in accepted]
    return change_of(f"填入 {len(accepted)} 项分值", edits)
