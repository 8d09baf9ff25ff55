"""建议: looked at, taken, left, thought about again; nothing is written unasked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Kind, Objective
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.palette import Appearance
from perfdesk.ui.review_panel import ReviewPanel


@pytest.fixture
def desk(filled: Desk) -> Desk:
    """The disclosure, whose first objective promises 借阅增长8%."""
    book = next(b for b in filled.office.books() if b.form == "progress_disclosure")
    filled.choose(book.id, filled.office.runs(book.id)[-1].id)
    return filled


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot, qapp: QApplication) -> ReviewPanel:
    theme.wear(qapp, Appearance.LIGHT, 100)
    made = ReviewPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.tabs.setCurrentIndex(made.tabs.count() - 1)
    return made


def texts(panel: ReviewPanel) -> list[list[str]]:
    rows = panel.proposals.table.rows
    return [
        [str(rows.index(row, column).data() or "") for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


def objective(desk: Desk) -> Objective:
    assert desk.book is not None
    node = desk.office.nodes(desk.book.id)[0]
    assert isinstance(node, Objective)
    return node


def test_a_proposal_stands_with_its_words(panel: ReviewPanel) -> None:
    ((where, offered, source, result),) = texts(panel)
    assert where == "★借阅"
    assert offered == "新增指标：借阅增长 ≥ 8 %"
    assert "全年借阅增长8%" in source
    assert "【" in source
    assert result == ""


def test_taking_it_makes_the_indicator_and_undo_takes_it_back(
    panel: ReviewPanel, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.mouseClick(panel.proposals.accept_button, Qt.MouseButton.LeftButton)
    (made,) = desk.office.indicators(objective(desk))
    assert (made.name, made.operator, made.target, made.unit) == ("借阅增长", "≥", "8", "%")
    assert texts(panel) == []
    desk.undo_stack.undo()
    assert desk.office.indicators(objective(desk)) == []
    assert len(texts(panel)) == 1


def test_leaving_it_is_kept_and_may_be_thought_about_again(
    panel: ReviewPanel, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.mouseClick(panel.proposals.decline_button, Qt.MouseButton.LeftButton)
    assert texts(panel)[0][3] == "不采纳"
    assert panel.proposals.decline_button.text() == "重新考虑"
    assert desk.office.indicators(objective(desk)) == []
    qtbot.mouseClick(panel.proposals.decline_button, Qt.MouseButton.LeftButton)
    assert texts(panel)[0][3] == ""


def test_looking_writes_nothing(panel: ReviewPanel, desk: Desk) -> None:
    before = list(desk.office)
    panel.proposals.refresh()
    panel.tabs.setCurrentIndex(0)
    panel.tabs.setCurrentIndex(panel.tabs.count() - 1)
    assert list(desk.office) == before
    assert desk.undo_stack.index() == desk.undo_stack.count()


def test_where_there_is_nothing_the_buttons_rest(panel: ReviewPanel, desk: Desk) -> None:
    book = next(b for b in desk.office.books() if b.form == "target_summary")
    desk.choose(book.id, desk.office.runs(book.id)[-1].id)
    assert texts(panel) == []
    assert not panel.proposals.accept_button.isEnabled()
    assert desk.office.find(Kind.BOOK, book.id) is not None


def test_the_other_tabs_show_the_list_again(panel: ReviewPanel) -> None:
    panel.tabs.setCurrentIndex(0)
    assert not panel.proposals.isVisible()
    assert panel.table.isVisible()
