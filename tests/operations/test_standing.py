"""A figure beside the run before and last year, against its milestone, and money whose parts add up."""

import pytest

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.records import Kind
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.arranging import add_run
from perfdesk.operations.funding import add_fund, money_of
from perfdesk.operations.place import Place, write_place
from perfdesk.operations.rolling import roll_over
from perfdesk.operations.standing import (
    comparison_of,
    is_followed,
    judge_milestone,
    last_run_actual,
    last_year_actual,
)
from tests.operations.year_office import Year


def test_the_run_before_and_last_year_are_found() -> None:
    year = Year()
    year.do(year.write("entry.actual", "1200"))
    year.do(roll_over(year.office, "2025"))
    book = year.office.books()[0]
    year.do(add_run(year.office, book.id, 1, 6)[0])
    year.do(add_run(year.office, book.id, 1, 12)[0])
    half, whole = year.office.runs(book.id)
    first = year.office.indicators(year.office.nodes(book.id)[0])[0]
    assert last_year_actual(year.office, first, half) == "1200"
    assert last_year_actual(year.office, first, whole) == "1200"  # 上年实际 stands in for a run that was not
    place = Place(Kind.INDICATOR, first.id, "entry.actual", half.id)
    year.do(write_place(year.office, place, "900"))
    assert last_run_actual(year.office, first, whole) == "900"
    assert last_run_actual(year.office, first, half) is None
    year.do(write_place(year.office, Place(Kind.INDICATOR, first.id, "entry.actual", whole.id), "800"))
    assert comparison_of(year.office, first, whole).falls
    assert not comparison_of(year.office, first, half)


def test_a_milestone_is_judged_as_due() -> None:
    year = Year()
    for milestone, actual, verdict in (
        ("1500", "1200", Verdict.NOT_MET),
        ("1500", "1500", Verdict.MET),
        ("1500", "", Verdict.NO_DATA),
        ("一半左右", "1200", Verdict.NEEDS_JUDGEMENT),
    ):
        judged = judge_milestone(year.indicator, milestone, actual)
        assert judged is not None
        assert judged.verdict is verdict
    assert judge_milestone(year.indicator, " ", "1200") is None


def test_follow_up_marks_belong_to_the_run() -> None:
    year = Year()
    assert not is_followed(year.office, year.indicator, year.run)
    year.do(year.write("entry.followed", "是"))
    year.do(year.write("account.followed", "是", year.project.id, Kind.PROJECT))
    assert is_followed(year.office, year.indicator, year.run)
    assert is_followed(year.office, year.project, year.run)
    assert not is_followed(year.office, year.indicator, None)
    year.do(year.write("entry.followed", "否"))
    assert not is_followed(year.office, year.indicator, year.run)


def fund(year: Year, name: str, initial: str, executed: str) -> None:
    change, number = add_fund(year.office, year.project, name)
    year.do(change)
    year.do(write_place(year.office, Place(Kind.FUND, number, "fund.initial"), initial))
    year.do(write_place(year.office, Place(Kind.FUND, number, "outlay.executed", year.run.id), executed))


def test_parts_that_do_not_make_the_whole_are_said() -> None:
    year = Year()
    fund(year, "财政拨款", "100", "50")
    fund(year, "其他资金", "20.5", "10.25")
    year.do(year.write("account.executed", "60.25", year.project.id, Kind.PROJECT))
    money = money_of(year.office, year.project, year.run)
    assert money.notices == ()
    assert (money.whole.rate, [part.rate for part in money.parts]) == ("50.00%", ["50.00%", "50.00%"])
    year.do(year.write("account.executed", "61", year.project.id, Kind.PROJECT))
    said = money_of(year.office, year.project, year.run).notices
    assert len(said) == 1
    assert "60.25" in said[0]
    assert "少 0.75 万元" in said[0]


def test_an_empty_part_is_no_zero_and_more_than_the_budget_is_said() -> None:
    year = Year()
    fund(year, "财政拨款", "", "200")
    year.do(year.write("account.executed", "200", year.project.id, Kind.PROJECT))
    said = money_of(year.office, year.project, year.run).notices
    assert [notice.split("：")[0] for notice in said] == ["年度资金总额"]
    assert "超过预算" in said[0]


def test_money_without_a_run_or_budget_has_no_rate() -> None:
    year = Year()
    assert money_of(year.office, year.project, None).whole.rate == ""
    year.do(year.write("project.budget", "0", year.project.id, Kind.PROJECT))
    year.do(year.write("account.executed", "5", year.project.id, Kind.PROJECT))
    assert money_of(year.office, year.project, year.run).whole.rate == ""


def test_a_source_is_named_once() -> None:
    year = Year()
    year.do(add_fund(year.office, year.project, "财政拨款")[0])
    for name in ("财政拨款", "  "):
        with pytest.raises(NotUnderstood):
            add_fund(year.office, year.project, name)
