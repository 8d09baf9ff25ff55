"""A clerk's year through the window: approve, two runs, adjust, forecast, explain, score, publish, roll over.

The paper of each step is read back, and at the end the command line proves file, history and evidence.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from perfdesk.cli import run
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.records import Indicator, Kind, Project, Publication, RunState
from perfdesk.domain.scoring.points import two_places
from perfdesk.exchange.pages import page_count, page_text
from perfdesk.operations.place import Place
from perfdesk.operations.publishing import open_lines
from perfdesk.operations.reporting import Copy
from perfdesk.operations.scoring import evaluate_project
from perfdesk.ui.adjust_dialog import AdjustDialog
from perfdesk.ui.approve_dialog import ApproveDialog
from perfdesk.ui.centre_page import CentrePage
from perfdesk.ui.detail_panel import ENTRY
from perfdesk.ui.publish_dialog import PublishDialog
from perfdesk.ui.run_dialog import RunDialog
from perfdesk.ui.unlock_dialog import UnlockDialog
from tests.stories.clerk import SAMPLE, Clerk

REASON = "两个分馆上半年装修，系统没有接通"


def centre(clerk: Clerk) -> CentrePage:
    found = clerk.window.panes.centre
    assert found is not None
    return found


def act(clerk: Clerk, name: str) -> None:
    """An action of the menu."""
    action = clerk.window.actions_by_name[name]
    assert action.isEnabled(), name
    action.trigger()


def project(clerk: Clerk) -> Project:
    """公共图书馆服务提升专项."""
    assert clerk.desk.book is not None
    found = clerk.desk.office.nodes(clerk.desk.book.id)[1]
    assert isinstance(found, Project)
    return found


def indicators(clerk: Clerk) -> list[Indicator]:
    return clerk.desk.office.indicators(project(clerk))


def stand_on(clerk: Clerk, kind: Kind, record: int) -> None:
    """Choose a row of the tree as a click does."""
    tree = clerk.window.panes.tree
    assert tree.select(kind, record)
    clerk.window.panes.show_key(tree.current)


def new_run(clerk: Clerk, first: int, last: int) -> None:
    """Make a run in its dialog."""
    act(clerk, "new_run")
    dialog = clerk.window.findChild(RunDialog)
    assert dialog is not None
    dialog.from_month.setCurrentIndex(first - 1)
    dialog.to_month.setCurrentIndex(last - 1)
    with clerk.bot.waitSignal(dialog.finished):
        clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    held = clerk.desk.run
    assert held is not None
    assert (held.from_month, held.to_month) == (first, last)


def type_actual(clerk: Clerk, indicator: Indicator, text: str) -> None:
    """Digits straight onto the cell, then Enter."""
    held = clerk.desk.run
    assert held is not None
    clerk.desk.jump(Place(Kind.INDICATOR, indicator.id, "entry.actual", held.id))
    clerk.come_to_front()
    clerk.grid.setFocus()
    for char in text:
        clerk.bot.keyClicks(QApplication.focusWidget() or clerk.grid, char)
    clerk.press(Qt.Key.Key_Return)
    entry = clerk.desk.office.entry(held.id, indicator.id)
    assert entry is not None
    assert entry.actual == text


def paper(clerk: Clerk, path: Path, copy: Copy) -> str:
    """Write a copy through the window and read all of its text back, without spaces."""
    with clerk.bot.waitSignal(clerk.window.output.written, timeout=60_000):
        clerk.window.output.write(path, copy=copy)
    return text_of(path)


def text_of(path: Path) -> str:
    return "".join("".join(page_text(path, at).split()) for at in range(page_count(path)))


def answer_everything(clerk: Clerk, note: str) -> None:
    """Answer each line of the check list in its cell."""
    page = centre(clerk).publish
    centre(clerk).tabs.setCurrentWidget(page)
    book = clerk.desk.book
    assert book is not None
    while open_lines(clerk.desk.office, book, clerk.desk.run):
        index = page.table.rows.index(0, 3)
        assert page.table.rows.setData(index, note)


def publish(clerk: Clerk, folder: Path, correction: str = "") -> Path:
    """Publish in the dialog; returns the one new file."""
    before = set(folder.iterdir())
    act(clerk, "publish")
    dialog = centre(clerk).publish.findChild(PublishDialog)
    assert dialog is not None
    dialog.folder.setText(str(folder))
    dialog.correction.setText(correction)
    with clerk.bot.waitSignal(dialog.finished, timeout=60_000):
        clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    (made,) = set(folder.iterdir()) - before
    return made


def test_a_clerk_lives_a_whole_year(clerk: Clerk, tmp_path: Path) -> None:
    desk = clerk.desk
    clerk.import_file(SAMPLE / "项目绩效目标汇总表.txt", "云溪市文化服务中心", "2025")
    _approve(clerk)
    new_run(clerk, 1, 6)
    _first_run(clerk, tmp_path)
    _adjust(clerk)
    new_run(clerk, 1, 12)
    _second_run(clerk, tmp_path)
    folder = tmp_path / "公开"
    folder.mkdir()
    first = _publish(clerk, folder)
    _correct(clerk, folder, first)
    _roll_over(clerk)
    path = desk.path
    desk.close_file()
    assert run(["verify", str(path)]) == 0
    assert run(["published", str(path), str(first)]) == 0


def _approve(clerk: Clerk) -> None:
    """All projects under one document; afterwards a plain edit is refused with a sentence."""
    desk = clerk.desk
    assert desk.book is not None
    stand_on(clerk, Kind.BOOK, desk.book.id)
    act(clerk, "approve")
    dialog = centre(clerk).adjustments.findChild(ApproveDialog)
    assert dialog is not None
    dialog.on.setText("2025-03-18")
    clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "文号" in dialog.sentence.text()
    dialog.document.setText("云财预〔2025〕12号")
    with clerk.bot.waitSignal(dialog.finished):
        clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    nodes = desk.office.nodes(desk.book.id)
    assert {n.approved_on for n in nodes if isinstance(n, Project)} == {"2025-03-18"}
    place = Place(Kind.INDICATOR, indicators(clerk)[0].id, "indicator.target")
    assert not desk.enter(place, "9")
    assert "调整目标" in clerk.window.notice.text


def _first_run(clerk: Clerk, tmp_path: Path) -> None:
    """Figures by key, then forecast, likelihood, cause and reason below the grid; form B says all of it."""
    late = indicators(clerk)[3]
    for indicator, text in zip(indicators(clerk), ("6200", "31", "17.5", "61", "5", "14"), strict=True):
        type_actual(clerk, indicator, text)
    desk = clerk.desk
    assert desk.run is not None
    desk.jump(Place(Kind.INDICATOR, late.id, "entry.deviation_reason", desk.run.id))
    detail = centre(clerk).progress.detail
    assert detail.tabs.currentIndex() == ENTRY
    for key, text in (("forecast", "75"), ("deviation_reason", REASON)):
        field = detail.entry.field(f"entry.{key}")
        assert field is not None
        field.editor.put(text)
        assert field.commit()
    likelihood = detail.entry.field("entry.likelihood")
    assert likelihood is not None
    likelihood.editor.put("有可能")
    assert likelihood.commit()
    cause = detail.entry.field("entry.cause_facilities")
    assert cause is not None
    cause.editor.setFocus()
    clerk.bot.keyClick(cause.editor, Qt.Key.Key_Space)
    entry = desk.office.entry(desk.run.id, late.id)
    assert entry is not None
    assert (entry.forecast, entry.likelihood, entry.cause_facilities) == ("75", "possible", True)
    text = paper(clerk, tmp_path / "监控表.pdf", Copy(FormKind.MONITORING, internal=True))
    for said in (late.name or "", "61", "75", REASON):
        assert "".join(said.split()) in text, said


def _adjust(clerk: Clerk) -> None:
    """One target by procedure, in the dialog; its record stands in the tab."""
    late = indicators(clerk)[3]
    stand_on(clerk, Kind.INDICATOR, late.id)
    act(clerk, "adjust")
    dialog = centre(clerk).adjustments.findChild(AdjustDialog)
    assert dialog is not None
    dialog.after.put("78")
    clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "依据" in dialog.sentence.text()
    dialog.basis.setText("年中预算调减")
    with clerk.bot.waitSignal(dialog.finished):
        clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert clerk.desk.office.indicator(late.id).target == "78"
    shown = centre(clerk).adjustments.lines()
    assert [cell.text for cell in shown[0].cells][3:6] == ["80", "78", "年中预算调减"]


def _second_run(clerk: Clerk, tmp_path: Path) -> None:
    """Figures of the year beside those of the half, one fallen and marked; points proposed and printed."""
    for indicator, text in zip(indicators(clerk), ("12400", "28", "36", "82", "6", "14"), strict=True):
        type_actual(clerk, indicator, text)
    model = clerk.model()
    captions = [model.column(at).caption for at in range(model.columnCount())]
    assert "上期" in captions
    fallen = indicators(clerk)[1]
    row = next(at for at in range(model.rowCount()) if model.row_about(at).record == fallen.id)
    assert "比上期少" in str(model.index(row, captions.index("判定")).data())
    type_actual(clerk, fallen, "63")
    stand_on(clerk, Kind.PROJECT, project(clerk).id)
    desk = clerk.desk
    assert desk.run is not None
    assert desk.enter(Place(Kind.PROJECT, project(clerk).id, "account.executed", desk.run.id), "400")
    for indicator in indicators(clerk):
        assert desk.enter(Place(Kind.INDICATOR, indicator.id, "indicator.weight"), "15")
    centre(clerk).tabs.setCurrentWidget(centre(clerk).scores)
    total = evaluate_project(desk.office, project(clerk), desk.run, desk.scores.pack).total
    text = paper(clerk, tmp_path / "自评表.pdf", Copy(FormKind.SELF_EVALUATION, internal=True))
    assert "12400" in text
    assert total is not None
    assert two_places(total) in text
    assert two_places(total) in centre(clerk).scores.total.text()


def _publish(clerk: Clerk, folder: Path) -> Path:
    """Refused while anything is open; then made once, read back, and locked for everybody."""
    desk = clerk.desk
    assert desk.run is not None
    for _ in range(2):
        act(clerk, "run_on")
    assert desk.run.state == RunState.REVIEW
    act(clerk, "publish")
    dialog = centre(clerk).publish.findChild(PublishDialog)
    assert dialog is not None
    dialog.folder.setText(str(folder))
    clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "没有答复" in dialog.sentence.text()
    with clerk.bot.waitSignal(dialog.finished):
        dialog.reject()
    QApplication.sendPostedEvents()
    clerk.bot.waitUntil(lambda: centre(clerk).publish.findChild(PublishDialog) is None)
    checklist = folder.parent / "清单.pdf"
    answer_everything(clerk, "已核对原始材料")
    centre(clerk).publish.write(checklist)
    text = text_of(checklist)
    assert "已核对原始材料" in text
    assert "没有答复" not in text.replace("条没有答复", "")
    made = publish(clerk, folder)
    text = text_of(made)
    assert "".join((indicators(clerk)[0].name or "").split()) in text
    assert "未达标" not in text
    assert (desk.run.state, desk.run.locked) == (RunState.PUBLISHED, True)
    place = Place(Kind.INDICATOR, indicators(clerk)[0].id, "entry.actual", desk.run.id)
    assert not desk.enter(place, "1")
    assert "已锁定" in clerk.window.notice.text
    steps = desk.undo_stack.count()
    act(clerk, "undo")
    assert desk.undo_stack.count() == steps
    assert desk.run.locked
    return made


def _correct(clerk: Clerk, folder: Path, first: Path) -> None:
    """Unlocked with a reason, corrected, and published as a second version that says so."""
    desk = clerk.desk
    act(clerk, "run_lock")
    dialog = centre(clerk).publish.findChild(UnlockDialog)
    assert dialog is not None
    clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "原因" in dialog.sentence.text()
    dialog.reason.setText("借阅数报错")
    with clerk.bot.waitSignal(dialog.finished):
        clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert desk.run is not None
    assert (desk.run.state, desk.run.locked) == (RunState.REVIEW, False)
    type_actual(clerk, indicators(clerk)[0], "12450")
    answer_everything(clerk, "已核对")
    kept = first.read_bytes()
    second = publish(clerk, folder, "新增馆藏图书由 12400 册更正为 12450 册")
    assert "更正说明（第2版）：新增馆藏图书由12400册更正为12450册" in text_of(second)
    assert first.read_bytes() == kept
    assert [p.version for p in desk.office.every(Publication)] == [1, 2]


def _roll_over(clerk: Clerk) -> None:
    """The next year stands there with last year's figures beside its targets and none of its own."""
    desk = clerk.desk
    act(clerk, "roll_over")
    assert desk.book is not None
    assert (desk.book.year, desk.run) == ("2026", None)
    fresh = indicators(clerk)[0]
    assert fresh.last_actual == "12450"
    assert fresh.baseline == "12450"
    assert indicators(clerk)[3].target == "78"
    assert project(clerk).approved_on is None
    assert centre(clerk).title.text().startswith("2026 年度")
    new_run(clerk, 1, 12)
    assert desk.run is not None
    desk.jump(Place(Kind.INDICATOR, fresh.id, "entry.actual", desk.run.id))
    model = clerk.model()
    row = model.index_of(Place(Kind.INDICATOR, fresh.id, "entry.actual", desk.run.id)).row()
    captions = [model.column(at).caption for at in range(model.columnCount())]
    assert model.index(row, captions.index("上年")).data() == "12450"
