"""A finding: two figures that do not go together, and where each stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Indicator, Kind, Project, Record, Run, kind_of


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


@dataclass(frozen=True, slots=True)
class Scope:
    """What the checks look at: one book and, where there is one, one of its runs."""

    office: Office
    book: Book
    run: Run | None

    @property
    def nodes(self) -> list[Node]:
        """Projects and objectives in paper order."""
        return self.office.nodes(self.book.id)

    @property
    def indicators(self) -> Iterator[Indicator]:
        """All indicators in paper order."""
        for node in self.nodes:
            yield from self.office.indicators(node)


Check = Callable[[Scope], Iterator[Finding]]


def finding(
    check: str,
    severity: Severity,
    record: Record,
    field: str | None,
    message: str,
    pairs: tuple[tuple[str, str], ...],
    run: Run | None = None,
) -> Finding:
    """A finding from pairs of figure and place; `run` only where the finding belongs to it."""
    figures = tuple(figure for figure, _ in pairs)
    where = tuple(place for _, place in pairs)
    place = f"{kind_of(record)}:{record.id}" + (f"@{run.id}" if run else "")
    named = field or ""
    key = "|".join((check, place, named, *(figure.replace("|", "¦") for figure in figures)))
    return Finding(check, severity, kind_of(record), record.id, field, message, figures, where, key)


def goal_of(node: Node) -> tuple[str, str, str]:
    """Text, column key and caption of what a project or objective promises."""
    if isinstance(node, Project):
        return node.annual_goal or "", "project.annual_goal", "年度绩效目标"
    return node.content or "", "objective.content", "考核内容"
