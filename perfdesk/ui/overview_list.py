"""A bar for each project or objective: how its rows stand, and its money. Enter goes there."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from perfdesk.domain.overview import Bar, percent
from perfdesk.domain.records import Kind
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.ui import theme
from perfdesk.ui.row_style import RowStyle

Index = QModelIndex | QPersistentModelIndex
BAR_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW = 3.4
_NAME_SHARE = 0.3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def words_of(bar: Bar) -> str:
    """「达标 2　未达标 1　执行 59.76%」, what the bar says without colours."""
    parts = [f"{VERDICT_WORDS[verdict]} {number}" for verdict, number in bar.counts]
    share = bar.money.share if bar.money else None
    if share is not None:
        parts.append(f"预算执行 {percent(share)}")
    if bar.followed:
        parts.append("关注")
    return "\u3000".join(parts)


class BarModel(QAbstractListModel):
    """The bars of an overview as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        """Show these bars."""
        if bars == self._bars:
            return
        self.beginResetModel()
        self._bars = bars
        self.endResetModel()

    def bar(self, row: int) -> Bar | None:
        """The bar of a row."""
        return self._bars[row] if 0 <= row < len(self._bars) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each bar."""
        return 0 if parent.isValid() else len(self._bars)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name with the words; the bar itself for the delegate."""
        bar = self.bar(index.row()) if index.isValid() else None
        if bar is None:
            return None
        if role == BAR_ROLE:
            return bar
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{bar.name}　{words_of(bar)}"
        return None


class BarDelegate(QStyledItemDelegate):
    """Name at the left, the stacked bar beside it, the words below the bar."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        cell = RowStyle.of(option)
        bar = index.data(BAR_ROLE)
        palette, em = theme.palette(), theme.em(cell.font)
        painter.save()
        cell.paint_ground(painter)
        pad = round(em * 1.3)
        inner = cell.rect.adjusted(pad, round(em * 0.4), -pad, -round(em * 0.4))
        name = QRect(inner.left(), inner.top(), round(inner.width() * _NAME_SHARE), inner.height())
        painter.setFont(cell.font)
        painter.setPen(QColor(palette.text))
        wrap = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(name, wrap, _two_lines(bar.name, cell.font, name.width()))
        right = inner.adjusted(name.width() + em, 0, 0, 0)
        track = QRect(right.left(), right.top() + round(em * 0.15), right.width(), round(em * 0.7))
        paint_stack(painter, track, bar)
        painter.setPen(QColor(palette.dim))
        below = right.adjusted(0, round(em * 1.05), 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words_of(bar))
        cell.paint_focus(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        font = RowStyle.of(option).font
        return QSize(theme.em(font) * 20, theme.row_height(font, _ROW))


def paint_stack(painter: QPainter, track: QRect, bar: Bar) -> None:
    """A stacked bar of the verdicts, parted by thin gaps; nothing but the track where there are no rows."""
    palette = theme.palette()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.line))
    painter.drawRect(track)
    done, total = 0, bar.total
    for verdict, number in bar.counts:
        left = track.left() + track.width() * done // total
        done += number
        right = track.left() + track.width() * done // total
        painter.setBrush(QColor(palette.tone(verdict).text))
        painter.drawRect(QRect(left, track.top(), max(right - left - 1, 1), track.height()))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _two_lines(name: str, font: QFont, width: int) -> str:
    """A long name keeps both its ends: what tells projects apart often stands last."""
    return QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideMiddle, round(width * 1.85))


class BarList(QListView):
    """The list of bars.

    Signals:
        left_for: Kind and id of the project or objective the clerk asked for.
    """

    left_for = Signal(Kind, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview_list")
        self.setAccessibleName("各项目进度")
        self.bars = BarModel(self)
        self.setModel(self.bars)
        self.setItemDelegate(BarDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._leave)

    @Slot(QModelIndex)
    def _leave(self, index: QModelIndex) -> None:
        bar = self.bars.bar(index.row())
        if bar is not None:
            self.left_for.emit(bar.kind, bar.record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the row's project."""
        if event.key() in _ENTER:
            self._leave(self.currentIndex())
            return
        super().keyPressEvent(event)
