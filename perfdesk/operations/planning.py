"""The plan of an import: every row of the documents beside what the desk has, before anything is written.

A row is new, changed, same, doubtful (it can be taken, and something about it is not certain) or wrong (it
cannot be taken). The clerk's choice, by row and by cell, turns the plan into one change.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from perfdesk.domain.change import Change, Edit, change_of
from perfdesk.domain.document import Document, Doubt, ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.errors import ChangeConflict, DocumentRefused
from perfdesk.domain.office import Office
from perfdesk.operations.importing import taken, title_of
from perfdesk.operations.taking import Cell, RowKey, Taken, edits_of, problems_of

PlanKey = tuple[int, ...]  # the document's place among all, then the row's key in it
_QUOTED = re.compile("“([^”]*)”")
_MOVED = "预览之后内容有变动，什么都没有写入。下面是按现在的内容重新比对的结果，请看过再导入。"


class Mark(StrEnum):
    """What taking a row would mean."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row: a project, one of its indicators, or an objective.

    `cells` are the texts that would change (all of them, for a new row); `reasons` say what is doubtful or
    wrong. `lines` are the grid's lines it was read from.
    """

    key: PlanKey
    mark: Mark
    read: ReadProject | ReadIndicator | ReadItem
    cells: tuple[Cell, ...]
    reasons: tuple[str, ...]
    is_new: bool

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the grid it was read from."""
        return self.read.lines


