"""A clerk's window on a desk of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfdesk.ui.desk import Desk
from perfdesk.ui.main_window import MainWindow
from perfdesk.ui.theme import dress
from tests.stories.clerk import Clerk


@pytest.fixture
def clerk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Clerk]:
    """A window with an empty desk file open."""
    dress(qapp)
    desk = Desk()
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    assert desk.create_file(tmp_path / "某中心 台账.perfdesk")
    qtbot.waitUntil(lambda: window.panes.centre is not None)
    yield Clerk(qtbot, desk, window)
    window.close()
    desk.close_file()
