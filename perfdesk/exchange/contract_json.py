"""A recognised document in the shape of the command line's `read`."""

import re
from collections.abc import Sequence
from typing import Any

from perfdesk.domain.document import Document, ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.figures import number_of, plain
from perfdesk.exchange.money import in_wan

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
        "projects": [_project(project) for project in document.projects],
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


def one_line(text: str | None) -> str | None:
    r"""A cell's text on one line: paragraphs are the desk's, a published table's cell has none.

    >>> one_line("第一段。\n第二段"), one_line("one\ntwo")
    ('第一段。第二段', 'one two')
    """
    return _WORD_BREAK.sub(" ", text).replace("\n", "") if text else text


def _project(project: ReadProject) -> dict[str, Any]:
    return {
        "seq": project.seq,
        "name": project.name,
        "overview": one_line(project.overview),
        "budget_wan": wan_text(project.budget),
        "annual_goal": one_line(project.annual_goal),
        "executed_wan": wan_text(project.executed),
        "indicators": [_indicator(indicator) for indicator in project.indicators],
    }


def _indicator(indicator: ReadIndicator) -> dict[str, Any]:
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "operator": indicator.operator,
        "unit": indicator.unit,
        "target": indicator.target,
        "actual": plain_number(indicator.actual),
        "weight": plain_number(indicator.weight),
        "score": plain_number(indicator.score),
        "raw_target": indicator.raw_target,
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
