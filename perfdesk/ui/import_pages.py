"""What the import preview asks and tells beside the rows: the proposed repairs, the doubts."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.document import Doubt, Repair
from perfdesk.ui import theme
from perfdesk.ui.difference import marked
from perfdesk.ui.hint import HintedList
from perfdesk.ui.row_style import RowStyle

_ROW = 2.3


class RoomyDelegate(QStyledItemDelegate):
    """Rows with air, as in every other list of the window."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """At least a list's row."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), theme.row_height(RowStyle.of(option).font, _ROW)))


def _table(name: str, spoken: str, captions: Sequence[str], parent: QWidget) -> QTreeWidget:
    table = QTreeWidget(parent)
    table.setObjectName(name)
    table.setAccessibleName(spoken)
    table.setHeaderLabels(list(captions))
    table.setUniformRowHeights(True)
    table.setItemDelegate(RoomyDelegate(table))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.header().setStretchLastSection(True)
    table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table


class RepairsPage(QWidget):
    """The proposed repairs, each with what it changes; agreed one by one or all at once.

    Signals:
        agreed_changed: how many repairs still want a yes.
    """

    agreed_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_repairs_page")
        self._repairs: list[Repair] = []
        self.table = _table("import_repairs", "修补", ("位置", "修补"), self)
        self.table.setRootIsDecorated(False)
        self.detail = QTextBrowser(self)
        self.detail.setObjectName("import_repair_detail")
        self.detail.setAccessibleName("修补前后对照")
        self.all_button = QPushButton("全部同意", self)
        self.all_button.setObjectName("import_accept_repairs")
        self.all_button.setAccessibleName("同意全部修补")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.table, self.detail):
            part.setMinimumHeight(theme.em(self.font()) * 3)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.detail, 2)
        layout.addLayout(row)
        self.table.itemChanged.connect(self._tell)
        self.table.currentItemChanged.connect(self._show_detail)
        self.all_button.clicked.connect(self.agree_all)

    def show_repairs(self, repairs: Sequence[Repair]) -> None:
        """Show proposals, none of them agreed yet."""
        self._repairs = list(repairs)
        self.table.blockSignals(True)
        self.table.clear()
        for repair in self._repairs:
            item = QTreeWidgetItem([repair.where, repair.what])
            item.setCheckState(0, Qt.CheckState.Unchecked)
            item.setToolTip(1, repair.what)
            self.table.addTopLevelItem(item)
        self.table.setColumnWidth(0, theme.em(self.font()) * 18)
        self.table.blockSignals(False)
        if (first := self.table.topLevelItem(0)) is not None:
            self.table.setCurrentItem(first)
        self._show_detail()
        self._tell()

    def open_repairs(self) -> int:
        """How many repairs nobody has agreed to yet."""
        items = (self.table.topLevelItem(at) for at in range(self.table.topLevelItemCount()))
        return sum(1 for item in items if item and item.checkState(0) is not Qt.CheckState.Checked)

    @Slot()
    def agree_all(self) -> None:
        """Say yes to every repair."""
        self.table.blockSignals(True)
        for at in range(self.table.topLevelItemCount()):
            if item := self.table.topLevelItem(at):
                item.setCheckState(0, Qt.CheckState.Checked)
        self.table.blockSignals(False)
        self.table.viewport().update()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        waiting = self.open_repairs()
        self.all_button.setEnabled(waiting > 0)
        self.agreed_changed.emit(waiting)

    @Slot()
    def _show_detail(self) -> None:
        at = self.table.indexOfTopLevelItem(self.table.currentItem()) if self.table.currentItem() else -1
        if not 0 <= at < len(self._repairs):
            self.detail.setHtml("<p>没有要修补的地方。</p>")
            return
        repair = self._repairs[at]
        before, after = marked(repair.before, repair.after)
        self.detail.setHtml(f"<p><b>修补前</b><br/>{before}</p><p><b>修补后</b><br/>{after}</p>")


class DoubtsPage(HintedList):
    """What no rule covers: taken in as it stands, and said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("没有存疑的地方。", parent)
        self.setObjectName("import_doubts")
        self.setAccessibleName("存疑")
        self.setHeaderLabels(["位置", "存疑"])
        self.setRootIsDecorated(False)
        self.setItemDelegate(RoomyDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Show the doubts."""
        self.clear()
        for doubt in doubts:
            item = QTreeWidgetItem([doubt.where, doubt.what])
            item.setToolTip(1, doubt.what)
            self.addTopLevelItem(item)
        self.setColumnWidth(0, theme.em(self.font()) * 12)
