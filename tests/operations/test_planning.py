"""The plan of an import: marks, differences per cell, and a choice that becomes one change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.change import change_of, setting
from perfdesk.domain.document import Document, Doubt, ReadIndicator, ReadProject
from perfdesk.domain.errors import ChangeConflict, DocumentRefused, StatementMissing
from perfdesk.domain.office import Office
from perfdesk.domain.records import Project
from perfdesk.operations.importing import take_all, take_in
from perfdesk.operations.planning import (
    Choice,
    Mark,
    Plan,
    chosen,
    good_rows,
    must_be_as_shown,
    plan_of,
    unplaced,
    whatever_can_be,
)
from tests.operations.documents import DISCLOSURE, EVALUATION, MONITORING, SUMMARY

STATED = ("甲单位", "2025")


def taken(*documents: Document) -> Office:
    """An office with these documents in it."""
    office = Office()
    for document in documents:
        office.apply(take_in(office, document, unit_name="甲单位", year="2025"))
    return office


def marks(plan: Plan) -> list[str]:
    """The marks from top to bottom."""
    return [row.mark.value for row in plan.rows]


def at_lines(document: Document) -> Document:
    """The document as if each row stood on a line of its own, from 3 on."""
    line = 3
    projects = []
    for project in document.projects:
        rows = []
        for one in project.indicators:
            rows.append(replace(one, lines=(line,)))
            line += 1
        own = tuple(row.lines[0] for row in rows) or (line,)
        line += not rows
        projects.append(replace(project, indicators=tuple(rows), lines=own))
    return replace(document, projects=tuple(projects))


CHANGED = at_lines(
    replace(
        SUMMARY,
        projects=(
            replace(
                SUMMARY.projects[0],
                budget="130",
                indicators=(
                    replace(SUMMARY.projects[0].indicators[0], target="3500", raw_target="3500"),
                    SUMMARY.projects[0].indicators[1],
                    ReadIndicator("新书上架率", "≥", "%", "95", "95"),
                ),
            ),
            SUMMARY.projects[1],
        ),
    )
)


def test_everything_is_new_on_an_empty_desk() -> None:
    plan = plan_of(Office(), [SUMMARY], *STATED)
    assert marks(plan) == ["new"] * 4
    assert [c.key for c in plan.rows[1].cells] == [
        *("indicator.name", "indicator.operator", "indicator.unit", "indicator.target"),
    ]


def test_rows_are_held_against_the_desk_cell_by_cell() -> None:
    plan = plan_of(taken(SUMMARY), [CHANGED], *STATED)
    assert marks(plan) == ["changed", "changed", "same", "new", "same"]
    assert [(c.key, c.before, c.after) for c in plan.rows[0].cells] == [("project.budget", "120.5", "130")]
    assert [(c.key, c.before, c.after) for c in plan.rows[1].cells] == [("indicator.target", "3000", "3500")]
    assert plan.counts()[Mark.SAME] == 2


def test_a_run_of_known_indicators_is_a_difference_from_nothing() -> None:
    plan = plan_of(taken(SUMMARY), [MONITORING])
    cells = {c.key: (c.before, c.after) for c in plan.rows[1].cells}
    assert cells["entry.actual"] == (None, "1200")
    assert cells["entry.cause_other"] == (None, "1")
    assert marks(plan)[1] == "changed"


def test_what_is_left_stays_and_the_rest_is_one_change() -> None:
    office = taken(SUMMARY)
    plan = plan_of(office, [CHANGED], *STATED)
    choice = Choice(
        rows=frozenset({plan.rows[3].key}), cells=frozenset({(plan.rows[0].key, "project.budget")})
    )
    change = chosen(office, [CHANGED], choice, *STATED)
    assert [(e.kind.value, e.field, e.after) for e in change.edits] == [("indicator", "target", "3500")]
    assert [row.key for row in plan.rest(choice)] == [plan.rows[3].key]


def test_one_cell_of_a_new_entry_may_be_left() -> None:
    office = taken(SUMMARY)
    plan = plan_of(office, [MONITORING])
    left = frozenset({(plan.rows[1].key, "entry.actual")})
    office.apply(chosen(office, [MONITORING], Choice(cells=left)))
    project = office.nodes(1)[0]
    entry = office.entry(office.runs(1)[0].id, office.indicators(project)[0].id)
    assert entry is not None
    assert (entry.actual, entry.forecast) == (None, "2800")


def test_the_indicators_of_a_project_that_is_left_are_not_made_alone() -> None:
    office = Office()
    choice = Choice(rows=frozenset({(0, 0)}))
    office.apply(chosen(office, [SUMMARY], choice, *STATED))
    assert [n.name for n in office.nodes(office.books()[0].id)] == ["设备更新"]


def test_a_run_nobody_needs_is_not_made() -> None:
    office = taken(SUMMARY)
    plan = plan_of(office, [MONITORING])
    with pytest.raises(DocumentRefused, match="没有要写入"):
        chosen(office, [MONITORING], Choice(rows=frozenset(row.key for row in plan.rows)))


def test_doubts_belong_to_their_rows() -> None:
    doubts = (
        Doubt("第 4 行", "目标值“优良”不是一个数，按文字收入", 4),
        Doubt("第 3 行", "金额“130”不是一个确定的金额，按文字收入", 3),
        Doubt("“备用”列", "不认识这一列，没有收入"),
    )
    document = replace(CHANGED, doubts=doubts)
    plan = plan_of(Office(), [document], *STATED)
    assert marks(plan) == ["doubtful", "new", "doubtful", "new", "new"]
    assert plan.rows[0].reasons == (doubts[1].what,)
    assert unplaced([document]) == (doubts[2],)


def test_good_rows_leave_doubtful_and_wrong_ones() -> None:
    document = replace(CHANGED, doubts=(Doubt("第 4 行", "目标值看不清", 4),))
    plan = plan_of(Office(), [document], *STATED)
    office = Office()
    office.apply(chosen(office, [document], good_rows(plan), *STATED))
    assert [i.name for i in office.indicators(office.nodes(1)[0])] == ["新增图书", "新书上架率"]
    assert [row.reasons for row in plan.rest(good_rows(plan))] == [("目标值看不清",)]
    assert whatever_can_be(plan) == Choice()


def test_a_doubtful_row_that_changes_nothing_is_just_the_same() -> None:
    document = replace(at_lines(SUMMARY), doubts=(Doubt("第 3 行", "目标值看不清", 3),))
    assert set(marks(plan_of(taken(SUMMARY), [document], *STATED))) == {"same"}


def test_rows_of_a_locked_run_are_wrong_and_the_others_are_not() -> None:
    office = taken(MONITORING)
    office.apply(change_of("锁定", [setting(office.runs(1)[0], "locked", "1")]))
    first = MONITORING.projects[0]
    rows = (replace(first.indicators[0], actual="1300"), first.indicators[1], ReadIndicator("新指标"))
    plan = plan_of(office, [replace(MONITORING, projects=(replace(first, indicators=rows),))])
    assert marks(plan) == ["same", "wrong", "same", "new"]
    assert "锁定" in plan.rows[1].reasons[0]


def test_rows_of_one_name_are_told() -> None:
    rows = (ReadIndicator("同名", raw_target="1"), ReadIndicator("同名", raw_target="2"))
    twice = replace(SUMMARY, projects=(ReadProject("1", "图书购置", indicators=rows),))
    plan = plan_of(Office(), [twice], *STATED)
    assert marks(plan) == ["new", "doubtful", "doubtful"]
    assert "同名" in plan.rows[1].reasons[0]


def test_a_desk_that_moved_on_is_no_longer_the_one_shown() -> None:
    office = taken(SUMMARY)
    shown = plan_of(office, [CHANGED], *STATED)
    must_be_as_shown(shown, plan_of(office, [CHANGED], *STATED))
    project = office.nodes(1)[0]
    assert isinstance(project, Project)
    office.apply(change_of("改", [setting(project, "budget", "999")]))
    with pytest.raises(ChangeConflict, match="预览之后"):
        must_be_as_shown(shown, plan_of(office, [CHANGED], *STATED))


def test_a_plan_asks_for_what_is_stated_nowhere() -> None:
    with pytest.raises(StatementMissing):
        plan_of(Office(), [SUMMARY])


def test_several_documents_see_each_other() -> None:
    plan = plan_of(Office(), [SUMMARY, EVALUATION, DISCLOSURE], *STATED)
    assert marks(plan) == ["new"] * 4 + ["changed", "changed"] + ["new"] * 2
    both = chosen(Office(), [SUMMARY, EVALUATION, DISCLOSURE], Choice(), *STATED)
    assert both == take_all(Office(), [SUMMARY, EVALUATION, DISCLOSURE], *STATED)


def test_without_a_first_document_the_second_stands_alone() -> None:
    office = Office()
    choice = Choice(rows=frozenset({(0, 0), (0, 1)}))
    office.apply(chosen(office, [SUMMARY, EVALUATION], choice, *STATED))
    assert [n.name for n in office.nodes(office.books()[0].id)] == ["图书购置"]


@given(st.sets(st.integers(0, 11)))
def test_any_choice_is_a_change_that_fits_and_can_be_taken_back(left: set[int]) -> None:
    office = taken(SUMMARY)
    documents = [CHANGED, MONITORING, EVALUATION]
    plan = plan_of(office, documents, *STATED)
    rows = frozenset(row.key for at, row in enumerate(plan.rows) if at in left)
    before = {repr(r) for r in office}
    try:
        change = chosen(office, documents, Choice(rows), *STATED)
    except DocumentRefused:
        return
    office.apply(change)
    now = plan_of(office, documents, *STATED)
    assert {row.mark for row in now.rows if row.key not in rows and row.key[0] == 2} <= {Mark.SAME}
    office.apply(change.reversed())
    assert {repr(r) for r in office} == before
