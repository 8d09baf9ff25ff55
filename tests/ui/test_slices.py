"""Work in slices: the event loop turns between them, and none is lost."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from perfdesk.ui.slices import Slices


class Ticking:
    """A clock on which every look takes a second, so that one step fills a turn."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 1
        return self.seconds


def noting(done: list[object], steps: int) -> Iterator[None]:
    for step in range(steps):
        done.append(step)
        yield


def test_other_events_come_between_two_slices(qtbot: QtBot) -> None:
    done: list[object] = []
    slices = Slices(clock=Ticking())
    key = QTimer(slices, interval=0)
    key.timeout.connect(lambda: done.append("key"))
    with qtbot.waitSignal(slices.ended):
        slices.begin(noting(done, 3))
        key.start()
    key.stop()
    steps = [at for at, one in enumerate(done) if one != "key"]
    assert [done[at] for at in steps] == [0, 1, 2]
    assert all("key" in done[first:then] for first, then in pairwise(steps))


def test_nothing_is_done_before_the_next_event_or_after_a_stop(qtbot: QtBot) -> None:
    done: list[object] = []
    slices = Slices(clock=Ticking())
    slices.begin(noting(done, 3))
    assert slices.busy
    assert done == []
    with qtbot.waitSignal(slices.turned):
        pass
    slices.stop()
    assert not slices.busy
    after: list[object] = []
    with qtbot.waitSignal(slices.ended):
        slices.begin(noting(after, 2))
    assert done == [0]
    assert after == [0, 1]


def test_new_work_takes_the_place_of_old(qtbot: QtBot) -> None:
    old: list[object] = []
    new: list[object] = []
    slices = Slices(clock=Ticking())
    slices.begin(noting(old, 5))
    with qtbot.waitSignal(slices.ended):
        slices.begin(noting(new, 2))
    assert old == []
    assert new == [0, 1]
