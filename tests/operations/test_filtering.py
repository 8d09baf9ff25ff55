"""The filter: what is set must hold, of the flags any one."""

import pytest

from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Book, Entry, Indicator, Objective, Project, Run
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.checking import judge_indicator, judge_node
from perfdesk.operations.filtering import Filter, Row, months, passes, people

OFFICE = Office(
    (
        Book(1, unit_name="某局", year="2023", form="target_summary"),
        Project(2, book=1, position=1, name="甲项目", person="一科"),
        Indicator(3, project=2, position=1, name="次数", operator="≥", unit="次", target="5", is_core=True),
        Indicator(4, project=2, position=2, name="满意度", operator="≥", unit="%", target="90"),
        Objective(5, book=1, position=2, name="招商", starred=True, content="新增3家。", due_month="06"),
        Objective(6, book=1, position=3, name="普法", content="普法。", due_month="12月", person="二科"),
        Objective(7, book=1, position=4, name="兜底", content="兜底。", due_month="全年"),
        Run(8, book=1, from_month=1, to_month=12, label="全年"),
        Entry(9, run=8, indicator=3, actual="6", followed=True),
        Entry(10, run=8, indicator=4, actual="80"),
        Account(11, run=8, objective=5, followed=True),
    )
)
RUN = OFFICE.run(8)


def verdict(row: Row) -> Verdict:
    judged = judge_indicator if isinstance(row, Indicator) else judge_node
    return judged(OFFICE, row, RUN).verdict  # type: ignore[operator]


def found(wanted: Filter) -> list[int]:
    rows: list[Row] = [row for row in OFFICE if isinstance(row, Project | Objective | Indicator)]
    return [row.id for row in rows if passes(OFFICE, row, RUN, wanted, verdict)]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), [2, 3, 4, 5, 6, 7]),
        (Filter(verdicts=frozenset({Verdict.NOT_MET})), [4]),
        (Filter(verdicts=frozenset({Verdict.NOT_MET, Verdict.MET})), [3, 4]),
        (Filter(verdicts=frozenset({Verdict.NO_DATA})), [5, 6, 7]),
        (Filter(starred=True), [3, 5]),
        (Filter(followed=True), [3, 5]),
        (Filter(person="一科"), [2, 3, 4]),
        (Filter(person="谁也不是"), []),
        (Filter(due_month="6"), [5]),
        (Filter(due_month="12", person="二科"), [6]),
        (Filter(due_month="12", person="一科"), []),
        (Filter(starred=True, verdicts=frozenset({Verdict.MET})), [3]),
    ],
)
def test_rows_pass_by_what_is_set(wanted: Filter, ids: list[int]) -> None:
    assert found(wanted) == ids


def test_what_can_be_chosen_is_what_the_desk_has_in_order() -> None:
    assert people(OFFICE, OFFICE.books()) == ["一科", "二科"]
    assert months(OFFICE, OFFICE.books()) == ["6", "12"]


def test_a_filter_says_what_it_asks() -> None:
    assert not Filter()
    assert Filter().words == ""
    wanted = Filter(frozenset({Verdict.NO_DATA, Verdict.NOT_MET}), True, True, "一科", "6")
    assert wanted.words == "未达标、未填，★，关注，一科，6 月"
