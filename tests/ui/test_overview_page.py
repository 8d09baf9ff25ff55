"""概览: it says in words what it paints, follows the desk while it is seen, and leads to the figures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Kind
from perfdesk.operations.arranging import add_run
from perfdesk.operations.overview import overview
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.overview_list import BarModel, words_of
from perfdesk.ui.overview_page import OverviewPage
from perfdesk.ui.palette import Appearance
from tests.ui.half_year import actual, first_node, indicators


@pytest.fixture
def page(filled: Desk, qtbot: QtBot, qapp: QApplication) -> OverviewPage:
    theme.wear(qapp, Appearance.LIGHT, 100)
    made = OverviewPage(filled)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_qt_finds_no_fault_in_the_model(filled: Desk, qtmodeltester: ModelTester) -> None:
    assert filled.book is not None
    model = BarModel(filled)
    model.show_bars(overview(filled.office, filled.book, filled.run).bars)
    qtmodeltester.check(model, force_py=True)


def test_a_typed_figure_moves_counts_and_bar(page: OverviewPage, filled: Desk) -> None:
    assert page.counts.accessibleName() == "共 2 项：未填 2"
    filled.enter(actual(filled, indicators(filled)[0]), "3100")
    filled.enter(actual(filled, indicators(filled)[1]), "60")
    assert page.counts.accessibleName() == "共 2 项：达标 1，未达标 1"
    bar = page.list.bars.bar(0)
    assert bar is not None
    assert words_of(bar) == "达标 1\u3000未达标 1"


def test_money_against_time_is_said_and_who_is_left_out(page: OverviewPage, filled: Desk) -> None:
    assert page.meters.accessibleName() == "时间进度 50.00%"
    node = first_node(filled)
    assert filled.run is not None
    filled.enter(Place(Kind.PROJECT, node.id, "account.executed", filled.run.id), "48.2")
    assert page.meters.accessibleName() == (
        "预算执行 40.00%（48.2 / 120.5 万元），1 个项目没有填执行数，未计入；时间进度 50.00%"
    )


def test_a_trend_shows_once_there_are_two_figures(page: OverviewPage, filled: Desk) -> None:
    wanted = indicators(filled)[0]
    page.show_record(Kind.INDICATOR, wanted.id)
    filled.enter(actual(filled, wanted), "1500")
    assert page.trend.isHidden()
    assert filled.book is not None
    filled.perform(add_run(filled.office, filled.book.id, 1, 9)[0])
    filled.enter(actual(filled, wanted), "2400")
    assert page.trend.isVisible()
    assert page.trend.accessibleName() == "新增图书的走势：2025年1-6月 1500，2025年1-9月 2400"
    page.show_record(Kind.PROJECT, first_node(filled).id)
    assert page.trend.isHidden()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_leads_to_the_first_figure_of_the_project(
    page: OverviewPage, filled: Desk, qtbot: QtBot, key: Qt.Key
) -> None:
    page.list.setCurrentIndex(page.list.bars.index(0))
    with qtbot.waitSignal(filled.jump_requested) as asked:
        qtbot.keyClick(page.list, key)
    assert asked.args == [actual(filled, indicators(filled)[0])]


def test_a_project_without_indicators_leads_to_its_narrative(
    page: OverviewPage, filled: Desk, qtbot: QtBot
) -> None:
    page.list.setCurrentIndex(page.list.bars.index(1))
    with qtbot.waitSignal(filled.jump_requested) as asked:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert asked.args[0].key == "account.narrative"


def test_it_asks_nothing_while_nobody_looks(page: OverviewPage, filled: Desk) -> None:
    page.hide()
    filled.enter(actual(filled, indicators(filled)[0]), "3100")
    assert page.counts.accessibleName() == "共 2 项：未填 2"
    page.show()
    assert page.counts.accessibleName() == "共 2 项：达标 1，未填 1"


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("percent", [90, 200])
def test_it_paints_in_every_size_and_palette(
    page: OverviewPage, filled: Desk, qapp: QApplication, appearance: Appearance, percent: int
) -> None:
    theme.wear(qapp, appearance, percent)
    wanted = indicators(filled)[0]
    filled.enter(actual(filled, wanted), "1500")
    assert filled.book is not None
    filled.perform(add_run(filled.office, filled.book.id, 1, 9)[0])
    filled.enter(actual(filled, wanted), "2400")
    page.show_record(Kind.INDICATOR, wanted.id)
    picture: QPixmap = page.grab()
    colours = {picture.toImage().pixelColor(x, 3).name() for x in range(0, picture.width(), 50)}
    assert colours == {theme.palette().panel.lower()}


def test_a_closed_file_leaves_a_sentence(page: OverviewPage, filled: Desk) -> None:
    filled.close_file()
    assert page.empty.isVisible()
    assert "还没有内容" in page.empty.text()
