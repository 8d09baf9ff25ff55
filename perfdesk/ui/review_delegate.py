"""Painting the review list: the badge, sentences wrapped to as many lines as they need, the quiet prompt."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from perfdesk.domain.verdict_kind import Verdict
from perfdesk.ui import badge, theme
from perfdesk.ui.review_model import ANSWER_PROMPT, ANSWERED_ROLE, VERDICT_ROLE, Column
from perfdesk.ui.row_style import RowStyle

ROW = 2.3
_MOST_LINES = 12
Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class ReviewDelegate(QStyledItemDelegate):
    """One delegate for all four columns."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        cell = RowStyle.of(option)
        palette, em = theme.palette(), theme.em(cell.font)
        painter.save()
        cell.paint_ground(painter)
        pad = round(em * 0.6)
        room = cell.rect.adjusted(pad, 0, -pad, 0)
        if index.column() == Column.BADGE:
            # A QVariant turns the enum into its text; none at all is a finding.
            held = index.data(VERDICT_ROLE)
            badge.paint_badge(painter, room, Verdict(held) if held else None, cell.font)
        else:
            text = str(index.data() or "")
            quiet = bool(index.data(ANSWERED_ROLE)) and index.column() == Column.MESSAGE
            prompt = not text and index.column() == Column.ANSWER
            painter.setPen(QColor(palette.dim if quiet or prompt else palette.text))
            painter.setFont(cell.font)
            shown = ANSWER_PROMPT if prompt else text
            painter.drawText(self._centred(room, shown, cell.font), _WRAP, shown)
        cell.paint_focus(painter)
        painter.restore()

    def _centred(self, room: QRect, text: str, font: QFont) -> QRect:
        """Where the wrapped text stands; a text longer than its cell starts at the top."""
        height = QFontMetrics(font).boundingRect(room, _WRAP, text).height()
        return room.adjusted(0, max((room.height() - height) // 2, 0), 0, 0)

    def height(self, font: QFont, texts: list[tuple[str, int]]) -> int:
        """Height of a row whose texts have these widths."""
        em, metrics = theme.em(font), QFontMetrics(font)
        least = theme.row_height(font, ROW)
        lines = 1
        for text, width in texts:
            inner = max(width - 2 * round(em * 0.6) - 2, em * 4)
            if metrics.horizontalAdvance(text) > inner:
                box = metrics.boundingRect(QRect(0, 0, inner, 10_000), _WRAP, text)
                lines = max(lines, min(round(box.height() / metrics.lineSpacing()), _MOST_LINES))
        return least + (lines - 1) * metrics.lineSpacing()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The panel sets row heights itself; this is one line."""
        font = RowStyle.of(option).font
        return QSize(theme.em(font) * 6, theme.row_height(font, ROW))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A plain line for the answer."""
        editor = QLineEdit(parent)
        editor.setObjectName("review_answer")
        editor.setAccessibleName("答复")
        editor.setPlaceholderText(ANSWER_PROMPT)
        return editor
