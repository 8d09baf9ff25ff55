"""概览: the book in the current run at a glance, and the trend of the indicator that is chosen."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.records import Indicator, Kind
from perfdesk.operations.overview import overview, trend
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.overview_charts import Counts, Meters, TrendChart
from perfdesk.ui.overview_list import BarList

_NOTHING = "还没有内容。导入或新建之后，这里显示各项目的达标情况和预算执行。"


class OverviewPage(QWidget):
    """Counts, meters, trend and a bar for each project; key objectives stand first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview_page")
        self._desk = desk
        self._indicator: int | None = None
        self.counts = Counts(self)
        self.meters = Meters(self)
        self.trend = TrendChart(self)
        self.list = BarList(self)
        self.empty = QLabel(_NOTHING, self)
        self.empty.setObjectName("overview_empty")
        self.empty.setProperty("role", "dim")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        em = theme.em(self.font())
        head = QVBoxLayout()
        head.setContentsMargins(round(em * 1.3), em, round(em * 1.3), round(em * 0.6))
        head.setSpacing(round(em * 0.8))
        for part in (self.empty, self.counts, self.meters, self.trend):
            head.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.list.left_for.connect(self._go)
        desk.changed.connect(self._take)
        desk.chosen.connect(self.refresh)
        desk.opened.connect(self.refresh)

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Show the trend of an indicator, and the book in any case."""
        self._indicator = record if kind is Kind.INDICATOR else None
        self.refresh()

    @Slot(object)
    def _take(self, change: Change) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask the desk again, if anybody looks."""
        if not self.isVisible():
            return
        book = self._desk.book
        if book is not None and not self._desk.office.nodes(book.id):
            book = None
        self.empty.setVisible(book is None)
        for part in (self.counts, self.meters, self.list):
            part.setVisible(book is not None)
        if book is None:
            self.trend.show_trend(None)
            return
        shown = overview(self._desk.office, book, self._desk.run)
        self.counts.show_overview(shown)
        self.meters.show_overview(shown)
        rest = tuple(bar for bar in shown.bars if bar not in shown.starred)
        self.list.bars.show_bars((*shown.starred, *rest))
        found = self._desk.office.find(Kind.INDICATOR, self._indicator) if self._indicator else None
        self.trend.show_trend(trend(self._desk.office, found) if isinstance(found, Indicator) else None)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked shows now."""
        super().showEvent(event)
        self.refresh()

    @Slot(Kind, int)
    def _go(self, kind: Kind, record: int) -> None:
        """Go to the first thing to fill in of a project or objective."""
        office, run = self._desk.office, self._desk.run
        node = office.node(kind, record)
        indicators = office.indicators(node)
        number = run.id if run else None
        if indicators:
            self._desk.jump(Place(Kind.INDICATOR, indicators[0].id, "entry.actual", number))
        else:
            self._desk.jump(Place(kind, record, "account.narrative", number))
