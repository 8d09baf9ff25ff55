"""One file on its way in: what it holds beside what is here, what is doubtful, and what is agreed to."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QTabWidget, QVBoxLayout, QWidget

from perfdesk.domain.change import Act, Change
from perfdesk.domain.document import Document
from perfdesk.domain.errors import DeskError
from perfdesk.exchange.choice import Choice as HeaderChoice
from perfdesk.operations.planning import Choice, Plan, good_rows, unplaced
from perfdesk.operations.reading_in import Reading, is_plain_text
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.import_columns_page import ColumnsPage
from perfdesk.ui.import_fields import ImportFields
from perfdesk.ui.import_pages import DoubtsPage, RepairsPage
from perfdesk.ui.import_plan_page import PlanPage
from perfdesk.ui.import_words import counted, form_of, leaves_something, taken_words, takes_something
from perfdesk.ui.import_work import ImportWork
from perfdesk.ui.settings import Settings

_PAUSE = 250  # ms after the last key before the rows are compared anew
_READING = "正在读取……"


class FileState(StrEnum):
    """How far a file has come."""

    WAITING = "waiting"
    READING = "reading"
    REFUSED = "refused"
    COMPARING = "comparing"
    ASKING = "asking"  # something must be settled first
    READY = "ready"
    TAKING = "taking"
    NOTHING_NEW = "nothing_new"
    TAKEN = "taken"


class _Parts(QWidget):
    """What a panel shows of a file: statement fields, the pages, progress and one sentence."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.title = _label(self, "import_title", "title")
        self.summary = _label(self, "import_summary", "dim")
        self.sentence = _label(self, "import_sentence", "strong")
        self.fields = ImportFields(self)
        self.rows = PlanPage(self)
        self.columns = ColumnsPage(self)
        self.repairs = RepairsPage(self)
        self.doubts = DoubtsPage(self)
        self.tabs = QTabWidget(self)
        self.progress = QProgressBar(self)
        self._lay_out()

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        self.tabs.setObjectName("import_tabs")
        self.tabs.setAccessibleName("内容、表头、修补和存疑")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for page in (self.rows, self.columns, self.repairs, self.doubts):
            self.tabs.addTab(page, "")
        self.progress.setTextVisible(False)
        theme.mark(self.progress, "thin", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(em * 0.7))
        layout.addWidget(self.title)
        layout.addWidget(self.summary)
        layout.addWidget(self.fields)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.sentence)


