"""Rules every test lives under: no screen, no real data folder, nothing left running, no silent warning."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt: the platform is chosen once per process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

# The same examples on every machine, so a red run can be repeated; fuzz searches for new ones.
settings.register_profile("default", deadline=None, derandomize=True, max_examples=60, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=20_000)
settings.load_profile("fuzz" if os.environ.get("PERFDESK_FUZZ") == "1" else "default")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, logs and backups of a test go to a folder of its own, never to the clerk's."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("PERFDESK_DATA", str(folder))
    return folder


class _Listener(logging.Handler):
    """Collects what a test logs at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a warning nobody asked for; a test that expects one is marked allow_logs or uses caplog."""
    listener = _Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        yield
    finally:
        root.removeHandler(listener)
    expected = request.node.get_closest_marker("allow_logs") or "caplog" in request.fixturenames
    if listener.records and not expected:
        said = [f"{one.name} {one.levelname}: {one.getMessage()}" for one in listener.records]
        pytest.fail("logged without being expected:\n" + "\n".join(said), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail on a window, thread or animation that outlives its test, and put it away for the next one."""
    before = set(threading.enumerate())
    yield
    left = [f"thread {one.name}" for one in threading.enumerate() if one not in before and not one.daemon]
    if "PySide6.QtWidgets" in sys.modules:
        left += _qt_leftovers()
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)


def _qt_leftovers() -> list[str]:
    from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QThreadPool
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return []
    # Threads first: pytest-qt has closed its widgets, and deleting one with a running thread aborts Python.
    owners = [application, *application.topLevelWidgets()]
    left = [line for owner in owners for line in _running_threads(owner)]
    if not QThreadPool.globalInstance().waitForDone(5_000):
        left.append("a job in the global thread pool")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for window in application.topLevelWidgets():
        for animation in window.findChildren(QAbstractAnimation):
            if animation.state() == QAbstractAnimation.State.Running:
                left.append(f"animation {type(animation).__name__} in {type(window).__name__}")
                animation.stop()
        if window.isVisible():
            left.append(f"window {type(window).__name__} {window.objectName()}".rstrip())
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return left


def _running_threads(owner: object) -> list[str]:
    from PySide6.QtCore import QObject, QThread

    assert isinstance(owner, QObject)
    running = [one for one in owner.findChildren(QThread) if one.isRunning()]
    for one in running:
        one.quit()
        one.wait(5_000)
    return [f"thread {type(one).__name__} of {type(owner).__name__}" for one in running]
