"""Pages of a PDF on screen: only what is seen is drawn, at the size it is seen."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from perfdesk.exchange import pages
from perfdesk.ui import theme

FIT = 0
_POINTS_PER_INCH = 72
_KEPT = 12
_SMALLEST, _LARGEST = 40, 400


def picture(path: Path, index: int, scale: float) -> QImage:
    """A page as an image of `scale` pixels per point."""
    drawn = pages.render_page(path, index, scale)
    image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    return image.copy()


class PageView(QAbstractScrollArea):
    """All pages below each other. `zoom` is per cent of paper size, FIT for as wide as the view.

    Signals:
        page_changed: number of the page in the middle of the view, from 1.
    """

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_pages")
        self.setAccessibleName("页面")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._path: Path | None = None
        self._sizes: list[tuple[float, float]] = []
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.zoom = FIT
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    def show_file(self, path: Path | None) -> None:
        """Show the pages of a file, from the first; None shows nothing."""
        self._path = path
        count = pages.page_count(path) if path else 0
        self._sizes = [pages.page_size(path, at) for at in range(count)] if path else []
        self._kept.clear()
        self._measure()
        self.verticalScrollBar().setValue(0)
        self._tell_page()

    @property
    def count(self) -> int:
        """How many pages."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1; 0 where there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for at, place in enumerate(self._places()):
            if place.bottom() >= middle:
                return at + 1
        return self.count

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        places = self._places()
        if places:
            at = min(max(page, 1), len(places)) - 1
            self.verticalScrollBar().setValue(places[at].top() - self._gap())

    def set_zoom(self, percent: int) -> None:
        """Another size; FIT for as wide as the view."""
        page = self.page
        self.zoom = FIT if percent == FIT else min(max(percent, _SMALLEST), _LARGEST)
        self._measure()
        self.go_to(page)

    def percent(self) -> int:
        """The size now, per cent of paper."""
        return round(self._scale() * _POINTS_PER_INCH * 100 / self.logicalDpiX())

    # -- where the pages lie

    def _gap(self) -> int:
        return theme.em(self.font())

    def _scale(self) -> float:
        """Pixels of the screen per point."""
        if self.zoom != FIT or not self._sizes:
            return (self.zoom or 100) / 100 * self.logicalDpiX() / _POINTS_PER_INCH
        room = max(self.viewport().width() - 2 * self._gap(), 100)
        return room / max(width for width, _ in self._sizes)

    def _places(self) -> list[QRect]:
        scale, gap, top = self._scale(), self._gap(), self._gap()
        widest = max((round(width * scale) for width, _ in self._sizes), default=0)
        left = max((self.viewport().width() - widest) // 2, gap)
        places = []
        for width, height in self._sizes:
            size = QSize(round(width * scale), round(height * scale))
            places.append(QRect(left + (widest - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + gap
        return places

    def _measure(self) -> None:
        places = self._places()
        height = places[-1].bottom() + self._gap() if places else 0
        width = max((place.right() for place in places), default=0) + self._gap()
        up, along = self.verticalScrollBar(), self.horizontalScrollBar()
        up.setRange(0, max(height - self.viewport().height(), 0))
        up.setPageStep(self.viewport().height())
        up.setSingleStep(self._gap() * 3)
        along.setRange(0, max(width - self.viewport().width(), 0))
        along.setPageStep(self.viewport().width())
        self.viewport().update()

    def _tell_page(self) -> None:
        self.page_changed.emit(self.page)

    # -- Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.palette().ground))
        shift = -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        for at, place in enumerate(self._places()):
            seen = place.translated(*shift)
            if seen.intersects(event.rect()):
                painter.drawImage(seen, self._picture(at, seen.width()))
                painter.setPen(QColor(theme.palette().line))
                painter.drawRect(seen.adjusted(-1, -1, 0, 0))
        painter.end()

    def _picture(self, at: int, width: int) -> QImage:
        pixels = round(width * self.devicePixelRatioF())
        key = (at, pixels)
        if key not in self._kept and self._path is not None:
            self._kept[key] = picture(self._path, at, pixels / self._sizes[at][0])
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel for the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.percent() + (10 if event.angleDelta().y() > 0 else -10))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End, PgUp and PgDn by pages."""
        steps = {Qt.Key.Key_PageDown: self.page + 1, Qt.Key.Key_PageUp: self.page - 1}
        ends = {Qt.Key.Key_Home: 1, Qt.Key.Key_End: self.count}
        wanted = {**steps, **ends}.get(Qt.Key(event.key()))
        if wanted is not None:
            self.go_to(wanted)
            return
        super().keyPressEvent(event)
