"""What a desk holds, as frozen records.

A record is a row of plain values: text, whole numbers, yes/no. Figures (budget, target, actual, money
executed) are kept as the text the clerk typed; the exact number is read from it by `figures.read_figure`
wherever it is needed, so that text and number can never disagree. Empty text is `None`, never "".
Money is in 万元 unless its text names a unit. Dates are ISO texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, TypeVar, cast

from perfdesk.domain.choices import Likelihood as Likelihood
from perfdesk.domain.choices import RunState as RunState
from perfdesk.domain.choices import Term as Term
from perfdesk.domain.record_fields import ASIDE as ASIDE
from perfdesk.domain.record_fields import FieldShape as FieldShape
from perfdesk.domain.record_fields import Kind as Kind
from perfdesk.domain.record_fields import Role as Role
from perfdesk.domain.record_fields import (
    count_field,
    figure_field,
    flag_field,
    link_field,
    text_field,
)
from perfdesk.domain.year_records import Adjustment as Adjustment
from perfdesk.domain.year_records import Evidence as Evidence
from perfdesk.domain.year_records import Fund as Fund
from perfdesk.domain.year_records import Outlay as Outlay
from perfdesk.domain.year_records import Pack as Pack
from perfdesk.domain.year_records import Publication as Publication
from perfdesk.domain.year_records import Rectification as Rectification


@dataclass(frozen=True, slots=True)
class Book:
    """One published table of one unit and fiscal year: the root of a tree."""

    id: int
    unit_name: str | None = text_field()
    year: str | None = text_field()  # fiscal year, "2022"
    form: str | None = text_field()  # a FormKind value: target_summary, progress_disclosure, ...
    title: str | None = text_field()
    source: str | None = text_field()  # name of the file it was imported from
    captions: str | None = text_field()  # JSON object: captions the clerk changed, by the form's own
    layout: str | None = text_field()  # name of the indicator tree it prints, where not the form's own
    pack: int | None = link_field(Kind.PACK)  # the rule pack in force for the year


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its own money (Ningbo kind). `budget` is money in 万元 unless its text names a unit."""

    id: int
    book: int | None = link_field(Kind.BOOK)
    position: int = count_field(0)
    seq: str | None = text_field()
    name: str | None = text_field()
    overview: str | None = text_field()
    budget: str | None = figure_field()
    annual_goal: str | None = text_field()
    code: str | None = text_field()
    department: str | None = text_field()  # 主管部门, with its code as written
    implementing_unit: str | None = text_field()
    attribute: str | None = text_field()  # 项目属性
    period: str | None = text_field()  # 项目期
    medium_goal: str | None = text_field()
    medium_budget: str | None = figure_field()
    adjusted_budget: str | None = figure_field()  # 全年预算数; `budget` is 年初预算数
    execution_weight: str | None = figure_field()  # points of budget execution
    person: str | None = text_field()  # who fills it in
    manager: str | None = text_field()  # 项目负责人; this and the next two stand in internal copies only
    finance_officer: str | None = text_field()
    phone: str | None = text_field()
    is_secret: bool = flag_field()  # 涉密: never leaves in a public copy
    approved_on: str | None = text_field()
    approval_doc: str | None = text_field()


