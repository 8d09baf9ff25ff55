"""The grid: typing, Enter, blocks and fills as clerks know them from spreadsheets."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QTimer,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from perfdesk.operations.place import Place
from perfdesk.ui.cell_edit import ProseEdit
from perfdesk.ui.grid_acts import GridActs
from perfdesk.ui.grid_delegate import GridDelegate
from perfdesk.ui.grid_heights import RowHeights
from perfdesk.ui.grid_layout import fit_columns
from perfdesk.ui.grid_model import GridModel
from perfdesk.ui.refusal import why_not_here
from perfdesk.ui.settings import EnterDirection, Settings

_FEW = 20  # changed rows that are fitted by themselves


class GridView(QTableView):
    """A table over a GridModel; every key here acts on the selection, every block is one step of undo."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = GridDelegate(self)
        self._kept: Place | None = None
        self._widths_by_hand: set[str] = set()
        self._fitting = False
        self.grows = False  # as high as its rows, for a page that scrolls as a whole
        self._fit_later = QTimer(self, singleShot=True, interval=0)
        self._fit_later.timeout.connect(self.fit)
        self._heights = RowHeights(self, model, self._delegate)
        self._sight_later = QTimer(self, singleShot=True, interval=0)
        self._sight_later.timeout.connect(self._heights.fit_sight)
        self.verticalScrollBar().valueChanged.connect(self._sight_later.start)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._delegate.step_requested.connect(self._step_on)
        self._set_up()
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        model.dataChanged.connect(self._refit)
        self.acts = GridActs(self, model)

    def _set_up(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._resized)

    # -- what is shown

    def show_place(self, place: Place, edit: bool = False) -> bool:
        """Select a place's cell and bring it into view; whether it is here."""
        index = self._model.index_of(place)
        if not index.isValid():
            return False
        self.go_to(index)
        self.scrollTo(index)
        if self._heights.long:  # the rows around it had no height of their own yet
            self._heights.fit_sight()
            self.scrollTo(index)
        if edit:
            self.edit(index)
        return True

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell the current and only chosen one, whatever keys are held."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot()
    def _keep_place(self) -> None:
        index = self.currentIndex()
        self._kept = self._model.place(index) if index.isValid() else None

    @Slot()
    def _find_place(self) -> None:
        self._fit_later.start()
        if self._kept is None or not self.show_place(self._kept):
            first = self._first_wanted()
            if first.isValid():
                self.go_to(first)

    def _first_wanted(self) -> QModelIndex:
        for column in range(self._model.columnCount()):
            if self._model.column(column).wanted:
                return self._model.index(0, column)
        return self._model.index(0, 0)

    # -- sizes

    @Slot()
    def fit(self) -> None:
        """Give every column its room and every row the height its prose needs."""
        if not self._model.columnCount() or not self.isVisible():
            return  # a hidden grid is fitted when it is shown
        self._fitting = True
        room = self.viewport().width()
        for column, width in fit_columns(self._model, self._delegate, self.font(), room).items():
            if self._model.column(column).key not in self._widths_by_hand:
                self.setColumnWidth(column, width)
        self._heights.fit_all()
        if self.grows:
            bar = self.horizontalScrollBar().sizeHint().height()
            self.setFixedHeight(self.horizontalHeader().height() + self.verticalHeader().length() + bar)
        self._fitting = False

    @Slot(QModelIndex, QModelIndex)
    def _refit(self, first: QModelIndex, last: QModelIndex) -> None:
        """Give changed rows their new height; a figure wider than its column asks for all to be fitted."""
        rows = range(first.row(), last.row() + 1)
        if len(rows) > _FEW or self.grows or self._heights.outgrown(rows):
            self._fit_later.start()
        else:
            self._heights.fit(rows)

    @Slot(int, int, int)
    def _resized(self, column: int, old: int, new: int) -> None:
        if not self._fitting and 0 <= column < self._model.columnCount():
            self._widths_by_hand.add(self._model.column(column).key)
            self._fit_later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width."""
        super().resizeEvent(event)
        self._fit_later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit before the first picture."""
        super().showEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """A new font size asks for new widths."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_later.start()

    # -- editing

    def edit(  # type: ignore[override]  # Qt overloads it; both ways come here
        self,
        index: QModelIndex | QPersistentModelIndex,
        trigger: QAbstractItemView.EditTrigger | None = None,
        event: QEvent | None = None,
    ) -> bool:
        """Open an editor; typing replaces the text, F2 and a double click go on with it."""
        kind = QAbstractItemView.EditTrigger
        self._delegate.typed = trigger == kind.AnyKeyPressed
        opened = super().edit(
            index,
            trigger if trigger is not None else kind.AllEditTriggers,
            event,  # type: ignore[arg-type]  # no event is a valid event here
        )
        if opened and trigger in (kind.EditKeyPressed, kind.DoubleClicked):
            self._put_cursor_at_end()
        return opened

    def _put_cursor_at_end(self) -> None:
        editor = self.viewport().focusWidget()
        if isinstance(editor, ProseEdit):
            cursor = editor.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            editor.setTextCursor(cursor)

    @Slot(int, int)
    def _step_on(self, down: int, right: int) -> None:
        if down and Settings().enter_direction is EnterDirection.RIGHT:
            down, right = 0, down
        self.move_by(down, right)

    def move_by(self, down: int, right: int) -> bool:
        """Move the current cell; sideways steps go on in the next row. False at the end of the table."""
        at = self.currentIndex()
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if not at.isValid():
            return False
        number = at.row() * columns + at.column() + down * columns + right
        if not 0 <= number < rows * columns:
            return False
        self.go_to(self._model.index(*divmod(number, columns)))
        return True

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Keep the grid's keys from the menu's shortcuts while the grid has the focus."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.acts.named(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Tab move, the block keys act, Esc puts back, anything else begins to type."""
        if act := self.acts.named(event):
            act()
            return
        key = Qt.Key(event.key())
        held = event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step_on(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1, 0)
            return
        if key == Qt.Key.Key_Escape and self.currentIndex().isValid():
            if not self._model.forget_refused(self.currentIndex()):
                super().keyPressEvent(event)
            return
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore() if self._is_foreign(event) else super().keyPressEvent(event)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing where nothing can be typed says why; Qt would jump to a row that begins with the letter."""
        index = self.currentIndex()
        if index.isValid() and search.strip():
            key = self._model.column(index.column()).key
            self._model.desk.noticed.emit(why_not_here(self._model.desk, self._model.sheet, key))

    def _is_foreign(self, event: QKeyEvent) -> bool:
        """Letters with Ctrl or Alt are the window's, not text for a cell."""
        return bool(event.text()) and not event.matches(QKeySequence.StandardKey.SelectAll)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab moves in the grid and leaves it at its end."""
        if self.move_by(0, 1 if next else -1):
            return True
        self.setTabKeyNavigation(False)
        left = super().focusNextPrevChild(next)
        self.setTabKeyNavigation(True)
        return left

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in by keyboard lands on the first cell to fill."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to(self._first_wanted())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same acts by mouse."""
        self.acts.show_menu(event.globalPos())
