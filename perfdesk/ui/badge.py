"""The verdict badge: icon, word and colour together, the same wherever a verdict is shown."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from perfdesk.domain.verdict_kind import Verdict
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.ui import icons, theme
from perfdesk.ui.palette import Tone

DOUBT_WORD = "疑点"
_ICONS = {
    Verdict.MET: "check",
    Verdict.NOT_MET: "x",
    Verdict.IN_PROGRESS: "loader",
    Verdict.NO_DATA: "circle",
    Verdict.NEEDS_JUDGEMENT: "circle-help",
    Verdict.NOT_APPLICABLE: "minus",
}


@dataclass(frozen=True, slots=True)
class Face:
    """What a badge shows."""

    word: str
    icon: str
    tone: Tone


def face_of(verdict: Verdict | None) -> Face:
    """The face of a verdict; None is a finding (疑点), which has no verdict of its own."""
    if verdict is None:
        return Face(DOUBT_WORD, "triangle-alert", theme.palette().needs_judgement)
    return Face(VERDICT_WORDS[verdict], _ICONS[verdict], theme.palette().tone(verdict))


def badge_size(font: QFont, verdict: Verdict | None) -> QSize:
    """Width and height of a badge in that font."""
    return face_size(font, face_of(verdict))


def face_size(font: QFont, face: Face) -> QSize:
    """As `badge_size`, of any face."""
    em = theme.em(font)
    width = em + round(em * 1.4) + QFontMetrics(font).horizontalAdvance(face.word)
    return QSize(width, round(em * 1.6))


def widest(font: QFont) -> int:
    """Width of the widest badge, so that a column of badges lines up."""
    return max(badge_size(font, verdict).width() for verdict in Verdict)


def paint_badge(painter: QPainter, rect: QRect, verdict: Verdict | None, font: QFont) -> QRect:
    """Paint a badge at the left of `rect`, centred vertically; returns where it stands."""
    return paint_face(painter, rect, face_of(verdict), font)


def paint_face(painter: QPainter, rect: QRect, face: Face, font: QFont) -> QRect:
    """As `paint_badge`, of any face."""
    em = theme.em(font)
    size = face_size(font, face)
    pill = QRect(rect.left(), rect.top() + (rect.height() - size.height()) // 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(face.tone.ground))
    painter.drawRoundedRect(pill, size.height() / 2, size.height() / 2)
    ratio = painter.device().devicePixelRatio()
    drawing = icons.pixmap(face.icon, face.tone.text, em, ratio)
    painter.drawPixmap(pill.left() + em // 2, pill.top() + (pill.height() - em) // 2, drawing)
    painter.setPen(QColor(face.tone.text))
    painter.setFont(font)
    words = pill.adjusted(em // 2 + em + round(em * 0.3), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, face.word)
    painter.restore()
    return pill


class BadgeLabel(QWidget):
    """A badge with a few quiet words beside it (「差 2.6」)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = Verdict.NO_DATA
        self._short = ""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict shown."""
        return self._verdict

    @property
    def short(self) -> str:
        """The words beside it."""
        return self._short

    def show_verdict(self, verdict: Verdict | None, short: str = "", sentence: str = "") -> None:
        """Show a verdict with its short words; the sentence is its tip and what a screen reader says."""
        self._verdict, self._short = verdict, short
        word = face_of(verdict).word
        self.setToolTip(sentence)
        self.setAccessibleName(f"判定：{word}")
        self.setAccessibleDescription(sentence or short)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Badge and words side by side."""
        size = badge_size(self.font(), self._verdict)
        words = self.fontMetrics().horizontalAdvance(self._short)
        return QSize(size.width() + (theme.em(self.font()) // 2 + words if words else 0), size.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """The badge is never cut; its words may be."""
        return QSize(badge_size(self.font(), self._verdict).width(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge, then the words."""
        painter = QPainter(self)
        pill = paint_badge(painter, self.rect(), self._verdict, self.font())
        if self._short:
            painter.setPen(QColor(theme.palette().dim))
            beside = self.rect().adjusted(pill.width() + theme.em(self.font()) // 2, 0, 0, 0)
            words = self.fontMetrics().elidedText(self._short, Qt.TextElideMode.ElideRight, beside.width())
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """A new font or palette changes size and colours."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
