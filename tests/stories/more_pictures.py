"""What the pictures show besides: menus, refusals, differences, empty desks, long names, help, licences."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from perfdesk.domain.records import Kind, Objective, Project
from perfdesk.operations.place import Place
from perfdesk.paths import resources
from perfdesk.ui.caption_dialog import CaptionDialog
from perfdesk.ui.export_dialog import ExportDialog
from perfdesk.ui.help_window import HelpWindow
from perfdesk.ui.import_dialog import ImportDialog
from perfdesk.ui.licence_window import LicenceWindow
from perfdesk.ui.main_window import MainWindow
from perfdesk.ui.pack_dialog import PackDialog
from perfdesk.ui.scheme_panel import SchemeDialog

Settle = Callable[..., None]
Scene = tuple[str, QWidget]
_REVISED = """单位名称：云溪市文化服务中心
年度：2025
项目名称\t本年预算\t年度绩效目标\t指标名称\t运算符\t目标值\t单位
公共图书馆服务提升专项\t420.5\t\t新增馆藏图书\t≥\t13000\t册
公共图书馆服务提升专项\t420.5\t\t夜间开放天数\t≥\t120\t天
公共图书馆服务提升专项\t420.5\t\t阅读推广活动次数\t≥\t六十\t次
"""


def scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Each ready to be taken."""
    yield from _menus(window, settle)
    yield from _dialogs(window, settle)
    yield from _imports(window, settle)
    yield from _help(window, settle)
    yield from _review(window, settle)
    yield from _long(window, settle)
    yield from _empty(window, settle)


def _shown(dialog: QDialog, settle: Settle, name: str, turns: int = 60) -> Iterator[Scene]:
    dialog.show()
    settle(turns=turns)
    yield name, dialog
    dialog.close()
    settle(turns=10)


