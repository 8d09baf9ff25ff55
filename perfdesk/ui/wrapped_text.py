"""Text over several lines in a cell: lines break as Chinese is set, long numbers and names break anywhere."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"


def _layout(text: str, font: QFont, width: int) -> tuple[QTextLayout, int]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _LINE_SEPARATOR)
    layout = QTextLayout(lines, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, round(height)


@lru_cache(maxsize=20_000)
def _height(text: str, families: tuple[str, ...], key: str, width: int) -> int:
    font = QFont()
    font.fromString(key)
    font.setFamilies(families)
    return _layout(text, font, width)[1]


def text_height(text: str, font: QFont, width: int) -> int:
    """The height of a text at that width; 0 for no text."""
    # A font's text names its first family only; where that is missing, another face would be measured.
    return _height(text, tuple(font.families()), font.toString(), width) if text else 0


def paint_wrapped(painter: QPainter, rect: QRect, text: str, font: QFont) -> None:
    """Paint a text from the top left of `rect` in the painter's pen, within it."""
    if not text:
        return
    layout, _ = _layout(text, font, rect.width())
    painter.save()
    painter.setClipRect(rect.adjusted(-2, 0, 2, 1), Qt.ClipOperation.IntersectClip)
    layout.draw(painter, QPointF(rect.topLeft()))
    painter.restore()
