"""The year's tabs: locks, money, evidence, rectification, library, follow-up, and forms in groups."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Evidence, Fund, Indicator, Kind, Project, Rectification
from perfdesk.operations.adjusting import NEW_INDICATOR, approve
from perfdesk.operations.arranging import add_indicator
from perfdesk.operations.place import Place
from perfdesk.operations.running import lock, unlock
from perfdesk.ui.adjust_dialog import AdjustDialog
from perfdesk.ui.approve_dialog import ApproveDialog
from perfdesk.ui.centre_page import CentrePage
from perfdesk.ui.desk import Desk
from perfdesk.ui.detail_panel import ENTRY, MONEY, WHOLE
from perfdesk.ui.library_dialog import LibraryDialog
from perfdesk.ui.publish_dialog import PublishDialog
from perfdesk.ui.value_field import ValueField
from tests.ui.half_year import actual, first_node, indicators


def takes_typing(field: ValueField) -> bool:
    """Whether the field's editor lets its text be changed."""
    return field.editor.isEnabled() and not field.editor.property("readOnly")


@pytest.fixture
def page(qtbot: QtBot, filled: Desk) -> CentrePage:
    """The middle of the window on the first project."""
    made = CentrePage(filled)
    qtbot.addWidget(made)
    made.resize(980, 560)
    made.show()
    made.show_record(Kind.PROJECT, first_node(filled).id)
    qtbot.waitExposed(made)
    return made


def told(qtbot: QtBot, desk: Desk) -> list[str]:
    """Sentences as they are said."""
    said: list[str] = []
    desk.noticed.connect(said.append)
    return said


def test_a_locked_run_shows_and_takes_nothing(filled: Desk, page: CentrePage, qtbot: QtBot) -> None:
    first = indicators(filled)[0]
    filled.enter(actual(filled, first), "1200")
    place = actual(filled, first)
    assert filled.run is not None
    filled.perform(lock(filled.run))
    assert page.progress.model.place(page.progress.model.index_of(place)) is None
    assert not any(takes_typing(field) for field in page.progress.account.fields)
    said = told(qtbot, filled)
    assert not filled.enter(place, "5")
    assert "已锁定" in said[-1]
    steps = filled.undo_stack.count()
    filled.undo_stack.undo()
    assert "解锁" in said[-1]
    assert (filled.undo_stack.count(), filled.run.locked) == (steps, True)
    filled.perform(unlock(filled.run, "报错"))
    assert page.progress.model.place(page.progress.model.index_of(place)) == place
    assert all(takes_typing(field) for field in page.progress.account.fields)


def test_the_detail_follows_the_grid(filled: Desk, page: CentrePage) -> None:
    first, second = indicators(filled)
    detail = page.progress.detail
    for indicator in (first, second):
        assert page.progress.focus_place(actual(filled, indicator))
        field = detail.entry.field("entry.forecast")
        assert field is not None
        assert field.place.record == indicator.id
        assert (indicator.name or "") in detail.about.text()
    page.focus_place(Place(Kind.INDICATOR, first.id, "entry.corrective_action", filled.run.id))  # type: ignore[union-attr]
    assert detail.tabs.currentIndex() == ENTRY
    page.focus_place(Place(Kind.PROJECT, first_node(filled).id, "account.executed", filled.run.id))  # type: ignore[union-attr]
    assert detail.tabs.currentIndex() == WHOLE


def test_a_tick_is_saved_when_it_is_made(filled: Desk, page: CentrePage, qtbot: QtBot) -> None:
    first = indicators(filled)[0]
    page.progress.focus_place(actual(filled, first))
    field = page.progress.detail.entry.field("entry.cause_staff")
    assert field is not None
    for wanted in (True, False):
        qtbot.keyClick(field.editor, Qt.Key.Key_Space)
        entry = filled.office.entry(filled.run.id, first.id)  # type: ignore[union-attr]
        assert entry is not None
        assert entry.cause_staff is wanted


def test_a_milestone_is_judged_beside_the_annual_target(filled: Desk, page: CentrePage) -> None:
    first = indicators(filled)[0]
    filled.enter(actual(filled, first), "1200")
    page.progress.focus_place(actual(filled, first))
    field = page.progress.detail.entry.field("entry.milestone")
    assert field is not None
    field.editor.put("1500")
    assert "差 300" in field.hint.text()


