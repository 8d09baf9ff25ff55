"""The desk in long form: one row per indicator and run, for a pivot table or a cross table.

Every column has a caption and a type; numbers are exact and stand beside the text they were read from.
Money stands once per project and run (on the project's first row), so that a sum over rows is right.
"""

from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any


class Holds(StrEnum):
    """What a column of the long form holds."""

    TEXT = "text"
    NUMBER = "number"  # Decimal
    WHOLE = "whole"  # int


def _about(caption: str, holds: Holds = Holds.TEXT) -> dict[str, Any]:
    return {"caption": caption, "holds": holds}


@dataclass(frozen=True, slots=True)
class LongRow:
    """One indicator in one run; an objective judged by its prose has no indicator. Money in 万元."""

    unit_name: str | None = field(default=None, metadata=_about("填报单位"))
    year: int | None = field(default=None, metadata=_about("年度", Holds.WHOLE))
    form: str | None = field(default=None, metadata=_about("表"))
    seq: str | None = field(default=None, metadata=_about("序号"))
    node: str | None = field(default=None, metadata=_about("项目或目标"))
    category: str | None = field(default=None, metadata=_about("类别"))
    subcategory: str | None = field(default=None, metadata=_about("分项"))
    person: str | None = field(default=None, metadata=_about("责任人"))
    starred: str | None = field(default=None, metadata=_about("重点"))
    due_month: int | None = field(default=None, metadata=_about("完成时限（月）", Holds.WHOLE))
    level1: str | None = field(default=None, metadata=_about("一级指标"))
    level2: str | None = field(default=None, metadata=_about("二级指标"))
    indicator: str | None = field(default=None, metadata=_about("指标名称"))
    term: str | None = field(default=None, metadata=_about("期限"))
    operator: str | None = field(default=None, metadata=_about("运算符"))
    target: Decimal | None = field(default=None, metadata=_about("目标值", Holds.NUMBER))
    target_text: str | None = field(default=None, metadata=_about("目标值原文"))
    unit_of_measure: str | None = field(default=None, metadata=_about("计量单位"))
    weight: Decimal | None = field(default=None, metadata=_about("分值", Holds.NUMBER))
    run: str | None = field(default=None, metadata=_about("进展期"))
    from_month: int | None = field(default=None, metadata=_about("起始月", Holds.WHOLE))
    to_month: int | None = field(default=None, metadata=_about("截止月", Holds.WHOLE))
    actual: Decimal | None = field(default=None, metadata=_about("实际值", Holds.NUMBER))
    actual_text: str | None = field(default=None, metadata=_about("实际值原文"))
    verdict: str | None = field(default=None, metadata=_about("判定"))
    forecast: Decimal | None = field(default=None, metadata=_about("全年预计", Holds.NUMBER))
    likelihood: str | None = field(default=None, metadata=_about("完成可能性"))
    score: Decimal | None = field(default=None, metadata=_about("得分", Holds.NUMBER))
    narrative: str | None = field(default=None, metadata=_about("说明"))
    followed: str | None = field(default=None, metadata=_about("关注"))
    budget: Decimal | None = field(
        default=None, metadata=_about("预算（万元，每项目每期一次）", Holds.NUMBER)
    )
    executed: Decimal | None = field(
        default=None, metadata=_about("已执行（万元，每项目每期一次）", Holds.NUMBER)
    )


@dataclass(frozen=True, slots=True)
class LongColumn:
    """Key, caption and type of a column."""

    key: str
    caption: str
    holds: Holds


@cache
def long_columns() -> tuple[LongColumn, ...]:
    """The columns of the long form in order."""
    return tuple(LongColumn(f.name, f.metadata["caption"], f.metadata["holds"]) for f in fields(LongRow))


class Measure(StrEnum):
    """What one cell of a cross table counts."""

    COUNT = "count"
    MET = "met"
    MET_SHARE = "met_share"
    EXECUTION = "execution"


MEASURE_WORDS = {
    Measure.COUNT: "指标数",
    Measure.MET: "达标数",
    Measure.MET_SHARE: "达标率",
    Measure.EXECUTION: "预算执行率",
}


class Shown(StrEnum):
    """How a column of a cross table is written."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"  # a Decimal ratio, shown as a percentage with two places


@dataclass(frozen=True, slots=True)
class CrossColumn:
    """Caption and writing of one column."""

    caption: str
    shown: Shown

    @property
    def right(self) -> bool:
        """Whether its texts stand at the right, as figures do."""
        return self.shown is not Shown.TEXT


@dataclass(frozen=True, slots=True)
class CrossTable:
    """A table of counts and shares; the last row is the total. None is an empty cell: nothing to count."""

    title: str
    columns: tuple[CrossColumn, ...]
    rows: tuple[tuple[str | int | Decimal | None, ...], ...]
