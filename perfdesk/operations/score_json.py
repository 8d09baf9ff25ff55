"""An evaluation as JSON, in the shape of the command line's contract; numbers are plain texts."""

from decimal import Decimal
from typing import Any

from perfdesk.domain.figures import plain
from perfdesk.domain.office import Office
from perfdesk.operations.checking import judge_indicator
from perfdesk.operations.lighting import project_lights
from perfdesk.operations.scoring import Evaluation, IndicatorLine, ItemScore, ProjectScore


def evaluation_json(office: Office, evaluation: Evaluation) -> dict[str, Any]:
    """One book in one run, with the pack it was scored by."""
    pack = evaluation.pack
    return {
        "unit_name": evaluation.book.unit_name,
        "year": evaluation.book.year,
        "form": evaluation.book.form,
        "run": evaluation.run.label if evaluation.run else None,
        "rule_pack": {
            "name": pack.name,
            "version": pack.version,
            "source": pack.source,
            "choices": [{"part": part, "text": text} for part, text in pack.choices],
        },
        "projects": [_project(office, evaluation, one) for one in evaluation.projects],
        "items": [_item(one) for one in evaluation.items],
    }


def _project(office: Office, evaluation: Evaluation, scored: ProjectScore) -> dict[str, Any]:
    lights = project_lights(office, scored.project, evaluation.run, evaluation.pack)
    indicators = []
    for line, light in zip(scored.lines, lights.indicators, strict=True):
        judged = judge_indicator(office, line.indicator, evaluation.run)
        shown = light.light.value if light.light else None
        indicators.append(_indicator(line) | {"met": judged.verdict.value, "light": shown})
    execution = scored.execution
    return {
        "name": scored.project.name,
        "indicators": indicators,
        "execution": None
        if execution is None
        else {
            "weight": plain(execution.weight),
            "score": _number(execution.points),
            "rate": _number(execution.rate),
            "formula": execution.formula or None,
            "open": execution.open or None,
            "explanation_due": scored.execution_due,
        },
        "weights": [
            {"name": one.name, "sum": plain(one.total), "wanted": _number(one.wanted), "problem": one.problem}
            for one in scored.weights
        ],
        "so_far": plain(scored.so_far),
        "total": _number(scored.total),
        "ceiling": scored.ceiling or None,
        "grade": scored.grade or None,
        "light": lights.worst.value if lights.worst else None,
    }


def _indicator(line: IndicatorLine) -> dict[str, Any]:
    score = line.score
    return {
        "name": line.indicator.name,
        "weight": _number(score.weight),
        "score": _number(score.points),
        "rule": score.rule or None,
        "formula": score.formula or None,
        "open": score.open or None,
        "remark": score.remark or None,
        "explanation_due": line.explanation_due,
    }


def _item(item: ItemScore) -> dict[str, Any]:
    result = item.result
    return {
        "name": item.objective.name,
        "score": _number(result.score) if result else None,
        "share": _number(result.share) if result else None,
        "kept": _number(result.kept) if result else None,
        "lines": [
            {"name": one.name, "points": _number(one.points), "formula": one.formula} for one in result.lines
        ]
        if result
        else [],
        "open": list(result.open) if result else [item.problem],
        "remarks": list(result.remarks) if result else [],
    }


def _number(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
