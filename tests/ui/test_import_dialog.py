"""The import preview: nothing is written before the yes, and the yes is one step of undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from perfdesk.paths import resources
from perfdesk.ui.desk import Desk
from perfdesk.ui.import_dialog import ImportDialog

SUMMARY = resources() / "sample" / "项目绩效目标汇总表.txt"
TABLE = (
    "项目绩效目标汇总表\n\n"
    "序号\t项目名称\t项目概况\t本年预算金额 (万元)\t年度绩效目标\t指标名称\t运算符\t单位\t年度目标值\n"
    "1\t图书购置\t购书\t12\t购书三千册\t新增图书\t≥\t册\t3000\n"
)


def opened(desk: Desk, path: Path, bot: QtBot) -> ImportDialog:
    """A dialog that has read its file, or said why not."""
    dialog = ImportDialog(desk, path)
    bot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    settled(dialog, bot)
    return dialog


def settled(dialog: ImportDialog, bot: QtBot) -> None:
    """The dialog has read, compared, and says what it wants."""
    bot.waitUntil(lambda: not (dialog.comparing or "……" in dialog.sentence.text()))


def stated(dialog: ImportDialog, bot: QtBot, unit: str = "乙单位", year: str = "2023") -> None:
    """Unit and year typed, repairs agreed."""
    dialog.fields.unit.setText(unit)
    dialog.fields.year.setText(year)
    dialog.repairs.agree_all()
    settled(dialog, bot)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small table in the national encoding, without unit and year."""
    path = tmp_path / "汇 总.txt"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


def test_unit_and_year_are_asked_for_where_the_file_is_silent(
    filled: Desk, table: Path, qtbot: QtBot
) -> None:
    dialog = opened(filled, table, qtbot)
    assert dialog.fields.year.text() == ""
    assert not dialog.accept_button.isEnabled()
    assert "年度" in dialog.sentence.text()
    dialog.fields.unit.setText("乙单位")
    dialog.fields.year.setText("20")
    assert not dialog.accept_button.isEnabled()
    dialog.fields.year.setText("2023")
    settled(dialog, qtbot)
    assert dialog.accept_button.isEnabled()
    dialog.reject()
    assert [b.year for b in filled.office.books()] == ["2025", "2025"]


def test_the_yes_is_one_step_of_undo(filled: Desk, table: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, table, qtbot)
    stated(dialog, qtbot)
    steps, before = filled.undo_stack.count(), {repr(r) for r in filled.office}
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert filled.undo_stack.count() == steps + 1
    assert filled.book is not None
    assert (filled.book.unit_name, filled.book.year) == ("乙单位", "2023")
    filled.undo_stack.undo()
    assert {repr(r) for r in filled.office} == before


def test_repairs_are_read_and_agreed_before_anything_is_written(filled: Desk, qtbot: QtBot) -> None:
    dialog = opened(filled, SUMMARY, qtbot)
    waiting = dialog.repairs.open_repairs()
    assert waiting > 0
    dialog.fields.unit.setText("云溪市文化服务中心")
    dialog.fields.year.setText("2025")
    assert not dialog.accept_button.isEnabled()
    first = dialog.repairs.table.topLevelItem(0)
    assert first is not None
    first.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.repairs.open_repairs() == waiting - 1
    assert "修补前" in dialog.repairs.detail.toPlainText()
    qtbot.mouseClick(dialog.repairs.all_button, Qt.MouseButton.LeftButton)
    assert dialog.repairs.open_repairs() == 0
    settled(dialog, qtbot)
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_another_encoding_reads_again(filled: Desk, table: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, table, qtbot)
    assert dialog.rows.model.rowCount() == 2
    dialog.fields.encoding.setCurrentIndex(1)
    dialog.fields.encoding.activated.emit(1)
    qtbot.waitUntil(lambda: "utf-8" in dialog.sentence.text())
    assert dialog.rows.model.rowCount() == 0
    assert not dialog.accept_button.isEnabled()
    dialog.fields.encoding.setCurrentIndex(0)
    dialog.fields.encoding.activated.emit(0)
    qtbot.waitUntil(lambda: dialog.rows.model.rowCount() == 2)
    dialog.reject()


def test_what_is_no_table_is_refused_in_a_sentence(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    dialog = opened(filled, path, qtbot)
    assert "空的" in dialog.sentence.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_the_same_file_twice_says_so_and_stays_open(filled: Desk, table: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, table, qtbot)
    stated(dialog, qtbot)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    dialog = opened(filled, table, qtbot)
    stated(dialog, qtbot)
    assert "完全相同" in dialog.sentence.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_closing_while_reading_leaves_no_thread(filled: Desk, qtbot: QtBot) -> None:
    dialog = ImportDialog(filled, SUMMARY)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.reject()
    assert not dialog.isVisible()