class ImportPanel(_Parts):
    """Reads and compares beside the window. Nothing is written before a yes, and that is one step of undo.

    Signals:
        settled: its state, or what it wants, may be another.
        read_through: the file was read, or refused.
        taken: what was agreed to is written.
        kept_back: a yes has come to nothing; the sentence says why.
    """

    settled = Signal()
    read_through = Signal()
    taken = Signal()
    kept_back = Signal()

    def __init__(self, desk: Desk, path: Path, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.path = desk, path
        self._documents: tuple[Document, ...] = ()
        self._plan: Plan | None = None
        self._rest: Path | None = None
        self._rest_was_there = False
        self._told = ""
        self._stale = False
        self._step = FileState.WAITING
        self.work = ImportWork(path, settings, self)
        self.setObjectName("import_panel")
        self._pause = QTimer(self)
        self._connect()

    def _connect(self) -> None:
        self.fields.restated.connect(self._restate)
        self.fields.encoding_chosen.connect(self.read)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._compare)
        self.columns.choice_made.connect(self._choose_header)
        self.repairs.agreed_changed.connect(self._settle)
        self.rows.choice_changed.connect(self._settle)
        self.work.read.connect(self._take)
        self.work.refused.connect(self._refuse)
        self.work.progressed.connect(self._tell_progress)
        self.work.planned.connect(self._show_plan)
        self.work.agreed.connect(self._write)
        self.work.not_agreed.connect(self._say_why_not)

    # -- reading

    @Slot()
    def read(self) -> None:
        """Read the file, off the window's thread; a later reading makes an earlier one stale."""
        try:
            self.fields.encoding.setEnabled(is_plain_text(self.path))
        except DeskError as error:
            self._refuse(str(error))
            return
        self._step = FileState.READING
        self._show((), _READING)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.work.begin_reading(self.fields.encoding.currentData())

    @Slot(int, int)
    def _tell_progress(self, done: int, rows: int) -> None:
        self.progress.setRange(0, rows)
        self.progress.setValue(done)
        self.sentence.setText(f"{_READING} {done:,} 行")

    @Slot(str)
    def _refuse(self, said: str) -> None:
        self._step = FileState.REFUSED
        self._show((), said)
        self.read_through.emit()

    @Slot(object)
    def _take(self, reading: Reading) -> None:
        self.columns.show_reading(reading)
        documents = reading.documents
        self._step = FileState.COMPARING if documents else FileState.REFUSED
        self._show(documents, reading.refusal)
        if not documents:
            self.tabs.setCurrentWidget(self.columns)
        elif self.tabs.currentWidget() is not self.columns:
            self.tabs.setCurrentWidget(self.repairs if self.repairs.open_repairs() else self.rows)
        self._compare()
        self.read_through.emit()

    @Slot(int, object)
    def _choose_header(self, place: int, choice: HeaderChoice) -> None:
        if choice == HeaderChoice():
            self.work.forget(place)
        self.work.choose_header(place, choice)

    def _known_unit(self) -> str:
        """The unit of the books already here, when there is just one: most desks have one unit."""
        units = {book.unit_name for book in self._desk.office.books()}
        return (units.pop() or "") if len(units) == 1 else ""

    def _show(self, documents: tuple[Document, ...], said: str) -> None:
        self._documents, self._plan = documents, None
        repairs = [repair for document in documents for repair in document.repairs]
        doubts = [doubt for document in documents for doubt in document.doubts]
        self.title.setText("、".join(dict.fromkeys(form_of(d) for d in documents)) or self.path.name)
        self.summary.setText("；".join(counted(d) for d in documents[:4]))
        self.rows.show_plan(Plan(()))
        self.repairs.show_repairs(repairs)
        self.doubts.show_doubts(doubts)
        for at, word in enumerate(("内容", "表头和列", f"修补 {len(repairs)}", f"存疑 {len(doubts)}")):
            self.tabs.setTabText(at, word)
        self.progress.hide()
        self.sentence.setText(said)
        self.fields.follow(documents, self._known_unit())
        self._settle()

    # -- comparing

    @property
    def comparing(self) -> bool:
        """Whether a comparison is due or running."""
        return self._pause.isActive() or self.work.busy

    @Slot()
    def _restate(self) -> None:
        self._plan = None
        self._pause.start()
        self._settle()

    @Slot()
    def _compare(self) -> None:
        self._pause.stop()
        self._stale = False
        if self._documents:
            self.work.begin_planning(self._desk.office, self.fields.stated())

    @Slot(object)
    def _show_plan(self, plan: Plan) -> None:
        if plan != self._plan:
            self._plan = plan
            self.rows.show_plan(plan)
        self._settle()
        if self._told:
            self.sentence.setText(self._told)
            self._told = ""

    # -- agreeing

    @property
    def state(self) -> FileState:
        """How far it has come."""
        if self._step is not FileState.COMPARING:
            return self._step
        if self._wanting():
            return FileState.ASKING
        if self._plan is None:
            return FileState.COMPARING
        takes = takes_something(self._plan, self.rows.choice())
        return FileState.READY if takes else FileState.NOTHING_NEW

    @property
    def reads(self) -> bool:
        """Whether its file is being read."""
        return self._step is FileState.READING

    @property
    def leaves_something(self) -> bool:
        """Whether there are rows to put aside."""
        return self._plan is not None and leaves_something(self._plan, self.rows.choice())

    @Slot()
    def _settle(self) -> None:
        """Say what is still wanting, or what a yes would do."""
        if self._step is FileState.COMPARING:
            beside = len(unplaced(self._documents))
            said = taken_words(self._plan, self.rows.choice(), beside) if self._plan else "正在比对……"
            self.sentence.setText(self._wanting() or said)
        self.settled.emit()

    def _wanting(self) -> str:
        """What must be settled before anything can be imported; "" for nothing."""
        waiting, missing = self.repairs.open_repairs(), self.fields.missing()
        said = "这份数据文件是只看不改的状态，不能导入。" if self._desk.read_only else ""
        said += f"请填写{'和'.join(missing)}。" if missing else ""
        return said + (f"还有 {waiting} 处修补没有同意，请看“修补”。" if waiting else "")

    def agree(self, rest: Path | None = None) -> None:
        """Take what is ticked as one change; with `rest` the certain rows, and all others into that workbook.

        A refusal is said here, and nothing is written.
        """
        if self._plan is None or self.state is not FileState.READY:
            self.kept_back.emit()
            return
        choice = self.rows.choice()
        if rest is not None:
            good = good_rows(self._plan)
            choice = Choice(choice.rows | good.rows, choice.cells)
        self._rest, self._rest_was_there = rest, rest is not None and rest.exists()
        self._step = FileState.TAKING
        self.sentence.setText("正在导入……")
        self.settled.emit()
        self.work.begin_agreeing(self._desk.office, self.fields.stated(), self._plan, choice, rest)

    @Slot(object)
    def _write(self, change: Change) -> None:
        self._step = FileState.COMPARING
        if self._desk.perform(change, Act.IMPORT):
            self.work.remember()
            self._step = FileState.TAKEN
            self.sentence.setText("已导入，可以撤消。")
            self.setEnabled(False)
            self.settled.emit()
            self.taken.emit()
            return
        if self._rest is not None and not self._rest_was_there:
            self._rest.unlink(missing_ok=True)
        self._compare()
        self.kept_back.emit()

    @Slot(str)
    def _say_why_not(self, said: str) -> None:
        """What stood in the way; the rows are compared anew, for the desk may have moved on."""
        self._step = FileState.COMPARING
        self._told = said
        self._compare()
        self.kept_back.emit()

    def desk_moved(self) -> None:
        """Another file was taken in: compare anew when this one is looked at again."""
        self._stale = self._step is FileState.COMPARING

    def look_again(self) -> None:
        """Compare anew where the desk has moved on."""
        if self._stale:
            self.fields.follow(self._documents, self._known_unit())
            self._compare()

    def stop(self) -> None:
        """Let the work end, as a closing dialog must."""
        self._pause.stop()
        self.work.stop()


def _label(parent: QWidget, name: str, role: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
