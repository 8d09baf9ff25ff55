"""A day's figures by keyboard alone: run, grid, narrative, review, undo; Chinese by input method events."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from perfdesk.domain.records import Kind
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.place import Place
from perfdesk.ui.run_dialog import RunDialog
from tests.stories.clerk import SAMPLE, Clerk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def begin(clerk: Clerk) -> None:
    """The summary is there, the half-year's run is made by keyboard, the first project stands in the grid."""
    clerk.import_file(SAMPLE / "项目绩效目标汇总表.txt", "云溪市文化服务中心", "2025")
    clerk.come_to_front()
    clerk.press(Qt.Key.Key_J, held=CTRL | SHIFT)
    clerk.bot.waitUntil(lambda: clerk.window.findChild(RunDialog) is not None)
    dialog = clerk.window.findChild(RunDialog)
    assert dialog is not None
    for button in dialog.findChildren(QPushButton):
        if button.text() == "上半年":
            button.setFocus()
            clerk.bot.keyClick(button, Qt.Key.Key_Space)
    with clerk.bot.waitSignal(dialog.finished):
        clerk.bot.keyClick(dialog, Qt.Key.Key_Return)
    assert clerk.desk.run is not None
    assert (clerk.desk.run.from_month, clerk.desk.run.to_month) == (1, 6)
    assert clerk.desk.book is not None
    first = clerk.desk.office.nodes(clerk.desk.book.id)[0]
    indicator = clerk.desk.office.indicators(first)[0]
    clerk.desk.jump(Place(Kind.INDICATOR, indicator.id, "entry.actual", clerk.desk.run.id))
    clerk.come_to_front()
    clerk.grid.setFocus()


def type_figure(clerk: Clerk, text: str) -> None:
    """Digits and signs straight onto a cell."""
    for char in text:
        clerk.bot.keyClicks(QApplication.focusWidget() or clerk.grid, char)


def test_figures_go_down_the_column_with_enter(clerk: Clerk) -> None:
    begin(clerk)
    rows = clerk.model().rowCount()
    for at in range(rows):
        type_figure(clerk, str(10 + at))
        clerk.press(Qt.Key.Key_Return)
    desk, run = clerk.desk, clerk.desk.run
    assert desk.book is not None
    assert run is not None
    first = desk.office.nodes(desk.book.id)[0]
    entries = [desk.office.entry(run.id, i.id) for i in desk.office.indicators(first)]
    assert [e.actual for e in entries if e] == [str(10 + at) for at in range(len(entries))]
    assert desk.counts().filled == len(entries)


def test_full_width_figures_and_chinese_come_by_the_input_method(clerk: Clerk) -> None:
    begin(clerk)
    clerk.type_chinese("２７．５")
    clerk.press(Qt.Key.Key_Return)
    cell = clerk.cell(0, "entry.actual")
    assert clerk.model().text(cell) == "２７．５"
    clerk.grid.setCurrentIndex(clerk.cell(0, "entry.narrative"))
    clerk.type_chinese("首批活动已完成，其余在下半年")
    clerk.press(Qt.Key.Key_Return, held=CTRL)
    assert clerk.model().text(clerk.cell(0, "entry.narrative")) == "首批活动已完成，其余在下半年"


def test_the_verdict_follows_while_typing_and_escape_puts_back(clerk: Clerk) -> None:
    begin(clerk)
    desk = clerk.desk
    assert desk.book is not None
    first = desk.office.indicators(desk.office.nodes(desk.book.id)[0])[0]
    assert desk.judge_indicator(first).verdict is Verdict.NO_DATA
    steps = desk.undo_stack.count()
    type_figure(clerk, "999999")
    clerk.press(Qt.Key.Key_Escape)
    assert clerk.model().text(clerk.cell(0, "entry.actual")) == ""
    assert desk.undo_stack.count() == steps


def test_undo_and_the_next_problem_by_keyboard(clerk: Clerk) -> None:
    begin(clerk)
    type_figure(clerk, "5")
    clerk.press(Qt.Key.Key_Return)
    assert clerk.model().text(clerk.cell(0, "entry.actual")) == "5"
    clerk.press(Qt.Key.Key_Z, held=CTRL)
    assert clerk.model().text(clerk.cell(0, "entry.actual")) == ""
    clerk.press(Qt.Key.Key_Y, held=CTRL)
    assert clerk.model().text(clerk.cell(0, "entry.actual")) == "5"
    clerk.press(Qt.Key.Key_F3)
    assert clerk.model().text(clerk.grid.currentIndex()) == ""
    clerk.press(Qt.Key.Key_F8)
    clerk.press(Qt.Key.Key_F9)
    assert clerk.window.panes.review.isAncestorOf(QApplication.focusWidget() or clerk.grid)


def test_looking_at_every_row_and_tab_changes_nothing(clerk: Clerk) -> None:
    begin(clerk)
    desk, told = clerk.desk, []
    desk.changed.connect(told.append)
    assert desk.book is not None
    assert clerk.window.panes.centre is not None
    tabs = clerk.window.panes.centre.tabs
    records = [(Kind.BOOK, desk.book.id)]
    for node in desk.office.nodes(desk.book.id):
        records += [(Kind.PROJECT, node.id)] + [(Kind.INDICATOR, i.id) for i in desk.office.indicators(node)]
    for kind, record in records:
        assert clerk.window.panes.tree.select(kind, record)
        clerk.window.panes.show_key(clerk.window.panes.tree.current)
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            tabs.currentWidget().setFocus()
    clerk.window.panes.tree.view.setFocus()
    assert told == []