@dataclass(frozen=True, slots=True)
class Choice:
    """What the clerk leaves: whole rows, and single cells by row and column key. All else is taken."""

    rows: frozenset[PlanKey] = frozenset()
    cells: frozenset[tuple[PlanKey, str]] = frozenset()

    def of(self, document: int) -> tuple[set[RowKey], dict[RowKey, set[str]]]:
        """The rows and the cells left in one of the documents."""
        rows = {key[1:] for key in self.rows if key[0] == document}
        cells: dict[RowKey, set[str]] = {}
        for key, column in self.cells:
            if key[0] == document:
                cells.setdefault(key[1:], set()).add(column)
        return rows, cells


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of all documents, in paper order."""

    rows: tuple[PlanRow, ...]

    def counts(self) -> dict[Mark, int]:
        """How many rows of each mark."""
        counted = dict.fromkeys(Mark, 0)
        for row in self.rows:
            counted[row.mark] += 1
        return counted

    def rest(self, choice: Choice) -> tuple[PlanRow, ...]:
        """The rows that are not taken though taking them would change something."""
        return tuple(row for row in self.rows if row.key in choice.rows and row.mark is not Mark.SAME)


def good_rows(plan: Plan) -> Choice:
    """The choice that takes what is certain and leaves what is doubtful or wrong."""
    return _leaving(plan, (Mark.DOUBTFUL, Mark.WRONG))


def whatever_can_be(plan: Plan) -> Choice:
    """The choice that leaves only what cannot be taken."""
    return _leaving(plan, (Mark.WRONG,))


def _leaving(plan: Plan, marks: Sequence[Mark]) -> Choice:
    """Rows of these marks are left, and the rows of a project that is not made."""
    left = {row.key for row in plan.rows if row.mark in marks}
    unmade = {row.key for row in plan.rows if row.is_new and row.key in left}
    left |= {row.key for row in plan.rows if row.key[:2] in unmade}
    return Choice(frozenset(left))


def plan_of(
    office: Office, documents: Sequence[Document], unit_name: str | None = None, year: str | None = None
) -> Plan:
    """The plan of taking documents in, each seeing what the ones before it bring.

    Raises StatementMissing where unit, year or months are stated nowhere.
    """
    rows: list[PlanRow] = []
    trial = Office(office)
    for at, document in enumerate(documents):
        found = taken(trial, document, unit_name, year)
        wrong = _problems(trial, found)
        rows += _rows(at, document, found, wrong)
        if at + 1 < len(documents):
            edits = edits_of(found.wishes, wrong)
            trial.apply(change_of("", edits))
    return Plan(tuple(rows))


def chosen(
    office: Office,
    documents: Sequence[Document],
    choice: Choice,
    unit_name: str | None = None,
    year: str | None = None,
) -> Change:
    """The one change that takes what the choice does not leave; DocumentRefused where that is nothing."""
    trial = Office(office)
    edits: list[Edit] = []
    for at, document in enumerate(documents):
        found = taken(trial, document, unit_name, year)
        made = edits_of(found.wishes, *choice.of(at))
        trial.apply(change_of("", made))
        edits += made
    if not edits:
        names = "、".join(dict.fromkeys(document.source for document in documents))
        raise DocumentRefused(names, "没有要写入的内容", "要么都与现有的相同，要么都没有选上，请再看一遍")
    return change_of(title_of(documents), edits)


def must_be_as_shown(shown: Plan, now: Plan) -> None:
    """Raise ChangeConflict where the desk is no longer what the plan was made against."""
    if [(r.key, r.mark, r.cells) for r in shown.rows] != [(r.key, r.mark, r.cells) for r in now.rows]:
        raise ChangeConflict(_MOVED)


def unplaced(documents: Iterable[Document]) -> tuple[Doubt, ...]:
    """The doubts that belong to no row of a document: what its reader left out, columns nobody knows."""
    return tuple(doubt for document in documents for doubt, row in _placed_doubts(document) if row is None)


def _rows(at: int, document: Document, found: Taken, problems: dict[RowKey, list[str]]) -> Iterator[PlanRow]:
    cells: dict[RowKey, list[Cell]] = {}
    fresh: set[RowKey] = set()
    for wish in found.wishes:
        cells.setdefault(wish.row, []).extend(wish.cells())
        if wish.known is None and wish.kind.value in ("project", "indicator", "objective"):
            fresh.add(wish.row)
    doubts: dict[RowKey, list[str]] = {}
    for row, told in found.told:
        doubts.setdefault(row, []).append(told)
    for doubt, place in _placed_doubts(document):
        if place is not None:
            doubts.setdefault(place, []).append(doubt.what)
    for row, read in _reads(document):
        changes, wrong, doubtful = tuple(cells.get(row, ())), problems.get(row, []), doubts.get(row, [])
        mark = _mark(changes, row in fresh, bool(wrong), bool(doubtful))
        yield PlanRow((at, *row), mark, read, changes, (*wrong, *doubtful), row in fresh)


def _mark(cells: Sequence[Cell], is_new: bool, wrong: bool, doubtful: bool) -> Mark:
    if wrong:
        return Mark.WRONG
    if not cells and not is_new:
        return Mark.SAME
    if doubtful:
        return Mark.DOUBTFUL
    return Mark.NEW if is_new else Mark.CHANGED


def _problems(office: Office, found: Taken) -> dict[RowKey, list[str]]:
    held: dict[RowKey, list[str]] = {}
    for wish in found.wishes:
        for problem in problems_of(office, wish):
            if problem not in held.setdefault(wish.row, []):
                held[wish.row].append(problem)
    return held


def _reads(document: Document) -> Iterator[tuple[RowKey, ReadProject | ReadIndicator | ReadItem]]:
    for at, project in enumerate(document.projects):
        yield (at,), project
        yield from (((at, place), one) for place, one in enumerate(project.indicators))
    yield from (((at,), item) for at, item in enumerate(document.items))


def _placed_doubts(document: Document) -> Iterator[tuple[Doubt, RowKey | None]]:
    """Every doubt with its row: the one of its line, the project's where it quotes a text of the project."""
    deepest: dict[int, RowKey] = {}
    projects: dict[int, RowKey] = {}
    for row, read in _reads(document):
        for line in read.lines:
            if isinstance(read, ReadProject):
                projects.setdefault(line, row)
                deepest.setdefault(line, row)
            elif len(row) > 1 or line not in deepest:
                deepest[line] = row
    for doubt in document.doubts:
        project = projects.get(doubt.line)
        if project is not None and _quotes(doubt, document.projects[project[0]]):
            yield doubt, project
        else:
            yield doubt, deepest.get(doubt.line)


def _quotes(doubt: Doubt, project: ReadProject) -> bool:
    quoted = _QUOTED.findall(doubt.what)
    own = {project.name, project.budget, project.adjusted_budget, project.medium_budget, project.executed}
    return any(text in own for text in quoted)
