"""The overview: counts that agree with the verdicts, exact shares, and a thread through the years."""

from dataclasses import replace
from decimal import Decimal

import pytest

from perfdesk.domain.change import Change, change_of, creation
from perfdesk.domain.office import Office
from perfdesk.domain.overview import Money, Point, percent, trend_frame
from perfdesk.domain.records import Account, Book, Entry, Indicator, Kind, Objective, Project, Run
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.overview import overview, trend


def office() -> Office:
    """Two years of one unit: the same project with the same indicator, and another beside it."""
    return Office(
        (
            Book(1, unit_name="某市水务局", year="2023", form="target_summary"),
            Project(2, book=1, position=1, seq="1", name="河道清淤", budget="200", adjusted_budget="250"),
            Project(3, book=1, position=2, seq="2", name="水质监测", budget="80万元"),
            Indicator(4, project=2, position=1, name="清淤长度", operator="≥", unit="公里", target="12"),
            Indicator(5, project=2, position=2, name="验收合格率", operator="=", unit="%", target="100"),
            Indicator(6, project=3, position=1, name="监测次数", operator="≥", unit="次", target="0"),
            Run(7, book=1, from_month=1, to_month=6, label="1-6月"),
            Run(8, book=1, from_month=1, to_month=12, label="全年"),
            Entry(9, run=7, indicator=4, actual="5"),
            Entry(10, run=8, indicator=4, actual="12.5公里"),
            Entry(11, run=7, indicator=5, actual="优良"),
            Account(12, run=7, project=2, executed="83.335"),
            Account(13, run=7, project=3, followed=True),
            Book(20, unit_name="某市水务局", year="2022", form="target_summary"),
            Project(21, book=20, name="河道清淤", budget="100"),
            Indicator(22, project=21, name="清淤长度", operator="≥", unit="米", target="9000"),
            Run(23, book=20, from_month=1, to_month=12, label="全年"),
            Entry(24, run=23, indicator=22, actual="9200"),
            Book(30, unit_name="别的局", year="2021", form="target_summary"),
            Project(31, book=30, name="河道清淤"),
            Indicator(32, project=31, name="清淤长度", target="1"),
            Run(33, book=30, from_month=1, to_month=12, label="全年"),
            Entry(34, run=33, indicator=32, actual="1"),
        )
    )


def test_bars_count_their_rows_and_the_book_counts_them_all() -> None:
    desk = office()
    shown = overview(desk, desk.book(1), desk.run(7))
    assert [bar.name for bar in shown.bars] == ["1 河道清淤", "2 水质监测"]
    assert shown.total == sum(bar.total for bar in shown.bars) == 3
    assert dict(shown.bars[1].counts) == {Verdict.NO_DATA: 1}
    assert shown.bars[1].followed
    assert not shown.bars[0].followed
    assert shown.time_share == Decimal("0.5")


def test_money_is_held_against_the_budget_in_force_and_says_who_is_left_out() -> None:
    desk = office()
    shown = overview(desk, desk.book(1), desk.run(7))
    assert shown.money == Money(Decimal(250), Decimal("83.335"))
    assert shown.money is not None
    assert shown.money.share == Decimal("0.33334")
    assert percent(shown.money.share) == "33.33%"
    assert shown.without_money == 1


def test_a_share_rounds_half_up_and_a_budget_of_nothing_has_none() -> None:
    assert Money(Decimal(20000), Decimal(1)).share == Decimal("0.00005")
    assert percent(Decimal("0.00005")) == "0.01%"
    assert Money(Decimal(0), Decimal(5)).share is None
    assert percent(Decimal("1.2005")) == "120.05%"


def test_money_of_any_size_is_shared_and_a_missed_whole_never_reads_as_reached() -> None:
    assert Money(Decimal("0.0001"), Decimal(10) ** 40).share == Decimal(10) ** 44
    nearly = Money(Decimal(100_000), Decimal("99999.6")).share
    assert nearly is not None
    assert percent(nearly) == "99.9996%"


def test_without_a_run_there_is_no_time_and_nothing_is_filled() -> None:
    desk = office()
    shown = overview(desk, desk.book(1), None)
    assert shown.time_share is None
    assert shown.money is None
    assert dict(shown.counts) == {Verdict.NO_DATA: 3}


def test_starred_objectives_stand_apart_and_prose_is_judged() -> None:
    desk = Office(
        (
            Book(1, unit_name="某局", year="2024", form="progress_disclosure"),
            Objective(2, book=1, position=1, name="招商", starred=True, content="新增企业15家。"),
            Objective(3, book=1, position=2, name="普法", content="开展普法。"),
            Run(4, book=1, from_month=1, to_month=3, label="1-3月"),
            Account(5, run=4, objective=2, narrative=""),
        )
    )
    shown = overview(desk, desk.book(1), desk.run(4))
    assert [bar.record for bar in shown.starred] == [2]
    assert all(bar.kind is Kind.OBJECTIVE and bar.total == 1 for bar in shown.bars)


def test_a_trend_follows_the_indicator_over_runs_and_years_in_its_own_unit() -> None:
    desk = office()
    shown = trend(desk, desk.indicator(4))
    assert [(point.label, point.number) for point in shown.points] == [
        ("2022年全年", Decimal("9.2")),
        ("2023年1-6月", Decimal(5)),
        ("2023年全年", Decimal("12.5")),
    ]
    assert shown.target == Decimal(12)
    assert shown.points[-1].verdict is Verdict.MET


def test_what_is_no_figure_stays_in_the_trend_as_text() -> None:
    desk = office()
    (point,) = trend(desk, desk.indicator(5)).points
    assert point.number is None
    assert point.text == "优良"


def test_a_frame_stands_on_zero_and_holds_every_point_and_the_target() -> None:
    desk = office()
    frame = trend_frame(trend(desk, desk.indicator(4)))
    assert [x for x, _ in frame.points] == [0, Decimal("0.5"), 1]
    assert all(0 <= y <= 1 for _, y in frame.points)
    assert frame.points[-1][1] == 1
    assert frame.target == Decimal(12) / Decimal("12.5")


@pytest.mark.parametrize("figures", [[], ["0"], ["-3", "-3"], ["0", "0"]])
def test_a_frame_of_flat_or_negative_figures_divides_by_nothing(figures: list[str]) -> None:
    desk = office()
    points = tuple(Point("", Decimal(text), text, Verdict.MET) for text in figures)
    frame = trend_frame(replace(trend(desk, desk.indicator(4)), points=points, target=None))
    assert len(frame.points) == len(figures)
    assert all(0 <= y <= 1 for _, y in frame.points)


def test_a_book_without_anything_has_an_empty_overview() -> None:
    desk = Office((Book(1, unit_name="空局", year="2024"),))
    shown = overview(desk, desk.book(1), None)
    assert (shown.total, shown.bars, shown.without_money) == (0, (), 0)


def test_a_change_of_a_figure_moves_the_bar() -> None:
    desk = office()
    before = overview(desk, desk.book(1), desk.run(7))
    change: Change = change_of("录入", [creation(Entry(40, run=7, indicator=6, actual="3"))])
    desk.apply(change)
    after = overview(desk, desk.book(1), desk.run(7))
    assert dict(after.bars[1].counts) == {Verdict.MET: 1}
    assert after.bars[0] == before.bars[0]
