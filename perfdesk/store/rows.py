"""The tables as SQLModel classes: the schema, and typed rows for reading.

SQLModel tables validate nothing, so the rules live where they cannot be passed by: in STRICT columns, CHECKs
and foreign keys. Nothing that runs before the first window imports this module; `schema.sql` is what
`schema_text` printed, and a test holds the two together.
"""

import re
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable
from sqlmodel import SQLModel

from perfdesk.domain.records import Kind
from perfdesk.store.columns import (
    ONE_OWNER,
    STRICT,
    flag_column,
    id_column,
    link_column,
    number_column,
    text_column,
    whole_column,
)


class BookRow(SQLModel, table=True):
    """One published table of one unit and fiscal year."""

    __tablename__ = "book"
    __table_args__: ClassVar[Any] = (STRICT,)
    id: int = id_column()
    unit_name: str | None = text_column()
    year: str | None = text_column()
    form: str | None = text_column()
    title: str | None = text_column()
    source: str | None = text_column()
    captions: str | None = text_column()
    layout: str | None = text_column()
    pack: int | None = link_column(Kind.PACK, needed=False)


class ProjectRow(SQLModel, table=True):
    """A project with its own money, in 万元."""

    __tablename__ = "project"
    __table_args__: ClassVar[Any] = (STRICT,)
    id: int = id_column()
    book: int = link_column(Kind.BOOK)
    position: int = whole_column()
    seq: str | None = text_column()
    name: str | None = text_column()
    overview: str | None = text_column()
    budget_raw: str | None = text_column()
    budget: Decimal | None = number_column()
    annual_goal: str | None = text_column()
    code: str | None = text_column()
    department: str | None = text_column()
    implementing_unit: str | None = text_column()
    attribute: str | None = text_column()
    period: str | None = text_column()
    medium_goal: str | None = text_column()
    medium_budget_raw: str | None = text_column()
    medium_budget: Decimal | None = number_column()
    adjusted_budget_raw: str | None = text_column()
    adjusted_budget: Decimal | None = number_column()
    execution_weight_raw: str | None = text_column()
    execution_weight: Decimal | None = number_column()
    person: str | None = text_column()
    manager: str | None = text_column()
    finance_officer: str | None = text_column()
    phone: str | None = text_column()
    is_secret: int = flag_column("is_secret")
    approved_on: str | None = text_column()
    approval_doc: str | None = text_column()


class ObjectiveRow(SQLModel, table=True):
    """A target in prose with a due month."""

    __tablename__ = "objective"
    __table_args__: ClassVar[Any] = (CheckConstraint("starred IN (0, 1)"), STRICT)
    id: int = id_column()
    book: int = link_column(Kind.BOOK)
    position: int = whole_column()
    category: str | None = text_column()
    subcategory: str | None = text_column()
    name: str | None = text_column()
    starred: int = whole_column()
    content: str | None = text_column()
    attribute: str | None = text_column()
    due_month: str | None = text_column()
    scoring_text: str | None = text_column()
    person: str | None = text_column()
    scheme: str | None = text_column()
    approved_on: str | None = text_column()
    approval_doc: str | None = text_column()


class IndicatorRow(SQLModel, table=True):
    """A measurable target of exactly one project or objective."""

    __tablename__ = "indicator"
    __table_args__: ClassVar[Any] = (
        CheckConstraint(ONE_OWNER),
        CheckConstraint("operator IN ('≥', '>', '=', '<', '≤')"),
        STRICT,
    )
    id: int = id_column()
    project: int | None = link_column(Kind.PROJECT, needed=False)
    objective: int | None = link_column(Kind.OBJECTIVE, needed=False)
    position: int = whole_column()
    level1: str | None = text_column()
    level2: str | None = text_column()
    name: str | None = text_column()
    operator: str | None = text_column()
    unit: str | None = text_column()
    target_raw: str | None = text_column()
    target: Decimal | None = number_column()
    weight_raw: str | None = text_column()
    weight: Decimal | None = number_column()
    accumulation: str | None = text_column()
    direction: str | None = text_column()
    term: str | None = text_column()
    definition: str | None = text_column()
    baseline_raw: str | None = text_column()
    baseline: Decimal | None = number_column()
    last_actual_raw: str | None = text_column()
    last_actual: Decimal | None = number_column()
    data_source: str | None = text_column()
    collection_method: str | None = text_column()
    scoring_rule: str | None = text_column()
    scoring_method: str | None = text_column()
    pass_threshold_raw: str | None = text_column()
    pass_threshold: Decimal | None = number_column()
    is_core: int = flag_column("is_core")
    remark: str | None = text_column()


