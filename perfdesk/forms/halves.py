"""Indicator rows as a form prints them: in the order of its levels, medium-term ones beside annual ones."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from perfdesk.domain.choices import Term
from perfdesk.forms.form import Form
from perfdesk.forms.indicator_trees import IndicatorTree

Row = Mapping[str, str]
_LEVEL1, _LEVEL2, _TERM = "indicator.level1", "indicator.level2", "indicator.term"


def has_halves(form: Form) -> bool:
    """Whether medium-term indicators have columns of their own."""
    return any(column.key.startswith("medium.") for column in form.columns)


def paired_rows(form: Form, rows: Sequence[Row], tree: IndicatorTree | None) -> list[Row]:
    """At least one row. In a form of two halves each row holds an indicator of either or of both.

    A tree puts the levels into its order; without one they stay in the clerk's.
    """
    ordered = _ordered(rows, tree)
    if not has_halves(form):
        return ordered or [{}]
    paired: list[Row] = []
    for name in dict.fromkeys(row.get(_LEVEL1, "") for row in ordered):
        level = [row for row in ordered if row.get(_LEVEL1, "") == name]
        medium = [row for row in level if row.get(_TERM) == Term.MEDIUM]
        annual = [row for row in level if row.get(_TERM) != Term.MEDIUM]
        nothing: Row = {}
        paired += [_beside(*both, name) for both in zip_longest(medium, annual, fillvalue=nothing)]
    return paired or [{}]


def _ordered(rows: Sequence[Row], tree: IndicatorTree | None) -> list[Row]:
    if tree is None:
        return list(rows)
    return sorted(rows, key=lambda row: tree.place(row.get(_LEVEL1), row.get(_LEVEL2)))


def _beside(medium: Row, annual: Row, level1: str) -> Row:
    moved = {
        f"medium.{key.removeprefix('indicator.')}": text
        for key, text in medium.items()
        if key.startswith("indicator.")
    }
    return {**annual, **moved, _LEVEL1: level1}
