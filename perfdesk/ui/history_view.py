"""Who changed what, and when: the history of one record, newest first."""

import json
from functools import cache
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from perfdesk.domain.change import RECORD
from perfdesk.domain.measure import ACCUMULATION_WORDS, DIRECTION_WORDS
from perfdesk.domain.records import Kind, Role, fields_of
from perfdesk.domain.wording import LIKELIHOOD_WORDS, shortened
from perfdesk.operations.adjusting import SUBJECT_WORDS
from perfdesk.operations.running import STATE_WORDS
from perfdesk.store.store import HistoryLine
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.form_fields import LABELS
from perfdesk.ui.hint import paint_hint
from perfdesk.ui.row_style import RowStyle
from perfdesk.ui.wrapped_text import paint_wrapped, text_height

Index = QModelIndex | QPersistentModelIndex
_CAPTIONS = ("时间", "谁", "做了什么", "哪一项", "原来", "改为")
_BEFORE = 4
_WIDTHS = (11, 6, 12, 7)  # characters, of those before it
_LONGEST = 200  # characters of a text that are shown; the tip has more
_EMPTY = "（空）"
_NOTHING_YET = "在左边选一项，这里列出它改过什么、谁改的、什么时候改的。"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_HIDDEN = ("book", "project", "objective", "indicator", "run", "position", "state", "form", "digest", "size")
_WORDS = {
    **{kind.value: word for kind, word in ACCUMULATION_WORDS.items()},
    **{way.value: word for way, word in DIRECTION_WORDS.items()},
    **{likely.value: word for likely, word in LIKELIHOOD_WORDS.items()},
    **{state.value: word for state, word in STATE_WORDS.items()},
    **SUBJECT_WORDS,
}


class HistoryModel(QAbstractTableModel):
    """Lines of the history as rows of words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, ...]] = []

    def show_lines(self, lines: list[HistoryLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._rows = [_row(line) for line in lines]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each line."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Time, who, what, where, before, after."""
        return 0 if parent.isValid() else len(_CAPTIONS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Captions."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(_CAPTIONS):
            if role == Qt.ItemDataRole.DisplayRole:
                return _CAPTIONS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; long ones in full as a tip."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return text[:2000]
        return None


class WrappedDelegate(QStyledItemDelegate):
    """Words over as many lines as they take, with air around them; columns in `quiet` are dim."""

    quiet: tuple[int, ...] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line below, words from the top; the text before the change is quieter."""
        style = RowStyle.of(option)
        colours = theme.palette()
        painter.save()
        style.paint_ground(painter)
        painter.setPen(QColor(colours.line))
        painter.drawLine(style.rect.bottomLeft(), style.rect.bottomRight())
        text, quiet = self.words(index)
        painter.setPen(QColor(colours.dim if quiet else colours.text))
        across, down = _air(style.font)
        inside = style.rect.adjusted(across, down, -across, -down)
        if index.data(Qt.ItemDataRole.TextAlignmentRole) == _RIGHT:
            painter.setFont(style.font)
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)
        else:
            paint_wrapped(painter, inside, text, style.font)
        style.paint_focus(painter)
        painter.restore()

    def words(self, index: Index) -> tuple[str, bool]:
        """What is painted, and whether quietly."""
        return str(index.data() or ""), index.column() in self.quiet

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines."""
        style = RowStyle.of(option)
        across, down = _air(style.font)
        width = style.rect.width() - 2 * across
        height = text_height(str(index.data() or " "), style.font, width) + 2 * down
        return QSize(style.rect.width(), max(height, theme.row_height(style.font, 2.3)))


class HistoryDelegate(WrappedDelegate):
    """The text before a change is quieter than the one after it."""

    quiet = (0, 1, _BEFORE)


class HistoryView(QTableView):
    """The history of the record that is shown; read only while it can be seen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setAccessibleName("历史")
        self._desk = desk
        self._model = HistoryModel(self)
        self.setModel(self._model)
        self.setItemDelegate(HistoryDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Read and show a record's history."""
        self._model.show_lines(self._desk.history_of(kind, record) if kind else [])
        self._fit()

    def _fit(self) -> None:
        """Before and after share what the others leave."""
        em = theme.em(self.font())
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, em * width)
        self.setColumnWidth(_BEFORE, max((self.viewport().width() - em * sum(_WIDTHS)) // 2, em * 7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, or what would stand here."""
        super().paintEvent(event)
        paint_hint(self, _NOTHING_YET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width."""
        super().resizeEvent(event)
        self._fit()


def _air(font: QFont) -> tuple[int, int]:
    """Room at the sides and above a cell's words."""
    em = theme.em(font)
    return round(em * 0.6), round(em * 0.55)


def _row(line: HistoryLine) -> tuple[str, ...]:
    if line.field == RECORD:
        what = "新建" if line.after else "删除"
        return (
            _time(line.at),
            line.who,
            line.title,
            what,
            *(_summary(line.kind, t) for t in (line.before, line.after)),
        )
    label = LABELS.get(f"{line.kind}.{line.field}", "位置" if line.field == "position" else line.field)
    return (_time(line.at), line.who, line.title, label, *(_word(line, t) for t in (line.before, line.after)))


def _word(line: HistoryLine, text: str | None) -> str:
    if line.field in _flags(line.kind):
        return "是" if text == "1" else "否"
    return _WORDS.get(text, text) if text else _EMPTY


@cache
def _flags(kind: Kind) -> frozenset[str]:
    """The yes-or-no fields of a kind."""
    return frozenset(shape.name for shape in fields_of(kind) if shape.role is Role.FLAG)


def _summary(kind: Kind, text: str | None) -> str:
    """What a whole record says in short, its inner numbers left out."""
    if not text:
        return _EMPTY
    held: dict[str, str] = json.loads(text)
    said = []
    for shape in fields_of(kind):
        value, flag = held.get(shape.name, ""), shape.role is Role.FLAG
        # A box that nobody ticked says nothing.
        if value and shape.name not in _HIDDEN and not (flag and value == "0"):
            label = LABELS.get(f"{kind}.{shape.name}", shape.name)
            said.append(shortened(f"{label} {'是' if flag else _WORDS.get(value, value)}", 40))
    return "；".join(said)


def _time(at: str) -> str:
    """The local time to the minute; the text as it stands where it is no time."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    return moment.toLocalTime().toString("yyyy-MM-dd HH:mm") if moment.isValid() else at
