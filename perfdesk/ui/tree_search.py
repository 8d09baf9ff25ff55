"""Searching the tree: which rows a query finds, written or said. Pinyin is learnt beside the window."""

from PySide6.QtCore import QObject, Signal, Slot

from perfdesk.domain.records import Indicator, Objective, Project
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.filtering import Filter, Row, passes
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Cancelled, Job, Jobs, Progress
from perfdesk.ui.search import Sound, matches, sounds_of, words_of
from perfdesk.ui.tree_rows import Key, TreeWords, all_keys

_ALL = Filter()


class TreeSearch(QObject):
    """Finds rows by their names.

    Signals:
        sounds_learnt: pinyin of more names is known; a query may now find more.
    """

    sounds_learnt = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._words = TreeWords(desk)
        self._sounds: dict[str, Sound] = {}
        self._learning: Job | None = None

    def find(self, query: str, wanted: Filter = _ALL) -> list[Key] | None:
        """The rows that query and filter find, in the order of the tree; None where nothing is asked."""
        words = words_of(query)
        if not words and not wanted:
            return None
        keys = all_keys(self._desk.office)
        if wanted:
            keys = ((key, above) for key, above in keys if self._passes(key, wanted))
        if not words:
            return [key for key, _ in keys]
        return self._named(words, list(keys))

    def _passes(self, key: Key, wanted: Filter) -> bool:
        row = self._desk.office.find(key.kind, key.record) if key.kind else None
        if not isinstance(row, Project | Objective | Indicator):
            return False
        owner = self._desk.office.owner(row) if isinstance(row, Indicator) else row
        current = self._desk.book
        is_current = current is not None and owner.book == current.id
        run = self._desk.run if is_current else self._desk.office.last_run(owner.book or 0)
        return passes(self._desk.office, row, run, wanted, self._verdict)

    def _verdict(self, row: Row) -> Verdict:
        desk = self._desk
        judged = desk.judge_indicator(row) if isinstance(row, Indicator) else desk.judge_node(row)
        return judged.verdict

    def _named(self, words: tuple[str, ...], keys: list[tuple[Key, tuple[Key, ...]]]) -> list[Key]:
        named = [(key, above, self._words.name(key)) for key, above in keys]
        names = {step: self._words.name(step) for _, above, _ in named for step in above}
        self.learn()
        return [
            key for key, above, name in named if matches(words, name, (names[k] for k in above), self._sounds)
        ]

    @Slot()
    def learn(self) -> None:
        """Learn the pinyin of names not met before, off the main thread."""
        wanted = {self._words.name(key) for key, _ in all_keys(self._desk.office)} - self._sounds.keys()
        if not wanted or self._learning is not None:
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> object:
            return sounds_of(wanted)

        self._learning = self._jobs.begin("准备拼音查找", work, quiet=True)
        self._learning.finished.connect(self._know)
        self._learning.ended.connect(self._rest)

    @Slot(object)
    def _know(self, sounds: object) -> None:
        if isinstance(sounds, dict):
            self._sounds.update(sounds)
            self.sounds_learnt.emit()

    @Slot()
    def _rest(self) -> None:
        self._learning = None


def with_surroundings(desk: Desk, found: list[Key]) -> frozenset[Key]:
    """What must be shown: the rows found, the way to them, and all that is under one found by itself."""
    hits = set(found)
    rows = list(all_keys(desk.office))
    ways = {step for key, above in rows if key in hits for step in above}
    whole = hits - ways
    return frozenset(key for key, above in rows if key in hits or key in ways or whole.intersection(above))
