"""The main window: what it says, how the keys reach everything, and that it never asks."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.records import Indicator, Kind
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.arranging import add_book
from perfdesk.operations.place import Place
from perfdesk.paths import resources
from perfdesk.ui import theme
from perfdesk.ui.actions import ACTIONS, make_actions
from perfdesk.ui.desk import Desk
from perfdesk.ui.import_dialog import ImportDialog
from perfdesk.ui.job import Cancelled, Jobs, Progress
from perfdesk.ui.main_window import MainWindow
from perfdesk.ui.palette import Appearance
from perfdesk.ui.settings import Settings
from perfdesk.ui.tree_rows import Key
from tests.ui.half_year import actual, first_node, indicators


@pytest.fixture
def window(qtbot: QtBot, filled: Desk, qapp: QApplication) -> Iterator[MainWindow]:
    """The window on the half-year's desk, everything in place, light, 100 %."""
    theme.wear(qapp, Appearance.LIGHT, 100)
    path, book = filled.path, filled.book
    assert path is not None
    assert book is not None
    filled.close_file()
    made = MainWindow(filled)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.start(path)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.panes.centre is not None)
    tree = made.panes.tree
    tree.view.setCurrentIndex(tree.model.find(Key(Kind.BOOK, book.id)))
    yield made
    made.close()
    theme.wear(qapp, Appearance.LIGHT, 100)


@pytest.fixture
def desk(window: MainWindow, filled: Desk) -> Desk:
    """The window's desk."""
    return filled


@pytest.fixture
def bare(qtbot: QtBot, filled: Desk) -> Iterator[MainWindow]:
    """The window without a file."""
    filled.close_file()
    made = MainWindow(filled)
    qtbot.addWidget(made)
    made.start()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def do(window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()


def label(window: QWidget, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def dialog(window: MainWindow, name: str) -> QDialog:
    found = window.findChild(QDialog, name)
    assert isinstance(found, QDialog)
    return found


# -- actions


def test_every_action_has_a_name_words_and_a_tip(qapp: QApplication) -> None:
    made = make_actions(qapp)
    for name, action in made.items():
        assert action.objectName() == f"action_{name}"
        assert action.text()
        assert action.toolTip()
        action.deleteLater()


def test_no_two_actions_share_a_key() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1 or not key] == []


def test_every_action_is_reached_by_key_button_or_menu(window: MainWindow) -> None:
    menus = [window.tools.menu, *window.tools.menu.findChildren(QMenu)]
    menu = [action for one in menus for action in one.actions()]
    lost = [
        spec.name
        for spec in ACTIONS
        if not spec.keys
        and window.actions_by_name[spec.name] not in menu
        and window.tools.button(spec.name) is None
    ]
    assert lost == []


# -- names for keys and screen readers


def test_what_tab_reaches_has_a_name_and_says_what_it_is(window: MainWindow) -> None:
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
        and not (widget.objectName() and widget.accessibleName())
    ]
    assert nameless == []


def test_tab_goes_round_the_whole_window(window: MainWindow, qtbot: QtBot) -> None:
    first = window.panes.tree.search
    first.setFocus()
    seen = {first.objectName()}
    for _ in range(60):
        window.focusNextChild()
        focused = window.focusWidget()
        assert focused is not None
        seen.add(focused.objectName())
    assert {"tree_search", "tree_view", "review_table", "review_tabs", "tool_import_document"} <= seen


def test_the_buttons_of_every_small_window_are_named(window: MainWindow) -> None:
    for name, shown in (("settings", "settings_dialog"), ("about", "about_dialog")):
        do(window, name)
        opened = dialog(window, shown)
        for button in opened.findChildren(QAbstractButton):
            assert button.objectName()
            assert button.accessibleName() or button.text()
        opened.close()


# -- opening and closing


def test_an_opened_file_shows_its_tree_its_work_and_its_counts(window: MainWindow, desk: Desk) -> None:
    assert window.pages.currentWidget() is window.panes
    assert window.windowTitle() == "台 账 — 绩效台"
    assert window.panes.tree.current == Key(Kind.BOOK, desk.book.id if desk.book else 0)
    counts = label(window, "status_counts")
    assert counts.startswith("2025 年 1-6 月")
    assert "已填 0 / 2" in counts


