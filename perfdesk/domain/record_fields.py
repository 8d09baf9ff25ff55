"""What a record's fields are made of: kinds, roles, and the columns each role stands for."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


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
    FUND = "fund"
    OUTLAY = "outlay"
    PACK = "pack"
    ADJUSTMENT = "adjustment"
    RECTIFICATION = "rectification"
    EVIDENCE = "evidence"
    PUBLICATION = "publication"


# Kinds whose records are rows of neither tree nor grid; they come and go without moving either.
ASIDE = frozenset(
    (
        *(Kind.ANSWER, Kind.FUND, Kind.OUTLAY, Kind.PACK, Kind.ADJUSTMENT),
        *(Kind.RECTIFICATION, Kind.EVIDENCE, Kind.PUBLICATION),
    )
)


class Role(StrEnum):
    """How a field is typed, stored and compared."""

    TEXT = "text"  # str | None
    FIGURE = "figure"  # str | None, the raw text; the store keeps the exact number beside it
    COUNT = "count"  # int | None
    FLAG = "flag"  # bool
    LINK = "link"  # int | None, the id of the record named by `target`


@dataclass(frozen=True, slots=True)
class FieldShape:
    """Name and role of one field; `target` is the kind a LINK points to."""

    name: str
    role: Role
    target: Kind | None = None


def text_field() -> Any:
    """A text; None where nothing stands."""
    return field(default=None, metadata={"role": Role.TEXT})


def figure_field() -> Any:
    """A figure as it was typed."""
    return field(default=None, metadata={"role": Role.FIGURE})


def count_field(default: int | None = None) -> Any:
    """A whole number."""
    return field(default=default, metadata={"role": Role.COUNT})


def flag_field() -> Any:
    """Yes or no; no where nothing was said."""
    return field(default=False, metadata={"role": Role.FLAG})


def link_field(target: Kind) -> Any:
    """The id of another record."""
    return field(default=None, metadata={"role": Role.LINK, "target": target})
