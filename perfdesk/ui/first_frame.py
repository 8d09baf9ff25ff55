"""The first frame: a window at once, with the names the file holds, while the rest is still being loaded.

It imports next to nothing, looks like the main window, takes no input and goes when that one is there.
"""

import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from perfdesk.ui.garbage import thread_begins, thread_ended
from perfdesk.ui.palette import Palette

_SWITCH = 0.001


class FirstFrame(QWidget):
    """Names at the left, room at the right.

    Signals:
        painted: it can be seen; now there is time for the rest.
    """

    painted = Signal()

    def __init__(self, books: list[tuple[str, list[str]]], palette: Palette, percent: int) -> None:
        super().__init__()
        font = self.font()
        font.setPointSizeF(10 * percent / 100)
        self.setFont(font)
        self._colours = palette
        self.setObjectName("first_frame")
        self.setWindowTitle("绩效台")
        self.setAccessibleName("绩效台正在打开")
        self._books = books
        self._painted = False
        self.given_up = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panes and the names."""
        palette, em = self._colours, self.fontMetrics().height() * 3 // 4
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.panel))
        strip, left = round(em * 3.4), min(em * 30, self.width() // 3)
        painter.setPen(QColor(palette.line))
        painter.drawLine(0, strip, self.width(), strip)
        if self._books:
            painter.drawLine(left, strip, left, self.height())
        self._draw_names(painter, QRect(em * 2, strip + em * 4, left - em * 3, self.height()), em)
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def _draw_names(self, painter: QPainter, room: QRect, em: int) -> None:
        row, top = round(em * 2.05), room.top()
        painter.setPen(QColor(self._colours.text))
        for book, names in self._books:
            for shift, text in [(0, book), *((em, name) for name in names)]:
                if top > self.height():
                    return
                place = QRect(room.left() + shift, top, room.width() - shift, row)
                shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
                top += row

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the clerk before the rest was there: nothing more is opened."""
        self.given_up = True
        super().closeEvent(event)


class Loader(QObject):
    """Imports beside the window, so that it answers meanwhile.

    Signals:
        loaded: everything is there.
    """

    loaded = Signal()

    def __init__(self, load: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._usual = sys.getswitchinterval()
        self._thread = threading.Thread(target=self._run, name="loader")
        self.loaded.connect(self._end)

    def start(self) -> None:
        """Begin; the interpreter changes threads more often until it ends."""
        thread_begins()
        sys.setswitchinterval(_SWITCH)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._load()
        finally:
            # What failed here fails again, and is told, where it is used on the main thread.
            self.loaded.emit()

    @Slot()
    def _end(self) -> None:
        self._thread.join()
        sys.setswitchinterval(self._usual)
        thread_ended()
