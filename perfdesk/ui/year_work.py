"""The year's verbs from the menu: they lead to the tab or dialog where each is done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.domain.records import Indicator, Kind
from perfdesk.operations.place import Place
from perfdesk.operations.rolling import roll_over
from perfdesk.ui.actions import Actions
from perfdesk.ui.desk import Desk
from perfdesk.ui.panes import Panes

if TYPE_CHECKING:
    from perfdesk.ui.centre_page import CentrePage


class YearWork(QObject):
    """Connects its own actions."""

    def __init__(self, desk: Desk, panes: Panes, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._panes, self._window = desk, panes, window
        for name, slot in {
            "run_on": self.run_on,
            "run_back": self.run_back,
            "run_lock": self.run_lock,
            "publish": self.publish,
            "approve": self.approve,
            "adjust": self.adjust,
            "library": self.library,
            "roll_over": self.roll_over,
        }.items():
            actions[name].triggered.connect(slot)

    @property
    def _centre(self) -> "CentrePage":
        self._panes.make_centre()
        assert self._panes.centre is not None
        return self._panes.centre

    @Slot()
    def run_on(self) -> None:
        """Hand the run on to the next desk."""
        self._centre.publish.advance()

    @Slot()
    def run_back(self) -> None:
        """Hand the run back."""
        self._centre.publish.send_back()

    @Slot()
    def run_lock(self) -> None:
        """Lock the run, or ask why it shall be opened."""
        self._centre.publish.lock()

    @Slot()
    def publish(self) -> None:
        """Show the check list, and ask where the public file shall lie."""
        self._centre.tabs.setCurrentWidget(self._centre.publish)
        self._centre.publish.publish()

    @Slot()
    def approve(self) -> None:
        """Show the adjustments, and ask for date and number of the approval."""
        self._centre.tabs.setCurrentWidget(self._centre.adjustments)
        self._centre.adjustments.approve()

    @Slot()
    def adjust(self) -> None:
        """Show the adjustments, and ask what is adjusted."""
        self._centre.tabs.setCurrentWidget(self._centre.adjustments)
        self._centre.adjustments.adjust()

    @Slot()
    def library(self) -> None:
        """Show the indicator library for the chosen project."""
        record = self._centre.adjustments.chosen_record
        if record is None:
            self._desk.noticed.emit("先在左边选一个项目或目标，再从指标库加指标。")
            return
        node = self._desk.office.owner(record) if isinstance(record, Indicator) else record
        from perfdesk.ui.library_dialog import LibraryDialog

        LibraryDialog(self._desk, node, self._window).open()

    @Slot()
    def roll_over(self) -> None:
        """Begin the next year with this year's targets; undo takes it back."""
        book = self._desk.book
        if book is None:
            self._desk.noticed.emit("还没有年度可以结转。请先导入文件或新建年度。")
            return
        try:
            change = roll_over(self._desk.office, book.year or "", book.unit_name)
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return
        if self._desk.perform(change) and self._desk.book is not None:
            self._desk.jump(Place(Kind.BOOK, self._desk.book.id, "book.year"))
            self._desk.noticed.emit(f"已{change.title}：目标已带入，实际值为空，Ctrl+Z 撤消。")
