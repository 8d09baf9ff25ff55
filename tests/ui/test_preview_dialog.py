"""The preview: the very PDF, page by page, in public and internal copy."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Kind
from perfdesk.exchange.pages import page_text
from perfdesk.operations.place import Place
from perfdesk.ui.desk import Desk
from perfdesk.ui.page_view import picture
from perfdesk.ui.preview_dialog import PreviewDialog


def opened(desk: Desk, bot: QtBot) -> PreviewDialog:
    """A dialog on the current book and run, open."""
    assert desk.book is not None
    dialog = PreviewDialog(desk, desk.book.id, desk.run.id if desk.run else None)
    bot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    return dialog


def ready(desk: Desk, bot: QtBot) -> PreviewDialog:
    """A dialog that shows its pages."""
    dialog = opened(desk, bot)
    bot.waitUntil(lambda: dialog.pages.count > 0)
    return dialog


def press(dialog: PreviewDialog, bot: QtBot, name: str) -> None:
    """Press one of its buttons."""
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    bot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_pages_shown_are_those_of_the_file(filled: Desk, qtbot: QtBot) -> None:
    dialog = ready(filled, qtbot)
    assert dialog.path is not None
    assert "新增图书" in page_text(dialog.path, 0)
    assert dialog.place.text() == "第 1 页　共 1 页"
    seen = picture(dialog.path, 0, 1.0)
    assert seen.width() > seen.height()
    inks = {seen.pixelColor(x, y).name() for x in range(0, seen.width(), 3) for y in range(0, 300, 3)}
    assert len(inks) > 2
    dialog.reject()


def test_the_internal_copy_carries_the_verdicts(filled: Desk, qtbot: QtBot) -> None:
    dialog = ready(filled, qtbot)
    public = dialog.path
    dialog.copy.setCurrentIndex(1)
    dialog.copy.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.path != public)
    assert public is not None
    assert dialog.path is not None
    assert "未填" not in page_text(public, 0)
    assert "未填" in page_text(dialog.path, 0)
    assert dialog.proposed_name().endswith("_内部稿.pdf")
    dialog.reject()


def test_zoom_goes_by_steps_and_back_to_the_width(filled: Desk, qtbot: QtBot) -> None:
    dialog = ready(filled, qtbot)
    fitting = dialog.pages.percent()
    press(dialog, qtbot, "preview_larger")
    assert dialog.pages.percent() > fitting
    press(dialog, qtbot, "preview_smaller")
    press(dialog, qtbot, "preview_fit")
    assert dialog.pages.percent() == fitting
    dialog.reject()


def test_the_file_is_saved_as_it_is_seen(filled: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ready(filled, qtbot)
    assert dialog.path is not None
    target = tmp_path / dialog.proposed_name()
    dialog.save_to(target)
    assert target.read_bytes() == dialog.path.read_bytes()
    dialog.reject()


def test_a_proposed_name_never_leaves_its_folder(filled: Desk, qtbot: QtBot) -> None:
    assert filled.run is not None
    filled.enter(Place(Kind.RUN, filled.run.id, "run.label"), '1/6:月*?"<>|')
    dialog = ready(filled, qtbot)
    assert not set(dialog.proposed_name()) & set('/\\:*?"<>|')
    dialog.reject()


def test_what_cannot_be_printed_is_said_inside(filled: Desk, qtbot: QtBot) -> None:
    assert filled.book is not None
    indicator = filled.office.indicators(filled.office.nodes(filled.book.id)[0])[0]
    filled.enter(Place(Kind.INDICATOR, indicator.id, "indicator.name"), "古体字\U0001f600")
    dialog = opened(filled, qtbot)
    qtbot.waitUntil(lambda: dialog.sentence.text() not in ("", "正在生成……"))
    assert "\U0001f600" in dialog.sentence.text() or "字体" in dialog.sentence.text()
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_closing_takes_the_folder_away(filled: Desk, qtbot: QtBot) -> None:
    dialog = ready(filled, qtbot)
    assert dialog.path is not None
    folder = dialog.path.parent
    dialog.reject()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["preview_save", "preview_print", "preview_back", "preview_on"])
def test_every_button_can_be_reached_by_keyboard(filled: Desk, qtbot: QtBot, name: str) -> None:
    dialog = ready(filled, qtbot)
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert button.accessibleName()
    dialog.reject()
