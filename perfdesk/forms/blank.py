"""Blank forms for filling in by hand: the levels of the form's tree, and room to write."""

from perfdesk.forms.form import Form, GoalBlock
from perfdesk.forms.group import Group
from perfdesk.forms.halves import has_halves
from perfdesk.forms.indicator_trees import TREES, IndicatorTree

_NAMES = ("指标1：", "指标2：", "……")
_GOALS = "目标1：\n目标2：\n目标3：\n……"
_ROOM = " \n \n "
_PROJECTS, _PROJECT_ROWS, _OBJECTIVES = 3, 6, 10


def blank_groups(form: Form, tree: str | None) -> tuple[Group, ...]:
    """The groups of a form that nobody has filled in; `tree` is the book's own layout, if it has one."""
    if form.rows == "objective":
        return tuple(Group("", ({"objective.content": _ROOM},)) for _ in range(_OBJECTIVES))
    if not form.blocks:
        return tuple(Group("", ({},) * _PROJECT_ROWS) for _ in range(_PROJECTS))
    rows = _level_rows(form, TREES.get(tree or "", TREES[form.tree]))
    shared = {
        part.key: _goal(form) for block in form.blocks if isinstance(block, GoalBlock) for part in block.parts
    }
    return (Group("", tuple({**shared, **row} for row in rows)),)


def _goal(form: Form) -> str:
    return _GOALS if has_halves(form) else _ROOM


def _level_rows(form: Form, tree: IndicatorTree) -> list[dict[str, str]]:
    """Three rows below each second level; in both halves where the form has two."""
    rows = []
    for level in tree.levels:
        points = f"（{level.points}分）" if form.points and level.points else ""
        for below in level.below:
            for name in _NAMES:
                row = {"level1": level.name + points, "level2": below.name, "name": name}
                rows.append({f"indicator.{key}": text for key, text in row.items()})
    if not has_halves(form):
        return rows
    return [*({**row, "indicator.term": "medium"} for row in rows), *rows]
