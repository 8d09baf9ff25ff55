"""审核: everything missed, missing or doubtful. Enter or a double click goes to the cell."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.change import Change
from perfdesk.ui import badge, theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.proposal_page import ProposalPage
from perfdesk.ui.review_delegate import ReviewDelegate
from perfdesk.ui.review_model import Column, ReviewModel, Slice
from perfdesk.ui.review_rows import ReviewRows
from perfdesk.ui.run_words import looking_words

_SLICES = {Slice.ALL: "全部", Slice.MISSED: "未达标", Slice.MISSING: "未填", Slice.DOUBT: "疑点"}
_PROPOSED = "建议"
_EMPTY = {
    Slice.ALL: "没有问题，可以预览和导出了。",
    Slice.MISSED: "没有未达标的指标。",
    Slice.MISSING: "本期都填了。",
    Slice.DOUBT: "没有疑点。",
}
_NOTHING = "导入或新建之后，这里列出未达标、未填和有疑点的地方。"
_NO_RUN = "还没有进展期。点“新建进展”选好月份，就可以填实际数了。"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewPanel(QWidget):
    """Tabs with counts above the table. After opening a file the window asks for `refresh`, when it has time.

    Signals:
        left: the clerk asked for the cell of a line with this Place.
    """

    left = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_panel")
        self.setProperty("surface", "panel")
        self._desk = desk
        self.model = ReviewModel(desk, self)
        self._delegate = ReviewDelegate(self)
        self.tabs = self._make_tabs()
        self.table = self._make_table()
        self._rows = ReviewRows(self.table, self.model, self._delegate)
        self._empty = QLabel(self)
        self._empty.setObjectName("review_empty")
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        self.proposals = ProposalPage(desk, self)
        self._pages.addWidget(self.proposals)
        self._lay_out()
        self._settle()
        self._connect()
        self.refresh()

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar(self)
        tabs.setObjectName("review_tabs")
        tabs.setAccessibleName("审核分类")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        for wanted, word in _SLICES.items():
            tabs.setTabData(tabs.addTab(word), wanted.value)
        tabs.setTabToolTip(tabs.addTab(_PROPOSED), "从目标和进展的文字里读出来的指标和实际值")
        return tabs

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("review_table")
        table.setAccessibleName("审核清单")
        table.setModel(self.model)
        table.setItemDelegate(self._delegate)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        edit = QAbstractItemView.EditTrigger
        table.setEditTriggers(edit.EditKeyPressed | edit.AnyKeyPressed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.MESSAGE, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.installEventFilter(self)
        return table

    def _lay_out(self) -> None:
        title = QLabel("审核", self)
        title.setObjectName("review_title")
        title.setProperty("role", "strong")
        self._bar = QHBoxLayout()
        self._bar.addWidget(title)
        self._bar.addWidget(self.tabs)
        self._bar.addStretch(1)
        self._bar.addWidget(self.proposals.buttons)
        self.proposals.buttons.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar)
        layout.addWidget(self._pages)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._narrow)
        self.table.doubleClicked.connect(self._leave_for)
        self.table.horizontalHeader().sectionResized.connect(self._rows.fit)
        self._desk.changed.connect(self._follow)
        self._desk.chosen.connect(self.refresh)
        self._desk.checks.found.connect(self.refresh)
        self._desk.checks.went_on.connect(self._go_on)

    # -- sizes

    def _settle(self) -> None:
        em = theme.em(self.font())
        self._bar.setContentsMargins(round(em * 1.3), 0, em, 0)
        self._bar.setSpacing(em)
        header = self.table.horizontalHeader()
        marks = badge.widest(self.font()) + round(em * 1.4)
        words = self.width() - marks
        header.resizeSection(Column.BADGE, marks)
        header.resizeSection(Column.WHERE, min(em * 30, round(words * 0.36)))
        header.resizeSection(Column.ANSWER, min(em * 18, round(words * 0.24)))
        self._rows.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns keep their shares of the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes the sizes."""
        if event.type() == QEvent.Type.FontChange:
            self._settle()
        super().changeEvent(event)

    # -- what is shown

    @Slot(object)
    def _follow(self, change: Change) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask the desk again, keeping the current line."""
        current = self.model.line(self.table.currentIndex().row())
        column = max(self.table.currentIndex().column(), 0)
        if self.model.refresh() and current is not None:
            row = self.model.row_of(current)
            if row >= 0:
                self.table.setCurrentIndex(self.model.index(row, column))
        self._count()
        self._rows.fit()

    def _count(self) -> None:
        numbers = self._numbers()
        for at, (wanted, word) in enumerate(_SLICES.items()):
            self.tabs.setTabText(at, f"{word} {numbers.get(wanted, '…')}")
        self._say_empty()
        if self._pages.currentWidget() is not self.proposals:
            self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _numbers(self) -> dict[Slice, int]:
        """How many lines each tab has; not known before all was looked at."""
        if not self._desk.checks.ready:
            return {}
        counts = self._desk.counts()
        return {
            Slice.ALL: len(self._desk.review()),
            Slice.MISSED: counts.not_met,
            Slice.MISSING: counts.no_data,
            Slice.DOUBT: counts.open,
        }

    @Slot()
    def _go_on(self) -> None:
        if self._pages.currentWidget() is self._empty:
            self._say_empty()

    def _say_empty(self) -> None:
        """Why there are no lines."""
        nothing = _NOTHING if self._desk.book is None else _NO_RUN if self._desk.run is None else ""
        if not self._desk.checks.ready:
            nothing = looking_words(*self._desk.checks.seen)
        self._empty.setText(nothing or _EMPTY[self.model.slice])

    @Slot(int)
    def _narrow(self, at: int) -> None:
        wanted = self.tabs.tabData(at)
        self.proposals.buttons.setVisible(wanted is None)
        if wanted is None:
            self._pages.setCurrentWidget(self.proposals)
            return
        self._pages.setCurrentIndex(0)
        self.model.narrow(Slice(wanted))
        self.refresh()

    # -- going to a cell

    @Slot(QModelIndex)
    def _leave_for(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line is not None:
            self.left.emit(line.place)

    @Slot()
    def go_next(self) -> None:
        """Go to the cell of the next line; after the last comes the first."""
        self._go(1)

    @Slot()
    def go_previous(self) -> None:
        """Go to the cell of the line before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        count = self.model.rowCount()
        if count == 0:
            return
        current = self.table.currentIndex().row()
        row = (current + by) % count if current >= 0 else (0 if by > 0 else count - 1)
        index = self.model.index(row, Column.MESSAGE)
        self.table.setCurrentIndex(index)
        self._leave_for(index)

    @Slot()
    def take_focus(self) -> None:
        """Put the keys into the list, on its current or first line."""
        if self.model.rowCount() == 0:
            self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, Column.MESSAGE))
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the cell, copying takes whole lines."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self._leave_for(self.table.currentIndex())
                return True
            if event.matches(QKeySequence.StandardKey.Copy):
                self._copy()
                return True
        return super().eventFilter(watched, event)

    def _copy(self) -> None:
        """Put the selected lines on the clipboard as a spreadsheet takes them."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        lines = [
            "\t".join(" ".join(str(self.model.index(row, column).data() or "").split()) for column in Column)
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
