"""How scores are said in the window: points, formulas, totals, in few words."""

from perfdesk.domain.scoring.points import two_places
from perfdesk.domain.scoring.saying import OPEN
from perfdesk.operations.scoring import IndicatorLine, ProjectScore


def points_of(line: IndicatorLine) -> str:
    """「9.40」, 「待定」."""
    return OPEN if line.score.points is None else two_places(line.score.points)


def formula_of(line: IndicatorLine) -> str:
    """What is open, or the formula with whatever should be known beside it."""
    score = line.score
    return score.open or "；".join(part for part in (score.formula, score.remark) if part)


def total_of(scored: ProjectScore) -> str:
    """「95.70 优」, 「已得 65.70」."""
    if scored.total is None:
        return f"已得 {two_places(scored.so_far)}"
    return f"{two_places(scored.total)} {scored.grade}".strip()


def money_of(scored: ProjectScore) -> str:
    """How the budget execution scored, with the ceiling that cut the total."""
    execution = scored.execution
    said = f"预算执行率：{execution.open or execution.formula}" if execution else ""
    return "；".join(part for part in (said, scored.ceiling) if part)


def standing_of(scored: ProjectScore) -> str:
    """The line under the total: what is open, what is wrong with the weights, what is due."""
    parts: list[str] = []
    if scored.open:
        parts.append(f"{len(scored.open)} 项待定")
    due = sum(line.explanation_due for line in scored.lines) + scored.execution_due
    if due:
        parts.append(f"{due} 处要说明原因")
    parts += [line.problem.rstrip("。") for line in scored.weights if line.problem and line.depth == 0]
    return "，".join(parts)
