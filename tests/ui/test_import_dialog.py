"""The import preview: nothing is written before the yes, and the yes is one step of undo."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Kind
from perfdesk.operations.place import Place
from perfdesk.operations.planning import Mark
from perfdesk.paths import resources
from perfdesk.ui import column_memory
from perfdesk.ui.desk import Desk
from perfdesk.ui.import_dialog import ImportDialog
from perfdesk.ui.settings import Settings

SUMMARY = resources() / "sample" / "项目绩效目标汇总表.txt"
TABLE = (
    "项目绩效目标汇总表\n\n"
    "序号\t项目名称\t项目概况\t本年预算金额 (万元)\t年度绩效目标\t指标名称\t运算符\t单位\t年度目标值\n"
    "1\t图书购置\t购书\t12\t购书三千册\t新增图书\t≥\t册\t3000\n"
)


def opened(desk: Desk, path: Path, bot: QtBot) -> ImportDialog:
    """A dialog that has read its file, or said why not."""
    dialog = ImportDialog(desk, [path])
    bot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    settled(dialog, bot)
    return dialog


def settled(dialog: ImportDialog, bot: QtBot) -> None:
    """The dialog has read, compared, and says what it wants."""
    bot.waitUntil(
        lambda: not (dialog.panel.comparing or "……" in dialog.panel.sentence.text()), timeout=30_000
    )


def stated(dialog: ImportDialog, bot: QtBot, unit: str = "乙单位", year: str = "2023") -> None:
    """Unit and year typed, repairs agreed."""
    dialog.panel.fields.unit.setText(unit)
    dialog.panel.fields.year.setText(year)
    dialog.panel.repairs.agree_all()
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
    assert dialog.panel.fields.year.text() == ""
    assert not dialog.accept_button.isEnabled()
    assert "年度" in dialog.panel.sentence.text()
    dialog.panel.fields.unit.setText("乙单位")
    dialog.panel.fields.year.setText("20")
    assert not dialog.accept_button.isEnabled()
    dialog.panel.fields.year.setText("2023")
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
    waiting = dialog.panel.repairs.open_repairs()
    assert waiting > 0
    dialog.panel.fields.unit.setText("云溪市文化服务中心")
    dialog.panel.fields.year.setText("2025")
    assert not dialog.accept_button.isEnabled()
    first = dialog.panel.repairs.table.topLevelItem(0)
    assert first is not None
    first.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.panel.repairs.open_repairs() == waiting - 1
    assert "修补前" in dialog.panel.repairs.detail.toPlainText()
    qtbot.mouseClick(dialog.panel.repairs.all_button, Qt.MouseButton.LeftButton)
    assert dialog.panel.repairs.open_repairs() == 0
    settled(dialog, qtbot)
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_another_encoding_reads_again(filled: Desk, table: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, table, qtbot)
    assert dialog.panel.rows.model.rowCount() == 2
    dialog.panel.fields.encoding.setCurrentIndex(1)
    dialog.panel.fields.encoding.activated.emit(1)
    qtbot.waitUntil(lambda: "utf-8" in dialog.panel.sentence.text())
    assert dialog.panel.rows.model.rowCount() == 0
    assert not dialog.accept_button.isEnabled()
    dialog.panel.fields.encoding.setCurrentIndex(0)
    dialog.panel.fields.encoding.activated.emit(0)
    qtbot.waitUntil(lambda: dialog.panel.rows.model.rowCount() == 2)
    dialog.reject()


def test_what_is_no_table_is_refused_in_a_sentence(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    dialog = opened(filled, path, qtbot)
    assert "空的" in dialog.panel.sentence.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_the_same_file_twice_says_so_and_stays_open(filled: Desk, table: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, table, qtbot)
    stated(dialog, qtbot)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    dialog = opened(filled, table, qtbot)
    stated(dialog, qtbot)
    assert "完全相同" in dialog.panel.sentence.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_closing_while_reading_leaves_no_thread(filled: Desk, qtbot: QtBot) -> None:
    dialog = ImportDialog(filled, [SUMMARY])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.reject()
    assert not dialog.isVisible()


# -- rows and choices


@pytest.fixture
def revised(filled: Desk, table: Path, tmp_path: Path, qtbot: QtBot) -> Path:
    """A later version of a table that is on the desk: one figure other, one row new, one doubtful."""
    dialog = opened(filled, table, qtbot)
    stated(dialog, qtbot)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    path = tmp_path / "修订.txt"
    more = "\t\t\t\t\t读者满意度\t≥\t%\t90\n\t\t\t\t\t上架及时\t≥\t\t及时\n"
    path.write_text(TABLE.replace("3000\n", "3500\n") + more, encoding="utf-8")
    return path


def marks(dialog: ImportDialog) -> list[str]:
    """The marks of the rows that are shown."""
    model = dialog.panel.rows.model
    rows = (model.row_at(model.index(at, 0)) for at in range(model.rowCount()))
    return [row.mark.value for row in rows if row]


def test_rows_are_marked_and_narrowed(filled: Desk, revised: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, revised, qtbot)
    stated(dialog, qtbot)
    assert marks(dialog) == ["same", "changed", "new", "doubtful"]
    words = [dialog.panel.rows.filters.tabText(at) for at in range(dialog.panel.rows.filters.count())]
    assert words == ["全部 4", "新增 1", "修改 1", "相同 1", "存疑 1", "有误 0"]
    dialog.panel.rows.filters.setCurrentIndex(2)
    assert marks(dialog) == ["changed"]
    cell = dialog.panel.rows.cells.topLevelItem(0)
    assert cell is not None
    assert [cell.text(at) for at in range(3)] == ["年度目标值", "3000", "3500"]
    assert cell.font(1).strikeOut()
    dialog.reject()


def test_a_cell_that_is_left_keeps_what_is_here(filled: Desk, revised: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, revised, qtbot)
    stated(dialog, qtbot)
    dialog.panel.rows.filters.setCurrentIndex(2)
    cell = dialog.panel.rows.cells.topLevelItem(0)
    assert cell is not None
    cell.setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert targets(filled) == {"新增图书": "3000", "读者满意度": "90", "上架及时": "及时"}


def targets(desk: Desk) -> dict[str | None, str | None]:
    """The targets of the book in hand."""
    assert desk.book is not None
    nodes = desk.office.nodes(desk.book.id)
    return {i.name: i.target for node in nodes for i in desk.office.indicators(node)}


def test_a_row_is_left_by_keyboard(filled: Desk, revised: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, revised, qtbot)
    stated(dialog, qtbot)
    view = dialog.panel.rows.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert "1 行不导入" in dialog.panel.sentence.text()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Space)
    assert targets(filled) == {"新增图书": "3500", "读者满意度": "90"}


def test_good_rows_go_in_and_the_rest_is_a_workbook(
    filled: Desk, revised: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(filled, revised, qtbot)
    stated(dialog, qtbot)
    assert dialog.good_button.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        dialog.take_good_rows(str(tmp_path / "其余.xlsx"))
    assert targets(filled) == {"新增图书": "3500", "读者满意度": "90"}
    assert (tmp_path / "其余.xlsx").stat().st_size > 0


def test_a_desk_that_moves_on_meanwhile_is_compared_anew(filled: Desk, revised: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, revised, qtbot)
    stated(dialog, qtbot)
    assert filled.book is not None
    indicator = filled.office.indicators(filled.office.nodes(filled.book.id)[0])[0]
    assert filled.enter(Place(Kind.INDICATOR, indicator.id, "indicator.target"), "3200")
    dialog.accept()
    qtbot.waitUntil(lambda: "预览之后" in dialog.panel.sentence.text())
    assert targets(filled)["新增图书"] == "3200"
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert targets(filled)["新增图书"] == "3500"


def test_a_file_that_goes_after_the_preview_is_taken_as_it_was_seen(
    filled: Desk, revised: Path, qtbot: QtBot
) -> None:
    dialog = opened(filled, revised, qtbot)
    stated(dialog, qtbot)
    revised.unlink()
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert targets(filled)["新增图书"] == "3500"


def test_a_file_that_is_not_there_is_a_sentence(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, tmp_path / "没有.xlsx", qtbot)
    assert "没有.xlsx" in dialog.panel.sentence.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_desk_to_look_at_only_takes_nothing(filled: Desk, revised: Path, qtbot: QtBot) -> None:
    path = filled.path
    assert path is not None
    filled.close_file()
    assert filled.open_file(path, read_only=True)
    dialog = opened(filled, revised, qtbot)
    stated(dialog, qtbot)
    assert "只看不改" in dialog.panel.sentence.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_thousands_of_rows_and_doubts_are_shown_and_agreed(
    filled: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    lines = [f"\t\t\t\t\t指标{at}\t≥\t个\t约{at + 1}" for at in range(3000)]
    path = tmp_path / "长表.txt"
    path.write_text(TABLE + "\n".join(lines), encoding="utf-8")
    dialog = opened(filled, path, qtbot)
    dialog.panel.fields.unit.setText("乙单位")
    dialog.panel.fields.year.setText("2023")
    dialog.panel.repairs.agree_all()
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=30_000)
    assert dialog.panel.rows.model.counts()[Mark.DOUBTFUL] == 3000
    dialog.reject()


# -- header and columns

ODD = "代号\t事项\t考核点\t数值\n甲\t图书购置\t新增图书\t≥3000册\n乙\t设备更新\t更换电脑\t≥20台\n"


def choose(dialog: ImportDialog, bot: QtBot, position: int, key: str) -> None:
    """Say what a column is."""
    chooser = dialog.panel.columns.findChild(QComboBox, f"import_column_{position}")
    assert isinstance(chooser, QComboBox)
    chooser.setCurrentIndex(chooser.findData(key))
    chooser.activated.emit(chooser.currentIndex())
    bot.waitUntil(lambda: not dialog.panel.comparing)


def test_columns_put_right_are_remembered_across_restarts(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    odd = tmp_path / "怪表.txt"
    odd.write_text(ODD, encoding="utf-8")
    dialog = opened(filled, odd, qtbot)
    assert dialog.panel.tabs.currentWidget() is dialog.panel.columns
    assert not dialog.accept_button.isEnabled()
    for position, key in ((1, "project.name"), (2, "indicator.name"), (3, "indicator.target")):
        choose(dialog, qtbot, position, key)
    stated(dialog, qtbot)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert targets(filled) == {"新增图书": "3000", "更换电脑": "20"}
    Settings().flush()
    later = tmp_path / "第二年.txt"
    later.write_text(ODD.replace("3000", "3500"), encoding="utf-8")
    again = ImportDialog(filled, [later], settings=Settings())
    qtbot.addWidget(again)
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    again.open()
    settled(again, qtbot)
    stated(again, qtbot)
    assert marks(again) == ["same", "changed", "same", "same"]
    qtbot.mouseClick(again.panel.columns.again, Qt.MouseButton.LeftButton)
    settled(again, qtbot)
    assert not again.accept_button.isEnabled()
    assert column_memory.from_text(Settings().columns) == ()
    again.reject()


def test_another_sheet_is_chosen_by_its_name(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    book = Workbook()
    for name in ("说明", "表一"):
        sheet = book.create_sheet(name)
        for line in TABLE.strip().split("\n"):
            sheet.append(line.split("\t") if name == "表一" else ["填表说明"])
    book.remove(book.worksheets[0])
    path = tmp_path / "两张.xlsx"
    book.save(path)
    dialog = ImportDialog(filled, [path])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.panel.rows.model.rowCount() == 2, timeout=30_000)
    assert [dialog.panel.columns.sheet.itemText(at) for at in range(2)] == ["说明", "表一"]
    assert dialog.panel.columns.sheet.currentText() == "表一"
    assert not dialog.panel.fields.encoding.isEnabled()
    dialog.panel.columns.sheet.setCurrentIndex(0)
    dialog.panel.columns.sheet.activated.emit(0)
    assert dialog.panel.columns.model.data(dialog.panel.columns.model.index(0, 0)) == "填表说明"
    dialog.reject()
