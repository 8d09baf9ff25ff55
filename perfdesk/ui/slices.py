"""Work on the window's own thread in slices, so that keys and mouse never wait for it."""

from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

Clock = Callable[[], float]
# Half a frame: what is left of it is enough to answer a key.
_TURN = 0.008


class Slices(QObject):
    """Takes one step of a piece of work after another, and lets the event loop turn every few milliseconds.

    Signals:
        turned: some steps were taken and more are left.
        ended: the work is done.
    """

    turned = Signal()
    ended = Signal()

    def __init__(self, parent: QObject | None = None, clock: Clock = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._steps: Iterator[object] | None = None
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether steps are left."""
        return self._steps is not None

    def begin(self, steps: Iterator[object]) -> None:
        """Take up work in place of what is being done; the first step comes with the next event."""
        self._steps = steps
        self._again.start()

    def stop(self) -> None:
        """Leave the work where it is."""
        self._steps = None
        self._again.stop()

    @Slot()
    def _turn(self) -> None:
        steps, end = self._steps, self._clock() + _TURN
        if steps is None:
            return
        for _ in steps:
            if self._clock() >= end:
                self._again.start()
                self.turned.emit()
                return
        self._steps = None
        self.ended.emit()