class RunRow(SQLModel, table=True):
    """A progress run: a span of months of a book's fiscal year."""

    __tablename__ = "run"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("from_month BETWEEN 1 AND 12"),
        CheckConstraint("to_month BETWEEN 1 AND 12"),
        CheckConstraint("state IN ('open', 'checking', 'review', 'published')"),
        STRICT,
    )
    id: int = id_column()
    book: int = link_column(Kind.BOOK)
    from_month: int = whole_column()
    to_month: int = whole_column()
    label: str | None = text_column()
    as_of: str | None = text_column()
    state: str = text_column(needed=True)
    locked: int = flag_column("locked")
    pack: int | None = link_column(Kind.PACK, needed=False)


class EntryRow(SQLModel, table=True):
    """What one run records for one indicator."""

    __tablename__ = "entry"
    __table_args__: ClassVar[Any] = (UniqueConstraint("indicator", "run"), STRICT)
    id: int = id_column()
    run: int = link_column(Kind.RUN)
    indicator: int = link_column(Kind.INDICATOR)
    actual_raw: str | None = text_column()
    actual: Decimal | None = number_column()
    narrative: str | None = text_column()
    note: str | None = text_column()
    milestone_raw: str | None = text_column()
    milestone: Decimal | None = number_column()
    forecast_raw: str | None = text_column()
    forecast: Decimal | None = number_column()
    likelihood: str | None = text_column()
    cause_funding: int = flag_column("cause_funding")
    cause_rules: int = flag_column("cause_rules")
    cause_staff: int = flag_column("cause_staff")
    cause_facilities: int = flag_column("cause_facilities")
    cause_other: int = flag_column("cause_other")
    deviation_reason: str | None = text_column()
    corrective_action: str | None = text_column()
    score_raw: str | None = text_column()
    score: Decimal | None = number_column()
    followed: int = flag_column("followed")


class AccountRow(SQLModel, table=True):
    """What one run records for exactly one project or objective as a whole."""

    __tablename__ = "account"
    __table_args__: ClassVar[Any] = (
        CheckConstraint(ONE_OWNER),
        # The owner first: these also find an owner's rows when it is removed.
        UniqueConstraint("project", "run"),
        UniqueConstraint("objective", "run"),
        STRICT,
    )
    id: int = id_column()
    run: int = link_column(Kind.RUN)
    project: int | None = link_column(Kind.PROJECT, needed=False)
    objective: int | None = link_column(Kind.OBJECTIVE, needed=False)
    narrative: str | None = text_column()
    executed_raw: str | None = text_column()
    executed: Decimal | None = number_column()
    note: str | None = text_column()
    forecast_executed_raw: str | None = text_column()
    forecast_executed: Decimal | None = number_column()
    deviation_reason: str | None = text_column()
    corrective_action: str | None = text_column()
    conclusion: str | None = text_column()
    problems: str | None = text_column()
    execution_score_raw: str | None = text_column()
    execution_score: Decimal | None = number_column()
    total_score_raw: str | None = text_column()
    total_score: Decimal | None = number_column()
    scheme_inputs: str | None = text_column()
    followed: int = flag_column("followed")


class AnswerRow(SQLModel, table=True):
    """The clerk's note to a finding."""

    __tablename__ = "answer"
    __table_args__: ClassVar[Any] = (UniqueConstraint("finding"), STRICT)
    id: int = id_column()
    finding: str = text_column(needed=True)
    note: str | None = text_column()


class FundRow(SQLModel, table=True):
    """A part of a project's money by source."""

    __tablename__ = "fund"
    __table_args__: ClassVar[Any] = (STRICT,)
    id: int = id_column()
    project: int = link_column(Kind.PROJECT)
    position: int = whole_column()
    name: str | None = text_column()
    medium_raw: str | None = text_column()
    medium: Decimal | None = number_column()
    initial_raw: str | None = text_column()
    initial: Decimal | None = number_column()
    adjusted_raw: str | None = text_column()
    adjusted: Decimal | None = number_column()


class OutlayRow(SQLModel, table=True):
    """What one run records for one fund."""

    __tablename__ = "outlay"
    __table_args__: ClassVar[Any] = (UniqueConstraint("fund", "run"), STRICT)
    id: int = id_column()
    run: int = link_column(Kind.RUN)
    fund: int = link_column(Kind.FUND)
    executed_raw: str | None = text_column()
    executed: Decimal | None = number_column()
    forecast_raw: str | None = text_column()
    forecast: Decimal | None = number_column()


