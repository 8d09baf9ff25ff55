"""The rows of an import plan as a table, narrowed to one mark; whether each is taken can be ticked."""

from collections import Counter
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from perfdesk.domain.document import ReadIndicator
from perfdesk.operations.planning import Choice, Mark, Plan, PlanKey, PlanRow
from perfdesk.ui.import_words import (
    MARK_WORDS,
    actual_of,
    differences,
    name_of,
    target_of,
    value_of,
    word_of,
)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LONGEST = 80
BEFORE_ROLE = Qt.ItemDataRole.UserRole + 1
AFTER_ROLE = Qt.ItemDataRole.UserRole + 2
MARK_ROLE = Qt.ItemDataRole.UserRole + 3
LABEL_ROLE = Qt.ItemDataRole.UserRole + 4


class Column(IntEnum):
    """The columns from left to right."""

    TAKE = 0
    MARK = 1
    NAME = 2
    TARGET = 3
    ACTUAL = 4
    WHAT = 5


_HEADINGS = {
    Column.TAKE: "导入",
    Column.MARK: "比对",
    Column.NAME: "项目 / 指标",
    Column.TARGET: "目标",
    Column.ACTUAL: "本期",
    Column.WHAT: "变化或原因",
}


class ImportPlanModel(QAbstractTableModel):
    """What is left is kept by row and by cell; the rows of a new project go with it.

    Signals:
        choice_changed: something was ticked or unticked.
    """

    choice_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[PlanRow, ...] = ()
        self._rows: list[PlanRow] = []
        self._mark: Mark | None = None
        self._new: set[PlanKey] = set()
        self._left: set[PlanKey] = set()
        self._left_cells: set[tuple[PlanKey, str]] = set()

    # -- what is chosen

    def show_plan(self, plan: Plan) -> None:
        """Show another plan; what cannot be taken is left, all else is taken."""
        self.beginResetModel()
        self._all = plan.rows
        self._new = {row.key for row in plan.rows if row.is_new}
        self._left = {row.key for row in plan.rows if row.mark is Mark.WRONG}
        self._left_cells = set()
        self._narrow()
        self.endResetModel()
        self.choice_changed.emit()

    def choice(self) -> Choice:
        """What is left."""
        gone = self._new & self._left
        left = self._left | {row.key for row in self._all if row.key[:2] in gone}
        return Choice(frozenset(left), frozenset(self._left_cells))

    def leave(self, choice: Choice) -> None:
        """Leave what the choice leaves, take all else."""
        self._left, self._left_cells = set(choice.rows), set(choice.cells)
        self._repaint()

    def takes(self, row: PlanRow) -> bool:
        """Whether a row is taken; the rows of a new project that is left are not."""
        return row.key not in self._left and not (
            len(row.key) > 2 and row.key[:2] in self._left and row.key[:2] in self._new
        )

    def takes_cell(self, row: PlanRow, key: str) -> bool:
        """Whether one cell of a row is taken."""
        return (row.key, key) not in self._left_cells

    def take_cell(self, row: PlanRow, key: str, taken: bool) -> None:
        """Take or leave one cell."""
        (self._left_cells.discard if taken else self._left_cells.add)((row.key, key))
        self._repaint()

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, Column.WHAT))
        self.choice_changed.emit()

    # -- what is shown

    @property
    def mark(self) -> Mark | None:
        """The mark the rows are narrowed to."""
        return self._mark

    def narrow(self, mark: Mark | None) -> None:
        """Show the rows of one mark, or all."""
        self.beginResetModel()
        self._mark = mark
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        self._rows = [row for row in self._all if self._mark in (None, row.mark)]

    @property
    def records(self) -> bool:
        """Whether any row says something of a run."""
        return any(actual_of(row) for row in self._all)

    def counts(self) -> Counter[Mark]:
        """Rows of each mark."""
        return Counter(row.mark for row in self._all)

    def row_at(self, index: Index) -> PlanRow | None:
        """The plan's row behind an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Six."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[Column(section)]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only the tick takes a click, and only where taking would do something."""
        held = super().flags(index)
        row = self.row_at(index)
        if row and index.column() == Column.TAKE and row.mark not in (Mark.SAME, Mark.WRONG):
            return held | Qt.ItemFlag.ItemIsUserCheckable
        return held

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, tick, mark, and the difference that is painted."""
        row = self.row_at(index)
        if row is None:
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                inner = column is Column.NAME and isinstance(row.read, ReadIndicator)
                return ("　　" if inner else "") + _short(_text(row, column))
            case Qt.ItemDataRole.ToolTipRole:
                return _whole(row) if column is Column.WHAT else _text(row, column) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return _whole(row) if column is Column.WHAT else _text(row, column)
            case Qt.ItemDataRole.CheckStateRole if column is Column.TAKE and row.mark is not Mark.SAME:
                return Qt.CheckState.Checked if self.takes(row) else Qt.CheckState.Unchecked
            case _ if role == MARK_ROLE and column is Column.MARK:
                return row.mark.value
            case _ if role in (LABEL_ROLE, BEFORE_ROLE, AFTER_ROLE) and column is Column.WHAT:
                return _difference(row, role)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row."""
        row = self.row_at(index)
        if row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._left.discard(row.key)
            # A row of a new project cannot come without it.
            self._left -= {row.key[:2]} & self._new
        else:
            self._left.add(row.key)
        self._repaint()
        return True


def _text(row: PlanRow, column: Column) -> str:
    match column:
        case Column.MARK:
            return MARK_WORDS[row.mark]
        case Column.NAME:
            return name_of(row)
        case Column.TARGET:
            return target_of(row)
        case Column.ACTUAL:
            return actual_of(row)
        case Column.WHAT:
            return "；".join(row.reasons)
        case Column.TAKE:
            return ""


def _difference(row: PlanRow, role: int) -> str | None:
    cells = differences(row)
    if not cells or row.reasons:
        return None
    first = cells[0]
    if role == LABEL_ROLE:
        return word_of(first.key)
    if role == BEFORE_ROLE:
        return _short(value_of(first.key, first.before))
    more = f"　等 {len(cells)} 处" if len(cells) > 1 else ""
    return (_short(value_of(first.key, first.after)) or "（空）") + more


def _whole(row: PlanRow) -> str:
    """Reasons and differences in one text, for a tip and a screen reader."""
    changed = [
        f"{word_of(c.key)}：{value_of(c.key, c.before) or '（空）'} → {value_of(c.key, c.after) or '（空）'}"
        for c in differences(row)
    ]
    return "\n".join((*row.reasons, *changed))


def _short(text: str) -> str:
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
