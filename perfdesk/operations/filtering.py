"""Narrowing what is shown: by flag, ★, follow-up mark, person in charge and due month."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Indicator, Objective, Run
from perfdesk.domain.verdict import Verdict
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.operations.standing import is_followed

Row = Indicator | Node


@dataclass(frozen=True, slots=True)
class Filter:
    """What a row must be; everything that is set must hold, of the flags any one."""

    verdicts: frozenset[Verdict] = frozenset()
    starred: bool = False
    followed: bool = False
    person: str | None = None
    due_month: str | None = None

    def __bool__(self) -> bool:
        return self != Filter()

    @property
    def words(self) -> str:
        """「未达标、未填，★」, what is set, for the clerk."""
        flags = "、".join(VERDICT_WORDS[verdict] for verdict in Verdict if verdict in self.verdicts)
        parts = [
            flags,
            "★" if self.starred else "",
            "关注" if self.followed else "",
            self.person or "",
            f"{self.due_month} 月" if self.due_month else "",
        ]
        return "，".join(part for part in parts if part)


def passes(
    office: Office, row: Row, run: Run | None, wanted: Filter, verdict_of: Callable[[Row], Verdict]
) -> bool:
    """Whether a row is what the filter asks for.

    An indicator has the person, month and star of its project or objective, or is core itself. Where flags
    are asked for, a project with indicators never passes itself: its flag is only the worst of theirs.
    """
    owner = office.owner(row) if isinstance(row, Indicator) else row
    if wanted.person is not None and (owner.person or "") != wanted.person:
        return False
    if wanted.due_month is not None and month_of(owner) != wanted.due_month:
        return False
    if wanted.starred and not _is_starred(row, owner):
        return False
    if wanted.followed and not is_followed(office, row, run):
        return False
    if not wanted.verdicts:
        return True
    if not isinstance(row, Indicator) and office.indicators(row):
        return False
    return verdict_of(row) in wanted.verdicts


def _is_starred(row: Row, owner: Node) -> bool:
    return (isinstance(row, Indicator) and row.is_core) or (isinstance(owner, Objective) and owner.starred)


def month_of(node: Node) -> str | None:
    """The due month of an objective as a plain number; None for a project or another text."""
    month = (node.due_month or "").strip().removesuffix("月").strip() if isinstance(node, Objective) else ""
    return str(int(month)) if month.isdecimal() and len(month) <= 2 else None


def people(office: Office, books: Iterable[Book]) -> list[str]:
    """Everybody in charge of something, by name."""
    return sorted({node.person for book in books for node in office.nodes(book.id) if node.person})


def months(office: Office, books: Iterable[Book]) -> list[str]:
    """Every due month, in order."""
    found = {month for book in books for node in office.nodes(book.id) if (month := month_of(node))}
    return sorted(found, key=int)
