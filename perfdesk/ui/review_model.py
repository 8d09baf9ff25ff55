"""The review list (审核) as a table: badge, place, sentence, and the clerk's answer, which may be typed."""

from collections.abc import Sequence
from enum import IntEnum, StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from perfdesk.domain.findings import RULES
from perfdesk.domain.records import Kind
from perfdesk.domain.wording import shortened
from perfdesk.operations.arranging import answer
from perfdesk.operations.checking import DOUBT, MISSED, MISSING, ReviewLine
from perfdesk.ui.badge import face_of
from perfdesk.ui.desk import Desk

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ANSWER_PROMPT = "写明情况…"
WHERE_AT_MOST = 60  # characters; the tip has all


class Column(IntEnum):
    """The columns from left to right."""

    BADGE = 0
    WHERE = 1
    MESSAGE = 2
    ANSWER = 3


class Slice(StrEnum):
    """Which lines are shown."""

    ALL = "all"
    MISSED = MISSED
    MISSING = MISSING
    DOUBT = DOUBT


HEADINGS = {Column.BADGE: "类别", Column.WHERE: "所在", Column.MESSAGE: "说明", Column.ANSWER: "答复"}
VERDICT_ROLE = Qt.ItemDataRole.UserRole + 1
ANSWERED_ROLE = Qt.ItemDataRole.UserRole + 2


class ReviewModel(QAbstractTableModel):
    """The lines of the desk's review, narrowed to one slice."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._slice = Slice.ALL
        self._lines: list[ReviewLine] = []

    @property
    def slice(self) -> Slice:
        """Which lines are shown."""
        return self._slice

    def line(self, row: int) -> ReviewLine | None:
        """The line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, line: ReviewLine) -> int:
        """The row of a line, by its key or else by its place; -1 where it is gone."""
        for row, other in enumerate(self._lines):
            if other.key == line.key:
                return row
        for row, other in enumerate(self._lines):
            if other.place == line.place and other.severity == line.severity:
                return row
        return -1

    def narrow(self, wanted: Slice) -> None:
        """Show another slice."""
        if wanted is not self._slice:
            self._slice = wanted
            self.refresh()

    @Slot()
    def refresh(self) -> bool:
        """Ask the desk again; True where rows came or went, False where only words changed."""
        lines = [line for line in self._desk.checks.lines() if self._slice in (Slice.ALL, line.severity)]
        keys, known = [line.key for line in lines], [line.key for line in self._lines]
        head = _alike(keys, known)
        tail = min(_alike(keys[::-1], known[::-1]), len(keys) - head, len(known) - head)
        gone, new = len(known) - head - tail, len(keys) - head - tail
        if gone:
            self.beginRemoveRows(_NOWHERE, head, head + gone - 1)
            del self._lines[head : head + gone]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(_NOWHERE, head, head + new - 1)
            self._lines[head:head] = lines[head : head + new]
            self.endInsertRows()
        old, self._lines = self._lines, lines
        for row, (before, after) in enumerate(zip(old, lines, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row, 0), self.index(row, Column.ANSWER))
        return bool(gone or new)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Badge, place, sentence, answer."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings; rows have none."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only the answer takes typing, and only where the file may be written."""
        held = super().flags(index)
        if index.isValid() and index.column() == Column.ANSWER and not self._desk.read_only:
            return held | Qt.ItemFlag.ItemIsEditable
        return held

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, verdict and whether an answer stands."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        text = self._text(line, Column(index.column()))
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(line, Column(index.column()), text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return text or (ANSWER_PROMPT if index.column() == Column.ANSWER else "")
            case _ if role == VERDICT_ROLE:
                return line.verdict
            case _ if role == ANSWERED_ROLE:
                return bool(line.answer)
        return None

    def text(self, row: int, column: Column) -> str:
        """What a cell says; "" where there is none."""
        line = self.line(row)
        return self._text(line, column) if line else ""

    def _text(self, line: ReviewLine, column: Column) -> str:
        match column:
            case Column.BADGE:
                return face_of(line.verdict).word
            case Column.WHERE:
                return shortened(line.where, WHERE_AT_MOST) or self._name_of_book(line)
            case Column.MESSAGE:
                return line.message
            case Column.ANSWER:
                return line.answer or ""

    @staticmethod
    def _tip(line: ReviewLine, column: Column, text: str) -> str | None:
        """The whole text; a finding's also says which rule found it, by the name the help has it under."""
        if column is Column.WHERE:
            return line.where or text or None
        if column is Column.MESSAGE and line.rule:
            return f"{text}\n\n查的是：{RULES[line.rule].caption}（帮助里的“会查哪些疑点”有说明）"
        return text or None

    def _name_of_book(self, line: ReviewLine) -> str:
        return "本年度" if line.place.kind is Kind.BOOK else ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Put the clerk's answer; an empty one takes it back."""
        line = self.line(index.row())
        if line is None or role != Qt.ItemDataRole.EditRole or index.column() != Column.ANSWER:
            return False
        return self._desk.perform(answer(self._desk.office, line.key, str(value)))


def _alike(keys: Sequence[str], others: Sequence[str]) -> int:
    """How many keys both begin with."""
    return next(
        (at for at, (one, other) in enumerate(zip(keys, others, strict=False)) if one != other),
        min(len(keys), len(others)),
    )
