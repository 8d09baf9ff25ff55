"""The import preview: what a document holds beside what is here, what is doubtful; a yes writes it."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.change import Act, Change
from perfdesk.domain.document import Document
from perfdesk.domain.errors import DeskError
from perfdesk.exchange.choice import Choice as HeaderChoice
from perfdesk.operations.planning import Choice, Plan, good_rows, unplaced
from perfdesk.operations.reading_in import Reading, is_plain_text
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.import_columns_page import ColumnsPage
from perfdesk.ui.import_fields import ImportFields, place_for_rest
from perfdesk.ui.import_pages import DoubtsPage, RepairsPage
from perfdesk.ui.import_plan_page import PlanPage
from perfdesk.ui.import_words import counted, form_of, leaves_something, taken_words, takes_something
from perfdesk.ui.import_work import ImportWork
from perfdesk.ui.settings import Settings

_PAUSE = 250  # ms after the last key before the rows are compared anew
_READING = "正在读取……"


class ImportDialog(QDialog):
    """Reads and compares beside the window; nothing is written before 导入, and that is one step of undo."""

    def __init__(
        self, desk: Desk, path: Path, parent: QWidget | None = None, settings: Settings | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._path = desk, path
        self._documents: tuple[Document, ...] = ()
        self._plan: Plan | None = None
        self._rest: Path | None = None
        self._rest_was_there = False
        self._told = ""
        self.work = ImportWork(path, settings or Settings(), self)
        self.setObjectName("import_dialog")
        self.setAccessibleName("导入预览")
        self.setWindowTitle(f"导入 {path.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        self._pause = QTimer(self)
        self._buttons = QDialogButtonBox(self)
        self._lay_out()
        self._connect()
        self.read()

    # -- parts

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        self.tabs.setObjectName("import_tabs")
        self.tabs.setAccessibleName("内容、表头、修补和存疑")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for page in (self.rows, self.columns, self.repairs, self.doubts):
            self.tabs.addTab(page, "")
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(em // 3)
        self.accept_button = _button(
            self._buttons, "导入", "import_accept", QDialogButtonBox.ButtonRole.AcceptRole
        )
        theme.mark(self.accept_button, "primary", True)
        self.good_button = _button(
            self._buttons, "导入好的行，其余另存…", "import_good_rows", QDialogButtonBox.ButtonRole.ActionRole
        )
        _button(self._buttons, "取消", "import_cancel", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 1.6), em, round(em * 1.6), em)
        layout.setSpacing(round(em * 0.7))
        layout.addWidget(self.title)
        layout.addWidget(self.summary)
        layout.addWidget(self.fields)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.sentence)
        layout.addWidget(self._buttons)
        room = self.screen().availableSize()
        self.resize(min(em * 84, room.width() - em * 4), min(em * 48, room.height() - em * 4))

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.good_button.clicked.connect(self._ask_for_rest)
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
            self.fields.encoding.setEnabled(is_plain_text(self._path))
        except DeskError as error:
            self._refuse(str(error))
            return
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
        self._show((), said)

    @Slot(object)
    def _take(self, reading: Reading) -> None:
        self.columns.show_reading(reading)
        documents = reading.documents
        self._show(documents, reading.refusal)
        if not documents:
            self.tabs.setCurrentWidget(self.columns)
            return
        if self.tabs.currentWidget() is not self.columns:
            self.tabs.setCurrentWidget(self.repairs if self.repairs.open_repairs() else self.rows)
        self._compare()

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
        self.title.setText("、".join(dict.fromkeys(form_of(d) for d in documents)) or self._path.name)
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

    @Slot()
    def _settle(self) -> None:
        """Say what is still wanting, and let 导入 be pressed when nothing is."""
        plan, choice = self._plan, self.rows.choice()
        wanting = self._wanting()
        if self._documents:
            beside = len(unplaced(self._documents))
            said = taken_words(plan, choice, beside) if plan else "正在比对……"
            self.sentence.setText(wanting or said)
        takes = plan is not None and not wanting and takes_something(plan, choice)
        self.accept_button.setEnabled(takes)
        self.good_button.setEnabled(takes and plan is not None and leaves_something(plan, choice))

    def _wanting(self) -> str:
        """What must be settled before anything can be imported; "" for nothing."""
        waiting, missing = self.repairs.open_repairs(), self.fields.missing()
        said = "这份数据文件是只看不改的状态，不能导入。" if self._desk.read_only else ""
        said += f"请填写{'和'.join(missing)}。" if missing else ""
        return said + (f"还有 {waiting} 处修补没有同意，请看“修补”。" if waiting else "")

    @Slot()
    def accept(self) -> None:
        """Take in what is ticked as one change; a refusal is said here and the dialog stays."""
        self._agree(self.rows.choice(), None)

    def _agree(self, choice: Choice, rest: Path | None) -> None:
        if self._plan is None or not self.accept_button.isEnabled():
            return
        self._rest, self._rest_was_there = rest, rest is not None and rest.exists()
        self.accept_button.setEnabled(False)
        self.good_button.setEnabled(False)
        self.sentence.setText("正在导入……")
        self.work.begin_agreeing(self._desk.office, self.fields.stated(), self._plan, choice, rest)

    @Slot()
    def _ask_for_rest(self) -> None:
        """Ask where the rows that are not taken shall be written."""
        dialog = place_for_rest(self, self._path)
        dialog.fileSelected.connect(self.take_good_rows)
        dialog.open()

    @Slot(str)
    def take_good_rows(self, place: str) -> None:
        """Take the certain rows that are ticked, and write all others to a workbook beside their reasons."""
        if self._plan is not None:
            left, good = self.rows.choice(), good_rows(self._plan)
            self._agree(Choice(left.rows | good.rows, left.cells), Path(place))

    @Slot(object)
    def _write(self, change: Change) -> None:
        if self._desk.perform(change, Act.IMPORT):
            self.work.remember()
            super().accept()
            return
        if self._rest is not None and not self._rest_was_there:
            self._rest.unlink(missing_ok=True)
        self._compare()

    @Slot(str)
    def _say_why_not(self, said: str) -> None:
        """What stood in the way; the rows are compared anew, for the desk may have moved on."""
        self._told = said
        self._compare()

    def done(self, result: int) -> None:
        """Let the work end before the dialog goes."""
        self._pause.stop()
        self.work.stop()
        super().done(result)


def _label(parent: QWidget, name: str, role: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(box: QDialogButtonBox, word: str, name: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
    button = box.addButton(word, role)
    button.setObjectName(name)
    button.setAccessibleName(word)
    return button
