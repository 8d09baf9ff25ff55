"""The tree itself: remembers what is open across rebuilds, and says what to do while it is empty."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from perfdesk.ui import icons, theme
from perfdesk.ui.hint import paint_hint
from perfdesk.ui.row_style import RowStyle
from perfdesk.ui.tree_delegate import TreeDelegate
from perfdesk.ui.tree_model import Index, TreeModel
from perfdesk.ui.tree_rows import Key


class TreeView(QTreeView):
    """The view over a TreeModel; `hint` is painted where there are no rows."""

    def __init__(self, model: TreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = ""
        self._tree = model
        self.setObjectName("tree_view")
        self.setAccessibleName("项目和指标")
        self.setModel(model)
        self.setItemDelegate(TreeDelegate(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def go(self, index: QModelIndex) -> None:
        """Make a row the current one and bring it into sight."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def open_keys(self) -> list[Key]:
        """The rows that are open, from the top down."""
        found: list[Key] = []
        waiting = [QModelIndex()]
        while waiting:
            above = waiting.pop(0)
            for row in range(self._tree.rowCount(above)):
                index = self._tree.index(row, 0, above)
                key = self._tree.key_at(index)
                if key is not None and self.isExpanded(index):
                    found.append(key)
                    waiting.append(index)
        return found

    def open_again(self, keys: list[Key]) -> None:
        """Open rows that were open before a rebuild."""
        for key in keys:
            index = self._tree.find(key)
            if index.isValid():
                self.expand(index)

    def open_first_levels(self) -> None:
        """Open books and categories, so that every project and objective shows."""
        for row in range(self._tree.rowCount()):
            book = self._tree.index(row, 0)
            self.expand(book)
            for under in range(self._tree.rowCount(book)):
                child = self._tree.index(under, 0, book)
                key = self._tree.key_at(child)
                if key is not None and key.kind is None:
                    self.expand(child)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row, and round the whole of it the frame that says where the keys go."""
        super().drawRow(painter, options, index)
        if self.hasFocus() and index == self.currentIndex():
            row = QRect(RowStyle.of(options).rect)
            row.setLeft(0)
            row.setRight(self.viewport().width() - 1)
            painter.setPen(QPen(QColor(theme.palette().accent), 2))
            painter.drawRect(row.adjusted(1, 1, -1, -1))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the arrow of a row that can be opened, as large as the text."""
        if not self._tree.hasChildren(index):
            return
        em = theme.em(self.font())
        row = self._tree.index(index.row(), 0, index.parent())
        name = "chevron-down" if self.isExpanded(row) else "chevron-right"
        drawing = icons.pixmap(name, theme.palette().dim, em, painter.device().devicePixelRatio())
        painter.drawPixmap(rect.right() - em + 1, rect.top() + (rect.height() - em) // 2, drawing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the hint."""
        super().paintEvent(event)
        paint_hint(self, self.hint)
