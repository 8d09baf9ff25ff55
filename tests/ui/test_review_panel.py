"""审核: counts, slices, answers, and the way to the cell."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Kind
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.palette import Appearance
from perfdesk.ui.review_model import Column, ReviewModel, Slice
from perfdesk.ui.review_panel import ReviewPanel
from tests.ui.conftest import Compose
from tests.ui.half_year import actual, indicators


@pytest.fixture
def desk(filled: Desk) -> Desk:
    """The half-year's desk with a figure that misses its target."""
    filled.enter(actual(filled, indicators(filled)[1]), "87.4")
    return filled


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot, qapp: QApplication) -> ReviewPanel:
    theme.wear(qapp, Appearance.LIGHT, 100)
    made = ReviewPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.refresh()
    return made


def row_with(panel: ReviewPanel, words: str) -> int:
    rows = range(panel.model.rowCount())
    return next(row for row in rows if words in str(panel.model.index(row, Column.MESSAGE).data()))


def test_qt_finds_no_fault_in_the_model(desk: Desk, qtmodeltester: ModelTester) -> None:
    model = ReviewModel(desk, desk)
    model.refresh()
    qtmodeltester.check(model, force_py=True)


def test_tabs_count_what_the_status_bar_counts(panel: ReviewPanel, desk: Desk) -> None:
    texts = [panel.tabs.tabText(at) for at in range(panel.tabs.count())]
    counts = desk.counts()
    assert texts == [
        f"全部 {len(desk.review())}",
        f"未达标 {counts.not_met}",
        f"未填 {counts.no_data}",
        f"疑点 {counts.open}",
        "建议",
    ]
    assert counts.not_met == 1


def test_a_tab_narrows_the_list(panel: ReviewPanel, desk: Desk) -> None:
    panel.tabs.setCurrentIndex(1)
    assert panel.model.slice is Slice.MISSED
    assert panel.model.rowCount() == 1
    assert panel.model.index(0, Column.WHERE).data() == "1 图书购置 / 读者满意度"
    desk.enter(actual(desk, indicators(desk)[1]), "95")
    assert panel.model.rowCount() == 0
    assert panel.findChild(object, "review_empty").text() == "没有未达标的指标。"  # type: ignore[attr-defined]


def test_enter_and_a_double_click_go_to_the_cell(panel: ReviewPanel, desk: Desk, qtbot: QtBot) -> None:
    wanted = actual(desk, indicators(desk)[1])
    gone: list[Place] = []
    panel.left.connect(gone.append)
    row = row_with(panel, "87.4")
    panel.table.setCurrentIndex(panel.model.index(row, Column.MESSAGE))
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert gone == [wanted]
    place = panel.table.visualRect(panel.model.index(row, Column.MESSAGE)).center()
    assert isinstance(place, QPoint)
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gone == [wanted, wanted]


def test_next_goes_round(panel: ReviewPanel) -> None:
    gone: list[Place] = []
    panel.left.connect(gone.append)
    count = panel.model.rowCount()
    for _ in range(count + 1):
        panel.go_next()
    assert gone[0] == gone[-1]
    panel.go_previous()
    assert gone[-1] == gone[count - 1]


def test_an_answer_is_typed_kept_and_undone(
    panel: ReviewPanel, desk: Desk, qtbot: QtBot, compose: Compose
) -> None:
    index = panel.model.index(row_with(panel, "87.4"), Column.ANSWER)
    panel.table.setCurrentIndex(index)
    panel.table.edit(index)
    field = panel.table.findChild(QLineEdit, "review_answer")
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "答复"
    compose(field, "yi pi fu", "")
    compose(field, "", "以批复为准，已报处室")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.undo_stack.undoText() == "答复疑点")
    assert panel.model.index(index.row(), Column.ANSWER).data() == "以批复为准，已报处室"
    desk.undo_stack.undo()
    assert panel.model.index(index.row(), Column.ANSWER).data() == ""


def test_the_current_line_is_kept_when_others_go(panel: ReviewPanel, desk: Desk) -> None:
    desk.enter(actual(desk, indicators(desk)[0]), "不详")
    row = row_with(panel, "87.4")
    line = panel.model.line(row)
    panel.table.setCurrentIndex(panel.model.index(row, Column.ANSWER))
    desk.enter(actual(desk, indicators(desk)[0]), "3000")
    current = panel.table.currentIndex()
    assert panel.model.line(current.row()) == line
    assert current.column() == Column.ANSWER


def test_copying_takes_whole_lines(panel: ReviewPanel, qtbot: QtBot) -> None:
    panel.table.selectRow(row_with(panel, "87.4"))
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("未达标\t1 图书购置 / 读者满意度\t")
    assert copied.count("\t") == 3


def test_long_sentences_get_the_lines_they_need(panel: ReviewPanel) -> None:
    heights = [panel.table.rowHeight(row) for row in range(panel.model.rowCount())]
    panel.resize(420, 300)
    narrow = [panel.table.rowHeight(row) for row in range(panel.model.rowCount())]
    assert sum(narrow) > sum(heights)


def test_without_a_run_it_says_what_to_do(panel: ReviewPanel, desk: Desk) -> None:
    assert desk.book is not None
    desk.choose(desk.book.id, None)
    panel.tabs.setCurrentIndex(1)
    assert "新建进展" in panel.findChild(object, "review_empty").text()  # type: ignore[attr-defined]


def test_read_only_takes_no_answers(desk: Desk, tmp_path: Path) -> None:
    path = desk.path
    assert path is not None
    desk.close_file()
    assert desk.open_file(path, read_only=True)
    model = ReviewModel(desk, desk)
    model.refresh()
    assert not model.flags(model.index(0, Column.ANSWER)) & Qt.ItemFlag.ItemIsEditable


def test_a_finding_says_which_rule_found_it(desk: Desk, qtbot: QtBot) -> None:
    row = indicators(desk)[0]
    desk.enter(Place(Kind.INDICATOR, row.id, "indicator.unit"), "次")
    desk.enter(Place(Kind.INDICATOR, row.id, "indicator.name"), "走访企业家数")
    model = ReviewModel(desk, desk)
    model.refresh()
    tips = [
        str(model.index(at, Column.MESSAGE).data(Qt.ItemDataRole.ToolTipRole))
        for at in range(model.rowCount())
    ]
    assert any("查的是：单位和名称" in tip for tip in tips)
