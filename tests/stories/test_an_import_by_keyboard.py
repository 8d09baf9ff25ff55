"""A monitoring table comes in beside targets that are there, by keyboard, and goes out again by undo."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from perfdesk.ui.import_dialog import ImportDialog
from tests.stories.clerk import SAMPLE, Clerk

CTRL = Qt.KeyboardModifier.ControlModifier
MONITORING = "\n".join(
    [
        "项目支出绩效目标执行监控表",
        "（2025年度）",
        "项目名称\t{name}",
        "一级指标\t二级指标\t三级指标\t年度指标值\t1-7月执行情况\t全年预计完成情况",
        "产出指标\t数量指标\t{first}\t{target}\t31\t50",
        "产出指标\t数量指标\t新加的指标\t≥5个\t3\t6",
    ]
)


def begin(clerk: Clerk, folder: Path) -> ImportDialog:
    """The targets are there; the preview of their monitoring is open and compared."""
    clerk.import_file(SAMPLE / "项目绩效目标汇总表.txt", "云溪市文化服务中心", "2025")
    assert clerk.desk.book is not None
    node = clerk.desk.office.nodes(clerk.desk.book.id)[0]
    one = clerk.desk.office.indicators(node)[0]
    target = f"{one.operator}{one.target}{one.unit}"
    path = folder / "监控.txt"
    path.write_text(MONITORING.format(name=node.name, first=one.name, target=target), encoding="utf-8")
    clerk.window.open_path(path)
    dialog = next(d for d in clerk.window.findChildren(ImportDialog) if d.isVisible())
    clerk.bot.waitUntil(lambda: dialog.panel.rows.model.rowCount() == 3 and not dialog.panel.comparing)
    return dialog


def test_figures_of_a_monitoring_table_join_the_targets(clerk: Clerk, tmp_path: Path) -> None:
    dialog = begin(clerk, tmp_path)
    before = {repr(record) for record in clerk.desk.office}
    clerk.bot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    if dialog.panel.repairs.open_repairs():
        dialog.panel.tabs.setCurrentWidget(dialog.panel.repairs)
        dialog.panel.repairs.all_button.setFocus()
        clerk.press(Qt.Key.Key_Space)
    dialog.panel.tabs.setCurrentWidget(dialog.panel.rows)
    dialog.panel.rows.view.setFocus()
    clerk.press(Qt.Key.Key_End, Qt.Key.Key_Space)
    assert "1 行不导入" in dialog.panel.sentence.text()
    dialog.panel.rows.filters.setFocus()
    clerk.press(Qt.Key.Key_Right)
    assert dialog.panel.rows.model.rowCount() == 1
    dialog.accept_button.setFocus()
    with clerk.bot.waitSignal(dialog.finished):
        clerk.press(Qt.Key.Key_Space)
    desk = clerk.desk
    assert desk.book is not None
    assert desk.run is not None
    assert len(desk.office.books()) == 1
    assert (desk.run.from_month, desk.run.to_month) == (1, 7)
    node = desk.office.nodes(desk.book.id)[0]
    indicators = desk.office.indicators(node)
    entry = desk.office.entry(desk.run.id, indicators[0].id)
    assert entry is not None
    assert (entry.actual, entry.forecast) == ("31", "50")
    assert "新加的指标" not in [one.name for one in indicators]
    clerk.come_to_front()
    clerk.press(Qt.Key.Key_Z, held=CTRL)
    assert desk.run is None
    assert {repr(record) for record in desk.office} == before


def test_escape_leaves_everything_as_it_was(clerk: Clerk, tmp_path: Path) -> None:
    dialog = begin(clerk, tmp_path)
    before = {repr(record) for record in clerk.desk.office}
    with clerk.bot.waitSignal(dialog.finished):
        clerk.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert {repr(record) for record in clerk.desk.office} == before
