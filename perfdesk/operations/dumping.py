"""The desk as JSON, in the shapes of the command line's contract."""

from decimal import Decimal
from typing import Any

from perfdesk.domain.figures import Figure, number_of, plain, read_figure
from perfdesk.domain.findings import Finding, find_all
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Indicator, Kind, Objective, Project, Run
from perfdesk.domain.target import target_of
from perfdesk.domain.units import convert
from perfdesk.operations.checking import full_content, judge_indicator, judge_node


def wan(text: str | None) -> str | None:
    """Money in 万元 as plain decimal; a text that names another money unit is converted exactly."""
    read = read_figure(text)
    if not isinstance(read, Figure) or read.upper is not None:
        return None
    number: Decimal | None = convert(read.number, read.unit, "万元") if read.unit else read.number
    return None if number is None else plain(number)


def _number(text: str | None) -> str | None:
    number = number_of(text)
    return text if number is None else plain(number)


def indicator_json(office: Office, indicator: Indicator, run: Run | None) -> dict[str, Any]:
    """One indicator as the contract has it, with what it is taken to be and the run's figures."""
    entry = office.entry(run.id, indicator.id) if run else None
    target = target_of(indicator)
    measurable = target.number is not None
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "operator": indicator.operator if measurable else None,
        "unit": indicator.unit if measurable else None,
        "target": _number(indicator.target),
        "actual": _number(entry.actual) if entry else None,
        "raw_actual": entry.actual if entry else None,
        "narrative": entry.narrative if entry else None,
        "note": entry.note if entry else None,
        "weight": _number(indicator.weight),
        "score": None,
        "raw_target": indicator.target,
        "accumulation": target.accumulation.value,
        "direction": target.direction.value,
        "guessed": target.guessed,
    }


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
    account = office.account(run.id, project) if run else None
    return {
        "seq": project.seq,
        "name": project.name,
        "overview": project.overview,
        "budget_wan": wan(project.budget),
        "annual_goal": project.annual_goal,
        "executed_wan": wan(account.executed) if account else None,
        "narrative": account.narrative if account else None,
        "indicators": [indicator_json(office, i, run) for i in office.indicators(project)],
    }


def _item(office: Office, objective: Objective, run: Run | None) -> dict[str, Any]:
    account = office.account(run.id, objective) if run else None
    return {
        "category": objective.category,
        "subcategory": objective.subcategory,
        "name": objective.name,
        "starred": objective.starred,
        "content": full_content(objective) or None,
        "progress": (account.narrative or "") if account else "",
        "attribute": objective.attribute,
        "deadline_month": objective.due_month,
        "scoring_text": objective.scoring_text,
        "indicators": [indicator_json(office, i, run) for i in office.indicators(objective)],
    }


def verdicts_json(office: Office, book: Book, run: Run | None) -> list[dict[str, Any]]:
    """Verdicts by position, counted from 0 among projects and among items."""
    verdicts: list[dict[str, Any]] = []
    for at, node in _numbered(office, book):
        prefix = {"project": at} if isinstance(node, Project) else {"item": at}
        indicators = office.indicators(node)
        for place, indicator in enumerate(indicators):
            judged = judge_indicator(office, indicator, run)
            verdicts.append(
                {
                    **prefix,
                    "indicator": place,
                    "name": indicator.name,
                    "verdict": judged.verdict.value,
                    "why": judged.sentence,
                }
            )
        if not indicators and isinstance(node, Objective):
            judged = judge_node(office, node, run)
            verdicts.append(
                {**prefix, "name": node.name, "verdict": judged.verdict.value, "why": judged.sentence}
            )
    return verdicts


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
        "severity": str(finding.severity),
        "project": at if finding.kind is not Kind.OBJECTIVE and not isinstance(node, Objective) else None,
        "item": at if isinstance(node, Objective) else None,
        "indicator": indicator,
        "message": finding.message,
        "figures": list(finding.figures),
        "where": list(finding.where),
        "answer": known.note if known else None,
    }


def office_json(office: Office) -> dict[str, Any]:
    """Everything in the desk: each book once without a run and once per run."""
    tables = []
    for book in office.books():
        runs: list[Run | None] = list(office.runs(book.id)) or [None]
        tables += [book_json(office, book, run) for run in runs]
    return {"tables": tables}
