"""The three panes of an open desk: the tree at the left, the work in the middle, the review below it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from perfdesk.domain.records import Kind
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Jobs
from perfdesk.ui.review_panel import ReviewPanel
from perfdesk.ui.settings import Settings
from perfdesk.ui.tree_panel import TreePanel
from perfdesk.ui.tree_rows import Key

if TYPE_CHECKING:
    from perfdesk.ui.centre_page import CentrePage


_WORK, _REVIEW_LEAST = 22, 5  # characters high: what the middle needs, what the review can do with


class Panes(QWidget):
    """Two splitters; the middle is made late, so that the first frame need not wait for it."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panes")
        self._desk = desk
        self._came_from: QWidget | None = None
        self._looks: Settings | None = None
        self._asked = (30.0, 15.0)
        self.tree = TreePanel(desk, jobs, self)
        self.review = ReviewPanel(desk, self)
        self.centre: CentrePage | None = None
        self._middle = QWidget(self)
        self._middle.setObjectName("middle")
        self._middle.setProperty("surface", "panel")
        box = QVBoxLayout(self._middle)
        box.setContentsMargins(0, 0, 0, 0)
        self._down = self._splitter("split_down", Qt.Orientation.Vertical, self._middle, self.review)
        self._across = self._splitter("split_across", Qt.Orientation.Horizontal, self.tree, self._down)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._across)
        self._least()

    def _splitter(self, name: str, way: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
        splitter = QSplitter(way, self)
        splitter.setObjectName(name)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(first)
        splitter.addWidget(second)
        return splitter

    def make_centre(self) -> None:
        """Make the middle, once, and show in it what the tree stands on."""
        if self.centre is not None:
            return
        from perfdesk.ui.centre_page import CentrePage

        self.centre = CentrePage(self._desk, self._middle)
        if layout := self._middle.layout():
            layout.addWidget(self.centre)
        self.centre.tabs.currentChanged.connect(self._make_room)
        self._desk.opened.connect(self._show_current)
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        """After another file was opened the tree has chosen first, and the middle has forgotten since."""
        self.show_key(self.tree.current)

    @Slot()
    def _make_room(self) -> None:
        """The check list before publishing is the review once more; the two are not shown together."""
        if self.centre is not None:
            self.review.setVisible(self.centre.tabs.currentWidget() is not self.centre.publish)

    @Slot(object)
    def show_key(self, key: Key | None) -> None:
        """Show a row of the tree in the middle; another book becomes the current one."""
        office = self._desk.office
        kind, record = (key.kind, key.record) if key else (None, 0)
        if key is not None and kind is None:
            kind, record = Kind.BOOK, key.record
        found = office.find(kind, record) if kind else None
        book = office.book_of(found) if found else None
        if book is not None and (self._desk.book is None or book.id != self._desk.book.id):
            run = office.last_run(book.id)
            self._desk.choose(book.id, run.id if run else None)
        if self.centre is not None:
            self.centre.show_record(kind if found else None, record if found else 0)

    @Slot(object)
    def go_to(self, place: Place) -> None:
        """Show and focus a place."""
        self.make_centre()
        if self.tree.select(place.kind, place.record):
            self.show_key(self.tree.current)
        if self.centre is not None:
            self.centre.focus_place(place)

    # -- where the keys go

    def take_focus(self) -> None:
        """Put the keys into the tree."""
        self._enter(0)

    @Slot()
    def next_stop(self) -> None:
        """Go to the next pane."""
        self._move_on(1)

    @Slot()
    def previous_stop(self) -> None:
        """Go to the pane before."""
        self._move_on(-1)

    def _move_on(self, by: int) -> None:
        middle = self.centre if self.centre is not None else self._middle
        panes = (self.tree, middle, self.review)
        held = [at for at, pane in enumerate(panes) if pane.isAncestorOf(self._focused())]
        self._enter((held[0] + by) % len(panes) if held else 0)

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self

    def _enter(self, at: int) -> None:
        if at == 0:
            self.tree.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif at == 2:
            self.review.take_focus()
        elif self.centre is not None:
            self.centre.take_focus()

    @Slot()
    def toggle_review(self) -> None:
        """Put the keys into the review list, or back where they came from."""
        if self.centre is not None and self.review.isHidden():
            self.centre.tabs.setCurrentWidget(self.centre.progress)
        if self.review.isAncestorOf(self._focused()):
            if self._came_from is not None and self._came_from.isVisible():
                self._came_from.setFocus(Qt.FocusReason.ShortcutFocusReason)
            else:
                self._enter(1)
            return
        self._came_from = QApplication.focusWidget()
        self.review.take_focus()

    def keep_in(self, settings: Settings) -> None:
        """Keep where the panes are parted; panes that were never shown have nothing to keep."""
        if self._looks is not None:
            return
        for splitter in (self._across, self._down):
            settings.keep_state(_state_name(splitter), splitter.saveState())

    def restore_from(self, settings: Settings) -> None:
        """Part the panes as they were, or as the font asks, once they have a size to part."""
        self._looks = settings
        if self.isVisible():
            self._part()

    def showEvent(self, event: QShowEvent) -> None:
        """The start page may have stood here until now, and hidden panes have no size."""
        super().showEvent(event)
        self._part()

    def _least(self) -> None:
        """Panes may be made small; at 200 % their own wishes would not fit a small screen."""
        em = theme.em(self.font())
        self._middle.setMinimumSize(em * 16, em * 9)
        self.review.setMinimumSize(em * 16, em * _REVIEW_LEAST)
        self.tree.setMinimumSize(em * 10, em * 9)

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes the sizes."""
        if event.type() == QEvent.Type.FontChange:
            self._least()
            self._follow_font()
        super().changeEvent(event)

    def _follow_font(self) -> None:
        """Keep the tree as many characters wide, and the review as many high, as somebody made them."""
        if self._looks is None:
            self._set_sizes()

    def _set_sizes(self) -> None:
        """Tree and review in characters, neither more than a third; the work comes before the review."""
        em = theme.em(self.font())
        left = min(round(em * self._asked[0]), self.width() // 3)
        below = min(round(em * self._asked[1]), self.height() // 3, self.height() - em * _WORK)
        below = max(below, em * _REVIEW_LEAST)
        self._across.setSizes([left, self.width() - left])
        self._down.setSizes([self.height() - below, below])

    @Slot()
    def _remember(self) -> None:
        """Note the sizes in characters; a review that is hidden keeps what it had."""
        em = theme.em(self.font())
        below = self._down.sizes()[1] / em
        self._asked = (self._across.sizes()[0] / em, below or self._asked[1])

    def _part(self) -> None:
        settings, self._looks = self._looks, None
        if settings is None:
            return
        self._set_sizes()
        for splitter in (self._across, self._down):
            state = settings.state(_state_name(splitter))
            if not state.isEmpty() and splitter.restoreState(state):
                self._remember()
            splitter.splitterMoved.connect(self._remember)
        self._across.setStretchFactor(0, 0)
        self._across.setStretchFactor(1, 1)
        self._down.setStretchFactor(0, 1)
        self._down.setStretchFactor(1, 0)


def _state_name(splitter: QSplitter) -> str:
    """Kept for each font size apart: pixels of one say nothing about another."""
    scale = theme.scale()
    return splitter.objectName() if scale == theme.USUAL else f"{splitter.objectName()}_{scale}"