def _menus(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    tools, tree, centre = window.tools, window.panes.tree, window.panes.centre
    assert centre is not None
    for name, menu in (
        ("menu", tools.menu),
        *((f"menu-{at}", found) for at, found in enumerate(tools.menu.findChildren(QMenu))),
        ("menu-filter", tree.filter_button.menu()),
    ):
        menu.popup(window.mapToGlobal(QPoint(40, 40)))
        settle(turns=30)
        yield name, menu
        menu.close()
    centre.tabs.setCurrentWidget(centre.progress)
    centre.progress.grid.acts.show_menu(window.mapToGlobal(QPoint(40, 40)))
    settle(turns=30)
    popup = QApplication.activePopupWidget()
    if popup is not None:
        yield "menu-grid", popup
        popup.close()


def _dialogs(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    desk = window._desk
    book = desk.book
    assert book is not None
    yield from _shown(ExportDialog(book, lambda copy, suffix: None, window), settle, "export")
    yield from _shown(CaptionDialog(desk, book, window), settle, "captions")
    yield from _shown(LicenceWindow(window), settle, "licences")
    for at, name in ((1, "pack-tests"), (2, "pack-text")):
        packs = PackDialog(desk, window)
        packs.tabs.setCurrentIndex(at)
        yield from _shown(packs, settle, name)
    objective = next(
        n for b in desk.office.books() for n in desk.office.nodes(b.id) if isinstance(n, Objective)
    )
    yield from _shown(SchemeDialog(desk, objective, window), settle, "scheme")


def _imports(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """A document that differs, and one that cannot be read."""
    desk = window._desk
    assert desk.path is not None
    folder: Path = desk.path.parent
    revised, nothing = folder / "修订.txt", folder / "照片.xlsx"
    revised.write_text(_REVISED, encoding="utf-8")
    nothing.write_bytes(b"\x89PNG\r\n" + bytes(200))
    for path, name in ((revised, "import-changed"), (nothing, "import-refused")):
        dialog = ImportDialog(desk, [path], window)
        settle(lambda dialog=dialog: "正在" not in dialog.panel.sentence.text(), turns=2000)
        if name == "import-changed":
            settle(lambda dialog=dialog: dialog.panel.rows.model.rowCount() > 0)
            dialog.panel.tabs.setCurrentWidget(dialog.panel.rows)
        yield from _shown(dialog, settle, name, 200)


def _help(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    held = HelpWindow(window)
    held.show()
    for page in sorted((resources() / "help").glob("*.html")):
        held.show_page(page.stem)
        settle(turns=20)
        yield f"help-{page.stem}", held
    held.close()


def _review(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """The proposals, a notice with a button, a search that finds nothing, one indicator's course."""
    desk, panes = window._desk, window.panes
    assert panes.centre is not None
    panes.review.tabs.setCurrentIndex(panes.review.tabs.count() - 1)
    settle(turns=60)
    yield "proposals", window
    panes.review.tabs.setCurrentIndex(0)
    window.notice.offer(
        "已导出“2025项目绩效目标汇总表_1-6月.pdf”，共 3 页。还有 14 处疑点没有答复。",
        "打开文件夹",
        lambda: None,
    )
    settle(turns=20)
    yield "notice", window
    window.notice.clear()
    panes.tree.search.setText("没有这一项")
    panes.tree.filter()
    settle(turns=20)
    yield "search-nothing", window
    panes.tree.search.clear()
    panes.tree.filter()
    summary = next(b for b in desk.office.books() if b.form == "target_summary")
    indicator = desk.office.indicators(desk.office.nodes(summary.id)[1])[0]
    desk.jump(Place(Kind.INDICATOR, indicator.id, "indicator.name"))
    panes.centre.tabs.setCurrentWidget(panes.centre.overview)
    settle(turns=60)
    yield "course", window
    objective = next(
        n for b in desk.office.books() for n in desk.office.nodes(b.id) if isinstance(n, Objective)
    )
    desk.jump(Place(Kind.OBJECTIVE, objective.id, "objective.name"))
    for page, name in ((panes.centre.targets, "objective"), (panes.centre.scores, "objective-score")):
        panes.centre.tabs.setCurrentWidget(page)
        settle(turns=40)
        yield name, window


def _long(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Names of three hundred characters, texts of thousands."""
    desk, centre = window._desk, window.panes.centre
    assert centre is not None
    book = next(b for b in desk.office.books() if b.form == "target_summary")
    desk.choose(book.id, desk.office.runs(book.id)[-1].id)
    project = next(n for n in desk.office.nodes(book.id)[2:] if isinstance(n, Project))
    indicator = desk.office.indicators(project)[0]
    assert desk.run is not None
    cells = [
        (Place(Kind.PROJECT, project.id, "project.name"), "非物质文化遗产代表性项目保护利用与传承发展" * 15),
        (Place(Kind.INDICATOR, indicator.id, "indicator.name"), "传习所开放天数和参与人次综合情况" * 19),
        (Place(Kind.INDICATOR, indicator.id, "indicator.unit"), "个（次、场）"),
        (Place(Kind.INDICATOR, indicator.id, "entry.actual", desk.run.id), "123456789012345678901234567890"),
        (Place(Kind.INDICATOR, indicator.id, "entry.narrative", desk.run.id), "已按计划推进，" * 400),
    ]
    desk.enter_many("长文字", cells)
    desk.jump(Place(Kind.INDICATOR, indicator.id, "entry.actual", desk.run.id))
    for at in range(centre.tabs.count()):
        centre.tabs.setCurrentIndex(at)
        settle(turns=40)
        yield f"long-{at + 1}", window
    desk.undo_stack.undo()


def _empty(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """A new file, a book without a project, a project without an indicator, a file only looked at."""
    desk, path = window._desk, window._desk.path
    assert path is not None
    from perfdesk.domain.form_kind import FormKind
    from perfdesk.operations.arranging import add_book, add_project

    fresh = path.with_name(f"新建 {len(list(path.parent.iterdir()))}.perfdesk")
    assert desk.create_file(fresh)
    settle(turns=60)
    yield from _all_tabs(window, settle, "empty")
    desk.perform(add_book(desk.office, "云溪市文化服务中心", "2026", FormKind.TARGET_SUMMARY)[0])
    settle(turns=40)
    yield from _all_tabs(window, settle, "no-project")
    assert desk.book is not None
    desk.perform(add_project(desk.office, desk.book.id)[0])
    settle(turns=40)
    yield from _all_tabs(window, settle, "no-indicator")
    desk.close_file()
    settle(turns=30)
    yield "start-recent", window
    desk.open_file(path, True)
    settle(turns=60)
    yield "read-only", window
    desk.open_file(path)
    settle(turns=40)


def _all_tabs(window: MainWindow, settle: Settle, name: str) -> Iterator[Scene]:
    centre = window.panes.centre
    assert centre is not None
    for at in range(centre.tabs.count()):
        centre.tabs.setCurrentIndex(at)
        settle(turns=30)
        yield f"{name}-{at + 1}", window
    centre.tabs.setCurrentIndex(0)
