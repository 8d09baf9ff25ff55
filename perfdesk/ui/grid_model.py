"""The grid's model: rows of a project or of a whole book, read from the desk cell by cell, not copied."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from perfdesk.domain.change import Change
from perfdesk.domain.records import Kind, Objective
from perfdesk.operations.place import Place
from perfdesk.operations.standing import has_last_year, previous_run
from perfdesk.ui.captions import caption_data
from perfdesk.ui.cell_texts import CellTexts
from perfdesk.ui.desk import Desk
from perfdesk.ui.grid_columns import (
    FIGURES,
    FORMULA,
    SCORE,
    GridColumn,
    Look,
    Sheet,
    indicator_columns,
    objective_columns,
)
from perfdesk.ui.grid_rows import (
    GridRow,
    form_of_book,
    is_scored,
    place_of,
    rebuilds,
    rows_of,
    touched_rows,
)
from perfdesk.ui.refusal import refusal

Index = QModelIndex | QPersistentModelIndex
JUDGEMENT_ROLE = Qt.ItemDataRole.UserRole + 1
PROMPT_ROLE = Qt.ItemDataRole.UserRole + 2
REFUSED_ROLE = Qt.ItemDataRole.UserRole + 3
GROUP_ROLE = Qt.ItemDataRole.UserRole + 4  # a project's own row over its indicators


class GridModel(QAbstractTableModel):
    """Cells of one side of the form. What the desk refuses stays in its cell, marked."""

    def __init__(self, desk: Desk, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.sheet = sheet
        self._kind: Kind | None = None
        self._record = 0
        self._rows: list[GridRow] = []
        self._row_numbers: dict[GridRow, int] = {}
        self._columns: tuple[GridColumn, ...] = ()
        self._refused: dict[tuple[GridRow, str], tuple[str, str]] = {}
        self._texts = CellTexts(desk)
        desk.changed.connect(self._take)
        desk.chosen.connect(self.rebuild)
        desk.opened.connect(self._open)

    # -- what it is about

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Show the rows of a project, objective, indicator's owner, book or run."""
        self._kind, self._record = kind, record
        self.rebuild()

    @Slot()
    def rebuild(self) -> None:
        """Ask the desk for rows and columns again; a reset only where they are others."""
        rows = rows_of(self._desk.office, self._kind, self._record)
        if self.sheet is Sheet.SCORES:
            rows = [row for row in rows if is_scored(self._desk.office, row)]
        columns = self._wanted_columns(rows)
        if (rows, columns) == (self._rows, self._columns):
            self._redraw_all()
            return
        self.beginResetModel()
        self._rows, self._columns = rows, columns
        self._row_numbers = {row: number for number, row in enumerate(rows)}
        self._texts.drafts.clear()
        self._refused = {key: text for key, text in self._refused.items() if key[0] in self._row_numbers}
        self.endResetModel()

    def _wanted_columns(self, rows: list[GridRow]) -> tuple[GridColumn, ...]:
        found = self._desk.office.find(*rows[0]) if rows else None
        book = self._desk.office.book_of(found) if found else None
        form = form_of_book(self._desk.office, book.id if book else None)
        if form is None:
            return ()
        if isinstance(found, Objective):
            return objective_columns(form, self.sheet)
        office, run = self._desk.office, self._desk.run
        has_previous = previous_run(office, run) is not None
        columns = indicator_columns(form, self.sheet, has_previous, has_last_year(office, run))
        return tuple(column for column in columns if self._is_used(column, rows))

    def _is_used(self, column: GridColumn, rows: list[GridRow]) -> bool:
        """Columns only other offices print are shown where something stands in them."""
        return not column.optional or any(self._texts.stored(row, column) for row in rows)

    @Slot()
    def _open(self) -> None:
        self._refused.clear()
        self.show_record(None, 0)

    @Slot(object)
    def _take(self, change: Change) -> None:
        if rebuilds(change) or self._wanted_columns(self._rows) != self._columns:
            self.rebuild()
            return
        touched = touched_rows(self._desk.office, change)
        if len(touched) > 50:
            self._redraw_all()
            return
        for row in touched & self._row_numbers.keys():
            self._redraw(self._row_numbers[row])

    def _redraw(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def _redraw_all(self) -> None:
        if self._rows and self._columns:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # -- cells by number, for the view

    @property
    def desk(self) -> Desk:
        """The desk the cells are read from."""
        return self._desk

    def column(self, number: int) -> GridColumn:
        """The column's definition."""
        return self._columns[number]

    def row_about(self, number: int) -> GridRow:
        """What a row is about."""
        return self._rows[number]

    def place(self, index: Index) -> Place | None:
        """Where the cell is written; None where this sheet does not write it."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        place = place_of(self._rows[index.row()], column.key, self._desk.run)
        allowed = (
            place is not None
            and self._desk.may_edit(place)
            and GridColumn(place.key, "", column.look).editable(self.sheet)
        )
        return place if allowed else None

    def index_of(self, place: Place) -> QModelIndex:
        """The cell of a place; the row's first cell where the place has no column; invalid where no row."""
        row = self._row_numbers.get(GridRow(place.kind, place.record))
        if row is None:
            return QModelIndex()
        for number, column in enumerate(self._columns):
            shown = place_of(self._rows[row], column.key, self._desk.run)
            if shown is not None and shown.key == place.key:
                return self.index(row, number)
        return self.index(row, 0)

    def text(self, index: Index) -> str:
        """The text of a cell as it is copied and edited."""
        return str(self.data(index, Qt.ItemDataRole.EditRole) or "")

    def is_figure(self, index: Index) -> bool:
        """Whether the cell wants a figure."""
        return self._columns[index.column()].look in FIGURES

    def refuse(self, index: Index, text: str, why: str) -> None:
        """Keep a text the desk did not take in its cell."""
        key = (self._rows[index.row()], self._columns[index.column()].key)
        self._refused[key] = (text, why)
        self._redraw(index.row())

    def forget_refused(self, index: Index) -> bool:
        """Put the stored text back in place of a refused one; whether there was one."""
        key = (self._rows[index.row()], self._columns[index.column()].key)
        if self._refused.pop(key, None) is None:
            return False
        self._redraw(index.row())
        return True

    def drafts(self) -> dict[GridRow, str]:
        """What is being typed, by row."""
        return dict(self._texts.drafts)

    def show_draft(self, index: Index, text: str | None) -> None:
        """Judge what is being typed into a cell, for the badge of its row; None when typing is over."""
        if not index.isValid():
            return
        row = self._rows[index.row()]
        column = self._columns[index.column()]
        if column.look is not Look.HERO and column.key != "account.narrative":
            return
        if text is None:
            self._texts.drafts.pop(row, None)
        else:
            self._texts.drafts[row] = text
        for number, other in enumerate(self._columns):
            if other.look is Look.BADGE or other.key in (SCORE, FORMULA):
                badge = self.index(index.row(), number)
                self.dataChanged.emit(badge, badge)

    # -- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows of the table; a table's cells have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns of the table."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Captions, placed as their figures are."""
        return caption_data(self._columns, section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be chosen and copied; those of this sheet can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return flags | Qt.ItemFlag.ItemIsEditable if self.place(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, tips and what the delegate asks for."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        refused = self._refused.get((row, column.key))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return refused[0] if refused else self._texts.shown(row, column)
            case Qt.ItemDataRole.EditRole:
                return refused[0] if refused else self._texts.stored(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return refused[1] if refused else self._texts.tip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.caption} {self._texts.shown(row, column)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.headerData(index.column(), Qt.Orientation.Horizontal, role)
            case _:
                return self._own_data(row, column, role, refused is not None)

    def _own_data(self, row: GridRow, column: GridColumn, role: int, refused: bool) -> Any:
        if role == JUDGEMENT_ROLE:
            return self._texts.judgement(row) if column.look is Look.BADGE else None
        if role == PROMPT_ROLE:
            return self._texts.prompt(row, column)
        if role == REFUSED_ROLE:
            return refused
        return row.kind is Kind.PROJECT if role == GROUP_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Enter a text; one that the desk refuses stays in the cell, marked."""
        place = self.place(index)
        if place is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value or "")
        key = (self._rows[index.row()], self._columns[index.column()].key)
        known = self._refused.pop(key, None)
        if self._desk.enter(place, text):
            if known is not None:
                self._redraw(index.row())
            return True
        self.refuse(index, text, refusal(self._desk, place, text))
        return False
