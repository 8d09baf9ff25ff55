"""What a document wants of the desk: one wish for each record it states something of, row by row.

A wish names the record the desk has, if it has one, and the texts the document states for it; nothing else of
the record is touched and nothing is ever removed. `edits_of` turns the wishes that are agreed to into edits.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from perfdesk.domain.change import Act, Change, Edit, creation, setting
from perfdesk.domain.document import Document, ReadFund, ReadIndicator
from perfdesk.domain.errors import RunLocked, TargetApproved
from perfdesk.domain.figures import Figure, number_of, read_figure
from perfdesk.domain.fold import unfit
from perfdesk.domain.form_kind import same_family
from perfdesk.domain.office import Office
from perfdesk.domain.permission import APPROVED_FIELDS, must_permit
from perfdesk.domain.records import (
    Account,
    Book,
    Entry,
    Fund,
    Indicator,
    Kind,
    Objective,
    Outlay,
    Project,
    Record,
    Role,
    Run,
    Value,
    fields_of,
    kind_of,
    role_of,
    to_text,
    with_fields,
)
from perfdesk.domain.span import Span
from perfdesk.domain.units import same_unit
from perfdesk.domain.wording import shortened
from perfdesk.operations.adjusting import SUBJECT_WORDS
from perfdesk.operations.matching import (
    Pool,
    Twins,
    plain_level,
    plain_name,
    ways_to_match_indicator,
    ways_to_match_objective,
    ways_to_match_project,
)
from perfdesk.operations.stated import entry_of, indicator_of, months_of, objective_of, stated_of

RowKey = tuple[int, ...]  # () the table as a whole, (project,), (project, indicator) or (item,), from 0
_OF_RUNS = (Kind.ENTRY, Kind.ACCOUNT, Kind.OUTLAY)  # these say nothing where none of their texts is taken
_ORDER = {kind: at for at, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of a row that would change: `key` is a column key, the texts are canonical (None is empty).

    Where a row has several records of a kind, their name stands behind the key: `fund.initial@财政拨款`.
    """

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A record as a row of the document states it; `known` is the desk's own, or None where it would be new.

    `blank` holds id, links and position of a record to be made; `stated` what the document says of it.
    """

    row: RowKey
    known: Record | None
    blank: Record
    stated: Mapping[str, Value]
    about: str = ""  # which of several in the row it is: the name of a fund
    unit: str | None = None  # of its figures, where a bare number means that

    @property
    def kind(self) -> Kind:
        """The kind of its record."""
        return kind_of(self.blank)

    def cells(self) -> Iterator[Cell]:
        """What it would change."""
        tail = f"@{self.about}" if self.about else ""
        for name, value in self.stated.items():
            before, after = to_text(getattr(self.known, name)) if self.known else None, to_text(value)
            if self.known is None or not _alike(self.kind, name, before, after, self.unit):
                yield Cell(f"{self.kind.value}.{name}{tail}", before, after)

    def edits(self, left: Collection[str]) -> list[Edit]:
        """The edits that fulfil it, but for the cells with these keys, which stay as they are."""
        taken = [cell for cell in self.cells() if cell.key not in left]
        names = [cell.key.partition(".")[2].partition("@")[0] for cell in taken]
        if self.known is not None:
            set_to = (setting(self.known, name, to_text(self.stated[name])) for name in names)
            return [edit for edit in set_to if edit is not None]
        if self.kind in _OF_RUNS and not names:
            return []
        return [creation(with_fields(self.blank, {name: self.stated[name] for name in names}))]


@dataclass(frozen=True, slots=True)
class Taken:
    """All wishes of a document, and what has to be told of its rows."""

    wishes: tuple[Wish, ...]
    told: tuple[tuple[RowKey, str], ...]


def take(office: Office, document: Document, unit: str, year: str) -> Taken:
    """What a document wants of the desk; unit, year and (where something is recorded) months are settled."""
    taking = _Taking(office, document)
    book = taking.book(unit, year)
    run = taking.run(book)
    taking.projects(book, run)
    taking.items(book, run)
    return Taken(tuple(taking.wishes), tuple(taking.told))


def problems_of(office: Office, wish: Wish) -> Iterator[str]:
    """Why a wish cannot be fulfilled: a locked run, an approved target, a text that no desk file keeps."""
    edits = wish.edits(())
    try:
        must_permit(office, Change("", tuple(edits)), Act.IMPORT)
    except RunLocked:
        yield "这一期的进展已锁定，要先解锁"
    except TargetApproved:
        yield f"目标已批复，要改请用“调整目标”{_differing(wish)}"
    if any(unfit(str(value)) for value in wish.stated.values()):
        yield "有不能用的控制字符，请在文件里删去"


def _differing(wish: Wish) -> str:
    """What an approved target would become, in brackets: 「（年度目标值“3000”与文件的“3500”不同）」."""
    if wish.known is None:
        return "里的“新增指标”（已批复的里面没有这一项）"
    guarded = {f"{wish.kind.value}.{name}" for name in APPROVED_FIELDS.get(wish.kind, ())}
    told = [
        f"{SUBJECT_WORDS.get(cell.key, cell.key)}“{shortened(cell.before or '')}”"
        f"与文件的“{shortened(cell.after or '')}”不同"
        for cell in wish.cells()
        if cell.key in guarded
    ]
    return f"（{'，'.join(told)}）" if told else ""


def edits_of(
    wishes: Iterable[Wish],
    left_rows: Collection[RowKey] = (),
    left_cells: Mapping[RowKey, Collection[str]] = MappingProxyType({}),
) -> tuple[Edit, ...]:
    """The edits of what is taken. What belongs to a record that is not made is not made either.

    Book and run are made unless rows are left and nothing that is taken belongs to them.
    """
    held = list(wishes)
    heads = [wish for wish in held if wish.kind in (Kind.BOOK, Kind.RUN)]
    missing: set[tuple[Kind, int]] = set()
    linked: set[tuple[Kind, int]] = set()
    edits: list[Edit] = []
    for wish in (wish for wish in held if wish.kind not in (Kind.BOOK, Kind.RUN)):
        made: list[Edit] = []
        if wish.row not in left_rows and missing.isdisjoint(_links(wish.blank)):
            made = wish.edits(left_cells.get(wish.row, ()))
        if wish.known is None:
            (linked if made else missing).update(_links(wish.blank) if made else [_key(wish.blank)])
        edits += made
    for head in reversed(heads):
        if head.known is None and (not missing or _key(head.blank) in linked):
            linked.update(_links(head.blank))
            edits += head.edits(())
    # Records of one kind in a row are written as one statement.
    return tuple(sorted(edits, key=lambda edit: _ORDER[edit.kind]))


def _key(record: Record) -> tuple[Kind, int]:
    return kind_of(record), record.id


def _links(record: Record) -> Iterator[tuple[Kind, int]]:
    for shape in fields_of(kind_of(record)):
        owner = getattr(record, shape.name) if shape.target else None
        if shape.target and owner is not None:
            yield shape.target, owner


def _alike(kind: Kind, name: str, before: str | None, after: str | None, unit: str | None) -> bool:
    """Whether two texts say the same: figures as numbers in `unit`, names whatever their spaces."""
    if before == after:
        return True
    if before is None or after is None:
        return False
    if name in ("level1", "level2"):
        return plain_level(before) == plain_level(after)
    if name == "name":
        return plain_name(before) == plain_name(after)
    if role_of(kind, name) is not Role.FIGURE:
        return False
    old, new = _number_in(before, unit), _number_in(after, unit)
    return old is not None and old == new


def _number_in(text: str, unit: str | None) -> object:
    """The number of a figure that names no other unit than this one; None where it is more than a number."""
    figure = read_figure(text)
    if not isinstance(figure, Figure) or figure.operator or figure.approximate:
        return None
    return number_of(text) if figure.unit is None or same_unit(figure.unit, unit) else None


class _Taking:
    """The wishes of one document as they grow, with the ids of records that do not exist yet."""

    def __init__(self, office: Office, document: Document) -> None:
        self._office, self._document = office, document
        self._next = office.next_id()
        self.wishes: list[Wish] = []
        self.told: list[tuple[RowKey, str]] = []

    def _put(
        self,
        row: RowKey,
        known: Record | None,
        blank: Record,
        stated: Mapping[str, Value],
        about: str = "",
        unit: str | None = None,
    ) -> int:
        """Wish for a record; `blank` is what a new one is made from."""
        if known is None:
            blank = with_fields(blank, {"id": self._next})
            self._next += 1
        self.wishes.append(Wish(row, known, known or blank, stated, about, unit))
        return (known or blank).id

    def book(self, unit: str, year: str) -> int:
        """The book of unit and year, whichever form of its family it came by."""
        form = self._document.kind.value
        alike = [
            b
            for b in self._office.books()
            if (b.unit_name, b.year) == (unit, year) and same_family(b.form, form)
        ]
        known = next((b for b in alike if b.form == form), alike[0] if alike else None)
        title, source = self._document.title, self._document.source
        stated = {"unit_name": unit, "year": year, "form": form, "title": title, "source": source}
        return self._put((), known, Book(0), {} if known else stated)

    def run(self, book: int) -> int | None:
        """The run of the document's months; its label stays what the clerk has."""
        months = months_of(self._document)
        if months is None:
            return None
        known = next((r for r in self._office.runs(book) if (r.from_month, r.to_month) == months), None)
        label = self._document.period or Span(*months).label
        return self._put((), known, Run(0, book, *months), {} if known else {"label": label})

    # -- projects

    def projects(self, book: int, run: int | None) -> None:
        """All projects with their money and indicators."""
        pool = Pool([n for n in self._nodes(book) if isinstance(n, Project)])
        for at, read in enumerate(self._document.projects):
            known = pool.take(read.name, *ways_to_match_project(read))
            blank = Project(0, book, position=at + 1)
            number = self._put((at,), known, blank, stated_of(read, Kind.PROJECT))
            if run is not None:
                account = self._office.account(run, known) if known else None
                told = stated_of(read, Kind.ACCOUNT)
                if told:
                    self._put((at,), account, Account(0, run, project=number), told)
            self._funds((at,), run, number, known, read.funds)
            self._indicators((at,), run, number, known, read.indicators)

    def _nodes(self, book: int) -> list[Project | Objective]:
        return self._office.nodes(book)

    def _funds(
        self, row: RowKey, run: int | None, project: int, known: Project | None, read: Sequence[ReadFund]
    ) -> None:
        pool = Pool(self._office.followers(Fund, known) if known else [])
        for at, fund in enumerate(read):
            held = pool.take(fund.name, lambda _: True)
            money = len(stated_of(fund, Kind.FUND)) > 1 or stated_of(fund, Kind.OUTLAY)
            if held is None and not money:
                continue  # a line of the printed form that nobody filled in
            number = self._put(
                row, held, Fund(0, project, position=at + 1), stated_of(fund, Kind.FUND), fund.name
            )
            told = stated_of(fund, Kind.OUTLAY)
            if run is not None and told:
                outlay = self._office.outlay(run, held.id) if held else None
                self._put(row, outlay, Outlay(0, run, number), told, fund.name)

    def _indicators(
        self,
        row: RowKey,
        run: int | None,
        project: int,
        known: Project | None,
        read: Sequence[ReadIndicator],
    ) -> None:
        siblings = self._office.indicators(known) if known else []
        pool = Pool(siblings)
        twins = Twins(read)
        for at, one in enumerate(read):
            choice = pool.count(one.name)
            held = pool.take(one.name, *ways_to_match_indicator(one, twins.alone(one) and choice == 1))
            place = (*row, at)
            if twins.same(one):
                self.told.append((place, f"“{one.name}”有几行同名，按先后顺序与现有的对应，请核对"))
            blank = Indicator(0, project, position=at + 1)
            number = self._put(place, held, blank, indicator_of(one, recorded=run is not None))
            told = entry_of(one)
            if run is not None and told:
                entry = self._office.entry(run, held.id) if held else None
                self._put(place, entry, Entry(0, run, number), told, unit=one.unit)

    # -- objectives

    def items(self, book: int, run: int | None) -> None:
        """All objectives with their progress."""
        pool = Pool([n for n in self._nodes(book) if isinstance(n, Objective)])
        for at, read in enumerate(self._document.items):
            known = pool.take(read.name, *ways_to_match_objective(read))
            number = self._put((at,), known, Objective(0, book, position=at + 1), objective_of(read))
            if run is not None and read.progress:
                account = self._office.account(run, known) if known else None
                blank = Account(0, run, objective=number)
                self._put((at,), account, blank, {"narrative": read.progress})
