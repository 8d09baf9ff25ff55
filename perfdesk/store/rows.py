"""The tables as SQLModel classes: the schema, and typed rows for reading.

SQLModel tables validate nothing, so the rules live where they cannot be passed by: in STRICT columns, CHECKs
and foreign keys. Nothing that runs before the first window imports this module; `schema.sql` is what
`schema_text` printed, and a test holds the two together.
"""

import re
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from perfdesk.domain.figures import plain
from perfdesk.domain.records import Kind

_STRICT = {"sqlite_strict": True}
_ONE_OWNER = "(project IS NULL) <> (objective IS NULL)"


class Exact(TypeDecorator[Decimal]):
    """An exact decimal kept as TEXT; SQLite's own numbers are binary floats."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Canonical text; TypeError for a float, which has already lost what it meant."""
        if value is None:
            return None
        if not isinstance(value, Decimal):
            raise TypeError(f"an exact number is a Decimal, not {type(value).__name__}")
        return plain(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The number as it was written."""
        return None if value is None else Decimal(value)


def _id() -> Any:
    return Field(sa_column=Column("id", Integer, primary_key=True))


def _text(name: str | None = None, *, needed: bool = False) -> Any:
    return Field(default=None, sa_column=Column(name, Text, nullable=not needed))


def _number() -> Any:
    return Field(default=None, sa_column=Column(Exact, nullable=True))


def _whole() -> Any:
    return Field(default=0, sa_column=Column(Integer, nullable=False))


def _link(kind: Kind, *, needed: bool = True) -> Any:
    # Deferred: the edits of a change happen together, so their order must not matter.
    target = ForeignKey(f"{kind.value}.id", deferrable=True, initially="DEFERRED")
    return Field(default=None, sa_column=Column(Integer, target, nullable=not needed))


class BookRow(SQLModel, table=True):
    """One published table of one unit and fiscal year."""

    __tablename__ = "book"
    __table_args__: ClassVar[Any] = (_STRICT,)
    id: int = _id()
    unit_name: str | None = _text()
    year: str | None = _text()
    form: str | None = _text()
    title: str | None = _text()
    source: str | None = _text()


class ProjectRow(SQLModel, table=True):
    """A project with its own money, in 万元."""

    __tablename__ = "project"
    __table_args__: ClassVar[Any] = (_STRICT,)
    id: int = _id()
    book: int = _link(Kind.BOOK)
    position: int = _whole()
    seq: str | None = _text()
    name: str | None = _text()
    overview: str | None = _text()
    budget_raw: str | None = _text()
    budget: Decimal | None = _number()
    annual_goal: str | None = _text()


class ObjectiveRow(SQLModel, table=True):
    """A target in prose with a due month."""

    __tablename__ = "objective"
    __table_args__: ClassVar[Any] = (CheckConstraint("starred IN (0, 1)"), _STRICT)
    id: int = _id()
    book: int = _link(Kind.BOOK)
    position: int = _whole()
    category: str | None = _text()
    subcategory: str | None = _text()
    name: str | None = _text()
    starred: int = _whole()
    content: str | None = _text()
    attribute: str | None = _text()
    due_month: str | None = _text()
    scoring_text: str | None = _text()


class IndicatorRow(SQLModel, table=True):
    """A measurable target of exactly one project or objective."""

    __tablename__ = "indicator"
    __table_args__: ClassVar[Any] = (
        CheckConstraint(_ONE_OWNER),
        CheckConstraint("operator IN ('≥', '>', '=', '<', '≤')"),
        _STRICT,
    )
    id: int = _id()
    project: int | None = _link(Kind.PROJECT, needed=False)
    objective: int | None = _link(Kind.OBJECTIVE, needed=False)
    position: int = _whole()
    level1: str | None = _text()
    level2: str | None = _text()
    name: str | None = _text()
    operator: str | None = _text()
    unit: str | None = _text()
    target_raw: str | None = _text()
    target: Decimal | None = _number()
    weight_raw: str | None = _text()
    weight: Decimal | None = _number()
    accumulation: str | None = _text()
    direction: str | None = _text()


class RunRow(SQLModel, table=True):
    """A progress run: a span of months of a book's fiscal year."""

    __tablename__ = "run"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("from_month BETWEEN 1 AND 12"),
        CheckConstraint("to_month BETWEEN 1 AND 12"),
        CheckConstraint("state IN ('open', 'locked')"),
        _STRICT,
    )
    id: int = _id()
    book: int = _link(Kind.BOOK)
    from_month: int = _whole()
    to_month: int = _whole()
    label: str | None = _text()
    as_of: str | None = _text()
    state: str = _text(needed=True)


class EntryRow(SQLModel, table=True):
    """What one run records for one indicator."""

    __tablename__ = "entry"
    __table_args__: ClassVar[Any] = (UniqueConstraint("indicator", "run"), _STRICT)
    id: int = _id()
    run: int = _link(Kind.RUN)
    indicator: int = _link(Kind.INDICATOR)
    actual_raw: str | None = _text()
    actual: Decimal | None = _number()
    narrative: str | None = _text()
    note: str | None = _text()


class AccountRow(SQLModel, table=True):
    """What one run records for exactly one project or objective as a whole."""

    __tablename__ = "account"
    __table_args__: ClassVar[Any] = (
        CheckConstraint(_ONE_OWNER),
        # The owner first: these also find an owner's rows when it is removed.
        UniqueConstraint("project", "run"),
        UniqueConstraint("objective", "run"),
        _STRICT,
    )
    id: int = _id()
    run: int = _link(Kind.RUN)
    project: int | None = _link(Kind.PROJECT, needed=False)
    objective: int | None = _link(Kind.OBJECTIVE, needed=False)
    narrative: str | None = _text()
    executed_raw: str | None = _text()
    executed: Decimal | None = _number()
    note: str | None = _text()


class AnswerRow(SQLModel, table=True):
    """The clerk's note to a finding."""

    __tablename__ = "answer"
    __table_args__: ClassVar[Any] = (UniqueConstraint("finding"), _STRICT)
    id: int = _id()
    finding: str = _text(needed=True)
    note: str | None = _text()


class HistoryRow(SQLModel, table=True):
    """One edit, bound by its hash to all before it (`chain`)."""

    __tablename__ = "history"
    __table_args__: ClassVar[Any] = (_STRICT,)
    id: int = _id()
    at: str = _text(needed=True)
    who: str = _text(needed=True)
    host: str = _text(needed=True)
    batch: int = _whole()
    act: str = _text(needed=True)
    title: str = _text(needed=True)
    kind: str = _text(needed=True)
    record: int = _whole()
    field: str = _text(needed=True)
    before: str | None = _text()
    after: str | None = _text()
    alg: str = _text(needed=True)
    hash: str = _text(needed=True)


row_of_kind: dict[Kind, type[SQLModel]] = {
    Kind.BOOK: BookRow,
    Kind.PROJECT: ProjectRow,
    Kind.OBJECTIVE: ObjectiveRow,
    Kind.INDICATOR: IndicatorRow,
    Kind.RUN: RunRow,
    Kind.ENTRY: EntryRow,
    Kind.ACCOUNT: AccountRow,
    Kind.ANSWER: AnswerRow,
}


def schema_text() -> str:
    """The text of `schema.sql`, in the order the tables refer to each other."""
    made = (
        str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in SQLModel.metadata.sorted_tables
    )
    neat = (re.sub(r"\s*\n\)\s*STRICT", "\n) STRICT;\n", text.strip()) for text in made)
    return "\n".join(re.sub(r" +$", "", text.replace("\t", "    "), flags=re.M) for text in neat)
