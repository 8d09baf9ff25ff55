"""Verdicts a window asks for again and again, kept until a change makes them stale; never stored."""

from perfdesk.domain.change import Change
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import ASIDE, Book, Indicator, Kind, Run, kind_of
from perfdesk.domain.verdict import Judgement
from perfdesk.operations.checking import judge_book, judge_indicator, judge_node

_MANY = 50


class VerdictCache:
    """Judgements by kind and id, for the run each book is looked at in."""

    def __init__(self) -> None:
        self._judged: dict[tuple[Kind, int], Judgement] = {}

    def clear(self) -> None:
        """Forget everything: another file, book or run."""
        self._judged.clear()

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
        """Drop what a change may have made stale: the rows it names and everything above them."""
        if change.structural or len(change.edits) > _MANY:
            self.clear()
            return
        for kind, record in change.touched():
            self._forget(office, kind, record)

    def _forget(self, office: Office, kind: Kind, record: int) -> None:
        if kind in ASIDE:
            return
        found = office.find(kind, record)
        number = getattr(found, "indicator", None) if kind is Kind.ENTRY else record
        indicator = office.find(Kind.INDICATOR, number or 0)
        if kind in (Kind.ENTRY, Kind.INDICATOR) and isinstance(indicator, Indicator):
            self._judged.pop((Kind.INDICATOR, indicator.id), None)
            self._judged.pop(indicator.owner, None)
        elif kind in (Kind.PROJECT, Kind.OBJECTIVE):
            self._judged.pop((kind, record), None)
        else:
            self.clear()
            return
        for key in [key for key in self._judged if key[0] is Kind.BOOK]:
            del self._judged[key]
