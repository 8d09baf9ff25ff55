"""The desk as JSON, in the shapes of the command line's contract."""

from typing import Any

from perfdesk.domain.document import ReadFund, ReadIndicator, ReadProject
from perfdesk.domain.findings import Finding, find_all
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import (
    Book,
    Entry,
    Fund,
    Indicator,
    Kind,
    Objective,
    Outlay,
    Project,
    Record,
    Run,
    fields_of,
    kind_of,
)
from perfdesk.domain.target import target_of
from perfdesk.domain.verdict import Judgement
from perfdesk.exchange.contract_json import indicator_json as read_indicator_json
from perfdesk.exchange.contract_json import one_line, plain_number
from perfdesk.exchange.contract_json import project_json as read_project_json
from perfdesk.operations.checking import full_content, judge_indicator, judge_node

_CAUSES = ("cause_funding", "cause_rules", "cause_staff", "cause_facilities", "cause_other")
_TO_INDICATOR = ("forecast", "likelihood", "deviation_reason", "corrective_action", "score", "narrative")
_OF_INDICATOR = ("term", "baseline", "last_actual", "scoring_rule", "data_source", "definition", "remark")
_OF_PROJECT = (
    *("seq", "overview", "budget", "annual_goal", "code", "department", "implementing_unit", "attribute"),
    *("period", "medium_goal", "medium_budget", "adjusted_budget", "execution_weight", "manager"),
    *("finance_officer", "phone"),
)
_OF_ACCOUNT = (
    *("executed", "forecast_executed", "narrative", "deviation_reason", "corrective_action"),
    *("conclusion", "problems", "execution_score", "total_score"),
)


def indicator_json(office: Office, indicator: Indicator, run: Run | None) -> dict[str, Any]:
    """One indicator as the contract has it, with what it is taken to be and the run's figures."""
    entry = office.entry(run.id, indicator.id) if run else None
    target = target_of(indicator)
    return {
        **read_indicator_json(_stated_indicator(indicator, entry)),
        "raw_actual": entry.actual if entry else None,
        "note": entry.note if entry else None,
        "accumulation": target.accumulation.value,
        "direction": target.direction.value,
        "guessed": target.guessed,
    }


def _stated_indicator(indicator: Indicator, entry: Entry | None) -> ReadIndicator:
    """An indicator and what a run says of it, as a document would state them."""
    measurable = target_of(indicator).number is not None
    return ReadIndicator(
        name=indicator.name or "",
        operator=indicator.operator if measurable else None,
        unit=indicator.unit if measurable else None,
        target=plain_number(indicator.target),
        raw_target=indicator.target,
        level1=indicator.level1,
        level2=indicator.level2,
        weight=indicator.weight,
        actual=entry.actual if entry else None,
        causes=tuple(cause for cause in _CAUSES if entry and getattr(entry, cause)),
        **_fields(indicator, _OF_INDICATOR),
        **_fields(entry, _TO_INDICATOR),
    )


def _stated_project(office: Office, project: Project, run: Run | None) -> ReadProject:
    """A project and what a run says of it, its indicators left out."""
    account = office.account(run.id, project) if run else None
    funds = office.followers(Fund, project)
    return ReadProject(
        name=project.name or "",
        funds=tuple(_stated_fund(fund, office.outlay(run.id, fund.id) if run else None) for fund in funds),
        **_fields(project, _OF_PROJECT),
        **_fields(account, _OF_ACCOUNT),
    )


def _stated_fund(fund: Fund, outlay: Outlay | None) -> ReadFund:
    return ReadFund(
        name=fund.name or "",
        **_fields(fund, ("medium", "initial", "adjusted")),
        **_fields(outlay, ("executed", "forecast")),
    )


def _fields(record: Record | None, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names} if record is not None else {}


def book_json(office: Office, book: Book, run: Run | None) -> dict[str, Any]:
    """One book with one of its runs in the shape of `read`."""
    nodes = office.nodes(book.id)
    held: dict[str, Any] = {
        "kind": book.form,
        "title": book.title,
        "unit_name": book.unit_name,
        "year": book.year,
        "period": run.label if run else None,
        "interim": run is not None and run.to_month < 12,
        "projects": [_project(office, n, run) for n in nodes if isinstance(n, Project)],
        "items": [_item(office, n, run) for n in nodes if isinstance(n, Objective)],
        "verdicts": verdicts_json(office, book, run),
    }
    if run:
        held["run"] = {
            "from_month": run.from_month,
            "to_month": run.to_month,
            "label": run.label,
            "as_of": run.as_of,
            "state": run.state,
        }
    return held


