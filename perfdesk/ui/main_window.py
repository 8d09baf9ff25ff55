"""The main window: places the parts and connects them; what they do is theirs, what changes is the desk's."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from perfdesk.paths import resources
from perfdesk.ui.action_state import ActionState
from perfdesk.ui.actions import make_actions
from perfdesk.ui.book_work import BookWork
from perfdesk.ui.desk import Desk
from perfdesk.ui.file_door import FileDoor, dropped_paths
from perfdesk.ui.job import Jobs
from perfdesk.ui.looks import Looks
from perfdesk.ui.notice_bar import NoticeBar
from perfdesk.ui.output_door import OutputDoor
from perfdesk.ui.panes import Panes
from perfdesk.ui.run_chooser import RunChooser
from perfdesk.ui.settings import Settings
from perfdesk.ui.start_page import StartPage
from perfdesk.ui.status_line import StatusLine
from perfdesk.ui.tool_strip import ToolStrip
from perfdesk.ui.wheel_guard import WheelGuard
from perfdesk.ui.year_work import YearWork

_TITLE = "绩效台"
_USUAL_SIZE = QSize(1366, 768)


class MainWindow(QMainWindow):
    """Toolbar, start page or panes, notice bar, status bar."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.setWindowTitle(_TITLE)
        self._desk = desk
        self._painted = False
        self.settings = Settings()
        desk.who = self.settings.clerk
        self.jobs = Jobs(self)
        self.actions_by_name = make_actions(self)
        self._place_parts()
        self.files = FileDoor(desk, self.settings, self.jobs, self)
        self.output = OutputDoor(desk, self.jobs, self)
        self.book_work = BookWork(desk, self.panes.tree, self)
        self.year_work = YearWork(desk, self.panes, self.actions_by_name, self)
        self.looks = Looks(self.settings, self)
        self.action_state = ActionState(desk, self.actions_by_name, self.tools, self)
        self._connect()
        self._connect_actions()
        self._take_size()
        self.panes.restore_from(self.settings)

    def _take_size(self) -> None:
        wanted = self.settings.size if self.settings.size.isValid() else _USUAL_SIZE
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        if self.settings.maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _place_parts(self) -> None:
        desk, actions = self._desk, self.actions_by_name
        self.tools = ToolStrip(actions, RunChooser(desk, self), self)
        self.addToolBar(self.tools)
        self._start: StartPage | None = None
        self.panes = Panes(desk, self.jobs, self)
        self.pages = QStackedWidget(self)
        self.pages.setObjectName("centre_stack")
        self.pages.addWidget(self.panes)
        self.notice = NoticeBar(self)
        middle = QWidget(self)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.pages, 1)
        box.addWidget(self.notice)
        self.setCentralWidget(middle)
        self.status = StatusLine(desk, self)
        self.setStatusBar(self.status)
        for action in actions.values():
            self.addAction(action)
        for name in ("new_project", "new_indicator", "move_up", "move_down", "remove"):
            self.panes.tree.view.addAction(actions[name])

    def _connect(self) -> None:
        """Who hears whom. Parts never call each other; this is the one place where they meet."""
        desk, panes = self._desk, self.panes
        desk.opened.connect(self._show_desk)
        desk.changed.connect(self.notice.clear)
        desk.noticed.connect(self.notice.say)
        desk.jump_requested.connect(panes.go_to)
        panes.tree.selected.connect(panes.show_key)
        panes.review.left.connect(desk.jump)
        self.files.documents_given.connect(self._import)
        self.files.refused.connect(self._offer_a_look)
        self.output.written.connect(self._tell_written)
        self.looks.clerk_named.connect(self._sign)
        self.jobs.started.connect(self.status.show_job)

    def _connect_actions(self) -> None:
        panes, files, work, looks = self.panes, self.files, self.book_work, self.looks
        for name, slot in {
            "new_desk": files.ask_new,
            "open_desk": files.ask_open,
            "close_desk": self._desk.close_file,
            "open_sample": files.open_sample,
            "import_document": files.ask_document,
            "import_folder": files.ask_folder,
            "new_book": work.new_book,
            "new_project": work.new_project,
            "new_indicator": work.new_indicator,
            "new_run": work.new_run,
            "undo": self._desk.undo_stack.undo,
            "redo": self._desk.undo_stack.redo,
            "preview": self.output.preview,
            "export_pdf": self.output.export_pdf,
            "export_xlsx": self.output.export_xlsx,
            "export_other": self.output.export_other,
            "captions": self.output.captions,
            "cross_table": self.output.cross_table,
            "saved_already": self.status.tell_saved_already,
            "find": panes.tree.focus_search,
            "find_next": panes.tree.find_next,
            "find_previous": panes.tree.find_previous,
            "move_up": work.move_up,
            "move_down": work.move_down,
            "remove": work.remove,
            "review": panes.toggle_review,
            "review_next": panes.review.go_next,
            "review_previous": panes.review.go_previous,
            "next_pane": panes.next_stop,
            "previous_pane": panes.previous_stop,
            "zoom_in": looks.zoom_in,
            "zoom_out": looks.zoom_out,
            "zoom_usual": looks.zoom_usual,
            "settings": looks.show_settings,
            "help": looks.show_help,
            "about": looks.show_about,
            "leave": self.close,
        }.items():
            self.actions_by_name[name].triggered.connect(slot)

    # -- opening

    def start(self, path: Path | None = None) -> None:
        """Open a path, or the file opened last, or stay on the start page."""
        recent = self.settings.recent
        if path is not None:
            self.open_path(path)
        elif recent and recent[0].is_file():
            self.files.open_desk(recent[0])
        if self._desk.path is None:
            self._show_desk()

    @property
    def start_page(self) -> StartPage:
        """The start page, made when it is first needed: most days begin with the file of yesterday."""
        if self._start is None:
            self._start = StartPage(self.actions_by_name, self)
            self._start.recent_chosen.connect(self._open_recent)
            self.pages.addWidget(self._start)
        return self._start

    def open_path(self, path: Path) -> bool:
        """Open a desk file, or import a document."""
        return self.files.open_path(path)

    @Slot(object)
    def _open_recent(self, path: Path) -> None:
        self.files.open_desk(path)
        if self._desk.path is None:
            self.start_page.show_recent(self.settings.recent)

    @Slot(object)
    def _offer_a_look(self, path: Path) -> None:
        self.notice.offer(self.notice.text, "以只读方式打开", lambda: self.files.open_desk(path, True))

    @Slot(object)
    def _import(self, paths: tuple[Path, ...]) -> None:
        from perfdesk.ui.import_dialog import ImportDialog

        ImportDialog(self._desk, paths, self, self.settings).open()

    @Slot()
    def _show_desk(self) -> None:
        """Show the panes of an open desk, or the start page."""
        path = self._desk.path
        self.pages.setCurrentWidget(self.panes if path is not None else self.start_page)
        if path is None:
            self.start_page.show_recent(self.settings.recent)
            self.start_page.take_focus()
            self.setWindowTitle(_TITLE)
        else:
            look = "（只看）" if self._desk.read_only else ""
            self.setWindowTitle(f"{path.stem}{look} — {_TITLE}")
            self.panes.take_focus()
        if self._painted:
            self.complete()

    @Slot()
    def complete(self) -> None:
        """Make what the first frame did not wait for."""
        self._make_middle()
        self._fill_rest()

    @Slot()
    def _make_middle(self) -> None:
        if self._desk.path is not None:
            self.panes.make_centre()
        elif self._start is None:
            self._show_desk()

    @Slot()
    def _fill_rest(self) -> None:
        self.panes.review.refresh()
        self.status.refresh()

    @Slot(object, str)
    def _tell_written(self, path: Path, said: str) -> None:
        self.notice.offer(said, "打开文件夹", lambda: self.output.show_folder(path))

    @Slot(str)
    def _sign(self, name: str) -> None:
        self._desk.sign_as(name)

    # -- Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first frame is out: now there is time for the rest."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._settle_in)

    @Slot()
    def _settle_in(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(WheelGuard(self))
        self.setWindowIcon(QIcon(str(resources() / "perfdesk.svg")))
        # As complete(), a turn of the event loop for each, so that keys and mouse are never kept waiting.
        QTimer.singleShot(0, self, self._make_middle)
        QTimer.singleShot(1, self, self._fill_rest)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is asked: what is being typed is taken in, the looks are kept, work is stopped."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        if not self.isMaximized():
            self.settings.size = self.size()
        self.settings.maximized = self.isMaximized()
        self.panes.keep_in(self.settings)
        self.settings.flush()
        self.jobs.stop()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody else wanted closes the notice."""
        if event.key() == Qt.Key.Key_Escape:
            self.notice.clear()
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open or import the files and folders that were dropped."""
        if paths := dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self.files.open_paths(paths)
