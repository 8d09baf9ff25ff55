"""Composing: projects and objectives of a book as groups of plain rows, ready to fill a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.figures import plain, sum_of
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import (
    Entry,
    Fund,
    Indicator,
    Likelihood,
    Objective,
    Outlay,
    Project,
    Record,
    Role,
    Run,
    Term,
    fields_of,
    kind_of,
    to_text,
)
from perfdesk.domain.scoring.execution import rate_of
from perfdesk.domain.scoring.points import two_places
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.domain.target_text import joined
from perfdesk.domain.verdict import Judgement
from perfdesk.domain.wording import VERDICT_TEXTS
from perfdesk.forms.form import Form
from perfdesk.forms.group import Group
from perfdesk.forms.halves import has_halves
from perfdesk.operations.checking import full_content, judge_indicator, judge_node, node_name
from perfdesk.operations.scoring import ProjectScore, evaluate_project

TICK = "√"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be composed: a form, a run, whose eyes it is for, and the rules that give points."""

    form: Form
    run: Run | None
    internal: bool
    pack: RulePack | None = None


def group_of(office: Office, node: Node, wanted: Wanted) -> Group:
    """One project with its indicators, or one objective, as the form prints it."""
    form, run = wanted.form, wanted.run
    account = office.account(run.id, node) if run else None
    held = _texts(account) if account else {}
    unwritten = "未填报" if wanted.internal else ""
    shared = {
        **_texts(node),
        **held,
        "account.narrative": held.get("account.narrative") or unwritten,
        "objective.name": node_name(node),
    }
    if isinstance(node, Objective):
        shared["objective.content"] = full_content(node)
        return Group(node_name(node), ({**shared, "verdict": _verdict(judge_node(office, node, run))},))
    indicators = [i for i in office.indicators(node) if has_halves(form) or i.term != Term.MEDIUM]
    rows = [_indicator_row(office, form, indicator, run) for indicator in indicators]
    if wanted.pack is not None:
        scored = evaluate_project(office, node, run, wanted.pack)
        rows = [
            {**row, **_points("entry.score", line.score.points)}
            for row, line in zip(rows, scored.lines, strict=True)
        ]
        shared |= _project_points(scored)
    shared |= _worked_out(form, node, shared, rows)
    if form.points:
        rows = _with_points(rows)
    sources = tuple(_source(office, form, fund, run) for fund in office.followers(Fund, node))
    return Group(node_name(node), tuple({**shared, **row} for row in rows or [{}]), sources)


def _texts(record: Record) -> dict[str, str]:
    """Every field of a record under its key; a flag that is set is a tick."""
    kind = kind_of(record)
    texts = {}
    for shape in fields_of(kind):
        value = getattr(record, shape.name)
        ticked = TICK if value else ""
        texts[f"{kind}.{shape.name}"] = ticked if shape.role is Role.FLAG else to_text(value) or ""
    return texts


def _indicator_row(office: Office, form: Form, indicator: Indicator, run: Run | None) -> dict[str, str]:
    entry = (office.entry(run.id, indicator.id) if run else None) or Entry(0)
    row = {**_texts(indicator), **_texts(entry), "verdict": _verdict(judge_indicator(office, indicator, run))}
    if form.splits_target:
        return row
    row["indicator.target"] = joined(indicator.operator, indicator.target, indicator.unit)
    row["entry.actual"] = joined(None, entry.actual or entry.narrative, indicator.unit)
    row["entry.forecast"] = joined(None, entry.forecast, indicator.unit)
    row["entry.deviation_reason"] = _lines(entry.deviation_reason, entry.corrective_action)
    row |= {f"entry.likelihood.{one}": TICK if entry.likelihood == one else "" for one in Likelihood}
    return row


def _lines(*texts: str | None) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _worked_out(
    form: Form, project: Project, shared: Mapping[str, str], rows: Sequence[Mapping[str, str]]
) -> dict[str, str]:
    """Rate of execution and sums of points; a total that the rules leave open is printed as it was given."""
    adjusted = project.adjusted_budget if form.prints_adjusted else None
    rate = rate_of(shared.get("account.executed"), adjusted or project.budget)
    weights = [row["indicator.weight"] for row in rows]
    if rows and shared["project.execution_weight"]:
        weights.append(shared["project.execution_weight"])
    return {"account.execution_rate": rate, "account.total_weight": sum_of(weights)}


def _project_points(scored: ProjectScore) -> dict[str, str]:
    """Points of the money, and the total with two places; nothing where they are still open."""
    execution = scored.execution
    texts = _points("account.execution_score", execution.points) if execution else {}
    if execution and not scored.project.execution_weight:
        texts["project.execution_weight"] = plain(execution.weight)
    return texts | _points("account.total_score", scored.total)


def _points(key: str, points: Decimal | None) -> dict[str, str]:
    return {} if points is None else {key: two_places(points)}


def _source(office: Office, form: Form, fund: Fund, run: Run | None) -> dict[str, str]:
    outlay = (office.outlay(run.id, fund.id) if run else None) or Outlay(0)
    rate = rate_of(outlay.executed, (fund.adjusted if form.prints_adjusted else None) or fund.initial)
    return {**_texts(fund), **_texts(outlay), "outlay.execution_rate": rate}


def _with_points(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """First levels with their points behind the name, where every indicator below has its weight."""
    points: dict[str, str] = {}
    for name in {row["indicator.level1"] for row in rows if row["indicator.level1"]}:
        total = sum_of(row["indicator.weight"] for row in rows if row["indicator.level1"] == name)
        points[name] = f"{name}（{total}分）" if total and "分" not in name else name
    return [{**row, "indicator.level1": points.get(row["indicator.level1"], "")} for row in rows]


def _verdict(judged: Judgement) -> str:
    return VERDICT_TEXTS[judged.verdict]
