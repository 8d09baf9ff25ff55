"""The left pane: the search box and the tree."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.records import Kind
from perfdesk.ui import icons, theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.filter_button import FilterButton
from perfdesk.ui.job import Jobs
from perfdesk.ui.tree_model import TreeModel
from perfdesk.ui.tree_rows import Key
from perfdesk.ui.tree_search import TreeSearch, with_surroundings
from perfdesk.ui.tree_view import TreeView

_NOTHING_YET = "还没有内容。\n点“导入”读入表格，或点“新建项目”从头填。"
_NOTHING_FOUND = "没有找到。\n可以输文字、全拼或拼音首字母，几个词用空格隔开。\n按 Esc 看全部。"


class TreePanel(QWidget):
    """Search box and tree; the current row is kept over every rebuild.

    Signals:
        selected: the Key of the row that became the current one.
    """

    selected = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tree_panel")
        self.setProperty("surface", "panel")
        self._desk = desk
        self._finder = TreeSearch(desk, jobs, self)
        self._hits: list[Key] = []
        self._open_before: list[Key] | None = None
        self._stood: tuple[Key, Key | None, int] | None = None
        self._quiet = False
        self.model = TreeModel(desk, self)
        self.search = self._make_search()
        self.filter_button = FilterButton(desk, self)
        self.view = TreeView(self.model, self)
        self.view.hint = _NOTHING_YET
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(100)
        self._lay_out()
        self._settle()
        self._connect()

    def _make_search(self) -> QLineEdit:
        search = QLineEdit(self)
        search.setObjectName("tree_search")
        search.setAccessibleName("查找项目、指标")
        search.setPlaceholderText("查找项目、指标（可输拼音首字母，如 fxpc）")
        search.setToolTip("输文字、全拼或拼音首字母，几个词用空格隔开（Ctrl+F）")
        search.setClearButtonEnabled(True)
        glass = QAction(search)
        glass.setObjectName("tree_search_icon")
        icons.give(glass, "search", "dim")
        search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        search.installEventFilter(self)
        return search

    def _lay_out(self) -> None:
        self._box = QHBoxLayout()
        self._box.addWidget(self.search, 1)
        self._box.addWidget(self.filter_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._box)
        layout.addWidget(self.view)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.filter)
        self._finder.sounds_learnt.connect(self.filter)
        self.filter_button.narrowed.connect(self.filter)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self._desk.changed.connect(self._follow)
        self._desk.opened.connect(self._begin)
        self._desk.chosen.connect(self.model.refresh_all)

    def _settle(self) -> None:
        """Sizes that follow the font."""
        em = theme.em(self.font())
        self.view.setIndentation(round(em * 1.2))
        gap = round(em * 0.75)
        self._box.setContentsMargins(gap, gap, gap, round(em * 0.5))

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes the sizes."""
        if event.type() == QEvent.Type.FontChange:
            self._settle()
        super().changeEvent(event)

    # -- the current row

    @property
    def current(self) -> Key | None:
        """What the current row is about."""
        return self.model.key_at(self.view.currentIndex())

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        key = self.model.key_at(index)
        if key is None:
            return
        self._stood = (key, self.model.key_at(index.parent()), index.row())
        if not self._quiet:
            self.selected.emit(key)

    def select(self, kind: Kind, record: int) -> bool:
        """Make a record's row the current one without a word, ending a search that hides it."""
        index = self.model.find(Key(kind, record))
        if not index.isValid() and (self.search.text() or self.filter_button.wanted):
            self.search.clear()
            self.filter_button.clear()
            self.filter()
            index = self.model.find(Key(kind, record))
        if index.isValid():
            self._go(index, quietly=True)
        return index.isValid()

    def _go(self, index: QModelIndex, *, quietly: bool) -> None:
        self._quiet = quietly
        self.view.go(index)
        self._quiet = False

    # -- what the desk tells

    @Slot()
    def _begin(self) -> None:
        """Another file: projects show, their indicators are closed, the current book is selected."""
        self._stood = None
        self._open_before = None
        self._hits = []
        self.filter_button.clear()
        self.search.clear()
        self._pause.stop()
        self.view.hint = _NOTHING_YET
        self.model.keep(None)
        self.model.rebuild()
        self.view.open_first_levels()
        if self._desk.book is not None:
            self._go(self.model.find(Key(Kind.BOOK, self._desk.book.id)), quietly=False)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if self.model.refresh(change):
            return
        stood = self._stood
        if self._hits:
            self.filter()
        else:
            opened = self.view.open_keys()
            self.model.rebuild()
            self.view.open_again(opened)
            if not opened:
                self.view.open_first_levels()
        if stood is not None:
            self._stand(*stood)

    def _stand(self, key: Key, above: Key | None, row: int) -> None:
        """Keep the current row, or take the one that moved into its place, or the one above."""
        index = self.model.find(key)
        if index.isValid():
            self._go(index, quietly=True)
            return
        parent = self.model.find(above) if above else QModelIndex()
        count = self.model.rowCount(parent)
        next_one = self.model.index(min(row, count - 1), 0, parent) if count else parent
        if next_one.isValid():
            self._go(next_one, quietly=False)

    # -- the search

    @Slot()
    def filter(self) -> None:
        """Narrow the tree to what the search box asks for, or show all again."""
        self._pause.stop()
        found = self._finder.find(self.search.text(), self.filter_button.wanted)
        if found is None:
            self._show_all()
            return
        if self._open_before is None:
            self._open_before = self.view.open_keys()
        self._hits = found
        self.view.hint = _NOTHING_FOUND
        self.model.keep(with_surroundings(self._desk, found))
        self.view.expandAll()

    def _show_all(self) -> None:
        self._hits = []
        self.view.hint = _NOTHING_YET
        if self._open_before is None:
            return
        opened, self._open_before = self._open_before, None
        self.model.keep(None)
        self.view.open_again(opened)
        if self._stood is not None:
            self._stand(*self._stood)

    @Slot()
    def find_next(self) -> None:
        """Go to the next row found."""
        self._step(1)

    @Slot()
    def find_previous(self) -> None:
        """Go to the row found before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._pause.isActive():
            self.filter()
        if not self._hits:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        current = self.current
        if current in self._hits:
            at = (self._hits.index(current) + by) % len(self._hits)
        else:
            at = 0 if by > 0 else -1
        self._go(self.model.find(self._hits[at]), quietly=False)

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search box, what is there selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search box: Down and Enter go to the first row found, Esc shows all again."""
        if watched is self.search and event.type() == QEvent.Type.FocusIn:
            self._finder.learn()
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._step(1)
                self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                self.filter()
                return True
        return super().eventFilter(watched, event)
