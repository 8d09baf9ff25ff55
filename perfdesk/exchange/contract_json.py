"""A recognised document in the shape of the command line's `read`."""

import re
from collections.abc import Sequence
from typing import Any

from perfdesk.domain.document import Document, ReadFund, ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.figures import Figure, number_of, plain, read_figure
from perfdesk.domain.target import is_point_in_time
from perfdesk.domain.units import convert
from perfdesk.exchange.money import in_wan

_PROJECT_TEXTS = (
    *("code", "department", "implementing_unit", "attribute", "period", "medium_goal", "narrative"),
    *(
        "deviation_reason",
        "corrective_action",
        "conclusion",
        "problems",
        "person",
        "manager",
        "finance_officer",
        "phone",
    ),
)
_PROJECT_SUMS = ("medium_budget", "adjusted_budget", "forecast_executed")
_PROJECT_POINTS = ("execution_weight", "execution_score", "total_score")
_FUND_SUMS = ("medium", "initial", "adjusted", "executed", "forecast")
_INDICATOR_TEXTS = (
    *("deviation_reason", "corrective_action", "narrative", "remark", "definition", "scoring_rule"),
    *("data_source", "baseline", "last_actual"),
)
_WORD_BREAK = re.compile(r"(?<=[!-~])\n(?=[!-~])")


def to_contract(document: Document, verdicts: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The object `read --json` prints. Keys the document does not state are None; numbers are plain texts."""
    return {
        "kind": document.kind.value,
        "title": document.title,
        "unit_name": document.unit_name,
        "year": document.year,
        "period": document.period,
        "interim": document.interim,
        "projects": [project_json(project) for project in document.projects],
        "items": [_item(item) for item in document.items],
        "verdicts": list(verdicts),
        "repairs": [
            {"where": one.where, "what": one.what, "before": one.before, "after": one.after}
            for one in document.repairs
        ],
        "doubts": [{"where": one.where, "what": one.what} for one in document.doubts],
    }


def wan_text(text: str | None) -> str | None:
    """Money in 万元 plainly; None where the text is not one sum that converts exactly."""
    number = in_wan(text)
    return None if number is None else plain(number)


def plain_number(text: str | None) -> str | None:
    """One number plainly, anything else as printed."""
    number = number_of(text)
    return text if number is None else plain(number)


def number_in(text: str | None, unit: str | None) -> str | None:
    """One number plainly, in the unit asked for; as printed where it counts something else.

    >>> number_in("1215600页", "万页"), number_in("91.2%", "%"), number_in("98.6分", "%")
    ('121.56', '91.2', '98.6分')
    """
    figure = read_figure(text)
    if number_of(text) is None or not isinstance(figure, Figure) or not (unit and figure.unit):
        return plain_number(text)
    number = convert(figure.number, figure.unit, unit)
    return text if number is None else plain(number)


def one_line(text: str | None) -> str | None:
    r"""A cell's text on one line: paragraphs are the desk's, a published table's cell has none.

    >>> one_line("第一段。\n第二段"), one_line("one\ntwo")
    ('第一段。第二段', 'one two')
    """
    return _WORD_BREAK.sub(" ", text).replace("\n", "") if text else text


def project_json(project: ReadProject) -> dict[str, Any]:
    """One project with its indicators, in the shape of `read`."""
    return {
        "seq": project.seq,
        "name": project.name,
        "overview": one_line(project.overview),
        "budget_wan": wan_text(project.budget or project.adjusted_budget),
        "annual_goal": one_line(project.annual_goal),
        "executed_wan": wan_text(project.executed),
        "indicators": [indicator_json(indicator) for indicator in project.indicators],
        **{key: one_line(getattr(project, key)) for key in _PROJECT_TEXTS},
        **{f"{key}_wan": wan_text(getattr(project, key)) for key in _PROJECT_SUMS},
        **{key: plain_number(getattr(project, key)) for key in _PROJECT_POINTS},
        "execution_rate": project.execution_rate,
        "funds": [_fund(fund) for fund in project.funds],
    }


def _fund(fund: ReadFund) -> dict[str, Any]:
    return {"name": fund.name, **{f"{key}_wan": wan_text(getattr(fund, key)) for key in _FUND_SUMS}}


def indicator_json(indicator: ReadIndicator) -> dict[str, Any]:
    """One indicator in the shape of `read`; a target in words has neither operator nor unit there."""
    counted = number_of(indicator.target) is not None and not is_point_in_time(
        indicator.name, indicator.target, indicator.unit
    )
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "operator": indicator.operator if counted or not indicator.target else None,
        "unit": indicator.unit if counted or not indicator.target else None,
        "target": indicator.target,
        "actual": number_in(indicator.actual, indicator.unit),
        "weight": plain_number(indicator.weight),
        "score": plain_number(indicator.score),
        "raw_target": indicator.raw_target,
        "term": indicator.term,
        "forecast": number_in(indicator.forecast, indicator.unit),
        "likelihood": indicator.likelihood,
        "causes": list(indicator.causes),
        **{key: one_line(getattr(indicator, key)) for key in _INDICATOR_TEXTS},
    }


def _item(item: ReadItem) -> dict[str, Any]:
    return {
        "category": item.category,
        "subcategory": item.subcategory,
        "name": item.name,
        "starred": item.starred,
        "content": one_line(item.content),
        "progress": one_line(item.progress),
        "attribute": item.attribute,
        "deadline_month": item.due_month,
    }
