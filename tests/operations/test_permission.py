"""A locked run is read-only for everybody; an approved target changes by adjustment only."""

from collections.abc import Callable
from pathlib import Path

import pytest

from perfdesk.domain.change import Act, Change, change_of, creation, removal
from perfdesk.domain.errors import NotUnderstood, RunLocked, TargetApproved
from perfdesk.domain.permission import must_permit
from perfdesk.domain.records import Adjustment, Evidence, Kind, RunState
from perfdesk.operations.adjusting import (
    NEW_INDICATOR,
    adjust,
    adjustments_of,
    approve,
    is_approved,
    subjects_of,
)
from perfdesk.operations.arranging import add_indicator, remove
from perfdesk.operations.funding import add_fund
from perfdesk.operations.importing import take_in
from perfdesk.operations.running import advance, lock, send_back, state_words, unlock
from perfdesk.operations.session import Session
from tests.operations.documents import DISCLOSURE
from tests.operations.year_office import Year


@pytest.fixture
def year() -> Year:
    """A half-year's run with a figure, a story and money in it."""
    made = Year()
    made.do(made.write("entry.actual", "1200"))
    made.do(made.write("account.executed", "60", made.project.id, Kind.PROJECT))
    made.do(add_fund(made.office, made.project, "财政拨款")[0])
    return made


@pytest.mark.parametrize(
    "make",
    [
        lambda y: y.write("entry.actual", "1300"),
        lambda y: y.write("entry.actual", "5", y.office.indicators(y.node)[1].id),
        lambda y: y.write("account.executed", "61", y.project.id, Kind.PROJECT),
        lambda y: y.write("outlay.executed", "3", y.office.followers(_fund(), y.project)[0].id, Kind.FUND),
        lambda y: y.write("run.label", "上半年", y.run.id, Kind.RUN),
        lambda y: advance(y.run),
        lambda y: remove(y.office, Kind.RUN, y.run.id),
        lambda y: change_of("附上材料", [creation(Evidence(900, project=y.project.id, run=y.run.id))]),
        lambda y: remove(y.office, Kind.PROJECT, y.project.id),
    ],
)
def test_nothing_gets_into_a_locked_run(year: Year, make: Callable[[Year], Change]) -> None:
    change = make(year)
    must_permit(year.office, change)
    year.do(lock(year.run))
    with pytest.raises(RunLocked, match="已锁定"):
        must_permit(year.office, change)


def _fund() -> type:
    from perfdesk.domain.records import Fund

    return Fund


def test_targets_and_other_runs_stay_open_beside_a_locked_run(year: Year) -> None:
    from perfdesk.operations.arranging import add_run

    year.do(lock(year.run))
    must_permit(year.office, year.write("indicator.baseline", "900"))
    must_permit(year.office, add_run(year.office, year.book.id, 1, 9)[0])


def test_undo_neither_reaches_into_a_locked_run_nor_opens_it(year: Year) -> None:
    typed = year.write("entry.actual", "1300")
    year.do(typed)
    locked = lock(year.run)
    year.do(locked)
    for change in (typed.reversed(), locked.reversed()):
        with pytest.raises(RunLocked):
            must_permit(year.office, change, Act.UNDO)


def test_unlocking_asks_a_reason_and_keeps_it(year: Year) -> None:
    year.do(lock(year.run))
    with pytest.raises(NotUnderstood, match="原因"):
        unlock(year.run, "  \n ")
    change = unlock(year.run, "数字报错，主管部门退回")
    must_permit(year.office, change)
    assert "数字报错，主管部门退回" in change.title
    year.do(change)
    must_permit(year.office, year.write("entry.actual", "1300"))


def test_a_run_goes_desk_by_desk_and_back(year: Year) -> None:
    seen = [state_words(year.run)]
    for _ in range(2):
        year.do(advance(year.run))
        seen.append(state_words(year.run))
    assert seen == ["填报", "复核", "审核"]
    with pytest.raises(NotUnderstood, match="公开"):
        advance(year.run)
    year.do(send_back(year.run))
    year.do(send_back(year.run))
    assert year.run.state == RunState.OPEN
    with pytest.raises(NotUnderstood, match="没有上一步"):
        send_back(year.run)


def test_the_session_asks_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "台账.perfdesk"
    with Session.create(path) as session:
        session.perform(take_in(session.office, DISCLOSURE, unit_name="甲单位", year="2025"), Act.IMPORT)
        run = session.office.last_run(session.office.books()[0].id)
        assert run is not None
        session.perform(lock(run))
        lines = len(list(session.store.history()))
        with pytest.raises(RunLocked):
            session.perform(remove(session.office, Kind.RUN, run.id))
        assert len(list(session.store.history())) == lines


