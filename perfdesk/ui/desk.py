"""The Desk: the one object the window talks to. Texts go in through `enter`, changes come out of `changed`.

Widgets never call each other; they listen here. Everything undoable passes through one QUndoStack whose steps
are domain changes, so undo writes history like any other edit.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from perfdesk.domain.change import RECORD, Act, Change
from perfdesk.domain.errors import DeskError
from perfdesk.domain.office import Node, Office
from perfdesk.domain.prose import judge_prose
from perfdesk.domain.records import Book, Indicator, Kind, Objective, Run
from perfdesk.domain.span import Span
from perfdesk.domain.target import target_of
from perfdesk.domain.verdict import Judgement, judge
from perfdesk.operations import checking
from perfdesk.operations.checking import Counts, ReviewLine
from perfdesk.operations.place import Place, is_locked, read_place, write_places
from perfdesk.operations.session import Session, clerk_name
from perfdesk.operations.verdict_cache import VerdictCache
from perfdesk.store.store import HistoryLine
from perfdesk.ui.desk_checks import DeskChecks
from perfdesk.ui.desk_scores import DeskScores
from perfdesk.ui.undo_steps import UndoSteps

_STEP_WORDS = {Act.UNDO: "撤消", Act.REDO: "重做"}
_READ_ONLY = "现在是只看不改的状态，刚才的内容没有保存。请用能写的方式重新打开。"


class Desk(QObject):
    """The open desk file, its current book and run, and everything asked of them.

    Signals:
        changed: the Change just applied; refresh only the rows it names.
        opened: a desk file was opened or closed.
        chosen: the current book or run is another one.
        jump_requested: a Place to select and focus.
        noticed: a sentence for the notice bar.
        saved: time of the last save, 「14:03」, and the step it took back or made again, 「撤消 录入 27.4」.
    """

    changed = Signal(object)
    opened = Signal()
    chosen = Signal()
    jump_requested = Signal(object)
    noticed = Signal(str)
    saved = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = UndoSteps(self._write, self._may, self)
        self.who = ""
        self.session: Session | None = None  # the open desk, for verbs that also touch files beside it
        self._nothing = Office()
        self._book: int | None = None
        self._run: int | None = None
        self._verdicts = VerdictCache()
        self.scores = DeskScores(self._shown)
        self.checks = DeskChecks(self._shown, self._verdicts, self)

    def _shown(self) -> tuple[Office, Book | None, Run | None]:
        return self.office, self.book, self.run

    # -- the desk file

    @property
    def office(self) -> Office:
        """All records; an empty office where no file is open."""
        return self.session.office if self.session else self._nothing

    @property
    def path(self) -> Path | None:
        """The open desk file."""
        return self.session.store.path if self.session else None

    @property
    def read_only(self) -> bool:
        """Whether the file was opened to look only."""
        return self.session is not None and self.session.store.read_only

    def open_file(self, path: Path, read_only: bool = False) -> bool:
        """Open a desk file in place of the present one; a refusal leaves the present one open."""
        if self.path is not None and self.path.absolute() == path.absolute():
            self.close_file()
        return self._take(lambda: Session.open(path, read_only=read_only, who=self.who))

    def sign_as(self, name: str) -> None:
        """Let history lines from now on carry another name; "" is the login name."""
        self.who = name
        if self.session is not None:
            self.session.who = name or clerk_name()

    def create_file(self, path: Path) -> bool:
        """Make and open a new desk file."""
        return self._take(lambda: Session.create(path, who=self.who))

    def close_file(self) -> None:
        """Close the file; nothing is asked, everything is saved already."""
        if self.session is not None:
            self.session.close()
            self._become(None)

    def _take(self, make: Callable[[], Session]) -> bool:
        made: list[Session] = []
        if not self._told(lambda: made.append(make())):
            return False
        if self.session is not None:
            self.session.close()
        self._become(made[0])
        return True

    def _become(self, session: Session | None) -> None:
        self.session = session
        self.undo_stack.clear()
        self._forget()
        if session is not None and not session.store.read_only:
            for change in session.earlier_changes():
                self.undo_stack.add(change)
        books = self.office.books()
        self._book = books[0].id if books else None
        self._run = self._last_run(self._book)
        self.opened.emit()

    # -- current book and run

    @property
    def book(self) -> Book | None:
        """The current book."""
        found = self.office.find(Kind.BOOK, self._book or 0)
        return found if isinstance(found, Book) else None

    @property
    def run(self) -> Run | None:
        """The current run of the current book."""
        found = self.office.find(Kind.RUN, self._run or 0)
        return found if isinstance(found, Run) else None

    @property
    def span(self) -> Span | None:
        """The months of the current run."""
        return checking.span_of(self.run)

    def choose(self, book: int | None, run: int | None) -> None:
        """Make another book or run the current one."""
        if (book, run) != (self._book, self._run):
            self._book, self._run = book, run
            self._forget()
            self.chosen.emit()

    def _last_run(self, book: int | None) -> int | None:
        run = self.office.last_run(book) if book is not None else None
        return run.id if run else None

    # -- what is changed

    def perform(self, change: Change, act: Act = Act.EDIT) -> bool:
        """Make a change and put it on the undo stack; False (and a notice) where it was refused."""
        if not change:
            return True
        if not self._write(change, act):
            return False
        self.undo_stack.add(change)
        return True

    def enter(self, place: Place, text: str) -> bool:
        """Put a text at a place; the text stays exactly as typed."""
        return self.enter_many("", [(place, text)])

    def enter_many(self, title: str, cells: Sequence[tuple[Place, str]]) -> bool:
        """Put texts at several places as one undo step; none is written where one is refused."""
        made: list[Change] = []
        if not self._told(lambda: made.append(write_places(self.office, cells, title))):
            return False
        return self.perform(made[0])

    def may_edit(self, place: Place) -> bool:
        """Whether a place can be written: the file is, and its run is not locked."""
        return not self.read_only and not is_locked(self.office, place)

    def _may(self, change: Change, act: Act) -> bool:
        """Whether a change would be taken; the notice says why not."""
        return self.session is not None and self._told(partial(self.session.check, change, act))

    def _told(self, do: Callable[[], object]) -> bool:
        """Do it; what is refused becomes a notice."""
        try:
            do()
        except DeskError as error:
            self.noticed.emit(str(error))
            return False
        return True

    def text(self, place: Place) -> str:
        """The text that stands at a place."""
        return read_place(self.office, place)

    def _write(self, change: Change, act: Act) -> bool:
        if self.session is None:
            return False
        if self.read_only:
            self.noticed.emit(_READ_ONLY)
            return False
        if not self._told(partial(self.session.perform, change, act)):
            return False
        self._settle(change)
        self.changed.emit(change)
        step = f"{_STEP_WORDS[act]} {change.title}" if act in _STEP_WORDS else ""
        self.saved.emit(datetime.now().strftime("%H:%M"), step)
        return True

    def _settle(self, change: Change) -> None:
        """Forget what the change made stale, and keep the current book and run real."""
        self._verdicts.forget(self.office, change)
        self.scores.forget(change)
        new_runs = [e.record for e in change.edits if e.kind is Kind.RUN and e.field == RECORD and e.after]
        new_books = [e.record for e in change.edits if e.kind is Kind.BOOK and e.field == RECORD and e.after]
        before = (self._book, self._run)
        if new_books or self.book is None:
            books = self.office.books()
            self._book = new_books[-1] if new_books else books[0].id if books else None
            self._run = self._last_run(self._book)
        if new_runs:
            self._run = new_runs[-1]
            self._book = self.office.run(self._run).book
        elif self.run is None:
            self._run = self._last_run(self._book)
        if before != (self._book, self._run):
            self._verdicts.clear()
            self.chosen.emit()

    def _forget(self) -> None:
        self._verdicts.clear()

    # -- what is asked

    def judge_indicator(self, indicator: Indicator) -> Judgement:
        """The verdict of an indicator in the current run."""
        run = self.run_of(self.office.owner(indicator).book)
        return self._verdicts.indicator(self.office, indicator, run)

    def judge_text(self, indicator: Indicator, text: str) -> Judgement:
        """The verdict a text would have; nothing is stored."""
        return judge(target_of(indicator), text, self.span)

    def judge_node(self, node: Node) -> Judgement:
        """The verdict of a project or objective in the current run."""
        return self._verdicts.node(self.office, node, self.run_of(node.book))

    def judge_account_text(self, node: Node, text: str) -> Judgement:
        """The verdict an objective's progress text would have; a project's is the worst of its indicators."""
        if isinstance(node, Objective) and not self.office.indicators(node):
            return judge_prose(checking.full_content(node), text, self.span)
        return self.judge_node(node)

    def judge_book(self, book: Book) -> Judgement:
        """The worst of a book."""
        return self._verdicts.book(self.office, book, self.run_of(book.id))

    def run_of(self, book: int | None) -> Run | None:
        """The run a book is looked at in: the current one, or another book's last."""
        return self.run if book == self._book else self.office.last_run(book or 0)

    def review(self) -> tuple[ReviewLine, ...]:
        """The review list of the current book and run, whole; `checks` has it without waiting."""
        return self._verdicts.review(self.office, self.book, self.run) if self.book else ()

    def counts(self) -> Counts:
        """The figures of the status bar."""
        return self._verdicts.counts(self.office, self.book, self.run) if self.book else Counts(0, 0, 0, 0, 0)

    def history_of(self, kind: Kind, record: int) -> list[HistoryLine]:
        """Who changed a record (and what runs say of it), newest first."""
        return self.session.history_of(kind, record) if self.session else []

    def jump(self, place: Place) -> None:
        """Ask the window to show and focus a place."""
        self.jump_requested.emit(place)
