"""Verdicts and findings a window asks for again and again, kept until a change makes them stale."""

from perfdesk.domain.change import Change
from perfdesk.domain.findings import Finder
from perfdesk.domain.office import Node, Office
from perfdesk.domain.reach import reached
from perfdesk.domain.records import Book, Indicator, Kind, Run, kind_of
from perfdesk.domain.verdict import Judgement
from perfdesk.operations.checking import (
    Counts,
    ReviewLine,
    count,
    judge_book,
    judge_indicator,
    judge_node,
    review,
)


class VerdictCache:
    """Judgements by kind and id, for the run each book is looked at in."""

    def __init__(self) -> None:
        self._judged: dict[tuple[Kind, int], Judgement] = {}
        self._finder = Finder()
        self._review: tuple[ReviewLine, ...] | None = None

    def clear(self) -> None:
        """Forget everything: another file, book or run."""
        self._judged.clear()
        self._finder.clear()
        self._review = None

    def review(self, office: Office, book: Book, run: Run | None) -> tuple[ReviewLine, ...]:
        """The review list of the current book and run."""
        if self._review is None:
            self._review = review(office, book, run, self, self._finder)
        return self._review

    def counts(self, office: Office, book: Book, run: Run | None) -> Counts:
        """The figures of the status bar."""
        return count(office, book, run, self.review(office, book, run), self)

    def indicator(self, office: Office, indicator: Indicator, run: Run | None) -> Judgement:
        """The verdict of an indicator."""
        key = (Kind.INDICATOR, indicator.id)
        if key not in self._judged:
            self._judged[key] = judge_indicator(office, indicator, run)
        return self._judged[key]

    def node(self, office: Office, node: Node, run: Run | None) -> Judgement:
        """The verdict of a project or objective."""
        key = (kind_of(node), node.id)
        if key not in self._judged:
            self._judged[key] = judge_node(office, node, run)
        return self._judged[key]

    def book(self, office: Office, book: Book, run: Run | None) -> Judgement:
        """The verdict of a book."""
        key = (Kind.BOOK, book.id)
        if key not in self._judged:
            self._judged[key] = judge_book(office, book, run)
        return self._judged[key]

    def forget(self, office: Office, change: Change) -> None:
        """Drop what a change may have made stale: the nodes it reaches, their indicators and the books."""
        self._review = None
        nodes = reached(office, change)
        self._finder.forget(nodes)
        if nodes is None:
            self._judged.clear()
            return
        if nodes:
            for key in [key for key in self._judged if key[0] is Kind.BOOK]:
                del self._judged[key]
        for kind, record in nodes:
            self._judged.pop((kind, record), None)
            for indicator in office.indicators(office.node(kind, record)):
                self._judged.pop((Kind.INDICATOR, indicator.id), None)