@pytest.mark.parametrize("key", ["target", "operator", "unit", "name"])
def test_an_approved_target_is_not_simply_retyped(year: Year, key: str) -> None:
    plain = year.write(f"indicator.{key}", "<" if key == "operator" else "4000")
    must_permit(year.office, plain)
    year.do(approve([year.project], "2025-03-18", "云财预〔2025〕12号"))
    with pytest.raises(TargetApproved, match="调整目标"):
        must_permit(year.office, plain)


def test_goal_and_removal_of_an_approved_target_are_guarded_too(year: Year) -> None:
    year.do(approve([year.project], "2025-03-18", "云财预〔2025〕12号"))
    goal = year.write("project.annual_goal", "少买一点", year.project.id, Kind.PROJECT)
    gone = remove(year.office, Kind.INDICATOR, year.indicator.id)
    for change in (goal, gone):
        with pytest.raises(TargetApproved):
            must_permit(year.office, change)
    must_permit(year.office, remove(year.office, Kind.PROJECT, year.project.id))
    must_permit(year.office, year.write("indicator.data_source", "借阅系统"))
    must_permit(year.office, change_of("清空批复", approve([year.project], "", "").edits))


def test_an_adjustment_changes_the_target_and_says_why(year: Year) -> None:
    year.do(approve([year.project], "2025-03-18", "云财预〔2025〕12号"))
    change = adjust(
        year.office,
        year.indicator,
        "indicator.target",
        "2500",
        basis="年中预算调减",
        document="云财预〔2025〕40号",
        on="2025-08-01",
    )
    must_permit(year.office, change)
    year.do(change)
    held = adjustments_of(year.office, year.project)
    assert year.indicator.target == "2500"
    assert [(a.before, a.after, a.basis, a.adjusted_on) for a in held] == [
        ("3000", "2500", "年中预算调减", "2025-08-01")
    ]
    must_permit(year.office, change.reversed(), Act.UNDO)
    year.do(change.reversed())
    assert year.indicator.target == "3000"
    assert not year.office.every(Adjustment)


@pytest.mark.parametrize(
    ("after", "basis", "on", "said"),
    [
        ("3000", "没有变", "", "一样"),
        ("2500", " ", "", "依据"),
        ("2500", "调减", "八月", "调整日期"),
        ("2500", "调减", "2025-02-30", "调整日期"),
    ],
)
def test_an_adjustment_that_says_nothing_is_refused(
    year: Year, after: str, basis: str, on: str, said: str
) -> None:
    with pytest.raises(NotUnderstood, match=said):
        adjust(year.office, year.indicator, "indicator.target", after, basis=basis, on=on)


def test_only_what_a_target_is_can_be_adjusted(year: Year) -> None:
    with pytest.raises(NotUnderstood):
        adjust(year.office, year.indicator, "indicator.weight", "10", basis="改权重")
    assert subjects_of(year.indicator)[0] == "indicator.target"
    prose = Year(disclosure=True)
    assert subjects_of(prose.node)[:2] == ("objective.content", "objective.name")
    prose.do(adjust(prose.office, prose.node, "objective.content", "全年借阅增长6%。", basis="市考核办批复"))
    assert [a.objective for a in adjustments_of(prose.office, prose.node)] == [prose.node.id]


def test_approval_wants_a_date_and_a_number_and_can_be_taken_back(year: Year) -> None:
    for on, document in (("三月", "12号"), ("2025-03-18", " ")):
        with pytest.raises(NotUnderstood):
            approve([year.project], on, document)
    year.do(approve([year.project], "2025-03-18", "12号"))
    assert is_approved(year.office, Kind.INDICATOR, year.indicator.id)
    year.do(approve([year.project], "", ""))
    assert not is_approved(year.office, Kind.PROJECT, year.project.id)


def test_a_removal_that_was_made_by_hand_is_still_guarded(year: Year) -> None:
    year.do(lock(year.run))
    entry = year.office.entry(year.run.id, year.indicator.id)
    assert entry is not None
    with pytest.raises(RunLocked):
        must_permit(year.office, change_of("删除", [removal(entry)]))


def test_evidence_of_a_locked_run_stays_and_that_of_the_year_comes_and_goes(year: Year) -> None:
    of_run, of_year = (
        Evidence(900 + at, project=year.project.id, run=run) for at, run in enumerate((year.run.id, None))
    )
    year.do(change_of("附上材料", [creation(of_run), creation(of_year)]))
    year.do(lock(year.run))
    must_permit(year.office, remove(year.office, Kind.EVIDENCE, of_year.id))
    with pytest.raises(RunLocked):
        must_permit(year.office, remove(year.office, Kind.EVIDENCE, of_run.id))