def _project(office: Office, project: Project, run: Run | None) -> dict[str, Any]:
    return {
        **read_project_json(_stated_project(office, project, run)),
        "indicators": [indicator_json(office, i, run) for i in office.indicators(project)],
    }


def _item(office: Office, objective: Objective, run: Run | None) -> dict[str, Any]:
    account = office.account(run.id, objective) if run else None
    return {
        "category": objective.category,
        "subcategory": objective.subcategory,
        "name": objective.name,
        "starred": objective.starred,
        "content": one_line(full_content(objective)) or None,
        "progress": one_line(account.narrative or "") if account else "",
        "attribute": objective.attribute,
        "deadline_month": objective.due_month,
        "scoring_text": objective.scoring_text,
        "indicators": [indicator_json(office, i, run) for i in office.indicators(objective)],
    }


def verdicts_json(office: Office, book: Book, run: Run | None) -> list[dict[str, Any]]:
    """Verdicts by position, counted from 0 among projects and among items."""
    verdicts: list[dict[str, Any]] = []
    for at, node in _numbered(office, book):
        where: dict[str, Any] = {"project": at} if isinstance(node, Project) else {"item": at}
        indicators = office.indicators(node)
        for place, indicator in enumerate(indicators):
            judged = judge_indicator(office, indicator, run)
            verdicts.append({**where, "indicator": place, "name": indicator.name, **_judged(judged)})
        if not indicators and isinstance(node, Objective):
            verdicts.append({**where, "name": node.name, **_judged(judge_node(office, node, run))})
    return verdicts


def _judged(judged: Judgement) -> dict[str, str]:
    return {"verdict": judged.verdict.value, "why": judged.sentence}


def _numbered(office: Office, book: Book) -> list[tuple[int, Node]]:
    nodes = office.nodes(book.id)
    projects = [n for n in nodes if isinstance(n, Project)]
    objectives = [n for n in nodes if isinstance(n, Objective)]
    return [*enumerate(projects), *enumerate(objectives)]


def findings_json(office: Office, book: Book, run: Run | None) -> list[dict[str, Any]]:
    """Findings with the position of the project (or item) and indicator they stand at."""
    numbers = {(type(node), node.id): at for at, node in _numbered(office, book)}
    return [_finding(office, finding, numbers) for finding in find_all(office, book, run)]


def _finding(office: Office, finding: Finding, numbers: dict[tuple[type, int], int]) -> dict[str, Any]:
    record = office.find(finding.kind, finding.record)
    node = office.owner(record) if isinstance(record, Indicator) else record
    indicator = None
    if isinstance(record, Indicator):
        indicator = [i.id for i in office.indicators(office.owner(record))].index(record.id)
    at = numbers.get((type(node), node.id)) if isinstance(node, Project | Objective) else None
    known = office.answer(finding.key)
    return {
        "check": finding.check,
        "feature": finding.rule.feature or None,
        "severity": str(finding.severity),
        "project": at if isinstance(node, Project) else None,
        "item": at if isinstance(node, Objective) else None,
        "indicator": indicator,
        "message": finding.message,
        "figures": list(finding.figures),
        "where": list(finding.where),
        "answer": known.note if known else None,
    }


def office_json(office: Office) -> dict[str, Any]:
    """Everything in the desk: each book once per run in the shape of `read`, then every record as kept."""
    tables = []
    for book in office.books():
        runs: list[Run | None] = list(office.runs(book.id)) or [None]
        tables += [book_json(office, book, run) for run in runs]
    return {"tables": tables, "records": _records(office)}


def _records(office: Office) -> dict[str, list[dict[str, Any]]]:
    """Every field of every record by kind, texts as typed; the answers to findings are among them."""
    held: dict[str, list[dict[str, Any]]] = {kind.value: [] for kind in Kind}
    for record in sorted(office, key=lambda r: r.id):
        kind = kind_of(record)
        values = {shape.name: getattr(record, shape.name) for shape in fields_of(kind)}
        held[kind.value].append({"id": record.id, **values})
    return held
