"""A dressed application and a desk with both kinds of book, for the tests of the window's parts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfdesk.domain.change import Act
from perfdesk.operations.arranging import add_run
from perfdesk.operations.importing import take_in
from perfdesk.ui.desk import Desk
from perfdesk.ui.theme import dress
from tests.operations.documents import DISCLOSURE, SUMMARY

Compose = Callable[[QWidget, str, str], None]


@pytest.fixture
def filled(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A desk file with a disclosure and, current, a summary with a half-year's run."""
    dress(qapp)
    made = Desk()
    assert made.create_file(tmp_path / "台 账.perfdesk")
    for document in (DISCLOSURE, SUMMARY):
        made.perform(take_in(made.office, document, unit_name="甲单位", year="2025"), Act.IMPORT)
    assert made.book is not None
    made.perform(add_run(made.office, made.book.id, 1, 6)[0])
    yield made
    made.close_file()


@pytest.fixture
def compose() -> Compose:
    """What an input method sends: `preedit` is still being composed, `commit` is done."""

    def send(widget: QWidget, preedit: str, commit: str) -> None:
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(widget, event)

    return send
