"""A recognised document: what it states, how it was repaired, what stays doubtful.

What a document does not state is None, never guessed. Figures are texts as printed.
"""

from dataclasses import dataclass

from perfdesk.domain.form_kind import FormKind


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposed repair: nothing is taken in until the clerk agrees. `where` is 「第 26 行」 or a cell."""

    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something no rule covers: taken in as text and shown."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class ReadIndicator:
    """An indicator row. `target` is the exact number's text, or what is printed where it is not one."""

    name: str
    operator: str | None = None
    unit: str | None = None
    target: str | None = None
    raw_target: str | None = None
    level1: str | None = None
    level2: str | None = None
    actual: str | None = None
    weight: str | None = None
    score: str | None = None


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project block. `budget` and `executed` are in 万元 unless their text names a unit."""

    seq: str | None
    name: str
    overview: str | None = None
    budget: str | None = None
    annual_goal: str | None = None
    executed: str | None = None
    indicators: tuple[ReadIndicator, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An objective row of a progress disclosure; `progress` is "" where the cell is empty."""

    category: str | None
    subcategory: str | None
    name: str
    starred: bool = False
    content: str | None = None
    progress: str = ""
    attribute: str | None = None
    due_month: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One recognised table. `months` is the span of a run (from, to), or None for an annual table."""

    kind: FormKind
    title: str
    source: str
    unit_name: str | None = None
    year: str | None = None
    period: str | None = None
    months: tuple[int, int] | None = None
    projects: tuple[ReadProject, ...] = ()
    items: tuple[ReadItem, ...] = ()
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def interim(self) -> bool:
        """Whether the document reports on a part of the year."""
        return self.months is not None and self.months[1] < 12
