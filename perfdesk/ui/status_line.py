"""The status bar: when it was saved, which run, how far; and the long work of the moment with its 取消."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Job
from perfdesk.ui.run_words import looking_words, run_words


class StatusLine(QStatusBar):
    """Left: saved and work. Right: run and counts, which the window refreshes after opening a file."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._desk = desk
        self._job: Job | None = None
        self._saved = self._label("status_saved", "保存时间")
        self._saved.setProperty("role", "dim")
        self._work = self._label("status_work", "正在进行")
        self._progress = QProgressBar(self)
        self._progress.setObjectName("status_progress")
        self._progress.setAccessibleName("进度")
        self._cancel = QPushButton("取消", self)
        self._cancel.setObjectName("status_cancel")
        self._cancel.setAccessibleName("取消正在进行的工作")
        self._cancel.clicked.connect(self._stop)
        self._counts = self._label("status_counts", "进展期和计数")
        for widget in (self._saved, self._work, self._progress, self._cancel):
            self.addWidget(widget)
        self.addPermanentWidget(self._counts)
        self._rest()
        desk.changed.connect(self.refresh)
        desk.opened.connect(self._begin)
        desk.chosen.connect(self.refresh)
        desk.checks.went_on.connect(self.refresh)
        desk.saved.connect(self._tell_saved)

    def _label(self, name: str, spoken: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setAccessibleName(spoken)
        label.setContentsMargins(8, 2, 8, 2)
        return label

    @Slot(str, str)
    def _tell_saved(self, time: str, step: str) -> None:
        # A step back may be one of yesterday, and far from what is on the screen: say which it was.
        self._saved.setText(f"已保存 {time}　{f'已{step}' if step else ''}".rstrip())

    @Slot()
    def tell_saved_already(self) -> None:
        """Answer the habit of pressing Ctrl+S."""
        held = self._saved.text()
        self._saved.setText(held if held.startswith("已保存") else "已保存")

    @Slot()
    def _begin(self) -> None:
        read_only = self._desk.read_only
        self._saved.setText("" if self._desk.path is None else "只看不改" if read_only else "录入即保存")

    @Slot()
    def refresh(self) -> None:
        """Show run and counts of the current book."""
        desk = self._desk
        if desk.book is None:
            self._counts.setText("")
            return
        if not desk.checks.ready:
            words = (run_words(desk.book, desk.run), looking_words(*desk.checks.seen))
            self._counts.setText("　".join(words))
            return
        counts = desk.counts()
        parts = [
            run_words(desk.book, desk.run),
            f"已填 {counts.filled} / {counts.total}",
            f"未达标 {counts.not_met}",
            f"未填 {counts.no_data}",
            f"疑点 {counts.open}",
        ]
        self._counts.setText("　".join(parts))

    # -- long work

    @Slot(object)
    def show_job(self, job: Job) -> None:
        """Show a job until it ends; quiet ones are not shown."""
        if job.quiet:
            return
        self._job = job
        self._work.setText(f"{job.title}…")
        self._progress.setRange(0, 0)
        for widget in (self._work, self._progress, self._cancel):
            widget.show()
        job.progressed.connect(self._move)
        job.ended.connect(self._rest)

    @Slot(int, int)
    def _move(self, done: int, whole: int) -> None:
        self._progress.setRange(0, max(whole, 0))
        self._progress.setValue(done)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._work.setText("正在取消…")
            self._job.cancel()

    @Slot()
    def _rest(self) -> None:
        self._job = None
        for widget in (self._work, self._progress, self._cancel):
            widget.hide()
