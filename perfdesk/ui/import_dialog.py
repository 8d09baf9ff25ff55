"""The import preview: what a document holds, what must be repaired, what is doubtful; a yes writes it."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.change import Act
from perfdesk.domain.document import Document
from perfdesk.domain.errors import DeskError
from perfdesk.domain.span import read_span
from perfdesk.forms.registry import FORMS
from perfdesk.ui import theme
from perfdesk.ui.cell_edit import LineEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.import_pages import DoubtsPage, RepairsPage, RowsPage
from perfdesk.ui.job import Cancelled, Job, Jobs, Progress

_ENCODINGS = (
    ("自动识别", None),
    ("UTF-8", "utf-8"),
    ("GB18030（国标）", "gb18030"),
    ("UTF-16", "utf-16"),
)


class ImportDialog(QDialog):
    """Reads beside the window; nothing is written before 导入, and then it is one step of undo."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._path = desk, path
        self._documents: tuple[Document, ...] = ()
        self._jobs = Jobs(self)
        self._reading: Job | None = None
        self.setObjectName("import_dialog")
        self.setAccessibleName("导入预览")
        self.setWindowTitle(f"导入 {path.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = self._label("import_title", "title")
        self.summary = self._label("import_summary", "dim")
        self.sentence = self._label("import_sentence", "strong")
        self.unit = self._line("import_unit", "单位名称")
        self.year = self._line("import_year", "年度")
        self.period = self._line("import_period", "进展期")
        self.period.setPlaceholderText("1-6月")
        self._period_label = QLabel("进展期", self)
        self.encoding = QComboBox(self)
        self.rows = RowsPage(self)
        self.repairs = RepairsPage(self)
        self.doubts = DoubtsPage(self)
        self.tabs = QTabWidget(self)
        self._buttons = QDialogButtonBox(self)
        self._lay_out()
        self._connect()
        self.read()

    # -- parts

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _line(self, name: str, spoken: str) -> LineEdit:
        line = LineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(spoken)
        return line

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        self.encoding.setObjectName("import_encoding")
        self.encoding.setAccessibleName("文字编码")
        for word, name in _ENCODINGS:
            self.encoding.addItem(word, name)
        fields = QGridLayout()
        fields.setHorizontalSpacing(em)
        labelled: tuple[tuple[str, QWidget, int], ...] = (
            ("单位", self.unit, 4),
            ("年度", self.year, 1),
            ("编码", self.encoding, 2),
        )
        for at, (word, field, share) in enumerate(labelled):
            fields.addWidget(QLabel(word, self), 0, at * 2)
            fields.addWidget(field, 0, at * 2 + 1)
            fields.setColumnStretch(at * 2 + 1, share)
        fields.addWidget(self._period_label, 0, 6)
        fields.addWidget(self.period, 0, 7)
        self.tabs.setObjectName("import_tabs")
        self.tabs.setAccessibleName("内容、修补和存疑")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for page in (self.rows, self.repairs, self.doubts):
            self.tabs.addTab(page, "")
        self.accept_button = self._buttons.addButton("导入", QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setObjectName("import_accept")
        self.accept_button.setAccessibleName("导入")
        theme.mark(self.accept_button, "primary", True)
        cancel = self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("import_cancel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 1.6), em, round(em * 1.6), em)
        layout.setSpacing(round(em * 0.7))
        layout.addWidget(self.title)
        layout.addWidget(self.summary)
        layout.addLayout(fields)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.sentence)
        layout.addWidget(self._buttons)
        room = self.screen().availableSize()
        self.resize(min(em * 70, room.width() - em * 4), min(em * 44, room.height() - em * 4))

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.unit.textChanged.connect(self._settle)
        self.year.textChanged.connect(self._settle)
        self.period.textChanged.connect(self._settle)
        self.encoding.activated.connect(self.read)
        self.repairs.agreed_changed.connect(self._settle)

    # -- reading

    @Slot()
    def read(self) -> None:
        """Read the file, off the window's thread; a later reading makes an earlier one stale."""
        from perfdesk.exchange.reading import read_document

        path, encoding = self._path, self.encoding.currentData()
        self._show((), "正在读取……")

        def work(_progress: Progress, _cancelled: Cancelled) -> object:
            return read_document(path, encoding=encoding)

        # Methods, not closures: a closure would own this dialog, and a job that ends would take it along.
        self._reading = self._jobs.begin(f"正在读取 {path.name}", work, quiet=True)
        self._reading.finished.connect(self._take)
        self._reading.failed.connect(self._refuse)

    @Slot(str)
    def _refuse(self, said: str) -> None:
        if self.sender() is self._reading:
            self._show((), said)

    @Slot(object)
    def _take(self, documents: object) -> None:
        if self.sender() is not self._reading or not isinstance(documents, tuple):
            return
        first = documents[0]
        if not self.unit.text_now().strip():
            self.unit.setText(first.unit_name or self._known_unit())
        if not self.year.text_now().strip():
            self.year.setText(first.year or "")
        self._show(documents, "")
        self.tabs.setCurrentWidget(self.repairs if self.repairs.open_repairs() else self.rows)

    def _known_unit(self) -> str:
        """The unit of the books already here, when there is just one: most desks have one unit."""
        units = {book.unit_name for book in self._desk.office.books()}
        return (units.pop() or "") if len(units) == 1 else ""

    def _show(self, documents: tuple[Document, ...], said: str) -> None:
        self._documents = documents
        repairs = [repair for document in documents for repair in document.repairs]
        doubts = [doubt for document in documents for doubt in document.doubts]
        self.title.setText("、".join(self._name(d) for d in documents) or self._path.name)
        self.summary.setText("；".join(self._counted(d) for d in documents))
        self.rows.show_documents(documents)
        self.repairs.show_repairs(repairs)
        self.doubts.show_doubts(doubts)
        for at, word in enumerate(("内容", f"修补 {len(repairs)}", f"存疑 {len(doubts)}")):
            self.tabs.setTabText(at, word)
        self.sentence.setText(said)
        self._period_label.setVisible(self._undated())
        self.period.setVisible(self._undated())
        self._settle()

    def _undated(self) -> bool:
        """Whether a disclosure states no months; they are asked for, never guessed."""
        return any(document.items and document.months is None for document in self._documents)

    @staticmethod
    def _name(document: Document) -> str:
        form = FORMS.get(document.kind)
        return form.name if form else document.title

    @staticmethod
    def _counted(document: Document) -> str:
        parts = [document.title]
        if document.projects:
            indicators = sum(len(project.indicators) for project in document.projects)
            parts.append(f"项目 {len(document.projects)} 个，指标 {indicators} 项")
        if document.items:
            empty = sum(1 for item in document.items if not item.progress)
            parts.append(f"目标 {len(document.items)} 项" + (f"，进展未填 {empty} 项" if empty else ""))
        if document.period:
            parts.append(f"进展期 {document.period}")
        return "　".join(parts)

    # -- agreeing

    @Slot()
    def _settle(self) -> None:
        """Say what is still wanting, and let 导入 be pressed when nothing is."""
        waiting = self.repairs.open_repairs()
        year = self.year.text_now().strip()
        missing = [
            word
            for word, there in (
                ("单位", bool(self.unit.text_now().strip())),
                ("四位年度", len(year) == 4 and year.isdecimal()),
                ("进展期（如 1-6月）", not self._undated() or read_span(self.period.text_now()) is not None),
            )
            if not there
        ]
        if self._documents:
            said = f"请填写{'和'.join(missing)}。" if missing else ""
            said += f"还有 {waiting} 处修补没有同意，请看“修补”。" if waiting else ""
            self.sentence.setText(said or "可以导入。导入后可以撤消。")
        self.accept_button.setEnabled(bool(self._documents) and not missing and not waiting)

    @Slot()
    def accept(self) -> None:
        """Take the documents in as one change; a refusal is said here and the dialog stays."""
        from perfdesk.operations.importing import take_all, with_run

        unit, year = self.unit.text_now().strip(), self.year.text_now().strip()
        span = read_span(self.period.text_now()) if self._undated() else None
        try:
            dated = [with_run(d, year, span) if span and d.months is None else d for d in self._documents]
            change = take_all(self._desk.office, dated, unit, year)
        except DeskError as error:
            self.sentence.setText(str(error))
            return
        if self._desk.perform(change, Act.IMPORT):
            super().accept()

    def done(self, result: int) -> None:
        """Let the reading end before the dialog goes."""
        self._reading = None
        self._jobs.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As 取消."""
        self._jobs.stop()
        super().closeEvent(event)
