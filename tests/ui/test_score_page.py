"""自评 in the window: points with their formulas, tried while typing; rules and schemes chosen and edited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from perfdesk.domain.change import change_of, creation
from perfdesk.domain.records import Kind, Pack
from perfdesk.operations.place import Place
from perfdesk.operations.rule_packs import built_in
from perfdesk.ui.desk import Desk
from perfdesk.ui.pack_dialog import PackDialog
from perfdesk.ui.scheme_panel import SchemeDialog
from perfdesk.ui.score_page import ScorePage
from tests.operations.scored_office import BOOK, OBJECTIVE, PROJECT, RUN, scored_office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk()
    assert made.create_file(tmp_path / "台账.perfdesk")
    assert made.perform(change_of("样例", [creation(record) for record in scored_office()]))
    made.choose(BOOK, RUN)
    yield made
    made.close_file()


def page_of(desk: Desk, bot: QtBot, kind: Kind = Kind.PROJECT, record: int = PROJECT) -> ScorePage:
    page = ScorePage(desk)
    bot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    page.show_record(kind, record)
    return page


def cells(page: ScorePage, row: int) -> dict[str, str]:
    model = page.model
    return {model.column(c).key: str(model.index(row, c).data() or "") for c in range(model.columnCount())}


def actual(indicator: int) -> Place:
    return Place(Kind.INDICATOR, indicator, "entry.actual", RUN)


def test_every_row_shows_points_and_how_they_came_about(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    assert page.model.rowCount() == 4  # the medium-term indicator is not of this year
    first = cells(page, 0)
    assert (first["score"], first["formula"]) == ("27.00", "900 ÷ 1000 × 30 = 27.00")
    assert page.total.text() == "95.70 优"
    assert "174 ÷ 200 × 10 = 8.70" in page.standing.text()
    assert "监控绿灯" in page.standing.text()
    assert "2 处要说明原因" in page.standing.text()


def test_what_is_typed_is_tried_and_not_entered(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    column = next(c for c in range(page.model.columnCount()) if page.model.column(c).key == "entry.actual")
    page.model.show_draft(page.model.index(0, column), "1000")
    assert page.total.text() == "98.70 优"
    assert "试算，原来 95.70" in page.standing.text()
    assert cells(page, 0)["formula"] == "1000 ≥ 1000，得满分 30.00"
    assert desk.text(actual(11)) == "900"
    page.model.show_draft(page.model.index(0, column), None)
    assert page.total.text() == "95.70 优"


def test_an_entered_figure_is_scored_at_once_and_undo_takes_it_back(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    assert desk.enter(actual(11), "500")
    assert cells(page, 0)["score"] == "15.00"
    assert page.total.text() == "83.70 良"
    desk.undo_stack.undo()
    assert page.total.text() == "95.70 优"


def test_a_hand_outside_its_band_is_told_and_leaves_the_total_open(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    desk.enter(Place(Kind.INDICATOR, 13, "entry.score", RUN), "31")
    assert "不在 24.00 到 30.00 之间" in cells(page, 2)["formula"]
    assert page.total.text() == "已得 65.70"
    assert "1 项待定" in page.standing.text()


def test_a_reason_is_prompted_where_points_were_lost(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    prompts = [page._desk.scores.line(desk.office.indicator(i)).explanation_due for i in (11, 12)]  # type: ignore[union-attr]
    assert prompts == [True, False]
    desk.enter(Place(Kind.INDICATOR, 11, "entry.deviation_reason", RUN), "汛期停办")
    assert "1 处要说明原因" in page.standing.text()


def test_blank_weights_are_filled_by_one_click_and_one_undo(desk: Desk, qtbot: QtBot) -> None:
    for indicator in (11, 12):
        desk.enter(Place(Kind.INDICATOR, indicator, "indicator.weight"), "")
    page = page_of(desk, qtbot)
    assert page.propose_button.isVisible()
    qtbot.mouseClick(page.propose_button, Qt.MouseButton.LeftButton)
    assert [desk.office.indicator(i).weight for i in (11, 12)] == ["25", "25"]
    assert not page.propose_button.isVisible()
    desk.undo_stack.undo()
    assert [desk.office.indicator(i).weight for i in (11, 12)] == [None, None]


def test_a_book_shows_the_totals_of_its_projects(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, Kind.BOOK, BOOK)
    group = cells(page, 0)
    assert (group["indicator.name"], group["score"]) == ("1 便民服务", "95.70 优")
    assert group["formula"] == "预算执行率：174 ÷ 200 × 10 = 8.70"


def test_nothing_chosen_says_what_to_choose(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    page.show_record(None, 0)
    assert page.empty.isVisible()


def pack_dialog(desk: Desk, bot: QtBot) -> PackDialog:
    dialog = PackDialog(desk)
    bot.addWidget(dialog)
    dialog.show()
    return dialog


def test_another_pack_is_chosen_with_its_tests_in_sight(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    dialog = pack_dialog(desk, qtbot)
    assert dialog.list.currentItem().text() == "✓ 财预〔2020〕10号"
    assert dialog.tests.topLevelItemCount() >= 20
    dialog.list.setCurrentRow([one.name for one in built_in()].index("湖北做法"))
    assert "湖北" in dialog.about.text()
    assert "自行分配" in dialog.about.text()
    qtbot.mouseClick(dialog.choose_button, Qt.MouseButton.LeftButton)
    assert desk.scores.pack
    assert desk.scores.pack.name == "湖北做法"
    assert "174 ÷ 200 × 20 = 17.40" in page.standing.text()


def test_a_copy_is_edited_with_errors_by_line_and_saved(desk: Desk, qtbot: QtBot) -> None:
    dialog = pack_dialog(desk, qtbot)
    assert dialog.text.editor.isReadOnly()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert [pack.name for pack in desk.office.every(Pack)] == ["财预〔2020〕10号 本单位 1"]
    assert not dialog.text.editor.isReadOnly()
    good = dialog.text.text()
    dialog.text.editor.setPlainText(good.replace('use = "P1"', 'use = "P9"'))
    assert "没有“P9”这一种" in dialog.text.sentence.text()
    assert len(dialog.text.editor.extraSelections()) == 1
    assert not dialog.save_button.isEnabled()
    dialog.text.editor.setPlainText(good.replace("from = 90 }", "from = 95 }"))
    assert "行不符" in dialog.tabs.tabText(1)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "from = 95 }" in (desk.office.every(Pack)[0].text or "")


def test_a_copy_may_not_take_the_name_of_a_pack_of_the_program(desk: Desk, qtbot: QtBot) -> None:
    dialog = pack_dialog(desk, qtbot)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    taken = dialog.text.text().replace("10号 本单位 1", "10号").replace("from = 90 }", "from = 91 }")
    dialog.text.editor.setPlainText(taken)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "请另起名称" in dialog.sentence.text()


def test_a_scheme_takes_its_figures_and_shows_the_reckoning(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, Kind.OBJECTIVE, OBJECTIVE)
    assert "得分 100.00" in page.scheme.result.text()
    field = page.scheme.fields["n"]
    field.setText("5")
    field.editingFinished.emit()
    assert "60 × 100 ÷ 70 = 85.71" in page.scheme.result.text()
    assert "待定：得分 85.71 低于 90" in page.scheme.result.text()
    desk.undo_stack.undo()
    assert field.text() == "12"


def test_a_scheme_is_only_kept_when_it_can_be_read(desk: Desk, qtbot: QtBot) -> None:
    found = desk.office.node(Kind.OBJECTIVE, OBJECTIVE)
    page = page_of(desk, qtbot, Kind.OBJECTIVE, OBJECTIVE)
    dialog = SchemeDialog(desk, found)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    good = dialog.text.text()
    dialog.text.editor.setPlainText(good.replace("every = 5", "every = 0"))
    assert "要大于 0" in dialog.text.sentence.text()
    assert not dialog.save_button.isEnabled()
    dialog.text.editor.setPlainText(good.replace("# base = 90", "base = 100"))
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "base = 100" in desk.text(Place(Kind.OBJECTIVE, OBJECTIVE, "objective.scheme"))
    desk.enter(Place(Kind.OBJECTIVE, OBJECTIVE, "objective.scheme"), "")
    assert page.scheme.edit_button.text() == "写计分方法…"
    assert page.scheme.fields == {}
