"""Verdicts and findings a window asks for again and again, kept until a change makes them stale."""

from perfdesk.domain.change import Change, Edit, from_json
from perfdesk.domain.findings import Finder
from perfdesk.domain.office import Node, Office
from perfdesk.domain.reach import NodeKey, reached
from perfdesk.domain.records import Answer, Book, Indicator, Kind, Run, kind_of
from perfdesk.domain.verdict import Judgement
from perfdesk.operations.checking import (
    Counts,
    NodeReview,
    ReviewLine,
    compose,
    count,
    judge_book,
    judge_indicator,
    judge_node,
    review_across,
    review_node,
)


class VerdictCache:
    """Judgements by kind and id, for the run each book is looked at in."""

    def __init__(self) -> None:
        self._judged: dict[tuple[Kind, int], Judgement] = {}
        self._finder = Finder()
        self._nodes: dict[NodeKey, NodeReview] = {}
        self._review: tuple[ReviewLine, ...] | None = None

    def clear(self) -> None:
        """Forget everything: another file, book or run."""
        self._judged.clear()
        self._finder.clear()
        self._nodes.clear()
        self._review = None

    def review(self, office: Office, book: Book, run: Run | None) -> tuple[ReviewLine, ...]:
        """The review list of the current book and run; what was not looked at yet is looked at now."""
        if self._review is None:
            nodes = self._reviews(office, book, run)
            self._review = compose(nodes, review_across(office, book, run, self._finder))
        return self._review

    def counts(self, office: Office, book: Book, run: Run | None) -> Counts:
        """The figures of the status bar."""
        return count(self._reviews(office, book, run), self.review(office, book, run))

    def look(self, office: Office, book: Book, run: Run | None, node: Node) -> NodeReview:
        """The review of one node, kept: a window looks at a large book bit by bit."""
        key = (kind_of(node), node.id)
        if key not in self._nodes:
            self._nodes[key] = review_node(office, book, run, node, self, self._finder)
        return self._nodes[key]

    def unseen(self, office: Office, book: Book) -> list[Node]:
        """The nodes nobody has looked at yet, in paper order."""
        return [node for node in office.nodes(book.id) if (kind_of(node), node.id) not in self._nodes]

    def review_so_far(self, office: Office, book: Book, run: Run | None) -> tuple[ReviewLine, ...]:
        """The review list of the nodes looked at; nothing of nodes against each other."""
        unseen = {(kind_of(node), node.id) for node in self.unseen(office, book)}
        nodes = (node for node in office.nodes(book.id) if (kind_of(node), node.id) not in unseen)
        return compose((self.look(office, book, run, node) for node in nodes), ())

    def _reviews(self, office: Office, book: Book, run: Run | None) -> list[NodeReview]:
        return [self.look(office, book, run, node) for node in office.nodes(book.id)]

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
            self._nodes.clear()
            return
        self._forget_answered({line for edit in change.edits if (line := _answered(office, edit))})
        if nodes:
            for key in [key for key in self._judged if key[0] is Kind.BOOK]:
                del self._judged[key]
        for kind, record in nodes:
            self._judged.pop((kind, record), None)
            self._nodes.pop((kind, record), None)
            for indicator in office.indicators(office.node(kind, record)):
                self._judged.pop((Kind.INDICATOR, indicator.id), None)

    def _forget_answered(self, answered: set[str]) -> None:
        """Drop the reviews with a line whose answer changed."""
        if answered:
            stale = [node for node, held in self._nodes.items() if not answered.isdisjoint(held.keys)]
            for node in stale:
                del self._nodes[node]


def _answered(office: Office, edit: Edit) -> str | None:
    """The key of the line an edit answers; None for an edit of anything else."""
    if edit.kind is not Kind.ANSWER:
        return None
    record = office.find(edit.kind, edit.record)
    if record is None and edit.before is not None:
        record = from_json(edit.kind, edit.record, edit.before)
    return record.finding if isinstance(record, Answer) else None
