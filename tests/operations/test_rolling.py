"""The next year begins with the targets and without the figures of this one."""

import pytest

from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.records import Book, Entry, Fund, Indicator, Kind, Project, Run
from perfdesk.operations.adjusting import approve
from perfdesk.operations.arranging import add_run
from perfdesk.operations.funding import add_fund
from perfdesk.operations.importing import take_in
from perfdesk.operations.place import Place, write_place
from perfdesk.operations.rolling import roll_over
from tests.operations.documents import DISCLOSURE, SUMMARY
from tests.operations.year_office import Year


@pytest.fixture
def year() -> Year:
    """A year with two runs, an approval, money by source and an adjusted budget."""
    made = Year()
    made.do(made.write("book.title", "2025年度项目绩效目标汇总表", made.book.id, Kind.BOOK))
    made.do(made.write("entry.actual", "1200"))
    made.do(add_run(made.office, made.book.id, 1, 12)[0])
    made.do(made.write("entry.actual", "3120册"))
    made.do(approve([made.project], "2025-03-18", "12号"))
    change, fund = add_fund(made.office, made.project, "财政拨款")
    made.do(change)
    for key, text in (("fund.initial", "120.5"), ("fund.adjusted", "110")):
        made.do(write_place(made.office, Place(Kind.FUND, fund, key), text))
    made.do(made.write("project.adjusted_budget", "110", made.project.id, Kind.PROJECT))
    return made


def test_targets_and_money_go_along_and_figures_stay(year: Year) -> None:
    before = {repr(record) for record in year.office}
    change = roll_over(year.office, "2025")
    year.do(change)
    old, new = year.office.books()[1], year.office.books()[0]
    assert (new.year, new.unit_name, new.title) == ("2026", "甲单位", "2026年度项目绩效目标汇总表")
    assert not year.office.runs(new.id)
    for ours, theirs in zip(year.office.nodes(new.id), year.office.nodes(old.id), strict=True):
        assert isinstance(ours, Project)
        assert isinstance(theirs, Project)
        assert (ours.name, ours.budget, ours.annual_goal) == (theirs.name, theirs.budget, theirs.annual_goal)
        assert (ours.approved_on, ours.approval_doc, ours.adjusted_budget) == (None, None, None)
        assert [i.target for i in year.office.indicators(ours)] == [
            i.target for i in year.office.indicators(theirs)
        ]
    first = year.office.indicators(year.office.nodes(new.id)[0])[0]
    assert (first.last_actual, first.baseline) == ("3120册", "3120册")
    money = [f for f in year.office.every(Fund) if f.project == year.office.nodes(new.id)[0].id]
    assert [(f.name, f.initial, f.adjusted) for f in money] == [("财政拨款", "120.5", None)]
    year.do(change.reversed())
    assert {repr(record) for record in year.office} == before


def test_an_indicator_without_a_figure_keeps_its_baseline(year: Year) -> None:
    second = year.office.indicators(year.node)[1]
    year.do(year.write("indicator.baseline", "88", second.id))
    year.do(roll_over(year.office, "2025"))
    fresh = year.office.indicators(year.office.nodes(year.office.books()[0].id)[0])[1]
    assert (fresh.last_actual, fresh.baseline) == (None, "88")


def test_a_year_that_is_there_is_not_made_twice(year: Year) -> None:
    year.do(roll_over(year.office, "2025"))
    with pytest.raises(NotUnderstood, match="2026 年度已经有了"):
        roll_over(year.office, "2025")


@pytest.mark.parametrize(
    ("wanted", "error"), [("2031", NothingSuch), ("25", NotUnderstood), ("", NotUnderstood)]
)
def test_what_is_no_year_of_the_desk_is_refused(year: Year, wanted: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        roll_over(year.office, wanted)


def test_all_ids_are_fresh(year: Year) -> None:
    count = len(year.office)
    year.do(roll_over(year.office, "2025"))
    kinds = (Book, Project, Indicator, Fund)
    doubled = sum(len(year.office.every(kind)) for kind in kinds)
    assert len(year.office) == count + doubled // 2
    assert len(year.office.every(Run)) == 2
    assert len(year.office.every(Entry)) == 2


def test_objectives_roll_over_with_their_prose() -> None:
    prose = Year(disclosure=True)
    prose.do(roll_over(prose.office, "2025", "甲单位"))
    old, new = prose.office.books()[1], prose.office.books()[0]
    assert new.title == "甲单位2026年1-6月绩效考核目标进展情况公示"
    assert [n.name for n in prose.office.nodes(new.id)] == [n.name for n in prose.office.nodes(old.id)]


def test_a_table_that_the_next_year_has_by_import_does_not_hold_up_the_other(year: Year) -> None:
    year.do(take_in(year.office, DISCLOSURE, unit_name="甲单位", year="2025"))
    year.do(take_in(year.office, SUMMARY, unit_name="甲单位", year="2026"))
    imported = next(book for book in year.office.books() if book.year == "2026")
    year.do(roll_over(year.office, "2025"))
    forms = [book.form for book in year.office.books() if book.year == "2026"]
    assert sorted(map(str, forms)) == ["progress_disclosure", "target_summary"]
    assert year.office.book(imported.id) == imported
    with pytest.raises(NotUnderstood, match="已经有了"):
        roll_over(year.office, "2025")
