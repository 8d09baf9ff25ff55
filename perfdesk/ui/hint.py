"""The words an empty list says in its own place: what is not there, or what to do next."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QWidget

from perfdesk.ui import theme


def paint_hint(view: QAbstractItemView, hint: str) -> None:
    """Paint the words quietly where the view's model has no rows."""
    model = view.model()
    if not hint or model is None or model.rowCount() > 0:
        return
    em = theme.em(view.font())
    room: QRect = view.viewport().rect().adjusted(em, 3 * em, -em, -em)
    painter = QPainter(view.viewport())
    painter.setPen(QColor(theme.palette().dim))
    painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, hint)
    painter.end()


class HintedList(QTreeWidget):
    """A list that says so where it is empty."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the hint."""
        super().paintEvent(event)
        paint_hint(self, self.hint)
