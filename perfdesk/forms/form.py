"""What a form definition is: columns with captions, synonyms, merges and widths, all of it data.

A column's `key` is a path into a report row: `project.name`, `indicator.target`, `entry.actual`, `verdict`,
`objective.content`, `account.narrative` and so on; the same key serves recogniser, grid, PDF and workbook.
`medium.…` is an indicator of the medium-term half, `fund.…` and `outlay.…` a source of money.

Captions may hold `{period}` (1-7月), `{m}` (its last month), `{year}`, `{unit}` and `{span}` (项目期);
a book's own captions are found under the form's, placeholders included.
"""

from dataclasses import dataclass
from enum import StrEnum

from perfdesk.domain.form_kind import FormKind


class Align(StrEnum):
    """Horizontal placement of a cell's text."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Merge(StrEnum):
    """Which cells of a column are one."""

    NONE = "none"
    OWNER = "owner"  # one cell over all indicator rows of a project or objective
    EQUAL = "equal"  # neighbours of the same text, within their left neighbour's merge


class Holds(StrEnum):
    """What a column's cells hold; the recogniser tells a shifted row by it."""

    NUMBER = "number"  # a row or project number
    LABEL = "label"  # a short name
    PROSE = "prose"  # text that a page may cut and continue in a later row
    FIGURE = "figure"
    OPERATOR = "operator"
    UNIT = "unit"
    CHOICE = "choice"  # one of `Column.choices`
    MONTH = "month"
    TICK = "tick"  # √ or nothing


class Audience(StrEnum):
    """Who a column is printed for."""

    ALL = "all"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` is in mm on A4 landscape.

    `group` is a caption above several neighbours (核心绩效指标). `repeats` marks a label cell
    that is printed again with （续） on the next page. `computed` is worked out here from other figures.
    """

    key: str
    caption: str
    width: float
    align: Align = Align.LEFT
    merge: Merge = Merge.NONE
    group: str | None = None
    synonyms: tuple[str, ...] = ()
    vertical: bool = False
    repeats: bool = False
    required: bool = True
    audience: Audience = Audience.ALL
    holds: Holds = Holds.LABEL
    choices: tuple[str, ...] = ()
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A captioned value of a project outside its table; `label` and `width` are mm of caption and value."""

    key: str
    caption: str
    label: float
    width: float
    synonyms: tuple[str, ...] = ()
    holds: Holds = Holds.LABEL


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Fields side by side, as wide together as the table."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """Figures of the total row (`total`) and of the source rows below it (`part`, empty: not for sources)."""

    total: str
    part: str
    width: float
    caption: str = ""
    synonyms: tuple[str, ...] = ()
    computed: bool = False


@dataclass(frozen=True, slots=True)
class MoneyHalf:
    """Columns behind one row caption; `label` is the mm of that caption (年度资金总额)."""

    total: str
    label: float
    columns: tuple[MoneyColumn, ...]
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneySource:
    """A row below the total as the form prints it where the project names no source of this kind."""

    caption: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyBlock:
    """项目资金: one caption over all rows, one or two halves; captions above where its columns have any."""

    caption: str
    label: float
    halves: tuple[MoneyHalf, ...]
    sources: tuple[MoneySource, ...]
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalPart:
    """One wide cell of a goal block; without `caption` it is the only one and has none above it."""

    key: str
    width: float
    caption: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalBlock:
    """A caption at the left and wide cells of prose beside it."""

    caption: str
    label: float
    parts: tuple[GoalPart, ...]
    vertical: bool = False
    synonyms: tuple[str, ...] = ()


FormBlock = FieldRow | MoneyBlock | GoalBlock


@dataclass(frozen=True, slots=True)
class TailRow:
    """A row below the table: a caption up to the first of `values`, which are (column's key, value's key)."""

    caption: str
    values: tuple[tuple[str, str], ...]
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One official table as data. `rows` says what a row is: "indicator" or "objective".

    A form with `blocks` is a table of its own for each project: the blocks, the table, the `tail`. `side` is
    a vertical caption left of the whole table. Where no column holds the operator, the target's cell holds
    operator, number and unit. `points` prints the weights of a level behind its name: 产出指标(50分).
    `closing` are captioned values below the tail, a row each, printed only where they are filled.
    `signature` and `stamp` are rows below the table, for internal copies only. `tree` names the indicator
    tree of blank copies. `corner` stands above the title, `year_line` below it; `period` and `month` are
    what `{period}` and `{m}` print where there is no run.

    For the recogniser: a filled cell under one of `starts` begins a project or objective; a table without all
    of `essential` is not this form; `also_read` are columns other offices have that this form does not print,
    `also_stated` the captioned values they have above or below the table.
    """

    kind: FormKind
    name: str
    title: str
    rows: str
    columns: tuple[Column, ...]
    needs_run: bool = False
    money_caption: str | None = "单位：万元"
    notes: tuple[str, ...] = ()
    landscape: bool = True
    starts: tuple[str, ...] = ()
    essential: tuple[str, ...] = ()
    also_read: tuple[Column, ...] = ()
    also_stated: tuple[Field, ...] = ()
    blocks: tuple[FormBlock, ...] = ()
    side: str = ""
    side_width: float = 0.0
    tail: tuple[TailRow, ...] = ()
    closing: tuple[Field, ...] = ()
    signature: tuple[Field, ...] = ()
    stamp: tuple[Field, ...] = ()
    points: bool = False
    tree: str = ""
    corner: str = ""
    period: str = ""
    month: str = ""
    year_line: str = "{year}年度"

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every captioned value it knows, above and below the table, printed or only read."""
        rows = (block.fields for block in self.blocks if isinstance(block, FieldRow))
        below = (*self.closing, *self.signature, *self.stamp, *self.also_stated)
        return (*(one for row in rows for one in row), *below)

    @property
    def prints_adjusted(self) -> bool:
        """Whether a budget adjusted during the year is shown, so that rates of execution are of it."""
        halves = (half for block in self.blocks if isinstance(block, MoneyBlock) for half in block.halves)
        return any(one.total == "project.adjusted_budget" for half in halves for one in half.columns)

    @property
    def splits_target(self) -> bool:
        """Whether operator, unit and number of a target stand in columns of their own."""
        return any(column.key == "indicator.operator" for column in self.columns)

    def column(self, key: str) -> Column:
        """The column with this key; KeyError where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def printed(self, internal: bool) -> tuple[Column, ...]:
        """The columns of the public or the internal copy."""
        return tuple(c for c in self.columns if internal or c.audience is Audience.ALL)
