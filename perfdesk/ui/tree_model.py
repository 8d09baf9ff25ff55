"""The tree's model: whole-number ids, children read when asked, only named rows refreshed.

Rows are found anew under the same id after every rebuild, because the view remembers what is open by it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from perfdesk.domain.change import RECORD, Change, Edit, from_json
from perfdesk.domain.records import Account, Entry, Kind
from perfdesk.ui.desk import Desk
from perfdesk.ui.tree_rows import TOP, Key, TreeWords, keys_above, keys_under

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHAPE = (Kind.BOOK, Kind.PROJECT, Kind.OBJECTIVE, Kind.INDICATOR)
# A row comes, goes, moves, or stands under another heading.
_MOVING = (RECORD, "book", "project", "objective", "position", "category", "subcategory", "year")


class TreeRole(IntEnum):
    """What the delegate asks beside the name."""

    VERDICT = Qt.ItemDataRole.UserRole + 1
    TARGET = Qt.ItemDataRole.UserRole + 2
    ACTUAL = Qt.ItemDataRole.UserRole + 3
    BOOK = Qt.ItemDataRole.UserRole + 4
    LOCKED = Qt.ItemDataRole.UserRole + 5


@dataclass(slots=True)
class _Row:
    key: Key
    parent: int
    at: int
    children: list[int] | None = None


class TreeModel(QAbstractItemModel):
    """One column over the desk's office; `keep` narrows it to rows a search found."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = TreeWords(desk)
        self._ids: dict[Key, int] = {}
        self._rows: dict[int, _Row] = {}
        self._kept: frozenset[Key] | None = None
        self._root = _Row(TOP, 0, 0)

    def _row(self, index: Index) -> _Row:
        return self._rows[index.internalId()] if index.isValid() else self._root

    def _children(self, row: _Row) -> list[int]:
        """Ids of a row's children, read from the office the first time."""
        if row.children is None:
            above = 0 if row is self._root else self._ids[row.key]
            keys = [
                k for k in keys_under(self._desk.office, row.key) if self._kept is None or k in self._kept
            ]
            row.children = [self._ids.setdefault(key, len(self._ids) + 1) for key in keys]
            for at, (number, key) in enumerate(zip(row.children, keys, strict=True)):
                self._rows[number] = _Row(key, above, at)
        return row.children

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a child."""
        children = self._children(self._row(parent))
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject has one too
        """The index above."""
        if not index.isValid():
            return QModelIndex()
        return self._index(self._rows[index.internalId()].parent)

    def _index(self, number: int) -> QModelIndex:
        row = self._rows.get(number)
        return QModelIndex() if row is None else self.createIndex(row.at, 0, number)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many children."""
        return len(self._children(self._row(parent)))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One column; the delegate places target, actual and badge in it."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, tip, accessible text, verdict, target and actual of a row."""
        if not index.isValid():
            return None
        key, words = self._row(index).key, self._words
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words.name(key)
            case TreeRole.VERDICT:
                return words.judgement(key).verdict
            case TreeRole.TARGET:
                return words.target(key)
            case TreeRole.ACTUAL:
                return words.actual(key)
            case TreeRole.LOCKED:
                return words.locked(key)
            case TreeRole.BOOK:
                return key.kind is Kind.BOOK
            case Qt.ItemDataRole.ToolTipRole:
                return words.tip(key)
            case Qt.ItemDataRole.AccessibleTextRole:
                return words.spoken(key)
        return None

    def key_at(self, index: Index) -> Key | None:
        """What the row of an index is about."""
        return self._row(index).key if index.isValid() else None

    def find(self, key: Key) -> QModelIndex:
        """The index of a row; invalid where it is not in the tree or a search hides it."""
        row = self._root
        for step in (*keys_above(self._desk.office, key), key):
            self._children(row)
            number = self._ids.get(step, 0)
            if number not in self._rows:
                return QModelIndex()
            row = self._rows[number]
        return self._index(self._ids[key])

    @Slot()
    def rebuild(self) -> None:
        """Read everything anew, under the same ids."""
        self.beginResetModel()
        self._rows.clear()
        self._root.children = None
        self.endResetModel()

    def keep(self, keys: Collection[Key] | None) -> None:
        """Show only these rows; None shows all."""
        kept = None if keys is None else frozenset(keys)
        if kept != self._kept:
            self._kept = kept
            self.rebuild()

    @Slot()
    def refresh_all(self) -> None:
        """Another run: the rows are the same, their figures are not."""
        for row in (self._root, *list(self._rows.values())):
            if row.children:
                self.dataChanged.emit(self._index(row.children[0]), self._index(row.children[-1]))

    def refresh(self, change: Change) -> bool:
        """Refresh the rows a change names and those above; False where rows come, go or move."""
        if any(edit.kind in _SHAPE and edit.field in _MOVING for edit in change.edits):
            return False
        numbers: set[int] = set()
        for edit in change.edits:
            number = self._ids.get(self._key_of(edit), 0)
            while number in self._rows:
                numbers.add(number)
                number = self._rows[number].parent
        for number in numbers:
            index = self._index(number)
            self.dataChanged.emit(index, index)
        return True

    def _key_of(self, edit: Edit) -> Key:
        """The row an edit is seen in; a run is seen in its book's, which shows the padlock."""
        if edit.kind is Kind.RUN:
            return Key(Kind.BOOK, getattr(self._desk.office.find(edit.kind, edit.record), "book", None) or 0)
        if edit.kind not in (Kind.ENTRY, Kind.ACCOUNT):
            return Key(edit.kind, edit.record)
        held = self._desk.office.find(edit.kind, edit.record)
        if held is None and edit.field == RECORD and edit.before:
            held = from_json(edit.kind, edit.record, edit.before)
        if isinstance(held, Entry):
            return Key(Kind.INDICATOR, held.indicator or 0)
        if isinstance(held, Account):
            if held.project is not None:
                return Key(Kind.PROJECT, held.project)
            return Key(Kind.OBJECTIVE, held.objective or 0)
        return TOP
