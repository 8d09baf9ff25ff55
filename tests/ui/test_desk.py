"""The Desk: texts go in, changes come out, undo writes history like any other edit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from perfdesk.domain.change import Act, Change
from perfdesk.domain.records import Indicator, Kind
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.arranging import add_indicator, add_run, remove
from perfdesk.operations.importing import take_in
from perfdesk.operations.place import Place
from perfdesk.ui.desk import Desk
from tests.operations.documents import DISCLOSURE, SUMMARY


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk file with both documents and a half-year run of the summary."""
    made = Desk()
    assert made.create_file(tmp_path / "台 账.perfdesk")
    for document in (DISCLOSURE, SUMMARY):
        made.perform(take_in(made.office, document, unit_name="甲单位", year="2025"), Act.IMPORT)
    assert made.book is not None
    made.perform(add_run(made.office, made.book.id, 1, 6)[0])
    yield made
    made.close_file()


def first_indicator(desk: Desk) -> Indicator:
    """新增图书 ≥ 3000 册."""
    assert desk.book is not None
    return desk.office.indicators(desk.office.nodes(desk.book.id)[0])[0]


def actual(desk: Desk, indicator: Indicator) -> Place:
    """Where its actual is typed."""
    assert desk.run is not None
    return Place(Kind.INDICATOR, indicator.id, "entry.actual", desk.run.id)


def test_an_imported_book_and_a_new_run_become_the_current_ones(desk: Desk) -> None:
    assert desk.book is not None
    assert desk.run is not None
    assert (desk.book.form, desk.run.label) == ("target_summary", "1-6月")


def test_entering_saves_judges_and_tells(desk: Desk, qtbot: QtBot) -> None:
    indicator = first_indicator(desk)
    assert desk.judge_indicator(indicator).verdict is Verdict.NO_DATA
    with qtbot.waitSignals([desk.changed, desk.saved]):
        assert desk.enter(actual(desk, indicator), "３０００")
    assert desk.judge_indicator(indicator).verdict is Verdict.MET
    assert desk.text(actual(desk, indicator)) == "３０００"


def test_every_step_can_be_undone_and_redone(desk: Desk) -> None:
    indicator = first_indicator(desk)
    desk.enter(actual(desk, indicator), "100")
    desk.enter(actual(desk, indicator), "3100")
    desk.undo_stack.undo()
    assert desk.text(actual(desk, indicator)) == "100"
    assert desk.judge_indicator(indicator).verdict is Verdict.IN_PROGRESS
    desk.undo_stack.redo()
    assert desk.text(actual(desk, indicator)) == "3100"


def test_an_import_is_one_step(desk: Desk) -> None:
    while desk.undo_stack.canUndo():
        desk.undo_stack.undo()
    assert len(desk.office) == 0
    while desk.undo_stack.canRedo():
        desk.undo_stack.redo()
    assert len(desk.office.books()) == 2


def test_deleting_asks_nothing_and_loses_nothing(desk: Desk) -> None:
    assert desk.book is not None
    before = {repr(r) for r in desk.office}
    project = desk.office.nodes(desk.book.id)[0]
    desk.perform(remove(desk.office, Kind.PROJECT, project.id))
    desk.undo_stack.undo()
    assert {repr(r) for r in desk.office} == before


def test_undo_reaches_back_over_a_restart(desk: Desk) -> None:
    indicator = first_indicator(desk)
    desk.enter(actual(desk, indicator), "100")
    desk.enter(actual(desk, indicator), "200")
    desk.undo_stack.undo()
    place, path = actual(desk, indicator), desk.path
    assert path is not None
    assert desk.open_file(path)
    assert desk.undo_stack.canUndo()
    assert desk.text(place) == "100"
    desk.undo_stack.undo()
    assert desk.text(place) == ""


def test_a_second_desk_is_told_who_holds_the_file(desk: Desk, qtbot: QtBot) -> None:
    second = Desk()
    assert desk.path is not None
    with qtbot.waitSignal(second.noticed) as notice:
        assert not second.open_file(desk.path)
    assert notice.args
    assert second.open_file(desk.path, read_only=True)
    with qtbot.waitSignal(second.noticed):
        assert not second.enter(Place(Kind.INDICATOR, first_indicator(desk).id, "indicator.name"), "乙")
    second.close_file()


def test_a_paste_is_one_step_and_all_or_nothing(desk: Desk) -> None:
    indicator = first_indicator(desk)
    name = Place(Kind.INDICATOR, indicator.id, "indicator.name")
    operator = Place(Kind.INDICATOR, indicator.id, "indicator.operator")
    steps = desk.undo_stack.count()
    assert not desk.enter_many("粘贴 2 格", [(name, "乙"), (operator, "随便")])
    assert desk.text(name) == "新增图书"
    assert desk.enter_many("粘贴 2 格", [(name, "乙"), (operator, "≤")])
    assert desk.undo_stack.count() == steps + 1
    assert desk.undo_stack.undoText() == "粘贴 2 格"


def test_a_change_names_only_what_it_touched(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.changed) as told:
        desk.enter(Place(Kind.INDICATOR, first_indicator(desk).id, "indicator.unit"), "本")
    assert told.args is not None
    change = told.args[0]
    assert isinstance(change, Change)
    assert change.touched() == {(Kind.INDICATOR, first_indicator(desk).id)}
    assert not change.structural


def test_the_node_and_the_book_carry_the_worst_verdict(desk: Desk) -> None:
    assert desk.book is not None
    first, second = desk.office.indicators(desk.office.nodes(desk.book.id)[0])
    desk.enter(actual(desk, first), "3000")
    desk.enter(actual(desk, second), "50")
    assert desk.judge_node(desk.office.nodes(desk.book.id)[0]).verdict is Verdict.NOT_MET
    assert desk.judge_book(desk.book).verdict is Verdict.NOT_MET
    desk.enter(actual(desk, second), "95")
    assert desk.judge_node(desk.office.nodes(desk.book.id)[0]).verdict is Verdict.MET


def test_the_review_list_follows_every_entry(desk: Desk) -> None:
    second = desk.office.indicators(desk.office.nodes(desk.book.id if desk.book else 0)[0])[1]
    desk.enter(actual(desk, second), "50")
    missed = [line for line in desk.review() if line.severity == "missed"]
    assert [line.place for line in missed] == [actual(desk, second)]
    assert desk.counts().not_met == 1
    desk.enter(actual(desk, second), "90")
    assert not [line for line in desk.review() if line.severity == "missed"]


def test_history_tells_who_changed_an_indicator(desk: Desk) -> None:
    indicator = first_indicator(desk)
    desk.enter(Place(Kind.INDICATOR, indicator.id, "indicator.unit"), "本")
    desk.enter(actual(desk, indicator), "7")
    lines = desk.history_of(Kind.INDICATOR, indicator.id)
    assert any(line.field == "unit" and (line.before, line.after) == ("册", "本") for line in lines)
    assert any(line.kind == Kind.ENTRY for line in lines)


def test_a_new_indicator_is_judged_at_once(desk: Desk) -> None:
    assert desk.book is not None
    node = desk.office.nodes(desk.book.id)[1]
    change, number = add_indicator(desk.office, node)
    assert desk.perform(change)
    assert desk.judge_indicator(desk.office.indicator(number)).verdict is Verdict.NO_DATA


def test_another_name_signs_from_the_next_entry_on(desk: Desk) -> None:
    indicator = first_indicator(desk)
    desk.sign_as("预算科")
    desk.enter(actual(desk, indicator), "7")
    assert desk.history_of(Kind.INDICATOR, indicator.id)[0].who == "预算科"
