"""进展: what the current run reports, indicator by indicator, and of the project as a whole."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from perfdesk.domain.office import Node
from perfdesk.domain.records import Indicator, Kind, Objective, Project
from perfdesk.operations import arranging
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.detail_panel import WHOLE, DetailPanel
from perfdesk.ui.empty_state import EmptyState
from perfdesk.ui.grid_columns import Sheet
from perfdesk.ui.grid_model import GridModel
from perfdesk.ui.grid_view import GridView
from perfdesk.ui.run_dialog import RunDialog


class ProgressPage(QWidget):
    """The grid of a run with the account fields below it; without a run, what to do next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress_page")
        self._desk = desk
        self._act = self._add_run
        self._node: Node | None = None
        self.model = GridModel(desk, Sheet.PROGRESS, self)
        self.grid = GridView(self.model, self)
        self.grid.setObjectName("grid")
        self.grid.setAccessibleName("进展表")
        self.detail = DetailPanel(desk, self)
        self.account = self.detail.account
        self.empty = EmptyState("progress_empty", self)
        self.empty.act_requested.connect(self._do)
        self._stack = QStackedWidget(self)
        self._filled = QSplitter(Qt.Orientation.Vertical, self._stack)
        self._filled.setObjectName("split_detail")
        self._filled.setHandleWidth(1)
        self._filled.setChildrenCollapsible(False)
        self._filled.addWidget(self.grid)
        self._filled.addWidget(self.detail)
        self._filled.setStretchFactor(0, 1)
        self._filled.setStretchFactor(1, 0)
        self._stack.addWidget(self._filled)
        self.grid.selectionModel().currentChanged.connect(self._follow)
        self.model.modelReset.connect(self._follow)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._parted = False
        self._filled.splitterMoved.connect(self._keep_parting)
        self.detail.tabs.currentChanged.connect(self._part)
        self.setFocusProxy(self.grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The grid has what it can get, until somebody parts the two by hand."""
        super().resizeEvent(event)
        self._part()

    @Slot()
    def _part(self) -> None:
        """One field of the whole needs little; causes and money get half."""
        if not self._parted:
            below = self.height() // 2
            if self.detail.tabs.currentIndex() == WHOLE:
                em = theme.em(self.font())
                below = min(em * 11, below, max(self.height() - em * 11, em * 4))
            self._filled.setSizes([self.height() - below, below])

    @Slot()
    def _keep_parting(self) -> None:
        self._parted = True

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Show the run's rows of a record."""
        found = self._desk.office.find(kind, record) if kind else None
        owner = self._desk.office.owner(found) if isinstance(found, Indicator) else found
        self._node = owner if isinstance(owner, Project | Objective) else None
        self.model.show_record(kind, record)
        rows = self.model.rowCount() > 0
        prose = isinstance(self._node, Objective) and not rows
        self.detail.show_node(self._node)
        self._follow()
        self.grid.setVisible(rows)
        self.detail.setVisible(self._node is not None)
        self._choose_state(found is not None, rows or prose)
        if isinstance(found, Indicator) and self._desk.run is not None:
            self.grid.show_place(Place(Kind.INDICATOR, found.id, "entry.actual", self._desk.run.id))

    def _choose_state(self, chosen: bool, rows: bool) -> None:
        """Either the grid, or the one thing to do next."""
        if chosen and self._desk.run is not None and rows:
            self._stack.setCurrentWidget(self._filled)
            return
        self._stack.setCurrentWidget(self.empty)
        if not chosen:
            self.empty.say("请在左边选一个项目。")
        elif self._desk.run is None:
            self._act = self._add_run
            self.empty.say("还没有进展期。先新建一个，再填本期实际。", "" if self._locked() else "新建进展")
        elif self._node is not None:
            self._act = self._add_indicator
            self.empty.say("这个项目还没有指标。", "" if self._locked() else "新建指标")
        else:
            self.empty.say("这一年度还没有内容。请导入文件，或新建项目。")

    @Slot()
    def _follow(self) -> None:
        """Let the detail show the indicator of the grid's current row."""
        index = self.grid.currentIndex()
        row = self.model.row_about(index.row()) if index.isValid() else None
        self.detail.show_indicator(row.record if row and row.kind is Kind.INDICATOR else None)

    def _locked(self) -> bool:
        return self._desk.read_only

    @Slot()
    def _do(self) -> None:
        self._act()

    def _add_run(self) -> None:
        RunDialog(self._desk, self).open()

    def _add_indicator(self) -> None:
        if self._node is not None:
            self._desk.perform(arranging.add_indicator(self._desk.office, self._node)[0])

    def focus_place(self, place: Place) -> bool:
        """Select the place's cell or field; whether it is here."""
        shown = self.grid.show_place(place)
        field = self.detail.field(place)
        if field is not None:
            field.editor.setFocus()
            return True
        if shown:
            self.grid.setFocus()
        return shown