def test_what_is_followed_says_so_in_its_row(filled: Desk, page: CentrePage) -> None:
    first, second = indicators(filled)
    filled.enter(Place(Kind.INDICATOR, second.id, "entry.followed", filled.run.id), "1")  # type: ignore[union-attr]
    model = page.progress.model
    assert [model.index(row, 0).data() for row in range(2)] == [first.name, f"{second.name}（关注）"]


def test_money_adds_up_in_its_table(filled: Desk, page: CentrePage, qtbot: QtBot) -> None:
    page.progress.detail.tabs.setCurrentIndex(MONEY)
    money = page.progress.detail.money
    qtbot.mouseClick(money.add_button, Qt.MouseButton.LeftButton)
    assert [f.name for f in filled.office.every(Fund)] == ["本年财政拨款"]
    assert money.table.rows.setData(money.table.rows.index(1, 1), "100")
    assert filled.office.every(Fund)[0].initial == "100"
    assert "少 20.5" in money.notice.text()
    assert not money.table.rows.setData(money.table.rows.index(1, 4), "50%")
    money.table.setCurrentIndex(money.table.rows.index(1, 0))
    qtbot.mouseClick(money.remove_button, Qt.MouseButton.LeftButton)
    assert not filled.office.every(Fund)
    said = told(qtbot, filled)
    money.table.setCurrentIndex(money.table.rows.index(0, 0))
    qtbot.mouseClick(money.remove_button, Qt.MouseButton.LeftButton)
    assert "总额" in said[-1]


def test_evidence_is_attached_and_an_altered_file_is_not_opened(
    filled: Desk, page: CentrePage, qtbot: QtBot, tmp_path: Path
) -> None:
    proof = tmp_path / "入库单.txt"
    proof.write_text("1200 册", encoding="utf-8")
    page.show_record(Kind.INDICATOR, indicators(filled)[0].id)
    page.tabs.setCurrentWidget(page.evidence)
    page.evidence.take_files([proof, proof])
    (held,) = filled.office.every(Evidence)
    assert held.indicator == indicators(filled)[0].id
    assert "图书购置 / 新增图书" in page.evidence.lines()[0].cells[2].text
    said = told(qtbot, filled)
    page.evidence.open_file()
    assert "先在表里选" in said[-1]
    page.evidence.table.setCurrentIndex(page.evidence.table.rows.index(0, 0))
    assert filled.path is not None
    (kept,) = filled.path.with_name("台 账.附件").iterdir()
    kept.write_text("改过", encoding="utf-8")
    page.evidence.open_file()
    assert "不一样" in said[-1]


def test_a_rectification_is_written_in_the_table(filled: Desk, page: CentrePage, tmp_path: Path) -> None:
    said: list[str] = []
    filled.noticed.connect(said.append)
    page.tabs.setCurrentWidget(page.rectifications)
    page.show_record(Kind.BOOK, filled.book.id)  # type: ignore[union-attr]
    page.rectifications.add()
    assert "先在左边选" in said[-1]
    page.show_record(Kind.PROJECT, first_node(filled).id)
    page.rectifications.add()
    table = page.rectifications.table
    for column, text in ((1, "借阅少"), (2, "多开放"), (3, "流通部"), (4, "2025-09-30")):
        assert table.rows.setData(table.rows.index(0, column), text)
    table.setCurrentIndex(table.rows.index(0, 0))
    page.rectifications.finish()
    assert "整改结果" in said[-1]
    assert table.rows.setData(table.rows.index(0, 5), "已做到")
    page.rectifications.finish()
    (line,) = filled.office.every(Rectification)
    assert (line.issue, line.measure, line.owner, line.due_on, line.done) == (
        *("借阅少", "多开放", "流通部", "2025-09-30"),
        True,
    )
    page.rectifications.write(tmp_path / "整改.xlsx")
    assert "已导出" in said[-1]
    assert (tmp_path / "整改.xlsx").is_file()


