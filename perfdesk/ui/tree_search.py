"""Searching the tree: which rows a query finds, written or said. Pinyin is learnt beside the window."""

from PySide6.QtCore import QObject, Signal, Slot

from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Cancelled, Job, Jobs, Progress
from perfdesk.ui.search import Sound, matches, sounds_of, words_of
from perfdesk.ui.tree_rows import Key, TreeWords, all_keys


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

    def find(self, query: str) -> list[Key] | None:
        """The rows a query finds, in the order of the tree; None for an empty query."""
        words = words_of(query)
        if not words:
            return None
        named = [(key, above, self._words.name(key)) for key, above in all_keys(self._desk.office)]
        names = {key: name for key, _, name in named}
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
