"""The long form: one row per indicator and run, money once, nothing of another book."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Book, Entry, Indicator, Objective, Project, Run, Term
from perfdesk.operations.analysing import DIMENSIONS, dimension_words, export_long, long_rows


def office() -> Office:
    return Office(
        (
            Book(1, unit_name="某县教育局", year="2023", form="target_summary"),
            Project(2, book=1, seq="1", name="校舍维修", budget="120.5", person="甲科"),
            Indicator(
                3, project=2, position=1, level1="产出指标", name="维修面积", operator="≥", unit="平方米"
            ),
            Indicator(4, project=2, position=2, name="完成时间", target="9月前", is_core=True),
            Indicator(
                5, project=2, position=3, name="中期目标", term=Term.MEDIUM, target="≥90%", weight="10"
            ),
            Run(6, book=1, from_month=1, to_month=6, label="1-6月"),
            Run(7, book=1, from_month=1, to_month=12, label="全年"),
            Entry(
                8,
                run=6,
                indicator=3,
                actual="１，２００",
                forecast="3000",
                likelihood="possible",
                score="9.5",
            ),
            Account(9, run=6, project=2, executed="600000元"),
            Book(10, unit_name="某县教育局", year="bad", form="progress_disclosure"),
            Objective(11, book=10, name="普惠园", starred=True, content="新增3所。", due_month="12月"),
        )
    )


def test_there_is_one_row_per_indicator_and_run_and_one_for_an_objective_in_prose() -> None:
    rows = long_rows(office())
    assert [(row.indicator, row.run) for row in rows] == [
        *((name, run) for run in ("1-6月", "全年") for name in ("维修面积", "完成时间", "中期目标")),
        (None, None),
    ]


def test_figures_are_exact_beside_their_texts() -> None:
    first = long_rows(office())[0]
    assert (first.actual, first.actual_text) == (Decimal(1200), "１，２００")
    assert (first.forecast, first.likelihood, first.score) == (Decimal(3000), "有可能", Decimal("9.5"))
    target = long_rows(office())[1]
    assert (target.target, target.target_text, target.operator) == (None, "9月前", None)
    medium = long_rows(office())[2]
    assert (medium.term, medium.operator, medium.target, medium.unit_of_measure) == (
        "中期",
        "≥",
        Decimal(90),
        "%",
    )
    assert (medium.weight, target.starred) == (Decimal(10), "核心")


def test_money_stands_once_per_project_and_run_so_that_sums_are_right() -> None:
    rows = long_rows(office())
    assert [row.budget for row in rows[:3]] == [Decimal("120.5"), None, None]
    assert [row.executed for row in rows[:3]] == [Decimal(60), None, None]
    assert sum(row.budget or 0 for row in rows if row.run == "全年") == Decimal("120.5")


def test_an_objective_has_its_month_and_star_and_a_year_that_is_none_stays_empty() -> None:
    last = long_rows(office())[-1]
    assert (last.due_month, last.starred, last.year) == (12, "★", None)


def test_only_the_books_asked_for_are_taken() -> None:
    desk = office()
    assert {row.node for row in long_rows(desk, [desk.book(10)])} == {"普惠园"}


def test_every_dimension_is_a_column_with_words() -> None:
    assert list(dimension_words()) == list(DIMENSIONS)


def test_the_export_goes_by_suffix_and_refuses_others(tmp_path: Path) -> None:
    assert export_long(office(), tmp_path / "长表.csv") == 7
    text = (tmp_path / "长表.csv").read_text("utf-8-sig")
    assert len(list(csv.reader(text.splitlines()))) == 8
    assert export_long(office(), tmp_path / "长表.XLSX") == 7
    with pytest.raises(NotUnderstood, match=r"\.csv 或 \.xlsx"):
        export_long(office(), tmp_path / "长表.pdf")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["长表.XLSX", "长表.csv"]
