"""The office: every record of one desk in memory, and the questions asked of them.

It is the only mutable thing in the domain, and only `apply` changes it. Lists come in paper order.
"""

from collections.abc import Iterable, Iterator

from perfdesk.domain.change import RECORD, Change, Edit, from_json, to_json
from perfdesk.domain.errors import ChangeConflict
from perfdesk.domain.records import (
    ASIDE,
    Account,
    Adjustment,
    Answer,
    AnyRecord,
    Book,
    Entry,
    Evidence,
    Fund,
    Indicator,
    Kind,
    Objective,
    Outlay,
    Project,
    Publication,
    Record,
    Rectification,
    Role,
    Run,
    fields_of,
    from_text,
    kind_of,
    role_of,
    to_text,
    with_fields,
)

Node = Project | Objective
_CONFLICT = "这一处已被另一处修改，刚才的改动没有写入。请看清现在的内容后再改。"


class Office:
    """Records by kind and id, with child lists kept ready."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records: dict[tuple[Kind, int], Record] = {(kind_of(r), r.id): r for r in records}
        self._highest = max((key[1] for key in self._records), default=0)
        self._index()

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def next_id(self) -> int:
        """An id no record of this desk has had since it was opened."""
        return self._highest + 1

    def find(self, kind: Kind, record: int) -> Record | None:
        """The record, or None."""
        return self._records.get((kind, record))

    def book(self, record: int) -> Book:
        """A book by id; KeyError where it is not."""
        found = self._records[Kind.BOOK, record]
        assert isinstance(found, Book)
        return found

    def node(self, kind: Kind, record: int) -> Node:
        """A project or objective by kind and id; KeyError where it is not."""
        found = self._records[kind, record]
        assert isinstance(found, Project | Objective)
        return found

    def indicator(self, record: int) -> Indicator:
        """An indicator by id; KeyError where it is not."""
        found = self._records[Kind.INDICATOR, record]
        assert isinstance(found, Indicator)
        return found

    def run(self, record: int) -> Run:
        """A run by id; KeyError where it is not."""
        found = self._records[Kind.RUN, record]
        assert isinstance(found, Run)
        return found

    def owner(self, indicator: Indicator) -> Node:
        """The project or objective of an indicator."""
        return self.node(*indicator.owner)

    def book_of(self, record: Record) -> Book | None:
        """The book a record belongs to; None for an answer or a rule pack."""
        match record:
            case Book():
                return record
            case Project() | Objective() | Run() | Publication():
                return self.book(record.book or 0)
            case Indicator():
                return self.book_of(self.owner(record))
            case Entry() | Account() | Outlay():
                return self.book_of(self.run(record.run or 0))
            case Fund():
                return self.book_of(self.node(Kind.PROJECT, record.project or 0))
            case Adjustment() | Rectification() | Evidence():
                kind = Kind.OBJECTIVE if record.project is None else Kind.PROJECT
                return self.book_of(self.node(kind, record.project or record.objective or 0))
            case _:
                return None

    def books(self) -> list[Book]:
        """All books, newest year first, then by id."""
        return list(self._books)

    def nodes(self, book: int) -> list[Node]:
        """Projects and objectives of a book in paper order."""
        return list(self._nodes.get(book, ()))

    def indicators(self, owner: Node) -> list[Indicator]:
        """Indicators of a project or objective in paper order."""
        return list(self._indicators.get((kind_of(owner), owner.id), ()))

    def runs(self, book: int) -> list[Run]:
        """Runs of a book by their months."""
        return list(self._runs.get(book, ()))

    def last_run(self, book: int) -> Run | None:
        """The run of a book that reaches furthest into the year."""
        runs = self._runs.get(book)
        return runs[-1] if runs else None

    def entry(self, run: int, indicator: int) -> Entry | None:
        """What the run records for the indicator, if anything."""
        record = self._entries.get((run, indicator))
        found = self._records.get((Kind.ENTRY, record)) if record is not None else None
        return found if isinstance(found, Entry) else None

    def account(self, run: int, owner: Node) -> Account | None:
        """What the run records for the project or objective as a whole, if anything."""
        record = self._accounts.get((run, kind_of(owner), owner.id))
        found = self._records.get((Kind.ACCOUNT, record)) if record is not None else None
        return found if isinstance(found, Account) else None

    def outlay(self, run: int, fund: int) -> Outlay | None:
        """What the run records for a part of a project's money, if anything."""
        record = self._outlays.get((run, fund))
        found = self._records.get((Kind.OUTLAY, record)) if record is not None else None
        return found if isinstance(found, Outlay) else None

    def followers(self, wanted: type[AnyRecord], owner: Record) -> list[AnyRecord]:
        """Records of a kind aside (funds, adjustments, evidence ...) that name this record, in order."""
        numbers = self._followers.get((kind_of(owner), owner.id), ())
        held = (self._records.get(number) for number in numbers)
        found = [record for record in held if isinstance(record, wanted)]
        return sorted(found, key=lambda record: (getattr(record, "position", 0), record.id))

    def every(self, wanted: type[AnyRecord]) -> list[AnyRecord]:
        """All records of one kind, oldest first."""
        return sorted((r for r in self._records.values() if isinstance(r, wanted)), key=lambda r: r.id)

    def answer(self, finding: str) -> Answer | None:
        """The clerk's note to the finding with this key."""
        return self._answers.get(finding)

    def check(self, change: Change) -> None:
        """Raise `ChangeConflict` where a value is no longer what the change took it to be."""
        pending: dict[tuple[Kind, int], Record | None] = {}
        for edit in change.edits:
            key = (edit.kind, edit.record)
            now = pending[key] if key in pending else self._records.get(key)
            pending[key] = _applied(now, edit)

    def apply(self, change: Change) -> None:
        """Apply all edits or, on `ChangeConflict`, none."""
        self.check(change)
        for edit in change.edits:
            key = (edit.kind, edit.record)
            made = _applied(self._records.get(key), edit)
            if made is None:
                self._records.pop(key, None)
            else:
                self._records[key] = made
            self._highest = max(self._highest, edit.record)
        if not any(_moves(edit) for edit in change.edits):
            self._index_answers()
        else:
            self._index()

    def _index_answers(self) -> None:
        answers = (record for record in self._records.values() if isinstance(record, Answer))
        self._answers = {answer.finding or "": answer for answer in answers}

    def _index(self) -> None:
        self._index_answers()
        self._nodes: dict[int, list[Node]] = {}
        self._indicators: dict[tuple[Kind, int], list[Indicator]] = {}
        self._runs: dict[int, list[Run]] = {}
        self._entries: dict[tuple[int, int], int] = {}
        self._accounts: dict[tuple[int, Kind, int], int] = {}
        self._outlays: dict[tuple[int, int], int] = {}
        self._followers: dict[tuple[Kind, int], list[tuple[Kind, int]]] = {}
        books: list[Book] = []
        for record in self._records.values():
            match record:
                case Book():
                    books.append(record)
                case Project() | Objective():
                    self._nodes.setdefault(record.book or 0, []).append(record)
                case Indicator():
                    self._indicators.setdefault(record.owner, []).append(record)
                case Run():
                    self._runs.setdefault(record.book or 0, []).append(record)
                case Entry():
                    self._entries[record.run or 0, record.indicator or 0] = record.id
                case Account():
                    owner = record.project if record.project is not None else record.objective
                    kind = Kind.PROJECT if record.project is not None else Kind.OBJECTIVE
                    self._accounts[record.run or 0, kind, owner or 0] = record.id
                case Outlay():
                    self._outlays[record.run or 0, record.fund or 0] = record.id
            if kind_of(record) in ASIDE:
                self._follow(record)
        for nodes in self._nodes.values():
            nodes.sort(key=lambda r: (r.position, r.id))
        for indicators in self._indicators.values():
            indicators.sort(key=lambda r: (r.position, r.id))
        for runs in self._runs.values():
            runs.sort(key=lambda r: (r.to_month, r.from_month, r.id))
        self._books = sorted(books, key=lambda r: (-_year(r), r.id))

    def _follow(self, record: Record) -> None:
        for shape in fields_of(kind_of(record)):
            owner = getattr(record, shape.name) if shape.target else None
            if shape.target and owner is not None:
                self._followers.setdefault((shape.target, owner), []).append((kind_of(record), record.id))


def _moves(edit: Edit) -> bool:
    """Whether lists must be made anew; values of entries, accounts and what stands aside are in none."""
    held_by_id = edit.kind in (Kind.ENTRY, Kind.ACCOUNT) or edit.kind in ASIDE
    return not held_by_id or edit.field == RECORD or role_of(edit.kind, edit.field) is Role.LINK


def _year(book: Book) -> int:
    year = book.year or ""
    return int(year) if year.isdecimal() and len(year) <= 9 else 0


def _applied(now: Record | None, edit: Edit) -> Record | None:
    """The record after an edit; raises ChangeConflict where `before` does not match."""
    if edit.field == RECORD:
        if (None if now is None else to_json(now)) != edit.before:
            raise ChangeConflict(_CONFLICT)
        return None if edit.after is None else from_json(edit.kind, edit.record, edit.after)
    if now is None or to_text(getattr(now, edit.field)) != edit.before:
        raise ChangeConflict(_CONFLICT)
    value = from_text(role_of(edit.kind, edit.field), edit.after)
    return with_fields(now, {edit.field: value})
