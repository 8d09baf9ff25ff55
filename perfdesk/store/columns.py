"""Columns of the tables: exact numbers as text, links that are checked at the end of a change."""

from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

from perfdesk.domain.figures import plain
from perfdesk.domain.records import Kind

STRICT = {"sqlite_strict": True}
ONE_OWNER = "(project IS NULL) <> (objective IS NULL)"


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


def id_column() -> Any:
    """The key."""
    return Field(sa_column=Column("id", Integer, primary_key=True))


def text_column(name: str | None = None, *, needed: bool = False) -> Any:
    """Text; `needed` forbids nothing at all."""
    return Field(default=None, sa_column=Column(name, Text, nullable=not needed))


def number_column() -> Any:
    """The exact number beside a raw text."""
    return Field(default=None, sa_column=Column(Exact, nullable=True))


def whole_column(*, needed: bool = True) -> Any:
    """A whole number."""
    return Field(default=0 if needed else None, sa_column=Column(Integer, nullable=not needed))


def flag_column(name: str) -> Any:
    """Yes or no as 1 or 0."""
    return Field(default=0, sa_column=Column(Integer, CheckConstraint(f"{name} IN (0, 1)"), nullable=False))


def link_column(kind: Kind, *, needed: bool = True) -> Any:
    """The id of another record."""
    # Deferred: the edits of a change happen together, so their order must not matter.
    target = ForeignKey(f"{kind.value}.id", deferrable=True, initially="DEFERRED")
    return Field(default=None, sa_column=Column(Integer, target, nullable=not needed))