@dataclass(frozen=True, slots=True)
class Objective:
    """A target in prose with a due month (Hangzhou kind)."""

    id: int
    book: int | None = link_field(Kind.BOOK)
    position: int = count_field(0)
    category: str | None = text_field()
    subcategory: str | None = text_field()
    name: str | None = text_field()
    starred: bool = flag_field()
    content: str | None = text_field()
    attribute: str | None = text_field()  # 预期性 or 约束性
    due_month: str | None = text_field()
    scoring_text: str | None = text_field()
    person: str | None = text_field()
    scheme: str | None = text_field()  # scoring scheme, TOML
    approved_on: str | None = text_field()
    approval_doc: str | None = text_field()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measurable target of a project or an objective (exactly one of the two links is set).

    `accumulation` and `direction` hold values of `measure.Accumulation` and `measure.Direction`;
    None means "guess from unit and name", which the window marks as a guess.
    """

    id: int
    project: int | None = link_field(Kind.PROJECT)
    objective: int | None = link_field(Kind.OBJECTIVE)
    position: int = count_field(0)
    level1: str | None = text_field()
    level2: str | None = text_field()
    name: str | None = text_field()
    operator: str | None = text_field()  # one of ≥ > = < ≤
    unit: str | None = text_field()
    target: str | None = figure_field()
    weight: str | None = figure_field()
    accumulation: str | None = text_field()
    direction: str | None = text_field()
    term: str | None = text_field()  # a Term value; None is annual
    definition: str | None = text_field()
    baseline: str | None = figure_field()
    last_actual: str | None = figure_field()
    data_source: str | None = text_field()
    collection_method: str | None = text_field()
    scoring_rule: str | None = text_field()  # 赋分规则, prose
    scoring_method: str | None = text_field()  # key of a formula where the pack's own choice is not meant
    pass_threshold: str | None = figure_field()
    is_core: bool = flag_field()
    remark: str | None = text_field()

    @property
    def owner(self) -> tuple[Kind, int]:
        """The project or objective it belongs to."""
        if self.project is not None:
            return Kind.PROJECT, self.project
        assert self.objective is not None
        return Kind.OBJECTIVE, self.objective


@dataclass(frozen=True, slots=True)
class Run:
    """A progress run of one book: a span of months of its fiscal year."""

    id: int
    book: int | None = link_field(Kind.BOOK)
    from_month: int = count_field(1)
    to_month: int = count_field(12)
    label: str | None = text_field()  # 1-6月, as printed
    as_of: str | None = text_field()  # ISO date
    state: str = field(default=RunState.OPEN.value, metadata={"role": Role.TEXT})
    locked: bool = flag_field()
    pack: int | None = link_field(Kind.PACK)  # the rule pack as it was when the run was evaluated


@dataclass(frozen=True, slots=True)
class Entry:
    """What one run records for one indicator."""

    id: int
    run: int | None = link_field(Kind.RUN)
    indicator: int | None = link_field(Kind.INDICATOR)
    actual: str | None = figure_field()
    narrative: str | None = text_field()
    note: str | None = text_field()
    milestone: str | None = figure_field()  # the target of this run, where the office sets one
    forecast: str | None = figure_field()  # 全年预计完成情况
    likelihood: str | None = text_field()  # a Likelihood value
    cause_funding: bool = flag_field()
    cause_rules: bool = flag_field()
    cause_staff: bool = flag_field()
    cause_facilities: bool = flag_field()
    cause_other: bool = flag_field()
    deviation_reason: str | None = text_field()
    corrective_action: str | None = text_field()
    score: str | None = figure_field()  # points given by hand or printed in an imported table
    followed: bool = flag_field()


@dataclass(frozen=True, slots=True)
class Account:
    """What one run records for one project or objective as a whole."""

    id: int
    run: int | None = link_field(Kind.RUN)
    project: int | None = link_field(Kind.PROJECT)
    objective: int | None = link_field(Kind.OBJECTIVE)
    narrative: str | None = text_field()
    executed: str | None = figure_field()  # money executed, 万元
    note: str | None = text_field()
    forecast_executed: str | None = figure_field()
    deviation_reason: str | None = text_field()
    corrective_action: str | None = text_field()
    conclusion: str | None = text_field()
    problems: str | None = text_field()
    execution_score: str | None = figure_field()  # as printed in an imported table
    total_score: str | None = figure_field()
    scheme_inputs: str | None = text_field()  # JSON object: what the objective's scheme is computed from
    followed: bool = flag_field()


@dataclass(frozen=True, slots=True)
class Answer:
    """The clerk's note to a finding; `finding` is its key, which changes when its figures change."""

    id: int
    finding: str | None = text_field()
    note: str | None = text_field()


type_of_kind: dict[Kind, type] = {
    Kind.BOOK: Book,
    Kind.PROJECT: Project,
    Kind.OBJECTIVE: Objective,
    Kind.INDICATOR: Indicator,
    Kind.RUN: Run,
    Kind.ENTRY: Entry,
    Kind.ACCOUNT: Account,
    Kind.ANSWER: Answer,
    Kind.FUND: Fund,
    Kind.OUTLAY: Outlay,
    Kind.PACK: Pack,
    Kind.ADJUSTMENT: Adjustment,
    Kind.RECTIFICATION: Rectification,
    Kind.EVIDENCE: Evidence,
    Kind.PUBLICATION: Publication,
}
Record = (
    Book
    | Project
    | Objective
    | Indicator
    | Run
    | Entry
    | Account
    | Answer
    | Fund
    | Outlay
    | Pack
    | Adjustment
    | Rectification
    | Evidence
    | Publication
)
Value = str | int | bool | None
AnyRecord = TypeVar("AnyRecord", bound=Record)


@cache
def fields_of(kind: Kind) -> tuple[FieldShape, ...]:
    """All fields of a kind but the id, in the order of the table's columns."""
    return tuple(
        FieldShape(f.name, f.metadata["role"], f.metadata.get("target"))
        for f in fields(type_of_kind[kind])
        if f.name != "id"
    )


@cache
def _roles(kind: Kind) -> dict[str, Role]:
    return {shape.name: shape.role for shape in fields_of(kind)}


def role_of(kind: Kind, name: str) -> Role:
    """The role of one field; KeyError for a field that does not exist."""
    return _roles(kind)[name]


def kind_of(record: Record) -> Kind:
    """The kind of a record."""
    return Kind(type(record).__name__.lower())


def with_fields(record: AnyRecord, values: Mapping[str, Value]) -> AnyRecord:
    """The record with other values in the named fields; roles fix the types, which no checker sees."""
    return replace(record, **cast(dict[str, Any], dict(values)))


def to_text(value: Value) -> str | None:
    """The canonical text of a value as changes and history carry it.

    >>> to_text(True), to_text(12), to_text(""), to_text("家")
    ('1', '12', None, '家')
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def from_text(role: Role, text: str | None) -> Value:
    """The value behind a canonical text; the inverse of `to_text`."""
    if role is Role.FLAG:
        return text == "1"
    if text is None:
        return None
    return int(text) if role in (Role.COUNT, Role.LINK) else text
