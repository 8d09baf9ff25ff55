"""新建进展 and 新建年度: usual answers at a click, what is wrong said in the dialog."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from perfdesk.ui import theme
from perfdesk.ui.adjust_dialog import AdjustDialog
from perfdesk.ui.book_dialog import BookDialog
from perfdesk.ui.desk import Desk
from perfdesk.ui.palette import Appearance
from perfdesk.ui.run_dialog import RunDialog


def opened(dialog: QDialog, bot: QtBot) -> None:
    """Open without blocking."""
    bot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()


@pytest.mark.parametrize(
    ("button", "months", "label", "as_of"),
    [(0, (1, 3), "1-3月", "2025-03-31"), (3, (1, 12), "1-12月", "2025-12-31")],
)
def test_usual_spans_are_one_click(
    filled: Desk, qtbot: QtBot, button: int, months: tuple[int, int], label: str, as_of: str
) -> None:
    dialog = RunDialog(filled)
    opened(dialog, qtbot)
    quick = dialog.findChild(QPushButton, f"run_quick_{button}")
    assert quick is not None
    qtbot.mouseClick(quick, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert filled.run is not None
    assert (filled.run.from_month, filled.run.to_month) == months
    assert (filled.run.label, filled.run.as_of) == (label, as_of)


def test_the_next_usual_span_is_proposed(filled: Desk, qtbot: QtBot) -> None:
    dialog = RunDialog(filled)
    opened(dialog, qtbot)
    assert dialog.label.text() == "1-9月"
    dialog.reject()


def test_an_own_name_stays_when_months_change(filled: Desk, qtbot: QtBot) -> None:
    dialog = RunDialog(filled)
    opened(dialog, qtbot)
    dialog.label.selectAll()
    qtbot.keyClicks(dialog.label, "Q3")
    dialog.to_month.setCurrentIndex(10)
    assert dialog.label.text() == "Q3"
    dialog.reject()


def test_what_is_wrong_is_said_and_nothing_is_made(filled: Desk, qtbot: QtBot) -> None:
    dialog = RunDialog(filled)
    opened(dialog, qtbot)
    runs = len(filled.office.runs(filled.book.id if filled.book else 0))
    dialog.from_month.setCurrentIndex(8)
    dialog.to_month.setCurrentIndex(2)
    dialog.accept()
    assert "起始月份" in dialog.sentence.text()
    dialog.from_month.setCurrentIndex(0)
    dialog.to_month.setCurrentIndex(5)
    dialog.accept()
    assert "已经有了" in dialog.sentence.text()
    dialog.to_month.setCurrentIndex(1)
    dialog.as_of.setText("6月底")
    dialog.accept()
    assert "看不懂" in dialog.sentence.text()
    assert dialog.isVisible()
    assert len(filled.office.runs(filled.book.id if filled.book else 0)) == runs
    dialog.reject()


def test_a_book_is_made_from_unit_year_and_form(filled: Desk, qtbot: QtBot) -> None:
    dialog = BookDialog(filled)
    opened(dialog, qtbot)
    assert (dialog.unit.text(), dialog.year.text()) == ("甲单位", "2026")
    dialog.form.setCurrentIndex(1)
    dialog.accept()
    assert filled.book is not None
    assert (filled.book.year, filled.book.form) == ("2026", "progress_disclosure")


def test_a_book_without_a_unit_is_asked_for(filled: Desk, qtbot: QtBot) -> None:
    dialog = BookDialog(filled)
    opened(dialog, qtbot)
    dialog.unit.clear()
    dialog.accept()
    assert "单位" in dialog.sentence.text()
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("kind", [RunDialog, BookDialog])
def test_tab_goes_down_the_fields_and_then_to_the_buttons(
    filled: Desk, qtbot: QtBot, kind: type[RunDialog] | type[BookDialog]
) -> None:
    dialog = kind(filled)
    opened(dialog, qtbot)
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    first = dialog.focusWidget()
    assert first is not None
    seen: list[tuple[int, int]] = []
    while not seen or dialog.focusWidget() is not first:
        held = dialog.focusWidget()
        assert held is not None
        at = held.mapTo(dialog, QPoint(0, 0))
        seen.append((at.y(), at.x()))
        qtbot.keyClick(held, Qt.Key.Key_Tab)
    top = seen.index(min(seen))
    assert len(seen) >= 5
    assert seen[top:] + seen[:top] == sorted(seen)
    dialog.reject()


def test_a_question_taller_than_the_screen_scrolls_and_keeps_its_buttons(
    filled: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.wear(qapp, Appearance.LIGHT, 200)
    try:
        dialog = AdjustDialog(filled, filled.office.nodes(filled.book.id if filled.book else 0)[0])
        opened(dialog, qtbot)
        qtbot.waitExposed(dialog)
        room = dialog.screen().availableSize()
        assert dialog.height() <= room.height()
        bottom = dialog.accept_button.mapTo(dialog, dialog.accept_button.rect().bottomRight())
        assert dialog.rect().contains(bottom)
        dialog.reject()
    finally:
        theme.wear(qapp, Appearance.LIGHT, 100)


def test_a_sentence_that_comes_later_finds_its_room(filled: Desk, qtbot: QtBot) -> None:
    dialog = RunDialog(filled)
    opened(dialog, qtbot)
    qtbot.waitExposed(dialog)
    before = dialog.height()
    dialog.say("起始月份不能晚于截止月份。" * 6)
    assert dialog.height() > before
    assert dialog.label.visibleRegion().boundingRect().height() == dialog.label.height()
    dialog.reject()
