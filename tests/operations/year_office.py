"""A small office in the middle of its year, for the tests of the year's verbs."""

from perfdesk.domain.change import Change
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Indicator, Kind, Project, Run
from perfdesk.operations.arranging import add_run
from perfdesk.operations.importing import take_in
from perfdesk.operations.place import Place, write_place
from tests.operations.documents import DISCLOSURE, SUMMARY


class Year:
    """The book of projects of 2025, with a run of half a year; `do` applies a change."""

    def __init__(self, *, disclosure: bool = False) -> None:
        self.office = Office()
        document = DISCLOSURE if disclosure else SUMMARY
        self.do(take_in(self.office, document, unit_name="甲单位", year="2025"))
        if not disclosure:
            self.do(add_run(self.office, self.book.id, 1, 6)[0])

    def do(self, change: Change) -> None:
        self.office.apply(change)

    @property
    def book(self) -> Book:
        return self.office.books()[-1]

    @property
    def run(self) -> Run:
        found = self.office.last_run(self.book.id)
        assert found is not None
        return found

    @property
    def node(self) -> Node:
        return self.office.nodes(self.book.id)[0]

    @property
    def project(self) -> Project:
        assert isinstance(self.node, Project)
        return self.node

    @property
    def indicator(self) -> Indicator:
        return self.office.indicators(self.node)[0]

    def write(self, key: str, text: str, record: int | None = None, kind: Kind = Kind.INDICATOR) -> Change:
        """The change that puts a text at a place of the first indicator, or of a record that is named."""
        number = self.indicator.id if record is None else record
        return write_place(self.office, Place(kind, number, key, self.run.id), text)
