"""A finding: two figures that do not go together, and where each stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from perfdesk.domain.findings.rules import RULES, Rule
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.records import Kind, Record, Run, kind_of


class Severity(StrEnum):
    """How sure it is that something is wrong; nothing of it ever blocks typing."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `kind` and `record` are where to jump, `field` is a column key or None.

    `figures` are quoted as printed and `where` names the field of each. `key` ties the clerk's answer to it:
    made of check, record and figures, it stays until one of them changes.
    """

    check: str
    severity: Severity
    kind: Kind
    record: int
    field: str | None
    message: str
    figures: tuple[str, ...]
    where: tuple[str, ...]
    key: str

    @property
    def rule(self) -> Rule:
        """The rule behind it, which the help explains."""
        return RULES[self.check]


Check = Callable[[Sheet], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Trace:
    """Something a node says that other nodes of its book must not say otherwise.

    `topic` is what it is about (a document's number, an indicator's name), `said` how it stands here.
    """

    topic: str
    said: str
    record: Record
    field: str
    caption: str


@dataclass(frozen=True, slots=True)
class Across:
    """A check over all nodes of a book: traces are gathered node by node, so that one edit costs one node."""

    gather: Callable[[Sheet], Iterator[Trace]]
    compare: Callable[[Sequence[Trace]], Iterator[Finding]]


def finding(
    check: str,
    severity: Severity,
    record: Record,
    field: str | None,
    message: str,
    pairs: tuple[tuple[str, str], ...],
    run: Run | None = None,
) -> Finding:
    """A finding from pairs of figure and place; `run` only where the finding belongs to it.

    Raises KeyError for a check that `RULES` does not name.
    """
    figures = tuple(figure for figure, _ in pairs)
    where = tuple(place for _, place in pairs)
    place = f"{kind_of(record)}:{record.id}" + (f"@{run.id}" if run else "")
    named = field or ""
    key = "|".join((RULES[check].name, place, named, *(figure.replace("|", "¦") for figure in figures)))
    return Finding(check, severity, kind_of(record), record.id, field, message, figures, where, key)
