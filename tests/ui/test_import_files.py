"""Several files in one import: each is read, shown and agreed to on its own."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from perfdesk.ui.desk import Desk
from perfdesk.ui.import_dialog import ImportDialog
from perfdesk.ui.import_panel import FileState

TABLE = (
    "{unit}2023年项目绩效目标汇总表\n\n"
    "序号\t项目名称\t项目概况\t本年预算金额（万元）\t年度绩效目标\t指标名称\t运算符\t单位\t年度目标值\n"
    "1\t{name}\t购书\t12\t购书三千册\t新增图书\t≥\t册\t{target}\n"
)


def paper(folder: Path, name: str, target: str = "3000", unit: str = "乙局") -> Path:
    """A table of one project."""
    path = folder / f"{name}{target}.txt"
    path.write_text(TABLE.format(name=name, target=target, unit=unit), encoding="utf-8")
    return path


def opened(desk: Desk, paths: list[Path], bot: QtBot) -> ImportDialog:
    """A dialog that has come to the end of reading."""
    dialog = ImportDialog(desk, paths)
    bot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    settled(dialog, bot)
    return dialog


def settled(dialog: ImportDialog, bot: QtBot) -> None:
    """Every file is read and compared, none is on its way in."""
    moving = (FileState.WAITING, FileState.READING, FileState.COMPARING, FileState.TAKING)
    bot.waitUntil(
        lambda: (
            not any(state in moving for state in dialog.states)
            and not any(one.comparing for one in dialog.panels)
        ),
        timeout=30_000,
    )


def states(dialog: ImportDialog) -> list[FileState]:
    return dialog.states


def names(desk: Desk) -> list[str | None]:
    """The projects of the unit of the papers."""
    office = desk.office
    return [n.name for b in office.books() if b.unit_name == "乙局" for n in office.nodes(b.id)]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    return path


def test_a_bad_file_stops_none_of_the_others(filled: Desk, tmp_path: Path, bad: Path, qtbot: QtBot) -> None:
    first, last = paper(tmp_path, "购书"), paper(tmp_path, "修缮")
    dialog = opened(filled, [first, bad, tmp_path / "没有.xlsx", last], qtbot)
    ready, refused = FileState.READY, FileState.REFUSED
    assert states(dialog) == [ready, refused, refused, ready]
    assert dialog.files.tally.text() == "共 4 份：可以导入 2，读不了 2"
    steps = filled.undo_stack.count()
    dialog.take_all()
    settled(dialog, qtbot)
    assert states(dialog) == [FileState.TAKEN, refused, refused, FileState.TAKEN]
    assert names(filled) == ["购书", "修缮"]
    assert filled.undo_stack.count() == steps + 2
    assert dialog.isVisible()
    filled.undo_stack.undo()
    assert names(filled) == ["购书"]
    dialog.reject()


def test_the_dialog_closes_when_every_file_is_in(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, [paper(tmp_path, "购书"), paper(tmp_path, "修缮")], qtbot)
    assert dialog.all_button.text().strip() == "全部导入（2 份）"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)
    assert names(filled) == ["购书", "修缮"]


def test_each_file_has_a_yes_of_its_own_and_one_that_is_left_is_not_taken(
    filled: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(filled, [paper(tmp_path, "购书"), paper(tmp_path, "修缮")], qtbot)
    dialog.files.choose(1)
    assert dialog.panel is dialog.panels[1]
    dialog.accept()
    settled(dialog, qtbot)
    assert names(filled) == ["修缮"]
    assert dialog.panel is dialog.panels[0]
    assert not dialog.panels[1].isEnabled()
    dialog.reject()
    assert names(filled) == ["修缮"]


def test_what_an_earlier_file_changed_is_shown_before_a_later_one_goes_in(
    filled: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """Both tables are of one project; the second was compared with a desk that had neither."""
    dialog = opened(filled, [paper(tmp_path, "购书"), paper(tmp_path, "购书", "3500")], qtbot)
    dialog.take_all()
    settled(dialog, qtbot)
    assert states(dialog) == [FileState.TAKEN, FileState.READY]
    assert dialog.panel is dialog.panels[1]
    assert "预览之后" in dialog.panel.sentence.text()
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert names(filled) == ["购书"]


def test_a_file_without_a_unit_waits_for_it_while_the_others_go_in(
    filled: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    silent = paper(tmp_path, "绿化", unit="")
    dialog = opened(filled, [silent, paper(tmp_path, "购书")], qtbot)
    dialog.panels[0].fields.unit.setText("")
    settled(dialog, qtbot)
    assert states(dialog) == [FileState.ASKING, FileState.READY]
    dialog.take_all()
    settled(dialog, qtbot)
    assert names(filled) == ["购书"]
    assert dialog.panel is dialog.panels[0]
    dialog.reject()


def test_the_list_is_gone_through_by_keys(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, [paper(tmp_path, "购书"), paper(tmp_path, "修缮")], qtbot)
    table = dialog.files.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert dialog.panel is dialog.panels[1]
    item = table.topLevelItem(1)
    assert item is not None
    assert item.data(1, Qt.ItemDataRole.AccessibleTextRole) == "可以导入"
    dialog.reject()


def test_one_file_needs_no_list(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(filled, [paper(tmp_path, "购书")], qtbot)
    assert not dialog.files.isVisible()
    assert not dialog.all_button.isVisible()
    dialog.reject()


def test_closing_among_files_that_wait_leaves_no_thread(filled: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ImportDialog(filled, [paper(tmp_path, f"第{at}项") for at in range(5)])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.reject()
    assert names(filled) == []


def test_a_file_whose_turn_has_not_come_may_be_looked_at(
    filled: Desk, tmp_path: Path, bad: Path, qtbot: QtBot
) -> None:
    """Many files are no wait before the window: the first is there at once, the others come to it."""
    dialog = ImportDialog(filled, [paper(tmp_path, "购书"), *[bad] * 30, paper(tmp_path, "修缮")])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    dialog.files.choose(31)
    assert len(dialog.panels) == 1
    assert dialog.states[31] is FileState.WAITING
    assert not dialog.accept_button.isEnabled()
    dialog.accept()
    dialog.files.choose(0)
    dialog.reject()
    assert names(filled) == []
