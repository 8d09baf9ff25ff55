"""The import preview: one file after another is read and shown; each has a yes of its own."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.import_fields import place_for_rest
from perfdesk.ui.import_files_list import ImportFilesList
from perfdesk.ui.import_panel import FileState, ImportPanel
from perfdesk.ui.settings import Settings

_OVER = (FileState.TAKEN, FileState.REFUSED, FileState.NOTHING_NEW)


class ImportDialog(QDialog):
    """The files of one import. A file that cannot be read stops no other; what was taken in stays.

    A file has its panel when its turn to be read comes: a hundred at once would hold up the window.
    """

    def __init__(
        self,
        desk: Desk,
        paths: Sequence[Path],
        parent: QWidget | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._settings = desk, settings or Settings()
        self.paths = tuple(paths)
        self.panels: list[ImportPanel] = []  # of the first files, as far as their turn has come
        self._in_line: list[ImportPanel] = []  # of 全部导入
        self.setObjectName("import_dialog")
        self.setAccessibleName("导入预览")
        several = len(paths) > 1
        self.setWindowTitle(f"导入 {len(paths)} 份文件" if several else f"导入 {paths[0].name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.files = ImportFilesList(paths, self)
        self.files.setVisible(several)
        self.stack = QStackedWidget(self)
        self._waiting = QLabel("前面的文件读完就读这一份。", self.stack)
        self._waiting.setProperty("role", "dim")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self._waiting)
        self._buttons = QDialogButtonBox(self)
        self._lay_out(several)
        self.files.chosen.connect(self._look_at)
        self._read_next()
        self._look_at(0)

    def _panel(self, path: Path) -> ImportPanel:
        panel = ImportPanel(self._desk, path, self._settings, self.stack)
        panel.settled.connect(self._settle)
        # Queued, so that many files refused at once do not lie on top of each other.
        panel.read_through.connect(self._read_next, Qt.ConnectionType.QueuedConnection)
        panel.taken.connect(self._move_on)
        panel.kept_back.connect(self._keep_back)
        self.stack.addWidget(panel)
        self.panels.append(panel)
        return panel

    def _lay_out(self, several: bool) -> None:
        em = theme.em(self.font())
        self.accept_button = self._button("导入", "import_accept", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(self.accept_button, "primary", True)
        self.good_button = self._button(
            "导入好的行，其余另存…", "import_good_rows", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.all_button = self._button("全部导入", "import_all", QDialogButtonBox.ButtonRole.ActionRole)
        self.all_button.setVisible(several)
        self._button("关闭" if several else "取消", "import_cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.good_button.clicked.connect(self._ask_for_rest)
        self.all_button.clicked.connect(self.take_all)
        beside = QHBoxLayout()
        beside.setSpacing(em)
        beside.addWidget(self.files)
        beside.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 1.6), em, round(em * 1.6), em)
        layout.setSpacing(round(em * 0.7))
        layout.addLayout(beside, 1)
        layout.addWidget(self._buttons)
        theme.open_within(self, 104 if several else 84, 48)

    def _button(self, word: str, name: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = self._buttons.addButton(word, role)
        button.setObjectName(name)
        button.setAccessibleName(word)
        return button

    # -- one after another

    @property
    def panel(self) -> ImportPanel:
        """The file that is looked at; the last that was begun with where its own turn has not come."""
        return self.panels[min(self.files.current, len(self.panels) - 1)]

    @property
    def states(self) -> list[FileState]:
        """How far each file has come."""
        begun = [panel.state for panel in self.panels]
        return begun + [FileState.WAITING] * (len(self.paths) - len(begun))

    @Slot()
    def _read_next(self) -> None:
        """Read the next file that waits, when none is being read."""
        if len(self.panels) < len(self.paths) and not any(panel.reads for panel in self.panels):
            self._panel(self.paths[len(self.panels)]).read()
            self._look_at(self.files.current)

    @Slot(int)
    def _look_at(self, at: int) -> None:
        if at < len(self.panels):
            self.stack.setCurrentWidget(self.panels[at])
            self.panels[at].look_again()
        else:
            self.stack.setCurrentWidget(self._waiting)
        self._settle()

    @Slot()
    def _settle(self) -> None:
        """Let those buttons be pressed that can do something now."""
        states = self.states
        self.files.tell(states)
        ready = states[self.files.current] is FileState.READY
        self.accept_button.setEnabled(ready)
        self.good_button.setEnabled(ready and self.panel.leaves_something)
        count = states.count(FileState.READY)
        self.all_button.setText(f"全部导入（{count} 份）" if count else "全部导入")
        self.all_button.setEnabled(count > 0 and not self._in_line)

    # -- agreeing

    @Slot()
    def accept(self) -> None:
        """Take in what is ticked of this file as one change; a refusal is said and the dialog stays."""
        if self.accept_button.isEnabled():
            self.panel.agree()

    @Slot()
    def take_all(self) -> None:
        """Take in every file that wants nothing more, each as a change of its own, in the list's order."""
        self._in_line = [panel for panel in self.panels if panel.state is FileState.READY]
        self._settle()
        self._take_next()

    def _take_next(self) -> None:
        if self._in_line:
            self._in_line[0].agree()

    @Slot()
    def _ask_for_rest(self) -> None:
        """Ask where the rows that are not taken shall be written."""
        dialog = place_for_rest(self, self.panel.path)
        dialog.fileSelected.connect(self.take_good_rows)
        dialog.open()

    @Slot(str)
    def take_good_rows(self, place: str) -> None:
        """Take the certain rows that are ticked, and write all others to a workbook beside their reasons."""
        self.panel.agree(Path(place))

    @Slot()
    def _move_on(self) -> None:
        """A file was taken in: on to the next, or all is done."""
        for panel in self.panels:
            panel.desk_moved()
        self._out_of_line()
        if all(state is FileState.TAKEN for state in self.states):
            super().accept()
        elif not self._in_line:
            self._look_at_open()

    @Slot()
    def _keep_back(self) -> None:
        """A file was not taken in after all; the others in line go on."""
        if self._out_of_line() and not self._in_line:
            self._look_at_open()

    def _out_of_line(self) -> bool:
        """Take the file that has ended out of the line, and go on with the next one."""
        if not self._in_line or self.sender() is not self._in_line[0]:
            return False
        self._in_line.pop(0)
        self._take_next()
        return True

    def _look_at_open(self) -> None:
        """Show the first file that is not done with; the one in hand where there is none."""
        still = [at for at, state in enumerate(self.states) if state not in _OVER]
        if still:
            self.files.choose(still[0])
        self._look_at(self.files.current)

    def done(self, result: int) -> None:
        """Let the work end before the dialog goes."""
        for panel in self.panels:
            panel.stop()
        super().done(result)
