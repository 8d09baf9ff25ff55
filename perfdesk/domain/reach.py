"""What a change reaches: the projects and objectives whose verdicts and findings it may make stale."""

from perfdesk.domain.change import RECORD, Change, from_json
from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Entry, Indicator, Kind, Objective, Project, Record, kind_of
from perfdesk.domain.year_records import Fund, Outlay

NodeKey = tuple[Kind, int]
_SILENT = frozenset(
    (Kind.ANSWER, Kind.PACK, Kind.ADJUSTMENT, Kind.RECTIFICATION, Kind.EVIDENCE, Kind.PUBLICATION)
)
_MOVES_NODES = (RECORD, "book", "project", "objective", "position")


def reached(office: Office, change: Change) -> frozenset[NodeKey] | None:
    """The nodes a change that was just applied reaches; None where that may be every node of a book.

    Typing a first value makes an entry, and that reaches one node as typing a second does. Notes, evidence
    and the like reach none.
    """
    gone = {
        (edit.kind, edit.record): from_json(edit.kind, edit.record, edit.before)
        for edit in change.edits
        if edit.field == RECORD and edit.after is None and edit.before is not None
    }
    found: set[NodeKey] = set()
    for edit in change.edits:
        if edit.kind in _SILENT:
            continue
        record = office.find(edit.kind, edit.record) or gone.get((edit.kind, edit.record))
        node = _node_of(office, record, gone)
        moved = edit.field in _MOVES_NODES and edit.kind in (Kind.PROJECT, Kind.OBJECTIVE)
        relinked = edit.field in ("project", "objective", "indicator", "fund", "run")
        if node is None or moved or relinked:
            return None
        found.add(node)
    return frozenset(found)


def _node_of(office: Office, record: Record | None, gone: dict[tuple[Kind, int], Record]) -> NodeKey | None:
    """The project or objective a record stands at; None for books, runs and what is not there."""

    def held(kind: Kind, number: int | None) -> Record | None:
        return office.find(kind, number or 0) or gone.get((kind, number or 0))

    match record:
        case Project() | Objective():
            return kind_of(record), record.id
        case Indicator():
            return record.owner
        case Entry():
            return _node_of(office, held(Kind.INDICATOR, record.indicator), gone)
        case Account() if record.project is not None:
            return Kind.PROJECT, record.project
        case Account():
            return Kind.OBJECTIVE, record.objective or 0
        case Fund():
            return Kind.PROJECT, record.project or 0
        case Outlay():
            return _node_of(office, held(Kind.FUND, record.fund), gone)
        case _:
            return None
