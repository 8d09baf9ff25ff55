"""The columns of the grid, taken from the form definitions in paper order."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from perfdesk.domain.measure import ACCUMULATION_WORDS, DIRECTION_WORDS
from perfdesk.forms.form import Column, Form, Holds


class Look(Enum):
    """How the cells of a column are drawn and edited."""

    LABEL = auto()
    PROSE = auto()
    FIGURE = auto()
    HERO = auto()
    QUIET = auto()
    CHOICE = auto()
    BADGE = auto()


class Sheet(Enum):
    """Which side of a form a grid shows: what is reported, what was asked for, or what it is worth."""

    PROGRESS = auto()
    TARGETS = auto()
    SCORES = auto()


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column; `weight` is its part of the width that is left, `wanted` cells are what F3 looks for."""

    key: str
    caption: str
    look: Look
    weight: int = 0
    wanted: bool = False
    choices: tuple[str, ...] = ()
    optional: bool = False

    @property
    def right(self) -> bool:
        """Whether its texts stand at the right, as figures do."""
        return self.look in FIGURES or (
            self.look is Look.QUIET and self.key in ("indicator.target", SCORE, *BESIDE)
        )

    @property
    def wraps(self) -> bool:
        """Whether long text continues on further lines."""
        return self.look is Look.PROSE or bool(self.weight)

    def editable(self, sheet: Sheet) -> bool:
        """Whether this side of the form is the place to write the column."""
        reported = self.key.startswith(("entry.", "account."))
        if sheet is Sheet.PROGRESS:
            return reported
        if sheet is Sheet.SCORES:
            return reported or self.key == "indicator.weight"
        return self.key.startswith(("project.", "objective.", "indicator."))


PREVIOUS = "previous"
LAST_YEAR = "last_year"
BESIDE = (PREVIOUS, LAST_YEAR)
VERDICT = "verdict"
SCORE, FORMULA = "score", "formula"
COMPUTED = (VERDICT, SCORE, FORMULA, *BESIDE)
FIGURES = (Look.HERO, Look.FIGURE)
KIND_KEYS = ("indicator.accumulation", "indicator.direction")
OPERATORS = ("≥", ">", "=", "<", "≤")
_PREVIOUS = GridColumn(PREVIOUS, "上期", Look.QUIET)
_LAST_YEAR = GridColumn(LAST_YEAR, "上年", Look.QUIET)
_VERDICT = GridColumn(VERDICT, "判定", Look.BADGE)
_NARRATIVE = GridColumn("entry.narrative", "进展说明", Look.PROSE, weight=4)
_NOTE = GridColumn("entry.note", "备注", Look.PROSE, weight=2)
_REPORTED = {
    "indicator.name": GridColumn("indicator.name", "指标名称", Look.LABEL, weight=3),
    "indicator.unit": GridColumn("indicator.unit", "单位", Look.QUIET),
    "indicator.target": GridColumn("indicator.target", "目标", Look.QUIET),
    "entry.actual": GridColumn("entry.actual", "本期实际", Look.HERO, wanted=True),
}
_SCORED = (
    _REPORTED["indicator.name"],
    _REPORTED["indicator.target"],
    replace(_REPORTED["entry.actual"], caption="实际完成值"),
    _VERDICT,
    GridColumn("indicator.weight", "分值", Look.FIGURE),
    GridColumn(SCORE, "得分", Look.QUIET),
    GridColumn(FORMULA, "怎么得的", Look.PROSE, weight=4),
    GridColumn("entry.score", "手工分", Look.FIGURE),
    GridColumn("entry.deviation_reason", "偏差原因和改进措施", Look.PROSE, weight=3),
)
_KINDS = (
    GridColumn(KIND_KEYS[0], "累计方式", Look.CHOICE, choices=tuple(ACCUMULATION_WORDS.values())),
    GridColumn(KIND_KEYS[1], "方向", Look.CHOICE, choices=tuple(DIRECTION_WORDS.values())),
)
_ALSO = ("indicator.level1", "indicator.level2", "indicator.weight")
_APART = ("indicator.operator", "indicator.unit")  # typed apart even where a form prints them with the number
_IN_PROGRESS = ("objective.name", "objective.content", "account.narrative", "objective.due_month", VERDICT)
_WEIGHTS = {
    "indicator.name": 3,
    "objective.name": 1,
    "objective.content": 4,
    "account.narrative": 4,
}
_LOOKS = {
    Holds.PROSE: Look.PROSE,
    Holds.FIGURE: Look.FIGURE,
    Holds.OPERATOR: Look.CHOICE,
    Holds.CHOICE: Look.CHOICE,
    Holds.UNIT: Look.QUIET,
    Holds.MONTH: Look.QUIET,
}


def indicator_columns(
    form: Form, sheet: Sheet, has_previous: bool, has_last_year: bool = False
) -> tuple[GridColumn, ...]:
    """The columns over indicator rows, in the order the form prints them."""
    if sheet is Sheet.TARGETS:
        own = [_made(c) for c in form.columns if c.key.startswith("indicator.")]
        own += [_made(c) for c in form.also_read if c.key in _APART]
        also = [replace(_made(c), optional=True) for c in form.also_read if c.key in _ALSO]
        return (*own, *also, *_KINDS)
    if sheet is Sheet.SCORES:
        return _SCORED
    columns = list(_REPORTED.values())  # recorded whatever form the book prints by default
    beside = (*([_PREVIOUS] if has_previous else []), *([_LAST_YEAR] if has_last_year else []))
    return (*columns, *beside, _VERDICT, _NARRATIVE, _NOTE)


def objective_columns(form: Form, sheet: Sheet) -> tuple[GridColumn, ...]:
    """The columns over objective rows, in the order the form prints them."""
    if sheet is Sheet.TARGETS:
        return tuple(_made(c) for c in form.columns if c.key.startswith("objective."))
    return tuple(_VERDICT if c.key == VERDICT else _made(c) for c in form.columns if c.key in _IN_PROGRESS)


def _made(column: Column) -> GridColumn:
    choices = OPERATORS if column.holds is Holds.OPERATOR else column.choices
    return GridColumn(
        column.key,
        " ".join(column.caption.replace("{m} 月", "").split()),
        _LOOKS.get(column.holds, Look.LABEL),
        _WEIGHTS.get(column.key, 0),
        column.key == "account.narrative",
        choices,
    )
