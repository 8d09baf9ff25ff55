"""Sheet, header row and columns of a table: what was recognised, over the grid itself, to be put right."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QSplitter,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.choice import Choice, HeaderMatch
from perfdesk.exchange.grid import Grid, column_letters
from perfdesk.forms.registry import FORMS
from perfdesk.operations.reading_in import Reading, columns_at
from perfdesk.ui import theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_ROWS, _MOST_COLUMNS, _LONGEST = 300, 60, 60
_ROW = 2.1
_NOT_TAKEN = "（不收入）"


class GridModel(QAbstractTableModel):
    """The first rows of a grid as they were read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._columns = 0
        self._header: frozenset[int] = frozenset()

    def show_grid(self, grid: Grid | None, header: frozenset[int]) -> None:
        """Show a grid; `header` are the lines of the header."""
        self.beginResetModel()
        self._grid, self._header = grid, header
        rows = grid.rows[:_MOST_ROWS] if grid else ()
        self._columns = min(max((len(row.cells) for row in rows), default=0), _MOST_COLUMNS)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The first few hundred."""
        return 0 if parent.isValid() or not self._grid else min(len(self._grid.rows), _MOST_ROWS)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The widest row's."""
        return 0 if parent.isValid() else self._columns

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Letters above, lines beside."""
        if role != Qt.ItemDataRole.DisplayRole or self._grid is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_letters(section + 1)
        return str(self._grid.rows[section].line)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts on one line; the header's rows stand out."""
        if self._grid is None or not index.isValid():
            return None
        row = self._grid.rows[index.row()]
        text = row.cells[index.column()].text if index.column() < len(row.cells) else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text[: 2 * _LONGEST].split())[:_LONGEST]
            case Qt.ItemDataRole.ToolTipRole:
                return text[:2000] or None
            case Qt.ItemDataRole.BackgroundRole if row.line in self._header:
                return QColor(theme.palette().selection)
        return None


