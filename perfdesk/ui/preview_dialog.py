"""The preview: the very PDF that would be exported, page by page, to look at, print or save."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.errors import DeskError
from perfdesk.domain.records import Book, Kind, Run
from perfdesk.operations.reporting import forms_of
from perfdesk.paths import documents_folder
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.export_dialog import COPIES, copy_of
from perfdesk.ui.job import Cancelled, Job, Jobs, Progress
from perfdesk.ui.page_view import FIT, PageView

_STEP = 10
_ONE_ROW = 80  # characters of screen in which all buttons stand in one row
_MARKS = ("", "_内部稿", "_空白")
_NOT_IN_NAMES = '/\\:*?"<>|'


class PreviewDialog(QDialog):
    """Public or internal copy of one book and run. The file lies in a folder of its own that goes with it."""

    def __init__(self, desk: Desk, book: int, run: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._keys = desk, ((Kind.BOOK, book), (Kind.RUN, run or 0))
        self._jobs = Jobs(self)
        self._folder = Path(tempfile.mkdtemp(prefix="perfdesk-"))
        self._made = 0
        self._making: Job | None = None
        self.path: Path | None = None
        self.setObjectName("preview_dialog")
        self.setAccessibleName("预览")
        self.setWindowTitle("预览")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pages = PageView(self)
        self.copy = QComboBox(self)
        self.form = QComboBox(self)
        self.place = self._label("preview_page")
        self.size_shown = self._label("preview_zoom")
        self.sentence = self._label("preview_sentence")
        self._lay_out()
        self.copy.activated.connect(self.make)
        self.form.activated.connect(self.make)
        self.pages.page_changed.connect(self._tell)
        self.make()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, name: str, word: str, act: Callable[[], None], key: str = "") -> QPushButton:
        button = QPushButton(word, self)
        button.setObjectName(name)
        button.setAccessibleName(word)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        if key:
            button.setToolTip(f"{word}（{key}）")
            QShortcut(QKeySequence(key), self, act)
        return button

    def _lay_out(self) -> None:
        em, look = theme.em(self.font()), self.pages
        self.copy.setObjectName("preview_copy")
        self.copy.setAccessibleName("公开稿或内部稿")
        for word in COPIES:
            self.copy.addItem(word)
        self.copy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.copy.setMinimumContentsLength(4)
        self.form.setObjectName("preview_form")
        self.form.setAccessibleName("表")
        book = self._book
        for form in forms_of(book) if book else ():
            self.form.addItem(form.name)
        self.sentence.setWordWrap(True)
        theme.mark(self.sentence, "role", "strong")
        self.save_button = self._button("preview_save", "保存…", self.save, "Ctrl+S")
        self.print_button = self._button("preview_print", "打印…", self.print_out, "Ctrl+P")
        theme.mark(self.save_button, "primary", True)
        strip = above = QHBoxLayout()
        strip.setSpacing(em // 2)
        strip.addWidget(self.form)
        strip.addWidget(self.copy)
        strip.addStretch(1)
        if narrow := self.screen().availableSize().width() < em * _ONE_ROW:
            strip = QHBoxLayout()
            strip.setSpacing(em // 2)
        strip.addWidget(self._button("preview_back", "上一页", lambda: look.go_to(look.page - 1)))
        strip.addWidget(self.place)
        strip.addWidget(self._button("preview_on", "下一页", lambda: look.go_to(look.page + 1)))
        strip.addStretch(1)
        strip.addWidget(self._button("preview_smaller", "缩小", lambda: self._resize_by(-_STEP), "Ctrl+-"))
        strip.addWidget(self.size_shown)
        strip.addWidget(self._button("preview_larger", "放大", lambda: self._resize_by(_STEP), "Ctrl++"))
        strip.addWidget(self._button("preview_fit", "适合宽度", lambda: self._resize_to(FIT), "Ctrl+0"))
        strip.addStretch(1)
        above.addWidget(self.print_button)
        above.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.setSpacing(em // 2)
        layout.addLayout(above)
        if narrow:
            layout.addLayout(strip)
        layout.addWidget(self.sentence)
        layout.addWidget(self.pages, 1)
        theme.open_within(self, 90, 60)

    # -- making the file

    @property
    def internal(self) -> bool:
        """Whether the internal copy is shown."""
        return self.copy.currentIndex() == 1

    @property
    def _book(self) -> Book | None:
        found = self._desk.office.find(*self._keys[0])
        return found if isinstance(found, Book) else None

    @Slot()
    def make(self) -> None:
        """Make the PDF beside the window and show it."""
        from perfdesk.operations import reporting

        office = self._desk.office
        book, run = self._book, office.find(*self._keys[1])
        if book is None:
            return
        copy = copy_of(self.form.currentIndex(), self.copy.currentIndex(), book)
        self._say("正在生成……")
        self._made += 1
        target = self._folder / f"{self._made}.pdf"
        try:
            sheet = reporting.compose(office, book, run if isinstance(run, Run) else None, copy)
        except DeskError as error:
            self._say(str(error))
            return

        def work(progress: Progress, cancelled: Cancelled) -> object:
            reporting.write_sheet(sheet, target, progress=progress, cancelled=cancelled)
            return target

        # Methods, not closures: a closure would own this dialog, and a job that ends would take it along.
        self._making = self._jobs.begin("正在生成预览", work, quiet=True)
        self._making.finished.connect(self._show)
        self._making.failed.connect(self._refuse)

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        if self.sender() is self._making:
            self._say(sentence)

    @Slot(object)
    def _show(self, path: object) -> None:
        if self.sender() is not self._making or not isinstance(path, Path):
            return
        self.path = path
        self._say("")
        self.pages.show_file(path)
        self.pages.setFocus()

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        ready = self.path is not None and not sentence
        self.save_button.setEnabled(ready)
        self.print_button.setEnabled(ready)
        self._tell()

    # -- looking

    @Slot()
    def _tell(self) -> None:
        self.place.setText(f"第 {self.pages.page} 页　共 {self.pages.count} 页" if self.pages.count else "")
        self.size_shown.setText(f"{self.pages.percent()} %" if self.pages.count else "")

    def _resize_by(self, percent: int) -> None:
        self._resize_to(self.pages.percent() + percent)

    def _resize_to(self, percent: int) -> None:
        self.pages.set_zoom(percent)
        self._tell()

    # -- keeping

    def proposed_name(self) -> str:
        """A file name that says what it is."""
        book, run = (self._desk.office.find(*key) for key in self._keys)
        year = book.year or "" if isinstance(book, Book) else ""
        form = self.form.currentText()
        period = f"_{run.label}" if isinstance(run, Run) and run.label else ""
        name = f"{year}{form}{period}{_MARKS[self.copy.currentIndex()]}"
        return "".join("-" if sign in _NOT_IN_NAMES or sign < " " else sign for sign in name) + ".pdf"

    @Slot()
    def save(self) -> None:
        """Ask where to keep the file that is shown."""
        if self.path is None:
            return
        held = self._desk.path
        dialog = QFileDialog(self, "保存 PDF")
        dialog.setObjectName("preview_save_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(str(held.parent if held else documents_folder()))
        dialog.selectFile(self.proposed_name())
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Keep a copy of the file that is shown, whole or not at all."""
        if self.path is None:
            return
        part = target.with_name(target.name + ".part")
        try:
            shutil.copyfile(self.path, part)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            self._say(f"“{target.name}”写不进去。请关掉正在看它的程序，或换一个文件夹再保存。")
            return
        self._say(f"已保存到 {target.name}。")
        self.save_button.setEnabled(True)
        self.print_button.setEnabled(True)

    @Slot()
    def print_out(self) -> None:
        """Ask for a printer, then paint the pages on it."""
        from perfdesk.ui.printing import print_pages, printer_for

        path = self.path
        if path is None:
            return
        printer = printer_for(path)
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("preview_print_dialog")
        dialog.setMinMax(1, self.pages.count)

        def go() -> None:
            printed = print_pages(path, printer)
            self._say(f"已送去打印 {printed} 页。" if printed else "打印机没有响应。请检查打印机后再试。")

        dialog.accepted.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own open wants a slot of old

    def done(self, result: int) -> None:
        """Stop what is being made and take the folder away."""
        self._making = None
        self._jobs.stop()
        self.pages.show_file(None)
        shutil.rmtree(self._folder, ignore_errors=True)
        super().done(result)
