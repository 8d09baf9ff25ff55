"""The work behind an import dialog, off the window's thread: reading, comparing, and what the yes needs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from perfdesk.domain.change import Change
from perfdesk.domain.document import Document
from perfdesk.domain.office import Office
from perfdesk.domain.span import Span
from perfdesk.exchange.choice import Choice as HeaderChoice
from perfdesk.operations.planning import Choice, Plan, chosen, must_be_as_shown, plan_of
from perfdesk.operations.reading_in import Reading, read_in, recognised, remembered
from perfdesk.ui import column_memory
from perfdesk.ui.job import Cancelled, Job, Jobs, Progress
from perfdesk.ui.settings import Settings

_NOBODY, _NEVER = "（未写单位）", "0000"  # so that rows are seen before unit and year are known


@dataclass(frozen=True, slots=True)
class Stated:
    """What the clerk states for the documents; "" and None where nothing was stated yet."""

    unit: str
    year: str
    span: Span | None

    def dated(self, documents: tuple[Document, ...]) -> list[Document]:
        """The documents with the months the clerk states; the whole year where nobody states any yet."""
        from perfdesk.operations.importing import undated, with_run

        year, span = self.year or _NEVER, self.span or Span(1, 12)
        return [with_run(d, d.year or year, span) if undated(d) else d for d in documents]


class ImportWork(QObject):
    """One file on its way in. The newest wish makes earlier ones stale.

    Signals:
        read: a Reading.
        refused: the sentence where the file cannot be read.
        progressed: rows read and rows in all (0 where nobody knows).
        planned: a Plan.
        agreed: the Change the yes has become.
        not_agreed: the sentence why it has become none.
    """

    read = Signal(object)
    refused = Signal(str)
    progressed = Signal(int, int)
    planned = Signal(object)
    agreed = Signal(object)
    not_agreed = Signal(str)

    def __init__(self, path: Path, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._settings = path, settings
        self._jobs = Jobs(self)
        self._newest: Job | None = None
        self._agreeing = False
        self.reading = Reading((), (), {}, {})

    @property
    def busy(self) -> bool:
        """Whether anything is running or waiting."""
        return self._jobs.busy

    def begin_reading(self, encoding: str | None) -> None:
        """Read the file, with what is remembered of its columns."""
        path, memory = self._path, column_memory.from_text(self._settings.columns)

        def work(progress: Progress, cancelled: Cancelled) -> object:
            return read_in(path, encoding, memory, progress, cancelled)

        self._begin(f"正在读取 {path.name}", work, agreeing=False)

    def choose_header(self, place: int, choice: HeaderChoice) -> None:
        """Recognise the grids anew with another choice for one of them; an empty one takes it back."""
        grids = self.reading.grids
        choices = {**self.reading.choices, place: choice}
        if choice == HeaderChoice():
            del choices[place]

        def work(_progress: Progress, _cancelled: Cancelled) -> object:
            return recognised(grids, choices)

        self._begin("正在识别", work, agreeing=False)

    def begin_planning(self, office: Office, stated: Stated) -> None:
        """Hold the documents against the office as it is now."""
        documents, held = stated.dated(self.reading.documents), Office(office)

        def work(_progress: Progress, _cancelled: Cancelled) -> object:
            return plan_of(held, documents, stated.unit or _NOBODY, stated.year or _NEVER)

        self._begin("正在比对", work, agreeing=False)

    def begin_agreeing(
        self, office: Office, stated: Stated, shown: Plan, choice: Choice, rest: Path | None
    ) -> None:
        """Make the change of what is taken; with `rest`, write the rows that are not into that workbook."""
        documents, held, grids = stated.dated(self.reading.documents), Office(office), self.reading.grids

        def work(_progress: Progress, _cancelled: Cancelled) -> object:
            from perfdesk.operations.resting import save_rest

            must_be_as_shown(shown, plan_of(held, documents, stated.unit, stated.year))
            change = chosen(held, documents, choice, stated.unit, stated.year)
            if rest is not None:
                save_rest(shown, choice, documents, grids, rest)
            return change

        self._begin("正在导入", work, agreeing=True)

    def remember(self) -> None:
        """Keep what the clerk made of the columns, for files with the same header."""
        reading = self.reading
        memory = column_memory.from_text(self._settings.columns)
        for place, choice in reading.choices.items():
            header = reading.headers.get(place)
            newest = remembered(reading.grids[place], header, choice) if header else None
            if newest is not None:
                memory = column_memory.with_newest(memory, newest)
        if reading.choices:
            self._settings.columns = column_memory.to_text(memory)

    def forget(self, place: int) -> None:
        """Forget what was kept of a grid's columns."""
        header, choice = self.reading.headers.get(place), self.reading.choices.get(place)
        held = remembered(self.reading.grids[place], header, choice) if header and choice else None
        if held is not None:
            memory = column_memory.from_text(self._settings.columns)
            self._settings.columns = column_memory.to_text(one for one in memory if one.first != held.first)

    def stop(self) -> None:
        """Let everything end, as a closing dialog must."""
        self._newest = None
        self._jobs.stop()

    def _begin(self, title: str, work: Callable[[Progress, Cancelled], object], *, agreeing: bool) -> None:
        if self._newest is not None:
            self._newest.cancel()
        self._agreeing = agreeing
        self._newest = job = self._jobs.begin(title, work, quiet=True)
        # Methods, not closures: a closure would own this object, and a job that ends would take it along.
        job.finished.connect(self._finish)
        job.failed.connect(self._fail)
        job.progressed.connect(self._tell_progress)

    @Slot(object)
    def _finish(self, result: object) -> None:
        if self.sender() is not self._newest:
            return
        if isinstance(result, Reading):
            self.reading = result
            self.read.emit(result)
        elif isinstance(result, Plan):
            self.planned.emit(result)
        elif isinstance(result, Change):
            self.agreed.emit(result)

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        if self.sender() is self._newest:
            (self.not_agreed if self._agreeing else self.refused).emit(sentence)

    @Slot(int, int)
    def _tell_progress(self, done: int, rows: int) -> None:
        if self.sender() is self._newest:
            self.progressed.emit(done, rows)