class ColumnsPage(QWidget):
    """Chooser of sheet, header row and kind, the grid, and a choice for every column.

    Signals:
        choice_made: place of the grid among all, and the Choice for it.
    """

    choice_made = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_columns_page")
        self._reading = Reading((), (), {}, {})
        self._header: HeaderMatch | None = None
        self.sheet, self.kind, self.row = QComboBox(self), QComboBox(self), QSpinBox(self)
        self.again = QPushButton("恢复自动识别", self)
        self.model = GridModel(self)
        self.grid = QTableView(self)
        self.columns = QTreeWidget(self)
        self._lay_out()
        self.sheet.activated.connect(self._show_sheet)
        self.kind.activated.connect(self._choose_header)
        self.row.editingFinished.connect(self._choose_header)
        self.again.clicked.connect(self._forget)

    def _fit(self) -> None:
        rows = self.grid.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(theme.row_height(self.font(), _ROW))

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes the sizes."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        named = (
            (self.sheet, "import_sheet", "工作表"),
            (self.row, "import_header_row", "表头所在行"),
            (self.kind, "import_kind", "表的种类"),
        )
        bar = QHBoxLayout()
        for widget, name, spoken in named:
            widget.setObjectName(name)
            widget.setAccessibleName(spoken)
            bar.addWidget(QLabel(spoken, self))
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.again)
        self.again.setObjectName("import_again")
        self.row.setKeyboardTracking(False)
        self.kind.addItem("自动识别", None)
        for form in FORMS.values():
            self.kind.addItem(form.name, form.kind.value)
        self.grid.setObjectName("import_grid")
        self.grid.setAccessibleName("文件里的表格")
        self.grid.setModel(self.model)
        self.grid.setWordWrap(False)
        self._fit()
        self.grid.setTabKeyNavigation(False)
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.columns.setObjectName("import_columns")
        self.columns.setAccessibleName("各列收入为")
        self.columns.setHeaderLabels(["列", "表头", "收入为"])
        self.columns.setRootIsDecorated(False)
        em = theme.em(self.font())
        for column, width in enumerate((3, 12)):
            self.columns.setColumnWidth(column, em * width)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.grid)
        split.addWidget(self.columns)
        split.setChildrenCollapsible(False)
        split.setSizes([em * 30, em * 30])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em // 2, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(split, 1)

    # -- what is shown

    def show_reading(self, reading: Reading) -> None:
        """Show what was read, the same sheet as before where it is still there."""
        at = max(self.sheet.currentIndex(), 0)
        self._reading = reading
        self.sheet.clear()
        for number, grid in enumerate(reading.grids, 1):
            self.sheet.addItem(grid.sheet or (f"第 {number} 张" if len(reading.grids) > 1 else "全文"))
        known = next(iter(reading.headers), 0)
        self.sheet.setCurrentIndex(at if 0 < at < len(reading.grids) else known)
        self.sheet.setEnabled(len(reading.grids) > 1)
        self._show_sheet()

    @property
    def place(self) -> int:
        """The place of the grid that is shown."""
        return self.sheet.currentIndex()

    @Slot()
    def _show_sheet(self) -> None:
        at = self.place
        grid = self._reading.grids[at] if 0 <= at < len(self._reading.grids) else None
        choice = self._reading.choices.get(at, Choice())
        self._header = self._reading.headers.get(at)
        if self._header is None and grid is not None and grid.rows:
            line = choice.header_row or grid.rows[0].line
            self._header = columns_at(grid, line, choice.kind or FormKind.TARGET_SUMMARY)
        lines = self._lines(grid)
        self.model.show_grid(grid, lines)
        self.row.setRange(1, grid.rows[-1].line if grid and grid.rows else 1)
        self.row.setValue(min(lines, default=1))
        self.kind.setCurrentIndex(max(self.kind.findData(choice.kind.value if choice.kind else None), 0))
        self.again.setEnabled(at in self._reading.choices)
        self._show_columns(choice.mapping or {})

    def _lines(self, grid: Grid | None) -> frozenset[int]:
        if grid is None or self._header is None:
            return frozenset()
        lines = [row.line for row in grid.rows]
        first = lines.index(self._header.line) if self._header.line in lines else 0
        return frozenset(lines[first : first + self._header.rows])

    def _show_columns(self, mapping: Mapping[int, str | None]) -> None:
        self.columns.clear()
        header = self._header
        for column in header.columns[:_MOST_COLUMNS] if header else ():
            caption = " ".join(column.caption.split())
            item = QTreeWidgetItem([column_letters(column.position + 1), caption])
            item.setToolTip(1, column.caption)
            self.columns.addTopLevelItem(item)
            chooser = QComboBox(self.columns)
            chooser.setObjectName(f"import_column_{column.position}")
            chooser.setAccessibleName(f"“{caption}”列收入为")
            chooser.addItem(_NOT_TAKEN, None)
            for key, word in header.keys if header else ():
                chooser.addItem(word, key)
            held = mapping.get(column.position, column.key)
            chooser.setCurrentIndex(max(chooser.findData(held), 0) if held else 0)
            chooser.setProperty("position", column.position)
            chooser.activated.connect(self._map)
            self.columns.setItemWidget(item, 2, chooser)

    # -- what is chosen

    @Slot()
    def _map(self) -> None:
        """One column was put right: its key is taken from any other column that had it."""
        chooser = self.sender()
        if not isinstance(chooser, QComboBox) or self._header is None:
            return
        held = self._reading.choices.get(self.place, Choice())
        position, key = int(chooser.property("position")), chooser.currentData()
        mapping = dict(held.mapping or {})
        for column in self._header.columns:
            if key and column.position != position and mapping.get(column.position, column.key) == key:
                mapping[column.position] = None
        mapping[position] = key
        kind = held.kind or (None if self.place in self._reading.headers else self._header.kind)
        self.choice_made.emit(self.place, Choice(mapping, self._header.line, kind))

    @Slot()
    def _choose_header(self) -> None:
        """Another header row or kind; columns are recognised anew."""
        wanted = self.kind.currentData()
        choice = Choice(None, self.row.value(), FormKind(wanted) if wanted else None)
        held = self._reading.choices.get(self.place)
        now = self._header.line if self._header else None
        if (choice.header_row, choice.kind) != (now, held.kind if held else None):
            self.choice_made.emit(self.place, choice)

    @Slot()
    def _forget(self) -> None:
        self.choice_made.emit(self.place, Choice())
