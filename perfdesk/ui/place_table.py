"""A table of texts that stand at places of the desk: lists of what is kept beside targets and figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.captions import caption_data
from perfdesk.ui.cell_edit import CellEdit, ChoiceEdit, LineEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.history_view import WrappedDelegate

Index = QModelIndex | QPersistentModelIndex
PROMPT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column; `weight` is its share of the room, `width` in characters where it has none of it."""

    caption: str
    width: int = 0
    weight: int = 0
    choices: tuple[str, ...] = ()
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A text; `enter` takes another one in its place, None for what is not written here.

    `prompt` is the quiet question an empty cell asks.
    """

    text: str
    enter: Callable[[str], bool] | None = None
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells, and what it is about for the page that shows it."""

    about: object
    cells: tuple[Cell, ...]


def cell_at(desk: Desk, place: Place, words: Callable[[str], str] = str) -> Cell:
    """The cell of a place, written through the desk where it may be."""
    text = words(desk.text(place))
    return Cell(text, (lambda typed: desk.enter(place, typed)) if desk.may_edit(place) else None)


class PlaceTableModel(QAbstractTableModel):
    """Lines as they were last given."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; cells that only say something else are redrawn, so that an editor stays open."""
        new = tuple(lines)
        same = [line.about for line in new] == [line.about for line in self._lines]
        if same and new:
            self._lines = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._lines = new
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each line."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The given columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Captions."""
        return caption_data(self.columns, section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        if role == PROMPT_ROLE and index.isValid():
            return self._lines[index.row()].cells[index.column()].prompt
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or role not in texts:
            if role == Qt.ItemDataRole.TextAlignmentRole and index.isValid():
                return self.headerData(index.column(), Qt.Orientation.Horizontal, role)
            return None
        return self._lines[index.row()].cells[index.column()].text

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells with an `enter` can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        written = self._lines[index.row()].cells[index.column()].enter is not None
        return flags | Qt.ItemFlag.ItemIsEditable if written else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Enter a text; the desk's notice says why one is not taken."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        cell = self._lines[index.row()].cells[index.column()]
        text = str(value or "")
        return cell.enter is not None and (text == cell.text or cell.enter(text))


class _PlaceDelegate(WrappedDelegate):
    """Wrapped words, and an editor that only ever holds text."""

    def words(self, index: Index) -> tuple[str, bool]:
        """An empty cell asks its question, quietly."""
        text, quiet = super().words(index)
        prompt = str(index.data(PROMPT_ROLE) or "")
        return (text, quiet) if text or not prompt else (prompt, True)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> CellEdit:
        """A line, or the column's choices."""
        model = index.model()
        assert isinstance(model, PlaceTableModel)
        column = model.columns[index.column()]
        choices = column.choices
        made: CellEdit = ChoiceEdit(choices, typed=False, parent=parent) if choices else LineEdit(parent)
        made.setAccessibleName(column.caption)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the stored text in, once."""
        if isinstance(editor, LineEdit | ChoiceEdit) and editor.property("loaded") is None:
            editor.put(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.setProperty("loaded", editor.text_now())

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Enter the text as it was typed; one nobody touched says nothing, whatever stands there by now."""
        if not isinstance(editor, LineEdit | ChoiceEdit) or not isinstance(model, PlaceTableModel):
            return
        if editor.text_now() != editor.property("loaded"):
            model.setData(index, editor.text_now())


class PlaceTable(QTableView):
    """Columns share the room; rows are as high as their words."""

    def __init__(
        self, name: str, label: str, columns: Sequence[TableColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.rows = PlaceTableModel(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        edit = QAbstractItemView.EditTrigger
        self.setEditTriggers(edit.EditKeyPressed | edit.AnyKeyPressed | edit.DoubleClicked)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().sectionResized.connect(self._fit_later)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit_rows)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.rows.show_lines(lines)
        self._later.start()

    @property
    def chosen(self) -> object:
        """What the current line is about; None where there is none."""
        line = self.rows.line(self.currentIndex().row())
        return line.about if line else None

    def edit_cell(self, about: object, column: int) -> None:
        """Go to a line's cell and begin to write."""
        for row in range(self.rows.rowCount()):
            line = self.rows.line(row)
            if line is not None and line.about == about:
                index = self.rows.index(row, column)
                self.setCurrentIndex(index)
                self.setFocus()
                self.edit(index)

    @Slot()
    def _fit_later(self) -> None:
        self._later.start()

    @Slot()
    def _fit_rows(self) -> None:
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns keep their shares of the width."""
        super().resizeEvent(event)
        em = theme.em(self.font())
        fixed = sum(column.width for column in self.rows.columns) * em
        weights = sum(column.weight for column in self.rows.columns)
        room = max(self.viewport().width() - fixed, weights * em * 2)
        for at, column in enumerate(self.rows.columns):
            self.setColumnWidth(at, em * column.width + (room * column.weight // weights if weights else 0))
        self._later.start()
