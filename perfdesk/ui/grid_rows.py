"""The rows of the grid and the places behind its cells: indicators, objectives, and projects as a whole."""

from typing import NamedTuple

from perfdesk.domain.change import RECORD, Change, Edit, from_json
from perfdesk.domain.figures import plain
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.measure import ACCUMULATION_WORDS, DIRECTION_WORDS
from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Entry, Indicator, Kind, Objective, Project, Run, Term, kind_of
from perfdesk.domain.target import target_of
from perfdesk.forms.form import Form
from perfdesk.forms.registry import FORMS
from perfdesk.operations.checking import node_name
from perfdesk.operations.place import Place, read_place
from perfdesk.operations.standing import is_followed, last_year_actual, previous_run
from perfdesk.ui.grid_columns import COMPUTED, LAST_YEAR, PREVIOUS


class GridRow(NamedTuple):
    """What a row is about."""

    kind: Kind
    record: int


# A project's own row stands among its indicators and reports its money and its progress.
_OF_PROJECT = {
    "indicator.name": "project.name",
    "indicator.target": "project.budget",
    "entry.actual": "account.executed",
    "entry.narrative": "account.narrative",
    "entry.note": "account.note",
    "entry.deviation_reason": "account.deviation_reason",
}
# A book may hold objectives beside projects; such a row has a name and its progress, no figures.
_OF_OBJECTIVE = {"indicator.name": "objective.name", "entry.narrative": "account.narrative"}
GUESSED = "（推测）"
FOLLOWED = "（关注）"


def form_of_book(office: Office, book: int | None) -> Form | None:
    """The form of a book; None for one this version does not know."""
    found = office.find(Kind.BOOK, book or 0)
    kind = getattr(found, "form", None)
    return FORMS.get(FormKind(kind)) if kind in {k.value for k in FormKind} else None


def rows_of(office: Office, kind: Kind | None, record: int) -> list[GridRow]:
    """The rows under a record: its indicators, or everything in its book."""
    found = office.find(kind, record) if kind else None
    if isinstance(found, Indicator):
        return rows_of(office, *found.owner)
    if isinstance(found, Project | Objective):
        return [GridRow(Kind.INDICATOR, i.id) for i in office.indicators(found)]
    book = office.book_of(found) if found else None
    if book is None:
        return []
    rows: list[GridRow] = []
    for node in office.nodes(book.id):
        rows.append(GridRow(kind_of(node), node.id))
        if isinstance(node, Project):
            rows += [GridRow(Kind.INDICATOR, i.id) for i in office.indicators(node)]
    return rows


def is_scored(office: Office, row: GridRow) -> bool:
    """Whether a self-evaluation has a row: projects, and their indicators of this year."""
    found = office.find(*row)
    if isinstance(found, Indicator):
        return found.project is not None and found.term != Term.MEDIUM
    return isinstance(found, Project)


def place_of(row: GridRow, key: str, run: Run | None) -> Place | None:
    """Where the cell's text stands; None for what is computed."""
    if row.kind is Kind.PROJECT:
        key = _OF_PROJECT.get(key, "")
    elif row.kind is Kind.OBJECTIVE and not key.startswith(("objective.", "account.")):
        key = _OF_OBJECTIVE.get(key, "")
    if not key or key in COMPUTED:
        return None
    reported = key.startswith(("entry.", "account."))
    if reported and run is None:
        return None
    return Place(row.kind, row.record, key, run.id if reported and run else None)


def shown_text(office: Office, row: GridRow, key: str, run: Run | None) -> str:
    """What the cell shows while nobody edits it."""
    found = office.find(row.kind, row.record)
    if key in ("indicator.name", "objective.name"):
        return _name(office, found, run)
    if isinstance(found, Project) and key == "indicator.unit":
        return "万元" if found.budget and found.budget.strip()[-1:].isdecimal() else ""
    if isinstance(found, Indicator) and key == LAST_YEAR:
        return last_year_actual(office, found, run) or ""
    if key == PREVIOUS:
        place = place_of(row, "entry.actual", previous_run(office, run))
    else:
        place = place_of(row, key, run)
    return read_place(office, place) if place else ""


def _name(office: Office, found: object, run: Run | None) -> str:
    """The name of a row, with the mark of what is followed up."""
    if not isinstance(found, Project | Objective | Indicator):
        return ""
    name = (found.name or "") if isinstance(found, Indicator) else node_name(found)
    return f"{name}{FOLLOWED}" if is_followed(office, found, run) else name


def reported_target(indicator: Indicator) -> str:
    """「≥ 95」; the text as typed where it is not one number."""
    target = target_of(indicator)
    shown = plain(target.number) if target.number is not None else (target.text or "").strip()
    return f"{target.operator} {shown}" if target.operator and shown else shown


def kind_words(indicator: Indicator, key: str) -> str:
    """「全年累计（推测）」: how an indicator adds up or which way is better, guesses marked."""
    target = target_of(indicator)
    if key == "indicator.accumulation":
        return ACCUMULATION_WORDS[target.accumulation] + ("" if indicator.accumulation else GUESSED)
    return DIRECTION_WORDS[target.direction] + ("" if indicator.direction else GUESSED)


def rebuilds(change: Change) -> bool:
    """Whether rows come, go or move. An entry's first figure makes a record but no row."""
    values = (Kind.ENTRY, Kind.ACCOUNT)
    return any(edit.kind not in values and Change("", (edit,)).structural for edit in change.edits)


def touched_rows(office: Office, change: Change) -> set[GridRow]:
    """The rows a change of values concerns, with the projects and objectives above them."""
    rows: set[GridRow] = set()
    for edit in change.edits:
        row = _row_of(office, edit)
        if row is None:
            continue
        rows.add(row)
        found = office.find(*row)
        if isinstance(found, Indicator):
            rows.add(GridRow(*found.owner))
    return rows


def _row_of(office: Office, edit: Edit) -> GridRow | None:
    if edit.kind not in (Kind.ENTRY, Kind.ACCOUNT):
        return GridRow(edit.kind, edit.record)
    record = office.find(edit.kind, edit.record)
    if record is None and edit.field == RECORD and edit.before:
        record = from_json(edit.kind, edit.record, edit.before)
    match record:
        case Entry():
            return GridRow(Kind.INDICATOR, record.indicator or 0)
        case Account(project=int() as project):
            return GridRow(Kind.PROJECT, project)
        case Account(objective=int() as objective):
            return GridRow(Kind.OBJECTIVE, objective)
        case _:
            return None
