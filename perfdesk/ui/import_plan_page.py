"""The rows of an import: marks, filters by mark, and for the row in hand its cells, before and after."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QTreeView,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.operations.planning import Choice, Mark, Plan, PlanRow
from perfdesk.ui import badge, theme
from perfdesk.ui.hint import HintedList
from perfdesk.ui.import_pages import RoomyDelegate
from perfdesk.ui.import_plan_model import (
    AFTER_ROLE,
    BEFORE_ROLE,
    LABEL_ROLE,
    MARK_ROLE,
    Column,
    ImportPlanModel,
)
from perfdesk.ui.import_words import MARK_WORDS, face_of_mark, value_of, word_of
from perfdesk.ui.row_style import RowStyle

Index = QModelIndex | QPersistentModelIndex
_ROW = 2.3
_SAME = "这一行与现有的相同，不用导入。"
_CELL_ROLE = Qt.ItemDataRole.UserRole
_FILTERS: tuple[Mark | None, ...] = (None, *Mark)


class PlanDelegate(QStyledItemDelegate):
    """Rows with air, marks as badges, a difference as on paper: the old struck out, the new beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        font = RowStyle.of(option).font
        return QSize(theme.em(font) * 5, theme.row_height(font, _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Badge and difference are painted here, everything else by Qt."""
        mark, after = index.data(MARK_ROLE), index.data(AFTER_ROLE)
        if mark is None and after is None:
            super().paint(painter, option, index)
            return
        cell = RowStyle.of(option)
        painter.save()
        cell.paint_ground(painter)
        pad = round(theme.em(cell.font) * 0.4)
        room = cell.rect.adjusted(pad, 0, -pad, 0)
        if mark is not None:
            badge.paint_face(painter, room, face_of_mark(Mark(mark)), cell.font)
        else:
            self._paint_difference(painter, room, cell.font, index)
        cell.paint_focus(painter)
        painter.restore()

    @staticmethod
    def _paint_difference(painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        colours = theme.palette()
        struck = QFont(font)
        struck.setStrikeOut(True)
        gap = theme.em(font) // 2
        parts = (
            (str(index.data(LABEL_ROLE) or ""), font, colours.dim),
            (str(index.data(BEFORE_ROLE) or ""), struck, colours.not_met.text),
            (str(index.data(AFTER_ROLE) or ""), theme.semi_bold(font), colours.met.text),
        )
        left = room.left()
        for at, (text, face, colour) in enumerate(parts):
            metrics = QFontMetrics(face)
            # The old text may not push the new one out of the cell.
            width = (room.right() - left) // (2 if at == 1 else 1)
            if not text or width <= gap:
                continue
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            place = QRect(left, room.top(), width, room.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(shown) + gap


class _RowsView(QTreeView):
    """Space ticks the row in hand, whichever of its cells the keys are in."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is the tick's."""
        index = self.currentIndex().siblingAtColumn(Column.TAKE)
        if event.key() == Qt.Key.Key_Space and index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            self.model().setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)


class PlanPage(QWidget):
    """The list of rows over the cells of the row in hand.

    Signals:
        choice_changed: something was ticked or unticked.
    """

    choice_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_plan_page")
        self.model = ImportPlanModel(self)
        self.filters = QTabBar(self)
        self.view = _RowsView(self)
        self.cells = HintedList("", self)
        self._shown: PlanRow | None = None
        self._make_parts()
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.view)
        split.addWidget(self.cells)
        split.setChildrenCollapsible(False)
        for part in (self.view, self.cells):
            part.setMinimumHeight(theme.em(self.font()) * 3)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(split, 1)
        self.filters.currentChanged.connect(self._narrow)
        self.view.selectionModel().currentRowChanged.connect(self._show_cells)
        self.model.choice_changed.connect(self.choice_changed)
        self.model.modelReset.connect(self._begin)
        self.cells.itemChanged.connect(self._take_cell)

    def _make_parts(self) -> None:
        self.filters.setObjectName("import_filters")
        self.filters.setAccessibleName("按比对结果筛选")
        self.filters.setDrawBase(False)
        self.filters.setExpanding(False)
        for _ in _FILTERS:
            self.filters.addTab("")
        view, em = self.view, theme.em(self.font())
        view.setObjectName("import_rows")
        view.setAccessibleName("识别出的内容")
        view.setModel(self.model)
        view.setItemDelegate(PlanDelegate(view))
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cells = self.cells
        cells.setObjectName("import_cells")
        cells.setAccessibleName("这一行各栏的变化")
        cells.setHeaderLabels(["栏目", "现有", "文件里"])
        cells.setRootIsDecorated(False)
        cells.setWordWrap(True)
        cells.setItemDelegate(RoomyDelegate(cells))
        for column, width in enumerate((12, 22)):
            cells.setColumnWidth(column, em * width)

    def _fit(self) -> None:
        """Badges and ticks as wide as they are, the rest shared: texts stand in every other column."""
        header, em = self.view.header(), theme.em(self.font())
        badges = max(badge.face_size(self.font(), face_of_mark(mark)).width() for mark in Mark)
        narrow = {Column.TAKE: 4 * em, Column.MARK: badges + em}
        left = self.view.viewport().width() - sum(narrow.values())
        shares = {
            Column.NAME: max(left * 32 // 100, 10 * em),
            Column.TARGET: max(left * 20 // 100, 9 * em),
            Column.ACTUAL: max(left * 15 // 100, 7 * em),
        }
        for column, width in (narrow | shares).items():
            header.resizeSection(column, width)
        self.view.setColumnHidden(Column.ACTUAL, not self.model.records)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns keep their shares of the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes the sizes."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    # -- what is shown

    def show_plan(self, plan: Plan) -> None:
        """Show a plan from its first row."""
        self.model.show_plan(plan)
        counts = self.model.counts()
        for at, mark in enumerate(_FILTERS):
            count = counts[mark] if mark else len(plan.rows)
            self.filters.setTabText(at, f"{MARK_WORDS[mark] if mark else '全部'} {count}")
            self.filters.setTabEnabled(at, count > 0 or mark is None)
        self._fit()

    def choice(self) -> Choice:
        """What is left."""
        return self.model.choice()

    @Slot()
    def _narrow(self) -> None:
        self.model.narrow(_FILTERS[self.filters.currentIndex()])

    @Slot()
    def _begin(self) -> None:
        """After a reset the first row is in hand, so that its cells are seen."""
        self.view.setCurrentIndex(self.model.index(0, Column.NAME))
        if self.model.rowCount() == 0:
            self._show_cells()

    @Slot()
    def _show_cells(self) -> None:
        row = self.model.row_at(self.view.currentIndex())
        self._shown = row
        self.cells.blockSignals(True)
        self.cells.clear()
        self.cells.hint = _SAME if row is not None and row.mark is Mark.SAME else ""
        if row is not None:
            self._fill(row)
        self.cells.blockSignals(False)

    def _fill(self, row: PlanRow) -> None:
        for reason in row.reasons:
            item = QTreeWidgetItem([MARK_WORDS[row.mark], reason])
            item.setForeground(0, QColor(face_of_mark(row.mark).tone.text))
            self.cells.addTopLevelItem(item)
            item.setFirstColumnSpanned(False)
        struck = QFont(self.font())
        struck.setStrikeOut(True)
        for cell in row.cells:
            texts = [word_of(cell.key), value_of(cell.key, cell.before), value_of(cell.key, cell.after)]
            item = QTreeWidgetItem(texts)
            item.setData(0, _CELL_ROLE, cell.key)
            item.setToolTip(2, texts[2])
            if not row.is_new and row.mark is not Mark.WRONG:
                taken = self.model.takes_cell(row, cell.key)
                item.setCheckState(0, Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
            if texts[1]:
                item.setFont(1, struck)
                item.setForeground(1, QColor(theme.palette().not_met.text))
                item.setForeground(2, QColor(theme.palette().met.text))
            self.cells.addTopLevelItem(item)

    @Slot(QTreeWidgetItem)
    def _take_cell(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, _CELL_ROLE)
        if self._shown is not None and isinstance(key, str):
            self.model.take_cell(self._shown, key, item.checkState(0) is Qt.CheckState.Checked)