def test_the_record_of_an_adjustment_stays_as_long_as_the_target_is_approved(year: Year) -> None:
    year.do(approve([year.project], "2025-03-18", "云财预〔2025〕12号"))
    made = adjust(year.office, year.indicator, "indicator.target", "90", basis="预算调减")
    year.do(made)
    (kept,) = adjustments_of(year.office, year.project)
    gone = remove(year.office, Kind.ADJUSTMENT, kept.id)
    with pytest.raises(TargetApproved, match="再调整一次"):
        must_permit(year.office, gone)
    must_permit(year.office, made.reversed(), Act.UNDO)
    year.do(approve([year.project], "", ""))
    must_permit(year.office, gone)


# -- objectives, and indicators that are added


@pytest.mark.parametrize("key", ["content", "name", "due_month", "scoring_text"])
def test_an_approved_objective_changes_by_adjustment_only(key: str) -> None:
    prose = Year(disclosure=True)
    plain = prose.write(f"objective.{key}", "11", prose.node.id, Kind.OBJECTIVE)
    must_permit(prose.office, plain)
    prose.do(approve(prose.office.nodes(prose.book.id), "2025-03-18", "市考核〔2025〕3号"))
    assert is_approved(prose.office, Kind.OBJECTIVE, prose.node.id)
    with pytest.raises(TargetApproved, match="调整目标"):
        must_permit(prose.office, plain)
    must_permit(prose.office, prose.write("objective.person", "某某", prose.node.id, Kind.OBJECTIVE))
    change = adjust(prose.office, prose.node, f"objective.{key}", "11", basis="市考核办批复")
    must_permit(prose.office, change)
    prose.do(change)
    (kept,) = adjustments_of(prose.office, prose.node)
    with pytest.raises(TargetApproved, match="再调整一次"):
        must_permit(prose.office, remove(prose.office, Kind.ADJUSTMENT, kept.id))
    must_permit(prose.office, remove(prose.office, Kind.OBJECTIVE, prose.node.id))


@pytest.mark.parametrize("disclosure", [False, True])
def test_an_approved_target_grows_by_adjustment_only(disclosure: bool) -> None:
    made = Year(disclosure=disclosure)
    plain, _ = add_indicator(made.office, made.node)
    must_permit(made.office, plain)
    made.do(approve([made.node], "2025-03-18", "12号"))
    before = len(made.office.indicators(made.node))
    with pytest.raises(TargetApproved, match="新增指标"):
        must_permit(made.office, plain)
    change = adjust(made.office, made.node, NEW_INDICATOR, " 数字 资源  ≥12标准车次", basis="年中追加预算")
    must_permit(made.office, change)
    made.do(change)
    *_, newest = made.office.indicators(made.node)
    held = (newest.name, newest.operator, newest.target, newest.unit)
    assert held == ("数字 资源", "≥", "12", "标准车次")
    assert len(made.office.indicators(made.node)) == before + 1
    (kept,) = adjustments_of(made.office, made.node)
    assert (kept.indicator, kept.subject, kept.before) == (newest.id, NEW_INDICATOR, None)
    must_permit(made.office, change.reversed(), Act.UNDO)
    made.do(change.reversed())
    assert len(made.office.indicators(made.node)) == before


@pytest.mark.parametrize("text", ["", "只有名称", "≥3000册"])
def test_a_new_indicator_wants_a_name_and_a_target(year: Year, text: str) -> None:
    with pytest.raises(NotUnderstood, match="名称和目标值"):
        adjust(year.office, year.project, NEW_INDICATOR, text, basis="追加预算")


def test_an_adjustment_of_one_indicator_lets_no_other_in(year: Year) -> None:
    year.do(approve([year.project], "2025-03-18", "12号"))
    plain, _ = add_indicator(year.office, year.project)
    change = adjust(year.office, year.indicator, "indicator.target", "2500", basis="调减")
    with pytest.raises(TargetApproved):
        must_permit(year.office, change_of("一起", [*change.edits, *plain.edits]))


def test_an_approved_project_may_come_with_all_its_indicators(year: Year) -> None:
    """As when a removal is done again, or a book is rolled over: the project itself is new."""
    whole = remove(year.office, Kind.PROJECT, year.project.id)
    year.do(approve([year.project], "2025-03-18", "12号"))
    year.do(remove(year.office, Kind.PROJECT, year.project.id))
    must_permit(year.office, whole.reversed())
