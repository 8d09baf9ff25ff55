"""Painting a recent file: its name, and quietly where it lies."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from perfdesk.ui import theme
from perfdesk.ui.row_style import RowStyle

PATH_ROLE = int(Qt.ItemDataRole.UserRole)
_ROW = 2.3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class RecentDelegate(QStyledItemDelegate):
    """Name at the left, folder behind it; a long folder loses its middle."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all rows."""
        font = RowStyle.of(option).font
        return QSize(theme.em(font) * 16, theme.row_height(font, _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = RowStyle.of(option)
        em, metrics = theme.em(row.font), QFontMetrics(row.font)
        path = Path(str(index.data(PATH_ROLE)))
        painter.save()
        row.paint_ground(painter)
        room = row.rect.adjusted(em // 2, 0, -em // 2, 0)
        name = metrics.elidedText(path.stem, Qt.TextElideMode.ElideMiddle, room.width() * 3 // 5)
        painter.setFont(row.font)
        painter.setPen(QColor(theme.palette().text))
        painter.drawText(room, _MIDDLE, name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + 2 * em)
        folder = metrics.elidedText(str(path.parent), Qt.TextElideMode.ElideMiddle, room.width())
        painter.setPen(QColor(theme.palette().dim))
        painter.drawText(room, _MIDDLE, folder)
        row.paint_focus(painter)
        painter.restore()
