"""交叉表: counted at once, copied as a spreadsheet takes it, written whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from perfdesk.ui.cross_dialog import CrossDialog
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Jobs
from tests.ui.half_year import actual, indicators


@pytest.fixture
def dialog(filled: Desk, qtbot: QtBot) -> Iterator[CrossDialog]:
    filled.enter(actual(filled, indicators(filled)[0]), "3100")
    jobs = Jobs()
    made = CrossDialog(filled, jobs)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.sentence.text().startswith("共"))
    yield made
    jobs.stop()


def lines(dialog: CrossDialog) -> list[list[str]]:
    return [line.split("\t") for line in dialog.model.as_text().split("\n")]


def choose(dialog: CrossDialog, qtbot: QtBot, by: str, across: str, measure: str) -> None:
    for choice, word in ((dialog.by, by), (dialog.across, across), (dialog.measure, measure)):
        choice.setCurrentText(word)
    qtbot.waitUntil(lambda: dialog.sentence.text().startswith("共"))


def test_it_opens_with_the_projects_of_the_year(dialog: CrossDialog) -> None:
    captions, *rows = lines(dialog)
    assert captions[:3] == ["项目或目标", "指标数", "达标"]
    assert [row[0] for row in rows] == ["借阅", "安全", "图书购置", "设备更新", "合计"]
    assert rows[2][1:3] == ["2", "1"]
    assert not dialog.measure.isEnabled()


def test_two_columns_and_a_measure_make_a_table_of_shares(dialog: CrossDialog, qtbot: QtBot) -> None:
    choose(dialog, qtbot, "项目或目标", "判定", "指标数")
    qtbot.waitUntil(lambda: "达标" in lines(dialog)[0])
    assert dialog.measure.isEnabled()
    captions, *rows = lines(dialog)
    assert captions[0] == "项目或目标"
    assert captions[-1] == "合计"
    assert rows[-1][-1] == "5"
    choose(dialog, qtbot, "项目或目标", "表", "达标率")
    qtbot.waitUntil(lambda: any(cell.endswith("%") for cell in lines(dialog)[-1]))


def test_qt_finds_no_fault_in_the_model(dialog: CrossDialog, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(dialog.model, force_py=True)


def test_copying_puts_the_table_on_the_clipboard(dialog: CrossDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == dialog.model.as_text()
    assert dialog.sentence.text() == "已复制，可以粘贴到表格里。"


def test_tables_are_written_and_a_refusal_is_a_sentence(
    dialog: CrossDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.write_workbook(str(tmp_path / "交叉表.xlsx"))
    qtbot.waitUntil(lambda: dialog.sentence.text() == "已导出“交叉表.xlsx”。")
    assert openpyxl.load_workbook(tmp_path / "交叉表.xlsx").active["A1"].value == "项目或目标"
    dialog.write_long(str(tmp_path / "长表.csv"))
    qtbot.waitUntil(lambda: dialog.sentence.text() == "已导出“长表.csv”。")
    dialog.write_long(str(tmp_path / "没有" / "长表.csv"))
    qtbot.waitUntil(lambda: "不存在" in dialog.sentence.text())
    assert {file.name for file in tmp_path.glob("*表*")} == {"交叉表.xlsx", "长表.csv"}
