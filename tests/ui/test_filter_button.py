"""筛选: the tree narrows to flags and marks, together with the search, and shows all again."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Kind
from perfdesk.operations.place import Place
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Jobs
from perfdesk.ui.tree_panel import TreePanel
from tests.ui.half_year import actual, first_node, indicators


@pytest.fixture
def panel(filled: Desk, qtbot: QtBot) -> TreePanel:
    jobs = Jobs(filled)
    made = TreePanel(filled, jobs)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    filled.enter(actual(filled, indicators(filled)[0]), "3100")
    filled.opened.emit()
    return made


def shown(panel: TreePanel) -> list[str]:
    """The names of all rows that are left, from the top."""
    names = []
    waiting = [panel.model.index(row, 0) for row in range(panel.model.rowCount())][::-1]
    while waiting:
        index = waiting.pop()
        names.append(str(index.data()).split("\t")[0])
        waiting += [panel.model.index(row, 0, index) for row in range(panel.model.rowCount(index))][::-1]
    return names


def press(panel: TreePanel, word: str) -> None:
    button = panel.filter_button
    button.fill()
    actions = button.findChildren(QAction)
    next(action for action in reversed(actions) if action.text() == word).trigger()


def has(names: list[str], word: str) -> bool:
    return any(word in name for name in names)


def test_a_flag_narrows_the_tree_and_all_comes_back(panel: TreePanel) -> None:
    before = shown(panel)
    press(panel, "达标")
    assert has(shown(panel), "新增图书")
    assert not has(shown(panel), "读者满意度")
    assert panel.filter_button.accessibleName() == "筛选：达标"
    press(panel, "显示全部")
    assert shown(panel) == before
    assert panel.filter_button.accessibleName() == "筛选"


def test_two_flags_show_either_and_pressing_again_takes_one_off(panel: TreePanel) -> None:
    press(panel, "达标")
    press(panel, "未填")
    assert has(shown(panel), "新增图书")
    assert has(shown(panel), "读者满意度")
    press(panel, "达标")
    assert not has(shown(panel), "新增图书")


def test_filter_and_search_narrow_together(panel: TreePanel) -> None:
    panel.search.setText("图书")
    panel.filter()
    assert has(shown(panel), "新增图书")
    press(panel, "未填")
    assert not has(shown(panel), "新增图书")


def test_stars_people_and_months_are_offered_where_the_desk_has_them(panel: TreePanel, filled: Desk) -> None:
    node = first_node(filled)
    filled.enter(Place(Kind.PROJECT, node.id, "project.person"), "采编科")
    press(panel, "采编科")
    assert has(shown(panel), "图书购置")
    assert not has(shown(panel), "设备更新")
    press(panel, "采编科")
    press(panel, "★ 重点")
    assert has(shown(panel), "借阅")
    assert not has(shown(panel), "图书购置")
    press(panel, "显示全部")
    press(panel, "12")
    assert has(shown(panel), "借阅")


def test_going_to_a_row_that_is_filtered_out_ends_the_filter(panel: TreePanel, filled: Desk) -> None:
    press(panel, "★ 重点")
    assert panel.select(Kind.INDICATOR, indicators(filled)[1].id)
    assert not panel.filter_button.wanted


def test_another_file_begins_with_everything(panel: TreePanel, filled: Desk) -> None:
    press(panel, "★ 重点")
    filled.opened.emit()
    assert not panel.filter_button.wanted
