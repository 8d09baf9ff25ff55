"""公开: makes the public file once, records it and locks the run; what stands in the way is said at once."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.domain.records import Book, Kind, Run
from perfdesk.operations import publishing
from perfdesk.paths import documents_folder
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Cancelled, Jobs, Progress
from perfdesk.ui.question_dialog import QuestionDialog


class PublishDialog(QuestionDialog):
    """Folder, and from the second version on what is corrected. Nothing is written where anything is open."""

    def __init__(self, desk: Desk, book: int, run: int | None, parent: QWidget | None = None) -> None:
        super().__init__("公开", "publish_dialog", "公开", parent)
        self._desk, self._keys = desk, ((Kind.BOOK, book), (Kind.RUN, run or 0))
        self._jobs = Jobs(self)
        self._draft: publishing.Draft | None = None
        found, held = self._records()
        version = publishing.next_version(desk.office, found, held) if found else 1
        folder = desk.path.parent if desk.path else documents_folder()
        self.folder = self.line("publish_folder", "文件夹")
        self.folder.setText(str(folder))
        choose = QPushButton("选择…", self)
        choose.setObjectName("publish_choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QWidget(self)
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.folder, 1)
        beside.addWidget(choose)
        self.correction = self.line("publish_correction", "更正说明")
        period = (held.label or "") if held else "全年目标"
        self.add_row("进展期", QLabel(f"{period}　第 {version} 版", self))
        self.add_row("文件夹", row)
        if version > 1:
            self.add_row("更正说明", self.correction)
        else:
            self.correction.hide()
        self.say("公开稿只做一次：记下时间和文件的校验值，本期随即锁定。")

    def _records(self) -> tuple[Book | None, Run | None]:
        book, run = (self._desk.office.find(*key) for key in self._keys)
        return (book if isinstance(book, Book) else None), (run if isinstance(run, Run) else None)

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self, "公开稿放在哪个文件夹")
        dialog.setObjectName("publish_folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setDirectory(self.folder.text())
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def answer(self) -> bool:
        """Begin; the dialog closes when the file is written and recorded."""
        book, run = self._records()
        if book is None or self._draft is not None:
            return False
        try:
            self._draft = publishing.prepare(
                self._desk.office,
                book,
                run,
                Path(self.folder.text().strip() or "."),
                correction=self.correction.text(),
            )
        except DeskError as error:
            self.say(str(error))
            return False
        draft = self._draft
        self.accept_button.setEnabled(False)
        self.say("正在生成公开稿……")

        def work(progress: Progress, cancelled: Cancelled) -> object:
            return publishing.make(draft, progress=progress, cancelled=cancelled)

        job = self._jobs.begin("正在生成公开稿", work, quiet=True)
        job.finished.connect(self._record)
        job.failed.connect(self._refuse)
        return False

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._draft = None
        self.accept_button.setEnabled(True)
        self.say(sentence)

    @Slot(object)
    def _record(self, made: object) -> None:
        book, run = self._records()
        draft = self._draft
        if book is None or draft is None or not isinstance(made, publishing.Made):
            return
        at = datetime.now().strftime("%Y-%m-%d %H:%M")
        if not self._desk.perform(publishing.record(self._desk.office, book, run, draft, made, at)):
            self._refuse("公开稿已生成，但没有记录下来。请看提示，处理后再公开一次。")
            return
        self._desk.noticed.emit(
            f"已公开“{draft.path.name}”，第 {draft.version} 版，{made.pages} 页，本期已锁定。"
        )
        self._draft = None
        self.done(1)

    def done(self, result: int) -> None:
        """Stop what is being made."""
        self._jobs.stop()
        super().done(result)
