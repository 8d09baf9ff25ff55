"""A tab that lists what is kept beside the targets: buttons above, the table below."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.errors import DeskError, NotUnderstood
from perfdesk.domain.office import Node
from perfdesk.domain.records import Indicator, Kind, Objective, Project
from perfdesk.forms.sheet import Sheet
from perfdesk.operations.reporting import write_sheet
from perfdesk.paths import documents_folder
from perfdesk.ui import icons, theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.place_table import Line, PlaceTable, TableColumn


class ListPage(QWidget):
    """Asked for its lines whenever something changed and somebody looks."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        label: str,
        columns: Sequence[TableColumn],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_page")
        self.setAccessibleName(label)
        self._desk = desk
        self._kind: Kind | None = None
        self._record = 0
        self._edits: list[QPushButton] = []
        self.table = PlaceTable(f"{name}_table", label, columns, self)
        self.told = QLabel(self)
        self.told.setObjectName(f"{name}_told")
        self.told.setWordWrap(True)
        theme.mark(self.told, "role", "dim")
        em = theme.em(self.font())
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(round(em * 1.3), em // 2, round(em * 1.3), em // 2)
        self._bar.setSpacing(em // 2)
        self._bar.addWidget(self.told, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(self._bar)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        desk.changed.connect(self._take)
        desk.chosen.connect(self.refresh)
        desk.opened.connect(self.refresh)

    def add_button(
        self, name: str, word: str, act: Callable[[], None], *, icon: str = "", edits: bool = True
    ) -> QPushButton:
        """A button at the right; one that `edits` rests where the file is only looked at."""
        button = QPushButton(word, self)
        button.setObjectName(name)
        button.setAccessibleName(word)
        if icon:
            icons.give(button, icon)
        button.clicked.connect(act)
        if edits:
            self._edits.append(button)
        self._bar.addWidget(button)
        return button

    # -- what it is about

    def show_record(self, kind: Kind | None, record: int) -> None:
        """List what belongs to a project, objective, indicator, or to a whole book."""
        self._kind, self._record = kind, record
        self.refresh()

    @property
    def chosen_record(self) -> Node | Indicator | None:
        """The project, objective or indicator that is looked at; None for a whole book."""
        found = self._desk.office.find(self._kind, self._record) if self._kind else None
        return found if isinstance(found, Project | Objective | Indicator) else None

    @property
    def nodes(self) -> list[Node]:
        """The project or objective looked at, or all of the book."""
        found, book = self.chosen_record, self._desk.book
        if isinstance(found, Indicator):
            return [self._desk.office.owner(found)]
        if found is not None:
            return [found]
        return self._desk.office.nodes(book.id) if book else []

    def lines(self) -> list[Line]:
        """The lines to show; the kind of page decides."""
        return []

    def sentence(self, count: int) -> str:
        """What stands beside the buttons."""
        return ""

    @Slot(object)
    def _take(self, change: Change) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask the desk again, if anybody looks."""
        if not self.isVisible():
            return
        lines = self.lines()
        self.table.show_lines(lines)
        self.told.setText(self.sentence(len(lines)))
        for button in self._edits:
            button.setEnabled(not self._desk.read_only and self._desk.book is not None)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked shows now."""
        super().showEvent(event)
        self.refresh()

    def perform(self, make: Callable[[], Change]) -> bool:
        """Make a change; what is refused becomes a notice."""
        try:
            return self._desk.perform(make())
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return False

    # -- out of the window

    def sheet(self) -> Sheet:
        """What is written where the list is kept as a file; the kind of page decides."""
        raise NotUnderstood("这一页没有可以导出的内容。")

    def ask_save(self, name: str, title: str, proposed: str, suffixes: tuple[str, ...]) -> None:
        """Ask where the list shall lie; the first suffix is the usual one."""
        held = self._desk.path
        words = {"pdf": "PDF (*.pdf)", "xlsx": "工作簿 (*.xlsx)"}
        dialog = QFileDialog(self, title)
        dialog.setObjectName(name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([words[suffix] for suffix in suffixes])
        dialog.setDefaultSuffix(suffixes[0])
        dialog.setDirectory(str(held.parent if held else documents_folder()))
        dialog.selectFile(f"{proposed}.{suffixes[0]}")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the list by the suffix of a path."""
        try:
            write_sheet(self.sheet(), path)
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return
        self._desk.noticed.emit(f"已导出“{path.name}”。")
