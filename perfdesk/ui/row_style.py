"""How a view wants a row painted: the style option's fields, which the stubs leave out, with their types."""

from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from perfdesk.ui import theme


@dataclass(frozen=True, slots=True)
class RowStyle:
    """Where and in what state a row or cell is painted."""

    rect: QRect
    font: QFont
    selected: bool
    hovered: bool
    focused: bool

    @classmethod
    def of(cls, option: QStyleOptionViewItem) -> "RowStyle":
        """Read a style option."""
        given = cast(Any, option)
        state = given.state
        flag = QStyle.StateFlag
        return cls(
            QRect(given.rect),
            QFont(given.font),
            bool(state & flag.State_Selected),
            bool(state & flag.State_MouseOver),
            bool(state & flag.State_HasFocus),
        )

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the selection, or the quieter ground under the mouse."""
        if self.selected:
            painter.fillRect(self.rect, QColor(theme.palette().selection))
        elif self.hovered:
            painter.fillRect(self.rect, QColor(theme.palette().hover))

    def paint_focus(self, painter: QPainter) -> None:
        """Paint the frame that says where the keys go."""
        if self.focused:
            painter.setPen(QPen(QColor(theme.palette().accent), 2))
            painter.drawRect(self.rect.adjusted(1, 1, -1, -1))
