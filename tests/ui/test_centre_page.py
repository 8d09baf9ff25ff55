"""The middle of the window: header, tabs, empty states, and places that are found."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.records import Kind, kind_of
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.arranging import remove
from perfdesk.operations.place import Place
from perfdesk.ui.centre_page import CentrePage
from perfdesk.ui.desk import Desk
from perfdesk.ui.run_dialog import RunDialog


def page_of(desk: Desk, bot: QtBot) -> CentrePage:
    """A page on the first project, in a window."""
    page = CentrePage(desk)
    bot.addWidget(page)
    page.resize(1036, 645)
    page.show()
    page.activateWindow()
    bot.waitUntil(page.isActiveWindow)
    assert desk.book is not None
    page.show_record(Kind.PROJECT, desk.office.nodes(desk.book.id)[0].id)
    return page


def to_disclosure(desk: Desk) -> int:
    """Make the disclosure current; its first objective."""
    book = next(b for b in desk.office.books() if b.form == FormKind.PROGRESS_DISCLOSURE)
    desk.choose(book.id, desk.office.runs(book.id)[-1].id)
    return desk.office.nodes(book.id)[0].id


def test_the_header_counts_the_verdicts(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    assert page.title.text() == "1 图书购置"
    assert page.line.text() == "本年预算 120.5 万元\u3000指标 2 项：未填 2"
    first = page.progress.model.row_about(0).record
    assert filled.run is not None
    filled.enter(Place(Kind.INDICATOR, first, "entry.actual", filled.run.id), "3000")
    assert page.line.text().endswith("指标 2 项：达标 1\u3000未填 1")


def test_money_executed_and_progress_are_saved_under_the_grid(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    executed = page.progress.account.field("account.executed")
    assert executed is not None
    executed.editor.setFocus()
    qtbot.keyClicks(executed.editor, "60")
    qtbot.keyClick(executed.editor, Qt.Key.Key_Return)
    assert filled.text(executed.place) == "60"
    filled.undo_stack.undo()
    assert executed.text() == ""


def test_an_objective_is_judged_while_its_progress_is_typed(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    page.show_record(Kind.OBJECTIVE, to_disclosure(filled))
    field = page.progress.account.field("account.narrative")
    assert field is not None
    assert field.badge.isVisible()
    field.editor.put("借阅同比增长9%。")
    assert field.badge.verdict is Verdict.MET
    assert filled.text(field.place) == "同比增长6%。"
    assert field.commit()
    assert filled.text(field.place) == "借阅同比增长9%。"


def test_without_a_run_the_page_says_to_make_one(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    assert filled.run is not None
    filled.perform(remove(filled.office, Kind.RUN, filled.run.id))
    assert page.progress.empty.isVisible()
    assert "新建" in page.progress.empty.sentence
    qtbot.mouseClick(page.progress.empty.button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(RunDialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert filled.run is not None
    assert page.progress.grid.isVisible()


def test_without_indicators_the_page_offers_one(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    assert filled.book is not None
    second = filled.office.nodes(filled.book.id)[1]
    page.show_record(kind_of(second), second.id)
    assert page.progress.empty.isVisible()
    qtbot.mouseClick(page.progress.empty.button, Qt.MouseButton.LeftButton)
    assert len(filled.office.indicators(second)) == 1
    assert page.progress.grid.isVisible()


def test_nothing_chosen_says_so(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    page.show_record(None, 0)
    assert page.progress.empty.sentence == "请在左边选一个项目。"
    assert not page.progress.empty.button.isVisible()


def test_a_place_is_shown_wherever_it_is(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    assert filled.run is not None
    second = page.progress.model.row_about(1).record
    page.show_record(None, 0)
    page.focus_place(Place(Kind.INDICATOR, second, "entry.actual", filled.run.id))
    assert page.progress.grid.hasFocus()
    assert page.progress.grid.currentIndex().row() == 1
    page.focus_place(Place(Kind.INDICATOR, second, "indicator.target"))
    assert page.tabs.currentWidget() is page.targets
    focused = page.focusWidget()
    assert focused is page.targets.grid or (
        isinstance(focused, QLineEdit) and focused.objectName() == "field_indicator_target"
    )


def test_history_tells_who_did_what(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    indicator = page.progress.model.row_about(0).record
    filled.enter(Place(Kind.INDICATOR, indicator, "indicator.unit"), "本")
    page.show_record(Kind.INDICATOR, indicator)
    page.tabs.setCurrentWidget(page.history)
    model = page.history.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    row = [model.index(0, column).data() for column in range(1, model.columnCount())]
    assert row[1:] == ["修改 本", "单位", "册", "本"]
    filled.undo_stack.undo()
    assert model.index(0, 5).data() == "册"


def test_a_closed_file_leaves_an_empty_page(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    filled.close_file()
    assert page.title.text() == "还没有内容"
    assert page.progress.model.rowCount() == 0


def test_everything_that_can_be_used_has_a_name_and_is_spoken(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    silent = []
    for tab in (page.progress, page.targets, page.history):
        page.tabs.setCurrentWidget(tab)
        for kind in (QPushButton, QTableView, QLineEdit, QPlainTextEdit, QComboBox):
            for widget in tab.findChildren(kind):
                inside = isinstance(widget.parentWidget(), QComboBox)
                named = widget.objectName() and (widget.accessibleName() or getattr(widget, "text", str)())
                if widget.isVisible() and not inside and not named:
                    silent.append(f"{type(widget).__name__} {widget.objectName()}")
    assert silent == []


def test_a_new_record_tells_the_clerks_words_only(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    assert filled.book is not None
    indicator = filled.office.indicators(filled.office.nodes(filled.book.id)[0])[0]
    page.show_record(Kind.INDICATOR, indicator.id)
    page.tabs.setCurrentWidget(page.history)
    model = page.history.model()
    said = str(model.index(model.rowCount() - 1, 5).data())
    assert f"指标名称 {indicator.name}" in said
    assert "核心指标" not in said
    filled.enter(Place(Kind.INDICATOR, indicator.id, "indicator.is_core"), "是")
    page.history.show_record(Kind.INDICATOR, indicator.id)
    assert [str(model.index(0, at).data()) for at in range(2, 6)] == ["改为“是”", "核心指标", "否", "是"]


def test_with_nothing_chosen_every_tab_says_what_to_do(filled: Desk, qtbot: QtBot) -> None:
    page = page_of(filled, qtbot)
    page.show_record(None, 0)
    page.tabs.setCurrentWidget(page.targets)
    assert page.targets.empty.isVisible()
    assert not page.targets.form.isVisible()
    page.tabs.setCurrentWidget(page.history)
    blank = page.history.viewport().grab().toImage()
    ground = blank.pixelColor(1, blank.height() - 2)
    line = range(blank.width())
    drawn = any(blank.pixelColor(x, y) != ground for y in range(blank.height() // 2) for x in line)
    assert drawn
    assert filled.book is not None
    page.show_record(Kind.PROJECT, filled.office.nodes(filled.book.id)[0].id)
    page.tabs.setCurrentWidget(page.targets)
    assert not page.targets.empty.isVisible()
    assert page.targets.form.isVisible()
