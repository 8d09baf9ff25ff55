"""The review of the window: a small book is looked at at once, a large one bit by bit."""

from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Objective, Project, Run, kind_of
from perfdesk.operations.checking import ReviewLine
from perfdesk.operations.verdict_cache import VerdictCache
from perfdesk.ui.slices import Clock, Slices

# As many projects as are looked at while a clerk notices nothing.
_AT_ONCE = 40


class DeskChecks(QObject):
    """Looks at the book that `shown` names, and says how far it is.

    Signals:
        went_on: more of the book was looked at; `seen` is another.
        found: the list is worth showing again; the last time with everything in it.
    """

    went_on = Signal()
    found = Signal()

    def __init__(
        self,
        shown: Callable[[], tuple[Office, Book | None, Run | None]],
        verdicts: VerdictCache,
        parent: QObject | None = None,
        clock: Clock = monotonic,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._verdicts = verdicts
        self._told = 0
        self._slices = Slices(self, clock)
        self._slices.turned.connect(self._tell)
        self._slices.ended.connect(self._end)

    @property
    def ready(self) -> bool:
        """Whether the whole book was looked at; where too much is left, looking begins."""
        if self._slices.busy:
            return False
        if len(self._unseen()) > _AT_ONCE:
            self._told = 0
            self._slices.begin(self._steps())
            return False
        for _ in self._steps():
            pass
        return True

    @property
    def seen(self) -> tuple[int, int]:
        """How many projects or objectives were looked at, and how many there are."""
        office, book, _ = self._shown()
        whole = len(office.nodes(book.id)) if book else 0
        return whole - len(self._unseen()), whole

    def lines(self) -> tuple[ReviewLine, ...]:
        """The review list; of a book that is still being looked at, what was found so far."""
        office, book, run = self._shown()
        if book is None:
            return ()
        if self.ready:
            return self._verdicts.review(office, book, run)
        return self._verdicts.review_so_far(office, book, run)

    def _unseen(self) -> list[Node]:
        office, book, _ = self._shown()
        return self._verdicts.unseen(office, book) if book else []

    def _steps(self) -> Iterator[None]:
        """Look at one node after another, as each is when its turn comes; also at what changes meanwhile."""
        while unseen := self._unseen():
            shown = self._shown()
            office, book, run = shown
            for kind, number in [(kind_of(node), node.id) for node in unseen]:
                node = office.find(kind, number)
                if book is None or self._shown() != shown:
                    break
                if isinstance(node, Project | Objective):
                    self._verdicts.look(office, book, run, node)
                yield

    @Slot()
    def _tell(self) -> None:
        """The list is made anew each time twice as much is known, so that this costs little in all."""
        self.went_on.emit()
        done = self.seen[0]
        if done >= 2 * self._told:
            self._told = max(done, 1)
            self.found.emit()

    @Slot()
    def _end(self) -> None:
        self._told = 0
        self.went_on.emit()
        self.found.emit()
