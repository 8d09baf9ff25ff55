"""What a form definition is: columns with captions, synonyms, merges and widths, all of it data.

A column's `key` is a path into a report row: `project.name`, `indicator.target`, `entry.actual`, `verdict`,
`objective.content`, `account.narrative` and so on; the same key serves recogniser, grid, PDF and workbook.
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


class Audience(StrEnum):
    """Who a column is printed for."""

    ALL = "all"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `caption` may hold `{m}` (last month of the run); `width` is in mm on A4 landscape.

    `group` is a caption above several neighbours (核心绩效指标). `repeats` marks a label cell
    that is printed again with （续） on the next page.
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
class Form:
    """One official table as data. `rows` says what a row is: "indicator" or "objective".

    For the recogniser: a filled cell under one of `starts` begins a project or objective; a table without all
    of `essential` is not this form; `also_read` are columns other offices have that this form does not print.
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

    def column(self, key: str) -> Column:
        """The column with this key; KeyError where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def printed(self, internal: bool) -> tuple[Column, ...]:
        """The columns of the public or the internal copy."""
        return tuple(c for c in self.columns if internal or c.audience is Audience.ALL)
