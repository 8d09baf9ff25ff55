"""Long work beside the window: one worker, progress, cancel, and results that arrive on the main thread."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from perfdesk.domain.errors import DeskError
from perfdesk.ui.garbage import thread_begins, thread_ended

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], object]

_BROKEN = "这一步没有做完，已录入的内容都已保存。请重试，或把日志交给维护人员。"


class Job(QObject):
    """One piece of work. It runs off the main thread, so it must not touch widgets or the desk.

    Signals:
        progressed: steps done and steps in all (0 where nobody knows).
        finished: the result.
        failed: the sentence of a DeskError.
        cancelled: it was stopped and left nothing behind.
        ended: after any of the three.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    ended = Signal()
    _told = Signal(object, str)

    def __init__(self, title: str, work: Work, quiet: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.quiet = quiet
        self._work = work
        self._stop = threading.Event()
        # The worker is out of this object. Deleted while it still emits, it would take the heap with it.
        self.left = threading.Event()
        # Emitted by the worker, received here on the main thread, because this object lives there.
        self._told.connect(self._deliver)

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next step."""
        self._stop.set()

    def run(self) -> None:
        """Do the work; called on the worker's thread."""
        sentence, result = _BROKEN, None
        try:
            result = self._work(self.progressed.emit, self._stop.is_set)
            sentence = ""
        except DeskError as error:
            sentence = str(error)
        finally:
            # Anything but a DeskError goes on to the exception hook; the window is told all the same.
            self._told.emit(result, sentence)
            self.left.set()

    @Slot(object, str)
    def _deliver(self, result: object, sentence: str) -> None:
        if self._stop.is_set():
            self.cancelled.emit()
        elif sentence:
            self.failed.emit(sentence)
        else:
            self.finished.emit(result)
        self.ended.emit()


class Jobs(QObject):
    """The one worker of a window; jobs run one after another.

    Signals:
        started: a Job was put in line.
    """

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: list[Job] = []
        self._done: list[Job] = []

    def begin(self, title: str, work: Work, *, quiet: bool = False) -> Job:
        """Put work in line; connect to the job at once, its signals come later. A quiet one is not shown."""
        self._clear_away()
        job = Job(title, work, quiet, self)
        self._jobs.append(job)
        job.ended.connect(self._drop_ended)
        self.started.emit(job)
        thread_begins()
        self._pool.start(job.run)
        return job

    def _clear_away(self) -> None:
        """Delete what has ended, once its worker has left it."""
        for job in [job for job in self._done if job.left.is_set()]:
            self._done.remove(job)
            job.deleteLater()

    @property
    def busy(self) -> bool:
        """Whether any work is running or waiting."""
        return bool(self._jobs)

    @Slot()
    def stop(self) -> None:
        """Cancel everything and wait for the worker, as a closing window must."""
        self._pool.clear()
        for job in self._jobs:
            job.cancel()
        self._pool.waitForDone()
        for _ in self._jobs:
            thread_ended()
        self._jobs.clear()

    @Slot()
    def _drop_ended(self) -> None:
        ended = self.sender()
        if isinstance(ended, Job) and ended in self._jobs:
            thread_ended()
            self._done.append(ended)
        self._jobs = [job for job in self._jobs if job is not ended]
