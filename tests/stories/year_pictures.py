"""What the pictures show of a year: approval, adjustment, money, causes, evidence, rectification, a lock."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from perfdesk.domain.records import Fund, Kind, Project, Rectification
from perfdesk.operations.adjusting import adjust, approve
from perfdesk.operations.evidence import attach
from perfdesk.operations.funding import add_fund
from perfdesk.operations.place import Place
from perfdesk.operations.rectifying import add_rectification
from perfdesk.operations.running import lock, unlock
from perfdesk.ui.adjust_dialog import AdjustDialog
from perfdesk.ui.approve_dialog import ApproveDialog
from perfdesk.ui.detail_panel import ENTRY, MONEY, MORE
from perfdesk.ui.library_dialog import LibraryDialog
from perfdesk.ui.main_window import MainWindow
from perfdesk.ui.publish_dialog import PublishDialog
from perfdesk.ui.unlock_dialog import UnlockDialog


def prepare(window: MainWindow) -> Project:
    """Fill the second project of the summary with a year's work, once."""
    desk = window._desk
    assert desk.book is not None
    assert desk.run is not None
    project = desk.office.nodes(desk.book.id)[1]
    assert isinstance(project, Project)
    if desk.office.followers(Fund, project):
        return project
    indicator = desk.office.indicators(project)[3]
    desk.perform(approve([project], "2025-03-18", "云财预〔2025〕12号"))
    desk.perform(
        adjust(
            desk.office,
            indicator,
            "indicator.target",
            "78",
            basis="年中预算调减，市财政局同意",
            document="云财预〔2025〕40号",
            on="2025-08-01",
        )
    )
    for name, amount in (("本年财政拨款", "400"), ("上年结转资金", "20.5")):
        change, number = add_fund(desk.office, project, name)
        desk.perform(change)
        desk.enter(Place(Kind.FUND, number, "fund.initial"), amount)
        desk.enter(Place(Kind.FUND, number, "outlay.executed", desk.run.id), "120")
    for key, text in (
        ("forecast", "82"),
        ("milestone", "75"),
        ("likelihood", "有可能"),
        ("cause_staff", "1"),
        ("followed", "1"),
        ("deviation_reason", "两个分馆上半年装修，系统没有接通。"),
        ("corrective_action", "九月底前完成接通并补采设备。"),
    ):
        desk.enter(Place(Kind.INDICATOR, indicator.id, f"entry.{key}", desk.run.id), text)
    change, number = add_rectification(desk.office, project, desk.run, "新书上架用时超过目标")
    desk.perform(change)
    for key, text in (("measure", "周末增加一班编目"), ("owner", "采编部"), ("due_on", "2025-09-30")):
        desk.enter(Place(Kind.RECTIFICATION, number, f"rectification.{key}"), text)
    assert desk.office.every(Rectification)
    if desk.session is not None and desk.path is not None:
        proof = desk.path.with_name("图书入库清单.txt")
        proof.write_text("编目 12680 册", encoding="utf-8")
        desk.perform(attach(desk.session, indicator, Path(proof), run=desk.run))
    return project


def scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Each tab, then each dialog, ready to be taken."""
    project = prepare(window)
    desk, centre = window._desk, window.panes.centre
    assert centre is not None
    assert desk.book is not None
    assert desk.run is not None
    indicator = desk.office.indicators(project)[3]
    centre.tabs.setCurrentWidget(centre.progress)
    for at, name in ((ENTRY, "entry"), (MORE, "whole"), (MONEY, "money")):
        desk.jump(Place(Kind.INDICATOR, indicator.id, "entry.actual", desk.run.id))
        centre.progress.detail.tabs.setCurrentIndex(at)
        yield name, window
    desk.jump(Place(Kind.INDICATOR, indicator.id, "indicator.data_source"))
    yield "origin", window
    for page, name in (
        (centre.adjustments, "adjustments"),
        (centre.evidence, "evidence"),
        (centre.rectifications, "rectifications"),
        (centre.publish, "publish"),
    ):
        centre.tabs.setCurrentWidget(page)
        yield name, window
    desk.perform(lock(desk.run))
    centre.tabs.setCurrentWidget(centre.progress)
    yield "locked", window
    desk.perform(unlock(desk.run, "拍完照"))
    for name, dialog in (
        ("approve", ApproveDialog(desk, [project], window)),
        ("adjust", AdjustDialog(desk, indicator, window)),
        ("library", LibraryDialog(desk, project, window)),
        ("unlock", UnlockDialog(desk, desk.run.id, window)),
        ("publishing", PublishDialog(desk, desk.book.id, desk.run.id, window)),
    ):
        dialog.show()
        yield name, dialog
        dialog.close()
