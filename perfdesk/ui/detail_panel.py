"""Below the grid: what a run says of one indicator, of the project as a whole, and of its money."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.office import Node
from perfdesk.domain.records import Indicator, Kind, Project, kind_of
from perfdesk.operations.place import Place
from perfdesk.operations.standing import comparison_of
from perfdesk.ui import theme
from perfdesk.ui.account_panel import AccountPanel
from perfdesk.ui.desk import Desk
from perfdesk.ui.form_fields import REPORTED
from perfdesk.ui.money_panel import MoneyPanel
from perfdesk.ui.record_form import RecordForm
from perfdesk.ui.value_field import ValueField

WHOLE, ENTRY, MORE, MONEY = range(4)
_NONE_CHOSEN = "在上面的表里选一项指标，这里写它的全年预计、偏差原因和改进措施。"


class DetailPanel(QWidget):
    """One tab at a time; the whole first, since it is written for every project."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail_panel")
        self._desk = desk
        self._indicator: int | None = None
        self.account = AccountPanel(desk, self)
        self.entry = RecordForm(desk, self, name="entry_form", fields=REPORTED)
        self.more = RecordForm(desk, self, name="account_form", fields=REPORTED)
        self.money = MoneyPanel(desk, self)
        self.about = QLabel(self)
        self.about.setObjectName("entry_about")
        self.about.setWordWrap(True)
        theme.mark(self.about, "role", "dim")
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("detail_tabs")
        self.tabs.setAccessibleName("本期说明")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for word in ("整体进展", "本项指标", "整体说明", "资金"):
            self.tabs.addTab(word)
        self._stack = QStackedWidget(self)
        for parts in ((self.account,), (self.about, self.entry), (self.more,)):
            self._stack.addWidget(self._scrolled(parts))
        self._stack.addWidget(self.money)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        self.setMinimumHeight(theme.em(self.font()) * 8)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        desk.changed.connect(self._take)

    def _scrolled(self, parts: tuple[QWidget, ...]) -> QScrollArea:
        inside = QWidget(self)
        inside.setProperty("surface", "panel")
        em = theme.em(self.font())
        box = QVBoxLayout(inside)
        own = parts[0] is self.account  # it keeps margins of its own
        edge = (0, 0, 0, 0) if own else (round(em * 1.3), em // 2, round(em * 1.3), em)
        box.setContentsMargins(*edge)
        for part in parts:
            box.addWidget(part)
        box.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def show_node(self, node: Node | None) -> None:
        """Show a project or objective in the current run."""
        self.account.show_node(node)
        shown = node if self._desk.run is not None else None
        self.more.show_record(kind_of(shown) if shown else None, shown.id if shown else 0)
        project = node if isinstance(node, Project) else None
        self.money.show_project(project)
        self.tabs.setTabVisible(MONEY, project is not None)
        self.tabs.setTabVisible(ENTRY, node is not None and bool(self._desk.office.indicators(node)))
        if not self.tabs.isTabVisible(self.tabs.currentIndex()):
            self.tabs.setCurrentIndex(WHOLE)

    def show_indicator(self, indicator: int | None) -> None:
        """Show what the run says of an indicator, beside its actual."""
        self._indicator = indicator if self._desk.run is not None else None
        self.entry.show_record(Kind.INDICATOR if self._indicator else None, self._indicator or 0)
        self._say()

    @Slot(object)
    def _take(self, change: Change) -> None:
        self._say()

    def _say(self) -> None:
        """Which indicator it is, and what stands out in its figure."""
        found = self._desk.office.find(Kind.INDICATOR, self._indicator or 0)
        if not isinstance(found, Indicator):
            self.about.setText(_NONE_CHOSEN)
            return
        striking = comparison_of(self._desk.office, found, self._desk.run).sentence
        self.about.setText(f"{found.name or ''}　{striking}".strip())

    def field(self, place: Place) -> ValueField | None:
        """The field of a place, its tab brought to the front."""
        for at, fields in (
            (WHOLE, self.account.fields),
            (ENTRY, self.entry.fields),
            (MORE, self.more.fields),
        ):
            for field in fields:
                if (field.place.kind, field.place.record, field.place.key) == (
                    place.kind,
                    place.record,
                    place.key,
                ):
                    self.tabs.setCurrentIndex(at)
                    return field
        return None