def test_without_a_file_there_is_the_start_page(bare: MainWindow) -> None:
    assert bare.pages.currentWidget() is bare.start_page
    assert not bare.actions_by_name["new_run"].isEnabled()
    assert bare.actions_by_name["import_document"].isEnabled()
    assert not bare.start_page.recent.isVisible()


def test_the_file_of_yesterday_is_open_again_and_stands_among_the_recent(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    path = desk.path
    window.close()
    desk.close_file()
    again = MainWindow(desk)
    qtbot.addWidget(again)
    again.start()
    assert desk.path == path
    do(again, "close_desk")
    assert again.pages.currentWidget() is again.start_page
    assert again.start_page.recent.count() == 1
    qtbot.keyClick(again.start_page.recent, Qt.Key.Key_Return)
    assert desk.path == path


def test_a_recent_file_that_is_gone_leaves_the_list(bare: MainWindow, tmp_path: Path) -> None:
    Settings().remember(tmp_path / "没了.perfdesk")
    bare.start_page.show_recent(bare.settings.recent)
    bare.start_page.recent_chosen.emit(tmp_path / "没了.perfdesk")
    assert bare.start_page.recent.count() == 0
    assert "找不到" in bare.notice.text


def test_a_file_in_use_may_be_looked_at(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    path = desk.path
    assert path is not None
    second = Desk()
    other = MainWindow(second)
    qtbot.addWidget(other)
    other.start(path)
    assert second.path is None
    button = other.notice.findChild(QAbstractButton, "notice_help")
    assert isinstance(button, QAbstractButton)
    assert button.text() == "以只读方式打开"
    button.click()
    assert second.path == path
    assert "（只看）" in other.windowTitle()
    assert not other.actions_by_name["new_project"].isEnabled()
    assert other.actions_by_name["export_pdf"].isEnabled()
    second.close_file()


def test_closing_never_asks_and_keeps_the_looks(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1200, 700)
    assert window.close()
    assert Settings().size.width() == 1200
    assert not Settings().state("split_across").isEmpty()


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_dropped_desk_file_opens(bare: MainWindow, tmp_path: Path) -> None:
    other = Desk()
    assert other.create_file(tmp_path / "拖来.perfdesk")
    other.close_file()
    drop(bare, tmp_path / "拖来.perfdesk")
    assert bare.windowTitle().startswith("拖来")


def test_files_and_folders_that_are_dropped_together_are_read_together(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "文件夹").mkdir()
    papers = [tmp_path / "甲.txt", tmp_path / "文件夹" / "乙.txt"]
    for paper in papers:
        paper.write_text("x", encoding="utf-8")
    drop(window, papers[0], tmp_path / "文件夹")
    shown = dialog(window, "import_dialog")
    assert isinstance(shown, ImportDialog)
    assert list(shown.paths) == papers
    shown.reject()
    empty = tmp_path / "空"
    empty.mkdir()
    drop(window, empty)
    assert "没有可以导入的文档" in window.notice.text


def test_a_folder_is_asked_for_and_several_files_may_be_chosen(window: MainWindow) -> None:
    do(window, "import_folder")
    folder = dialog(window, "import_folder_dialog")
    assert isinstance(folder, QFileDialog)
    assert folder.fileMode() == QFileDialog.FileMode.Directory
    folder.reject()
    do(window, "import_document")
    files = dialog(window, "import_file_dialog")
    assert isinstance(files, QFileDialog)
    assert files.fileMode() == QFileDialog.FileMode.ExistingFiles
    files.reject()


def test_a_document_on_the_start_page_asks_for_a_place_first(bare: MainWindow, tmp_path: Path) -> None:
    paper = tmp_path / "汇总.txt"
    paper.write_text("x", encoding="utf-8")
    bare.open_path(paper)
    asked = dialog(bare, "new_desk_dialog")
    assert isinstance(asked, QFileDialog)
    assert asked.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    asked.reject()


def test_the_sample_opens_beside_the_window_and_again_after_changes(
    bare: MainWindow, filled: Desk, qtbot: QtBot
) -> None:
    for _ in range(2):
        with qtbot.waitSignal(filled.opened, timeout=20_000, check_params_cb=None):
            do(bare, "open_sample")
        qtbot.waitUntil(lambda: filled.path is not None and filled.path.stem == "示例", timeout=20_000)
        qtbot.waitUntil(lambda: not bare.jobs.busy)
        assert len(filled.office.books()) == 2
        do(bare, "new_project")


# -- the tree


def choose(window: MainWindow, kind: Kind, record: int) -> None:
    assert window.panes.tree.select(kind, record)


def test_a_new_project_is_shown_with_its_name_to_type(window: MainWindow, desk: Desk) -> None:
    before = len(desk.office.nodes(desk.book.id if desk.book else 0))
    do(window, "new_project")
    assert desk.book is not None
    nodes = desk.office.nodes(desk.book.id)
    assert len(nodes) == before + 1
    assert window.panes.tree.current == Key(Kind.PROJECT, nodes[-1].id)


def test_a_new_indicator_needs_a_project(window: MainWindow, desk: Desk) -> None:
    do(window, "new_indicator")
    assert "先在左边选一个项目" in window.notice.text
    choose(window, Kind.PROJECT, first_node(desk).id)
    do(window, "new_indicator")
    last = indicators(desk)[-1]
    assert last.name == "新指标"
    assert window.panes.tree.current == Key(Kind.INDICATOR, last.id)


def test_delete_takes_the_row_at_once_and_undo_brings_it_back(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    first, second = indicators(desk)
    choose(window, Kind.INDICATOR, first.id)
    window.activateWindow()
    window.panes.tree.view.setFocus()
    qtbot.waitUntil(window.panes.tree.view.hasFocus)
    qtbot.keyClick(window.panes.tree.view, Qt.Key.Key_Delete)
    assert [i.id for i in indicators(desk)] == [second.id]
    assert window.notice.text == "已删除“新增图书”，Ctrl+Z 恢复。"
    assert window.panes.tree.current == Key(Kind.INDICATOR, second.id)
    do(window, "undo")
    assert [i.id for i in indicators(desk)] == [first.id, second.id]
    assert window.notice.text == ""


def test_rows_move_among_their_own(window: MainWindow, desk: Desk) -> None:
    first, second = indicators(desk)
    choose(window, Kind.INDICATOR, second.id)
    do(window, "move_up")
    assert [i.id for i in indicators(desk)] == [second.id, first.id]
    assert window.panes.tree.current == Key(Kind.INDICATOR, second.id)
    do(window, "move_up")
    assert [i.id for i in indicators(desk)] == [second.id, first.id]
    do(window, "move_down")
    assert [i.id for i in indicators(desk)] == [first.id, second.id]


def test_a_row_of_another_book_makes_that_book_the_current_one(window: MainWindow, desk: Desk) -> None:
    other = desk.office.books()[-1] if desk.book == desk.office.books()[0] else desk.office.books()[0]
    tree = window.panes.tree
    tree.view.setCurrentIndex(tree.model.find(Key(Kind.BOOK, other.id)))
    assert desk.book == other
    assert window.actions_by_name["new_project"].text() == "新建目标"


def test_what_is_open_stays_open_when_rows_come(window: MainWindow, desk: Desk) -> None:
    tree = window.panes.tree
    node = Key(Kind.PROJECT, first_node(desk).id)
    tree.view.expand(tree.model.find(node))
    choose(window, Kind.PROJECT, node.record)
    do(window, "new_indicator")
    assert tree.view.isExpanded(tree.model.find(node))


def test_pinyin_initials_find_a_row(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    tree = window.panes.tree
    do(window, "find")
    qtbot.keyClicks(tree.search, "dzmyd")
    second = Key(Kind.INDICATOR, indicators(desk)[1].id)
    qtbot.waitUntil(lambda: tree.model.find(second).isValid() and tree.model.rowCount() == 1)
    assert not tree.model.find(Key(Kind.INDICATOR, indicators(desk)[0].id)).isValid()
    qtbot.keyClick(tree.search, Qt.Key.Key_Down)
    assert tree.current == second
    qtbot.keyClick(tree.search, Qt.Key.Key_Escape)
    assert tree.model.rowCount() == 2
    assert tree.current == second


def test_a_search_without_result_says_so_and_new_rows_are_still_shown(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    tree = window.panes.tree
    tree.search.setText("没有这个")
    tree.filter()
    assert tree.model.rowCount() == 0
    assert tree.view.hint.startswith("没有找到")
    do(window, "new_project")
    assert desk.book is not None
    assert tree.current == Key(Kind.PROJECT, desk.office.nodes(desk.book.id)[-1].id)
    assert tree.search.text() == ""


def test_f3_goes_round_what_was_found(window: MainWindow, desk: Desk) -> None:
    tree = window.panes.tree
    tree.search.setText("新增 ")
    tree.filter()
    do(window, "find_next")
    assert tree.current == Key(Kind.INDICATOR, indicators(desk)[0].id)
    do(window, "find_next")
    assert tree.current == Key(Kind.INDICATOR, indicators(desk)[0].id)


# -- figures, review, status


def test_an_entry_shows_everywhere_at_once(window: MainWindow, desk: Desk) -> None:
    desk.enter(actual(desk, indicators(desk)[1]), "87.4")
    counts = label(window, "status_counts")
    assert "已填 1 / 2" in counts
    assert "未达标 1" in counts
    assert label(window, "status_saved").startswith("已保存 ")
    assert window.panes.review.tabs.tabText(1) == "未达标 1"
    assert "录入 87.4" in window.actions_by_name["undo"].toolTip()


def test_the_status_says_what_was_taken_back(window: MainWindow, desk: Desk) -> None:
    desk.enter(actual(desk, indicators(desk)[1]), "87.4")
    do(window, "undo")
    assert label(window, "status_saved").endswith("已撤消 录入 87.4")
    do(window, "redo")
    assert label(window, "status_saved").endswith("已重做 录入 87.4")
    desk.enter(actual(desk, indicators(desk)[1]), "88")
    assert "录入" not in label(window, "status_saved")


def test_f8_goes_to_the_next_doubt_and_f9_to_the_list_and_back(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.enter(actual(desk, indicators(desk)[1]), "87.4")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    do(window, "review_next")
    assert window.panes.tree.current is not None
    held = QApplication.focusWidget()
    do(window, "review")
    assert window.panes.review.isAncestorOf(QApplication.focusWidget())
    do(window, "review")
    assert QApplication.focusWidget() is held


def test_f6_goes_through_the_panes(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.panes.tree.view.setFocus()
    panes = [window.panes.tree, window.panes.centre, window.panes.review]
    for at in (1, 2, 0):
        do(window, "next_pane")
        pane = panes[at]
        assert pane is not None
        assert pane.isAncestorOf(QApplication.focusWidget())
    do(window, "previous_pane")
    assert window.panes.review.isAncestorOf(QApplication.focusWidget())


def test_the_run_chooser_follows_and_leads(window: MainWindow, desk: Desk) -> None:
    from perfdesk.operations.arranging import add_run

    chooser = window.findChild(QComboBox, "run_chooser")
    assert isinstance(chooser, QComboBox)
    assert desk.book is not None
    first = desk.run
    desk.perform(add_run(desk.office, desk.book.id, 1, 12)[0])
    assert [chooser.itemText(at) for at in range(chooser.count())] == [
        "2025 年 1-6 月（填报）",
        "2025 年 1-12 月（填报）",
    ]
    assert chooser.currentIndex() == 1
    chooser.activated.emit(0)
    assert desk.run == first


# -- looks


def test_zoom_is_kept_and_everything_still_has_a_place(window: MainWindow) -> None:
    small = window.panes.tree.view.visualRect(window.panes.tree.view.currentIndex()).height()
    for _ in range(20):
        do(window, "zoom_in")
    assert theme.scale() == 200
    assert Settings().scale == 200
    assert window.panes.tree.view.visualRect(window.panes.tree.view.currentIndex()).height() >= 2 * small - 3
    assert window.minimumSizeHint().height() <= 768
    shown = [window.tools.button(name) for name in ("import_document", "export_pdf", "more")]
    assert all(button is not None and button.isVisible() for button in shown)
    do(window, "zoom_usual")
    assert theme.scale() == 100


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_action_hides_behind_the_toolbars_end(window: MainWindow, qtbot: QtBot, percent: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.wear(application, Appearance.LIGHT, percent)
    more = window.findChild(QToolButton, "qt_toolbar_ext_button")
    qtbot.waitUntil(lambda: more is None or not more.isVisible())


def test_settings_hold_at_once(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    do(window, "settings")
    opened = dialog(window, "settings_dialog")
    looks = opened.findChild(QComboBox, "settings_appearance")
    assert isinstance(looks, QComboBox)
    looks.setCurrentIndex(2)
    looks.activated.emit(2)
    assert theme.palette().name == "dark"
    name = opened.findChild(QLineEdit, "settings_clerk")
    assert isinstance(name, QLineEdit)
    name.setText("王敏")
    name.editingFinished.emit()
    assert desk.who == "王敏"
    opened.close()


def test_the_wheel_changes_no_value(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    from perfdesk.operations.arranging import add_run

    assert desk.book is not None
    desk.perform(add_run(desk.office, desk.book.id, 1, 12)[0])
    chooser = window.findChild(QComboBox, "run_chooser")
    assert isinstance(chooser, QComboBox)
    held = desk.run
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(chooser.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chooser, event)
    assert desk.run == held
    assert not event.isAccepted()


def test_help_opens_beside_the_work_and_only_once(window: MainWindow) -> None:
    do(window, "help")
    do(window, "help")
    held = [d for d in window.findChildren(QDialog) if d.objectName() == "help_window"]
    assert len(held) == 1
    assert not held[0].isModal()
    held[0].close()


# -- notices and long work


def test_a_notice_is_no_box_and_goes_with_esc(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.noticed.emit("磁盘空间不足。")
    assert window.notice.isVisible()
    assert QApplication.activeModalWidget() is None
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.notice.text == ""


def test_long_work_shows_progress_and_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    def work(progress: Progress, cancelled: Cancelled) -> object:
        progress(1, 4)
        while not cancelled():
            pass
        return "never"

    job = window.jobs.begin("正在试", work)
    button = window.findChild(QAbstractButton, "status_cancel")
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    assert label(window, "status_work") == "正在试…"
    with qtbot.waitSignal(job.cancelled):
        button.click()
    qtbot.waitUntil(lambda: not button.isVisible())


def test_a_result_arrives_on_the_main_thread(qtbot: QtBot, qapp: QApplication) -> None:
    from threading import current_thread, main_thread

    jobs = Jobs(qapp)
    seen: list[tuple[object, bool]] = []
    job = jobs.begin("算", lambda _p, _c: current_thread() is main_thread())
    job.finished.connect(lambda result: seen.append((result, current_thread() is main_thread())))
    qtbot.waitUntil(lambda: seen == [(False, True)])
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.stop()
    jobs.deleteLater()


def test_a_refusal_is_a_sentence(qtbot: QtBot, qapp: QApplication) -> None:
    from perfdesk.domain.errors import StoreFull

    def work(_progress: Progress, _cancelled: Cancelled) -> object:
        raise StoreFull("磁盘空间不足。")

    jobs = Jobs(qapp)
    job = jobs.begin("写", work)
    with qtbot.waitSignal(job.failed) as told:
        pass
    assert told.args == ["磁盘空间不足。"]
    jobs.stop()
    jobs.deleteLater()


def test_a_pdf_is_written_beside_the_window(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "出.pdf"
    with qtbot.waitSignal(window.output.written, timeout=20_000):
        window.output.write(target)
    assert target.read_bytes().startswith(b"%PDF")
    assert window.notice.text.startswith("已导出“出.pdf”，共 1 页。")


def test_the_tree_says_what_the_desk_judges(window: MainWindow, desk: Desk) -> None:
    first = indicators(desk)[0]
    assert isinstance(first, Indicator)
    desk.enter(actual(desk, first), "3000")
    choose(window, Kind.INDICATOR, first.id)
    spoken = window.panes.tree.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "新增图书，目标 ≥ 3000 册，实际 3000，达标"
    assert desk.judge_indicator(first).verdict is Verdict.MET


def test_a_jump_selects_the_row_and_shows_the_cell(window: MainWindow, desk: Desk) -> None:
    second = indicators(desk)[1]
    desk.jump(actual(desk, second))
    assert window.panes.tree.current == Key(Kind.INDICATOR, second.id)
    desk.jump(Place(Kind.INDICATOR, 9999, "entry.actual", 1))  # gone by now: nothing breaks
    assert window.panes.tree.current == Key(Kind.INDICATOR, second.id)


def test_a_new_palette_redraws_the_icons(window: MainWindow) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    action = window.actions_by_name["import_document"]
    before = action.icon().pixmap(24, 24).toImage()
    theme.wear(application, Appearance.DARK, 100)
    assert action.icon().pixmap(24, 24).toImage() != before
    window.changeEvent(QEvent(QEvent.Type.PaletteChange))


def test_the_tree_keeps_its_characters_when_the_font_grows_and_shrinks(
    window: MainWindow, qapp: QApplication
) -> None:
    window.resize(1900, 1000)
    qapp.processEvents()
    tree = window.panes.tree

    def characters() -> int:
        qapp.processEvents()
        return round(tree.width() / theme.em(tree.font()))

    before = characters()
    theme.wear(qapp, Appearance.LIGHT, 150)
    assert abs(characters() - before) <= 1
    theme.wear(qapp, Appearance.LIGHT, 100)
    assert abs(characters() - before) <= 1


def test_alt_and_a_number_go_to_the_tabs_in_their_order(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.panes.centre is not None
    tabs = window.panes.centre.tabs
    for number in (*range(2, tabs.count() + 1), 1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        assert tabs.currentIndex() == number - 1
        assert f"Alt+{number}" in tabs.tabToolTip(number - 1)
        held = QApplication.focusWidget()
        assert held is not None
        assert tabs.isAncestorOf(held)
        assert held.focusPolicy() != Qt.FocusPolicy.NoFocus  # such a widget shows nobody where the keys go
    window.panes.take_focus()
    window.panes.next_stop()
    assert QApplication.focusWidget() is window.panes.centre.progress.grid


def test_the_key_table_names_every_key() -> None:
    page = (resources() / "help" / "keys.html").read_text(encoding="utf-8")
    said = set(re.split(r"[<>　]", page))
    words = {"+": "加号", "=": "加号", "-": "减号", ",": "逗号", "Up": "↑", "Down": "↓"}
    for spec in ACTIONS:
        for key in spec.keys:
            held, last = ("", key) if "+" not in key else (key[: key.rindex("+", 0, -1) + 1], "")
            last = last or key[len(held) :]
            assert held + words.get(last, last) in said, (spec.name, key)


def test_a_notice_shows_a_name_as_it_is_written(window: MainWindow) -> None:
    label = window.notice.findChild(QLabel, "notice_text")
    assert label is not None
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_second_file_shows_what_its_tree_stands_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, centre = window._desk, window.panes.centre
    assert centre is not None
    path = desk.path
    assert path is not None
    assert desk.create_file(tmp_path / "另一份.perfdesk")
    assert centre.title.text() == "还没有内容"
    assert centre.tabs.isHidden()
    assert "导入" in centre.empty.sentence
    assert desk.open_file(path)
    assert "年度" in centre.title.text()
    assert not centre.tabs.isHidden()
    assert centre.progress.model.rowCount() > 0


def test_a_name_of_three_hundred_characters_leaves_room_for_the_work(window: MainWindow) -> None:
    desk, centre = window._desk, window.panes.centre
    assert centre is not None
    project = first_node(desk)
    name = "公共文化设施提升" * 38
    desk.enter(Place(Kind.PROJECT, project.id, "project.name"), name)
    centre.show_record(Kind.PROJECT, project.id)
    assert len(centre.title.text()) <= 80
    assert name in centre.title.toolTip()


def test_without_a_run_the_chooser_shows_all_of_its_words(window: MainWindow, qtbot: QtBot) -> None:
    desk = window._desk
    made, number = add_book(desk.office, "乙单位", "2026", FormKind.TARGET_SUMMARY)
    desk.perform(made)
    desk.choose(number, None)
    chooser = window.findChild(QComboBox, "run_chooser")
    assert chooser is not None
    words = chooser.fontMetrics().horizontalAdvance(chooser.placeholderText())
    assert chooser.minimumWidth() > words


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"MZ\x90\0", "这是程序，不是文档"),
        (b"\x7fELF", "这是程序，不是文档"),
        (b"L\0\0\0\x01\x14\x02\0", "这是快捷方式"),
        (b"\x89PNG\r\n", "这是图片"),
    ],
)
def test_what_is_no_document_is_refused_before_a_place_is_asked_for(
    bare: MainWindow, tmp_path: Path, head: bytes, said: str
) -> None:
    path = tmp_path / "安装.exe"
    path.write_bytes(head + bytes(500))
    drop(bare, path)
    assert said in bare.notice.text
    assert not bare.findChildren(QFileDialog)


def test_a_dropped_document_that_is_gone_is_said_to_be_gone(bare: MainWindow, tmp_path: Path) -> None:
    drop(bare, tmp_path / "没有.xlsx")
    assert bare.notice.text.startswith("找不到“没有.xlsx”")
