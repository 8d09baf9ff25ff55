"""Painting a row of the tree: name, quiet target, strong actual, and the badge in a column of its own."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from perfdesk.domain.verdict_kind import Verdict
from perfdesk.ui import badge, icons, theme
from perfdesk.ui.row_style import RowStyle
from perfdesk.ui.tree_model import TreeRole

ROW = 2.05
_LONG = 7  # characters of a target in words
_NAME = 7  # characters a name keeps beside a target
_LEAST = 5  # and beside an actual, which matters more
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class TreeDelegate(QStyledItemDelegate):
    """Figures line up at fixed right edges; the name has whatever they leave."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all rows."""
        font = RowStyle.of(option).font
        return QSize(theme.em(font) * 16, theme.row_height(font, ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from the right: badge, actual, target, then the name in what is left."""
        row = RowStyle.of(option)
        em = theme.em(row.font)
        painter.save()
        row.paint_ground(painter)
        room = QRect(row.rect)
        face, column = badge.face_of(Verdict(index.data(TreeRole.VERDICT))), badge.widest(row.font)
        if room.width() - column < _LEAST * em:  # in a narrow tree the icon and its colour have to do
            face = replace(face, word="")
            column = badge.face_size(row.font, face).width()
        place = QRect(room.right() - column - em // 2, room.top(), column, room.height())
        badge.paint_face(painter, place, face, row.font)
        room.setRight(place.left() - em // 2)
        self._figures(painter, room, row.font, index)
        self._name(painter, room, row.font, index)
        painter.restore()

    def _figures(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        """Paint actual and target where the name keeps room; a figure is never cut, only long words are."""
        target, actual = index.data(TreeRole.TARGET), index.data(TreeRole.ACTUAL)
        if not target and not actual:
            return
        em, bold = theme.em(font), theme.semi_bold(font)
        # The actual keeps its column where it is still empty, so that targets line up.
        column = max(QFontMetrics(bold).horizontalAdvance(actual) + 2, 3 * em)
        if room.width() - column < (_NAME if not actual else _LEAST) * em:
            return
        self._figure(painter, room, actual, bold, theme.palette().text, column)
        column = QFontMetrics(font).horizontalAdvance(target) + 2
        if column > _LONG * em and room.width() >= 2 * _LONG * em:
            column = _LONG * em
        if room.width() - column >= _NAME * em:
            self._figure(painter, room, target, font, theme.palette().dim, column)

    def _figure(
        self, painter: QPainter, room: QRect, text: str, font: QFont, colour: str, width: int
    ) -> None:
        """Paint a figure in a column at the right of `room`, and take the column off."""
        width = min(width, room.width() // 2)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        place = QRect(room.right() - width, room.top(), width, room.height())
        painter.drawText(place, _MIDDLE | Qt.AlignmentFlag.AlignRight, shown)
        room.setRight(place.left() - theme.em(font) // 2)

    def _name(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        face = theme.semi_bold(font) if index.data(TreeRole.BOOK) else font
        place = room.adjusted(theme.em(font) // 4, 0, 0, 0)
        if index.data(TreeRole.LOCKED):
            side = theme.em(font)
            ratio = painter.device().devicePixelRatioF()
            padlock = icons.pixmap("lock", theme.palette().dim, side, ratio)
            painter.drawPixmap(place.left(), place.center().y() - side // 2, padlock)
            place.setLeft(place.left() + side + side // 3)
        name = QFontMetrics(face).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(face)
        painter.setPen(QColor(theme.palette().text))
        painter.drawText(place, _MIDDLE, name)