class PackRow(SQLModel, table=True):
    """A rule pack of this desk."""

    __tablename__ = "pack"
    __table_args__: ClassVar[Any] = (STRICT,)
    id: int = id_column()
    name: str | None = text_column()
    version: str | None = text_column()
    text: str | None = text_column()


class AdjustmentRow(SQLModel, table=True):
    """A target changed by procedure."""

    __tablename__ = "adjustment"
    __table_args__: ClassVar[Any] = (CheckConstraint(ONE_OWNER), STRICT)
    id: int = id_column()
    project: int | None = link_column(Kind.PROJECT, needed=False)
    objective: int | None = link_column(Kind.OBJECTIVE, needed=False)
    indicator: int | None = link_column(Kind.INDICATOR, needed=False)
    subject: str | None = text_column()
    before: str | None = text_column()
    after: str | None = text_column()
    basis: str | None = text_column()
    approval_doc: str | None = text_column()
    adjusted_on: str | None = text_column()


class RectificationRow(SQLModel, table=True):
    """One line of the rectification list."""

    __tablename__ = "rectification"
    __table_args__: ClassVar[Any] = (CheckConstraint(ONE_OWNER), STRICT)
    id: int = id_column()
    project: int | None = link_column(Kind.PROJECT, needed=False)
    objective: int | None = link_column(Kind.OBJECTIVE, needed=False)
    run: int | None = link_column(Kind.RUN, needed=False)
    issue: str | None = text_column()
    measure: str | None = text_column()
    owner: str | None = text_column()
    due_on: str | None = text_column()
    result: str | None = text_column()
    done: int = flag_column("done")


class EvidenceRow(SQLModel, table=True):
    """A file that proves a figure."""

    __tablename__ = "evidence"
    __table_args__: ClassVar[Any] = (CheckConstraint(ONE_OWNER), STRICT)
    id: int = id_column()
    project: int | None = link_column(Kind.PROJECT, needed=False)
    objective: int | None = link_column(Kind.OBJECTIVE, needed=False)
    indicator: int | None = link_column(Kind.INDICATOR, needed=False)
    run: int | None = link_column(Kind.RUN, needed=False)
    name: str | None = text_column()
    digest: str | None = text_column()
    size: int | None = whole_column(needed=False)
    note: str | None = text_column()


class PublicationRow(SQLModel, table=True):
    """One published version of a table."""

    __tablename__ = "publication"
    __table_args__: ClassVar[Any] = (STRICT,)
    id: int = id_column()
    book: int = link_column(Kind.BOOK)
    run: int | None = link_column(Kind.RUN, needed=False)
    form: str | None = text_column()
    version: int = whole_column()
    published_on: str | None = text_column()
    file: str | None = text_column()
    digest: str | None = text_column()
    pages: int | None = whole_column(needed=False)
    correction: str | None = text_column()


class HistoryRow(SQLModel, table=True):
    """One edit, bound by its hash to all before it (`chain`)."""

    __tablename__ = "history"
    __table_args__: ClassVar[Any] = (STRICT,)
    id: int = id_column()
    at: str = text_column(needed=True)
    who: str = text_column(needed=True)
    host: str = text_column(needed=True)
    batch: int = whole_column()
    act: str = text_column(needed=True)
    title: str = text_column(needed=True)
    kind: str = text_column(needed=True)
    record: int = whole_column()
    field: str = text_column(needed=True)
    before: str | None = text_column()
    after: str | None = text_column()
    alg: str = text_column(needed=True)
    hash: str = text_column(needed=True)


row_of_kind: dict[Kind, type[SQLModel]] = {
    Kind.BOOK: BookRow,
    Kind.PROJECT: ProjectRow,
    Kind.OBJECTIVE: ObjectiveRow,
    Kind.INDICATOR: IndicatorRow,
    Kind.RUN: RunRow,
    Kind.ENTRY: EntryRow,
    Kind.ACCOUNT: AccountRow,
    Kind.ANSWER: AnswerRow,
    Kind.FUND: FundRow,
    Kind.OUTLAY: OutlayRow,
    Kind.PACK: PackRow,
    Kind.ADJUSTMENT: AdjustmentRow,
    Kind.RECTIFICATION: RectificationRow,
    Kind.EVIDENCE: EvidenceRow,
    Kind.PUBLICATION: PublicationRow,
}


def schema_text() -> str:
    """The text of `schema.sql`, in the order the tables refer to each other."""
    made = (
        str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in SQLModel.metadata.sorted_tables
    )
    neat = (re.sub(r"\s*\n\)\s*STRICT", "\n) STRICT;\n", text.strip()) for text in made)
    return "\n".join(re.sub(r" +$", "", text.replace("\t", "    "), flags=re.M) for text in neat)
