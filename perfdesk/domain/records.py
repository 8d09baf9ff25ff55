"""What a desk holds, as frozen records.

A record is a row of plain values: text, whole numbers, yes/no. Figures (budget, target, actual, money
executed) are kept as the text the clerk typed; the exact number is read from it by `figures.read_figure`
wherever it is needed, so that text and number can never disagree. Empty text is `None`, never "".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast


class Kind(StrEnum):
    """Kinds of record; the value is also the table's name in the desk file."""

    BOOK = "book"
    PROJECT = "project"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    RUN = "run"
    ENTRY = "entry"
    ACCOUNT = "account"
    ANSWER = "answer"


class Role(StrEnum):
    """How a field is typed, stored and compared."""

    TEXT = "text"  # str | None
    FIGURE = "figure"  # str | None, the raw text; the store keeps the exact number beside it
    COUNT = "count"  # int | None
    FLAG = "flag"  # bool
    LINK = "link"  # int | None, the id of the record named by `target`


class RunState(StrEnum):
    """Where a progress run stands; only `OPEN` takes figures in this version."""

    OPEN = "open"
    LOCKED = "locked"


def _text() -> Any:
    return field(default=None, metadata={"role": Role.TEXT})


def _figure() -> Any:
    return field(default=None, metadata={"role": Role.FIGURE})


def _count(default: int | None = None) -> Any:
    return field(default=default, metadata={"role": Role.COUNT})


def _flag() -> Any:
    return field(default=False, metadata={"role": Role.FLAG})


def _link(target: Kind) -> Any:
    return field(default=None, metadata={"role": Role.LINK, "target": target})


@dataclass(frozen=True, slots=True)
class Book:
    """One published table of one unit and fiscal year: the root of a tree."""

    id: int
    unit_name: str | None = _text()
    year: str | None = _text()  # fiscal year, "2022"
    form: str | None = _text()  # a FormKind value: target_summary, progress_disclosure, ...
    title: str | None = _text()
    source: str | None = _text()  # name of the file it was imported from


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its own money (Ningbo kind). `budget` is money in 万元 unless its text names a unit."""

    id: int
    book: int | None = _link(Kind.BOOK)
    position: int = _count(0)
    seq: str | None = _text()
    name: str | None = _text()
    overview: str | None = _text()
    budget: str | None = _figure()
    annual_goal: str | None = _text()


@dataclass(frozen=True, slots=True)
class Objective:
    """A target in prose with a due month (Hangzhou kind)."""

    id: int
    book: int | None = _link(Kind.BOOK)
    position: int = _count(0)
    category: str | None = _text()
    subcategory: str | None = _text()
    name: str | None = _text()
    starred: bool = _flag()
    content: str | None = _text()
    attribute: str | None = _text()  # 预期性 or 约束性
    due_month: str | None = _text()
    scoring_text: str | None = _text()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measurable target of a project or an objective (exactly one of the two links is set).

    `accumulation` and `direction` hold values of `measure.Accumulation` and `measure.Direction`;
    None means "guess from unit and name", which the window marks as a guess.
    """

    id: int
    project: int | None = _link(Kind.PROJECT)
    objective: int | None = _link(Kind.OBJECTIVE)
    position: int = _count(0)
    level1: str | None = _text()
    level2: str | None = _text()
    name: str | None = _text()
    operator: str | None = _text()  # one of ≥ > = < ≤
    unit: str | None = _text()
    target: str | None = _figure()
    weight: str | None = _figure()
    accumulation: str | None = _text()
    direction: str | None = _text()

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
    book: int | None = _link(Kind.BOOK)
    from_month: int = _count(1)
    to_month: int = _count(12)
    label: str | None = _text()  # 1-6月, as printed
    as_of: str | None = _text()  # ISO date
    state: str = field(default=RunState.OPEN.value, metadata={"role": Role.TEXT})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one run records for one indicator."""

    id: int
    run: int | None = _link(Kind.RUN)
    indicator: int | None = _link(Kind.INDICATOR)
    actual: str | None = _figure()
    narrative: str | None = _text()
    note: str | None = _text()


@dataclass(frozen=True, slots=True)
class Account:
    """What one run records for one project or objective as a whole."""

    id: int
    run: int | None = _link(Kind.RUN)
    project: int | None = _link(Kind.PROJECT)
    objective: int | None = _link(Kind.OBJECTIVE)
    narrative: str | None = _text()
    executed: str | None = _figure()  # money executed, 万元
    note: str | None = _text()


@dataclass(frozen=True, slots=True)
class Answer:
    """The clerk's note to a finding; `finding` is its key, which changes when its figures change."""

    id: int
    finding: str | None = _text()
    note: str | None = _text()


type_of_kind: dict[Kind, type] = {
    Kind.BOOK: Book,
    Kind.PROJECT: Project,
    Kind.OBJECTIVE: Objective,
    Kind.INDICATOR: Indicator,
    Kind.RUN: Run,
    Kind.ENTRY: Entry,
    Kind.ACCOUNT: Account,
    Kind.ANSWER: Answer,
}
Record = Book | Project | Objective | Indicator | Run | Entry | Account | Answer
Value = str | int | bool | None
AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class FieldShape:
    """Name and role of one field; `target` is the kind a LINK points to."""

    name: str
    role: Role
    target: Kind | None = None


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
