"""What the overview paints above its list: the counts, money against time, the trend of an indicator."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from perfdesk.domain.figures import plain
from perfdesk.domain.overview import Overview, Trend, percent, trend_frame
from perfdesk.ui import badge, theme

_CHART = 9  # characters high


class Painted(QWidget):
    """A widget that is nothing but its painting; a new font or palette paints it anew."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        """Sizes and colours follow."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class Counts(Painted):
    """The verdicts as badges with their numbers, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("overview_counts", parent)
        self._shown: Overview | None = None

    def show_overview(self, shown: Overview) -> None:
        """Show its counts."""
        self._shown = shown
        words = "，".join(f"{badge.face_of(verdict).word} {number}" for verdict, number in shown.counts)
        self.setAccessibleName(f"共 {shown.total} 项：{words}")
        self.updateGeometry()
        self.update()

    def _places(self, width: int) -> list[QRect]:
        em, metrics = theme.em(self.font()), self.fontMetrics()
        places, x, y = [], 0, 0
        for verdict, number in self._shown.counts if self._shown else ():
            size = badge.badge_size(self.font(), verdict)
            wide = size.width() + metrics.horizontalAdvance(f" {number}") + round(em * 1.6)
            if x and x + wide > width:
                x, y = 0, y + round(size.height() * 1.3)
            places.append(QRect(x, y, wide, size.height()))
            x += wide
        return places

    def sizeHint(self) -> QSize:
        """As many lines as the badges need at this width."""
        places = self._places(max(self.width(), theme.em(self.font()) * 20))
        height = places[-1].bottom() + 1 if places else 0
        return QSize(theme.em(self.font()) * 20, height)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint badge and number, badge and number."""
        painter = QPainter(self)
        counts = self._shown.counts if self._shown else ()
        for place, (verdict, number) in zip(self._places(self.width()), counts, strict=True):
            pill = badge.paint_badge(painter, place, verdict, self.font())
            painter.setPen(QColor(theme.palette().text))
            painter.setFont(theme.semi_bold(self.font()))
            painter.drawText(
                place.adjusted(pill.width() + theme.em(self.font()) // 2, 0, 0, 0),
                Qt.AlignmentFlag.AlignVCenter,
                str(number),
            )
            painter.setFont(self.font())
        painter.end()


class Meters(Painted):
    """Two thin bars, one below the other: money executed and time gone by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("overview_meters", parent)
        self._lines: list[tuple[str, Decimal, str, bool]] = []

    def show_overview(self, shown: Overview) -> None:
        """Show its money and time; nothing where neither is known."""
        self._lines = []
        share = shown.money.share if shown.money else None
        if shown.money is not None and share is not None:
            said = f"{percent(share)}（{plain(shown.money.executed)} / {plain(shown.money.budget)} 万元）"
            if shown.without_money:
                said += f"，{shown.without_money} 个项目没有填执行数，未计入"
            self._lines.append(("预算执行", share, said, True))
        if shown.time_share is not None:
            self._lines.append(("时间进度", shown.time_share, percent(shown.time_share), False))
        self.setAccessibleName("；".join(f"{word} {said}" for word, _, said, _ in self._lines))
        self.setVisible(bool(self._lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line each."""
        em = theme.em(self.font())
        return QSize(em * 20, round(em * 2) * len(self._lines))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Word, bar, what it says."""
        painter = QPainter(self)
        palette, em, metrics = theme.palette(), theme.em(self.font()), self.fontMetrics()
        words = max((metrics.horizontalAdvance(word) for word, *_ in self._lines), default=0) + em
        wide = max(round(self.width() * 0.36), em * 6)
        for at, (word, share, said, is_money) in enumerate(self._lines):
            line = QRect(0, round(em * 2) * at, self.width(), round(em * 2))
            painter.setPen(QColor(palette.dim))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, word)
            track = QRect(words, line.center().y() - em // 4, wide, em // 2)
            painter.fillRect(track, QColor(palette.line))
            filled = min(max(share, Decimal(0)), Decimal(1)) * track.width()
            colour = palette.accent if is_money else palette.dim
            painter.fillRect(QRect(track.left(), track.top(), int(filled), track.height()), QColor(colour))
            painter.setPen(QColor(palette.text))
            rest = line.adjusted(track.right() + em, 0, 0, 0)
            shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class TrendChart(Painted):
    """The figures of an indicator over its runs and years, with its target as a dashed line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("overview_trend", parent)
        self._trend: Trend | None = None

    def show_trend(self, shown: Trend | None) -> None:
        """Show a trend; a single figure has none, and is not shown."""
        measured = [point for point in shown.points if point.number is not None] if shown else []
        self._trend = shown if len(measured) > 1 else None
        self.setVisible(self._trend is not None)
        if self._trend is not None:
            said = "，".join(f"{point.label} {point.text}" for point in self._trend.points)
            self.setAccessibleName(f"{self._trend.name}的走势：{said}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A fixed height."""
        em = theme.em(self.font())
        return QSize(em * 20, em * _CHART)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axis labels below, figures beside their points, the target's line."""
        if self._trend is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, em, metrics = theme.palette(), theme.em(self.font()), self.fontMetrics()
        unit = f"（{self._trend.unit}）" if self._trend.unit else ""
        painter.setPen(QColor(palette.dim))
        painter.drawText(QRect(0, 0, self.width(), round(em * 1.6)), 0, f"{self._trend.name}{unit}")
        area = QRectF(em * 3, em * 3, self.width() - em * 6, em * (_CHART - 5))
        frame = trend_frame(self._trend)
        if frame.target is not None:
            y = area.bottom() - float(frame.target) * area.height()
            painter.setPen(QPen(QColor(palette.edge), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            painter.setPen(QColor(palette.dim))
            number = plain(self._trend.target) if self._trend.target is not None else ""
            painter.drawText(QPointF(0, y - em // 4), f"目标 {number}")
        spots = [
            QPointF(area.left() + float(x) * area.width(), area.bottom() - float(y) * area.height())
            for x, y in frame.points
        ]
        painter.setPen(QPen(QColor(palette.accent), 2))
        painter.drawPolyline(QPolygonF(spots))
        _paint_points(painter, self._trend, spots, metrics, em)
        painter.end()


def _paint_points(
    painter: QPainter, trend: Trend, spots: list[QPointF], metrics: QFontMetrics, em: int
) -> None:
    """A dot in the colour of each verdict, figure above, run below; labels that would meet give way."""
    palette = theme.palette()
    measured = [point for point in trend.points if point.number is not None]
    last_label = -1e9
    for point, spot in zip(measured, spots, strict=True):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.tone(point.verdict).text))
        painter.drawEllipse(spot, em * 0.3, em * 0.3)
        painter.setPen(QColor(palette.text))
        figure = plain(point.number) if point.number is not None else ""
        painter.drawText(
            QPointF(spot.x() - metrics.horizontalAdvance(figure) / 2, spot.y() - em * 0.6), figure
        )
        wide = metrics.horizontalAdvance(point.label)
        left = spot.x() - wide / 2
        if left > last_label + em / 2:
            painter.setPen(QColor(palette.dim))
            painter.drawText(QPointF(left, em * (_CHART - 0.4)), point.label)
            last_label = left + wide