def test_the_library_puts_an_indicator_into_a_project(filled: Desk, qtbot: QtBot) -> None:
    assert filled.book is not None
    target = filled.office.nodes(filled.book.id)[1]
    assert isinstance(target, Project)
    dialog = LibraryDialog(filled, target)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText("满意")
    assert "共 1 项" in dialog.told.text()
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert [i.name for i in filled.office.indicators(target)] == ["读者满意度"]
    dialog.search.setText("没有这样的指标")
    assert not dialog.add_button.isEnabled()
    dialog.close()


def test_the_check_list_is_answered_in_its_cells(filled: Desk, page: CentrePage) -> None:
    page.tabs.setCurrentWidget(page.publish)
    QApplication.processEvents()
    before = page.publish.lines()
    assert before
    assert page.publish.table.rows.setData(page.publish.table.rows.index(0, 3), "待年底")
    after = page.publish.lines()
    assert after[-1].cells[3].text == "待年底"
    assert f"{len(before) - 1} 条没有答复" in page.publish.told.text()


def test_publishing_says_at_the_spot_what_stands_in_the_way(
    filled: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    assert filled.book is not None
    assert filled.run is not None
    dialog = PublishDialog(filled, filled.book.id, filled.run.id)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.folder.setText(str(tmp_path / "没有"))
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "还在填报" in dialog.sentence.text()
    assert dialog.isVisible()
    dialog.reject()


def test_fields_of_a_group_show_together_and_a_jump_brings_their_group(
    filled: Desk, page: CentrePage
) -> None:
    first: Indicator = indicators(filled)[0]
    page.show_record(Kind.INDICATOR, first.id)
    form = page.targets.form
    assert [form.groups.tabText(at) for at in range(form.groups.count())] == ["目标", "口径与来源"]
    source = form.field("indicator.data_source")
    target = form.field("indicator.target")
    assert source is not None
    assert target is not None
    assert source.isHidden() or not source.isVisible()
    page.focus_place(Place(Kind.INDICATOR, first.id, "indicator.data_source"))
    assert source.isVisible()
    assert not target.isVisible()


def test_an_approved_target_keeps_what_was_typed_and_says_what_to_do(filled: Desk, page: CentrePage) -> None:
    project = first_node(filled)
    assert isinstance(project, Project)
    filled.perform(approve([project], "2025-03-18", "12号"))
    page.show_record(Kind.INDICATOR, indicators(filled)[0].id)
    field = page.targets.form.field("indicator.target")
    assert field is not None
    field.editor.put("2500")
    assert not field.commit()
    assert field.refused
    assert field.text() == "2500"
    assert "调整目标" in field.hint.text()
    place = Place(Kind.INDICATOR, indicators(filled)[0].id, "indicator.target")
    model = page.targets.model
    assert not model.setData(model.index_of(place), "2500")
    assert "调整目标" in str(model.data(model.index_of(place), Qt.ItemDataRole.ToolTipRole))
    assert indicators(filled)[0].target == "3000"


def test_objectives_are_approved_and_a_new_indicator_is_asked_for_with_its_basis(
    filled: Desk, page: CentrePage, qtbot: QtBot
) -> None:
    book = next(b for b in filled.office.books() if b.form == "progress_disclosure")
    nodes = filled.office.nodes(book.id)
    dialog = ApproveDialog(filled, nodes, page)
    qtbot.addWidget(dialog)
    dialog.on.setText("2025-03-18")
    dialog.document.setText("市考核〔2025〕3号")
    assert dialog.answer()
    assert {node.approved_on for node in filled.office.nodes(book.id)} == {"2025-03-18"}
    node = nodes[0]
    assert not filled.perform(add_indicator(filled.office, node)[0])
    adjusting = AdjustDialog(filled, filled.office.nodes(book.id)[0], page, NEW_INDICATOR)
    qtbot.addWidget(adjusting)
    assert adjusting.before.text() == "（没有这项指标）"
    adjusting.after.put("新增借阅点 ≥3个")
    assert not adjusting.answer()
    adjusting.basis.setText("市考核办增列")
    assert adjusting.answer()
    (made,) = filled.office.indicators(node)
    assert (made.name, made.operator, made.target, made.unit) == ("新增借阅点", "≥", "3", "个")
