"""One figure, one verdict: grid, tree, review, PDF and command line agree, from import to paper."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from perfdesk.cli import run
from perfdesk.domain.records import Indicator, Kind
from perfdesk.domain.verdict import Verdict
from perfdesk.domain.wording import VERDICT_MARKS, VERDICT_WORDS
from perfdesk.exchange.pages import page_count, page_text
from perfdesk.operations.arranging import add_run
from perfdesk.operations.checking import actual_place
from perfdesk.ui.grid_model import JUDGEMENT_ROLE
from perfdesk.ui.tree_model import TreeRole
from perfdesk.ui.tree_rows import Key
from tests.stories.clerk import SAMPLE, Clerk

TYPED = ["１２．５", "3", "0", "100%", "约90", "", "12,680", "不涉及", "5", "-1"]


def indicators_of(clerk: Clerk) -> list[Indicator]:
    """All indicators of the current book, in paper order."""
    office, book = clerk.desk.office, clerk.desk.book
    assert book is not None
    return [i for node in office.nodes(book.id) for i in office.indicators(node)]


def test_form_tree_review_pdf_and_command_line_say_the_same(
    clerk: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.import_file(SAMPLE / "项目绩效目标汇总表.txt", "云溪市文化服务中心", "2025")
    desk = clerk.desk
    assert desk.book is not None
    desk.perform(add_run(desk.office, desk.book.id, 1, 6)[0])
    indicators = indicators_of(clerk)
    for at, indicator in enumerate(indicators):
        desk.enter(actual_place(indicator, desk.run), TYPED[at % len(TYPED)])
    wanted = [desk.judge_indicator(i).verdict for i in indicators]
    assert len(set(wanted)) >= 5

    in_grid: list[Verdict] = []
    for node in desk.office.nodes(desk.book.id):
        first = desk.office.indicators(node)[0]
        desk.jump(actual_place(first, desk.run))
        model = clerk.model()
        for indicator in desk.office.indicators(node):
            index = model.index_of(actual_place(indicator, desk.run))
            judged = model.index(index.row(), clerk.column("verdict")).data(JUDGEMENT_ROLE)
            in_grid.append(judged.verdict)
    assert in_grid == wanted

    view = clerk.window.panes.tree.view
    in_tree: list[Verdict] = []
    for indicator in indicators:
        assert clerk.window.panes.tree.select(Kind.INDICATOR, indicator.id)
        assert clerk.window.panes.tree.current == Key(Kind.INDICATOR, indicator.id)
        in_tree.append(Verdict(view.currentIndex().data(TreeRole.VERDICT)))
    assert in_tree == wanted

    missed = {line.place.record for line in desk.review() if line.severity == "missed"}
    assert missed == {
        i.id for i, verdict in zip(indicators, wanted, strict=True) if verdict is Verdict.NOT_MET
    }

    paper = tmp_path / "内部稿.pdf"
    with clerk.bot.waitSignal(clerk.window.output.written, timeout=20_000):
        clerk.window.output.write(paper, internal=True)
    text = "".join("".join(page_text(paper, at).split()) for at in range(page_count(paper) - 1))
    for verdict in set(wanted):
        said = f"{VERDICT_MARKS[verdict]}{VERDICT_WORDS[verdict]}".replace("✕", "×")
        assert text.replace("✕", "×").count(said) == wanted.count(verdict), said

    path = desk.path
    desk.close_file()
    assert run(["check", str(path), "--json"]) == 1
    lines = json.loads(capsys.readouterr().out)["verdicts"]
    assert [line["verdict"] for line in lines] == [verdict.value for verdict in wanted]


def test_a_disclosure_goes_from_import_to_paper(clerk: Clerk, tmp_path: Path) -> None:
    clerk.import_file(SAMPLE / "绩效考核目标进展情况公示.txt")
    desk = clerk.desk
    assert desk.book is not None
    assert desk.run is not None
    assert desk.run.label == "1-6月"
    wanted = [desk.judge_node(n).verdict for n in desk.office.nodes(desk.book.id)]
    paper = tmp_path / "公示.pdf"
    with clerk.bot.waitSignal(clerk.window.output.written, timeout=20_000):
        clerk.window.output.write(paper)
    text = "".join("".join(page_text(paper, at).split()) for at in range(page_count(paper)))
    for node in desk.office.nodes(desk.book.id):
        assert "".join((node.name or "").split()) in text
    assert "未达标" not in text
    assert Verdict.NOT_MET in wanted


def test_an_import_can_be_taken_back_and_the_review_jumps_to_the_cell(clerk: Clerk) -> None:
    clerk.import_file(SAMPLE / "项目绩效目标汇总表.txt", "云溪市文化服务中心", "2025")
    desk = clerk.desk
    assert desk.book is not None
    desk.perform(add_run(desk.office, desk.book.id, 1, 6)[0])
    line = next(line for line in desk.review() if line.severity == "missing")
    desk.jump(line.place)
    assert clerk.model().place(clerk.grid.currentIndex()) == line.place
    clerk.window.actions_by_name["undo"].trigger()
    clerk.window.actions_by_name["undo"].trigger()
    assert len(desk.office) == 0
    clerk.window.actions_by_name["redo"].trigger()
    assert len(desk.office.books()) == 1


def test_a_cancelled_import_writes_nothing(clerk: Clerk) -> None:
    from perfdesk.ui.import_dialog import ImportDialog

    clerk.window.open_path(SAMPLE / "项目绩效目标汇总表.txt")
    dialog = clerk.window.findChild(ImportDialog)
    assert dialog is not None
    clerk.bot.waitUntil(lambda: dialog.panel.rows.model.rowCount() > 0)
    with clerk.bot.waitSignal(dialog.finished):
        clerk.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(clerk.desk.office) == 0


def test_a_document_that_is_none_is_said_in_the_preview(clerk: Clerk, tmp_path: Path) -> None:
    from perfdesk.ui.import_dialog import ImportDialog

    bad = tmp_path / "照片.txt"
    bad.write_bytes(b"\x89PNG\x00\x01\x02" * 50)
    clerk.window.open_path(bad)
    dialog = clerk.window.findChild(ImportDialog)
    assert dialog is not None
    clerk.bot.waitUntil(lambda: "照片.txt" in dialog.panel.sentence.text())
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_disclosure_without_months_asks_for_them(clerk: Clerk, tmp_path: Path) -> None:
    from perfdesk.ui.import_dialog import ImportDialog

    text = (SAMPLE / "绩效考核目标进展情况公示.txt").read_text(encoding="utf-8")
    undated = tmp_path / "公示.txt"
    title = next(line for line in text.splitlines() if "公示" in line)
    text = text.replace(title, "绩效考核目标进展情况公示").replace("进展情况 6 月", "进展情况")
    undated.write_text(text, encoding="utf-8")
    clerk.window.open_path(undated)
    dialog = clerk.window.findChild(ImportDialog)
    assert dialog is not None
    clerk.bot.waitUntil(lambda: dialog.panel.rows.model.rowCount() > 0)
    dialog.panel.fields.unit.setText("云溪市文化服务中心")
    dialog.panel.fields.year.setText("2025")
    dialog.panel.repairs.agree_all()
    assert not dialog.accept_button.isEnabled()
    assert "进展期" in dialog.panel.sentence.text()
    dialog.panel.fields.period.setText("上半年")
    clerk.bot.waitUntil(dialog.accept_button.isEnabled)
    with clerk.bot.waitSignal(dialog.finished):
        clerk.bot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert clerk.desk.run is not None
    assert (clerk.desk.run.from_month, clerk.desk.run.to_month) == (1, 6)
