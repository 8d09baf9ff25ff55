"""Findings among the figures of a year: runs, forecasts, money and points."""

from typing import Any

import pytest

from perfdesk.domain.findings import Finding, find_all
from perfdesk.domain.office import Office
from perfdesk.domain.records import (
    Account,
    Book,
    Entry,
    Indicator,
    Likelihood,
    Project,
    Record,
    Run,
    Term,
    with_fields,
)
from perfdesk.domain.year_records import Fund, Outlay

SHOWS: dict[str, Any] = {"name": "惠民演出场次", "operator": "≥", "unit": "场", "target": "100"}
RATE: dict[str, Any] = {"name": "设备完好率", "operator": "≥", "unit": "%", "target": "90"}


def found(
    row: dict[str, Any],
    entry: dict[str, Any],
    *,
    months: int = 9,
    earlier: str | None = None,
    project: dict[str, Any] | None = None,
    account: dict[str, Any] | None = None,
    funds: tuple[tuple[str | None, str | None], ...] = (),
) -> list[Finding]:
    """Findings of one project with one indicator and, with `earlier`, a half-year run before this one."""
    book, run = Book(1, year="2025"), Run(2, book=1, to_month=months, label=f"1-{months}月")
    records: list[Record] = [
        book,
        run,
        with_fields(Project(3, book=1, name="项目"), project or {}),
        with_fields(Indicator(4, project=3), row),
        with_fields(Entry(5, run=2, indicator=4), entry),
        with_fields(Account(6, run=2, project=3), account or {}),
    ]
    if earlier is not None:
        records += [Run(7, book=1, to_month=6, label="1-6月"), Entry(8, run=7, indicator=4, actual=earlier)]
    for at, (initial, executed) in enumerate(funds):
        records.append(Fund(20 + at, project=3, position=at, name="财政拨款", initial=initial))
        records.append(Outlay(40 + at, run=2, fund=20 + at, executed=executed))
    return find_all(Office(records), book, run)


def checks(findings: list[Finding]) -> list[str]:
    return [one.check for one in findings]


@pytest.mark.parametrize(
    ("entry", "check", "words"),
    [
        ({"actual": "1100"}, "outlier", "1100"),
        ({"actual": "60", "forecast": "50"}, "forecast-below-actual", "50"),
        (
            {"actual": "60", "forecast": "80", "likelihood": Likelihood.CERTAIN.value},
            "forecast-likelihood",
            "确定能",
        ),
        (
            {"forecast": "120", "likelihood": Likelihood.IMPOSSIBLE.value, "deviation_reason": "场馆维修"},
            "forecast-likelihood",
            "完全不可能",
        ),
        (
            {"actual": "101", "likelihood": Likelihood.IMPOSSIBLE.value, "cause_staff": True},
            "forecast-likelihood",
            "101",
        ),
        (
            {"actual": "60", "likelihood": Likelihood.IMPOSSIBLE.value},
            "deviation-unexplained",
            "完全不可能",
        ),
        ({"score": "12"}, "score-above-weight", "12"),
        ({"score": "-1"}, "score-above-weight", "-1"),
    ],
)
def test_what_one_run_says_against_itself_is_named(entry: dict[str, Any], check: str, words: str) -> None:
    (one,) = found({**SHOWS, "weight": "10"}, entry, project={"execution_weight": "90"})
    assert (one.check, one.record) == (check, 4)
    assert words in one.message


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"actual": "60", "forecast": "105", "likelihood": Likelihood.CERTAIN.value},
        {"actual": "60", "forecast": "105", "likelihood": Likelihood.POSSIBLE.value},
        {"actual": "60", "forecast": "90", "likelihood": Likelihood.POSSIBLE.value},
        {"actual": "2", "likelihood": Likelihood.CERTAIN.value},
        {"likelihood": Likelihood.IMPOSSIBLE.value, "deviation_reason": "演出团体停演"},
        {"likelihood": Likelihood.IMPOSSIBLE.value, "cause_funding": True},
        {"actual": "约1100", "forecast": "1-2", "score": "优"},
        {"actual": "60", "score": "10"},
        {"actual": "60", "score": "0"},
    ],
)
def test_what_agrees_with_itself_stays_quiet(entry: dict[str, Any]) -> None:
    assert found({**SHOWS, "weight": "10"}, entry, project={"execution_weight": "90"}) == []


@pytest.mark.parametrize(("now", "checks_"), [("50", ["falling-cumulative"]), ("52", []), ("70", [])])
def test_a_sum_never_falls_from_run_to_run(now: str, checks_: list[str]) -> None:
    assert checks(found(SHOWS, {"actual": now}, earlier="52")) == checks_


def test_a_rate_may_fall_from_run_to_run() -> None:
    assert found(RATE, {"actual": "91"}, earlier="97") == []


@pytest.mark.parametrize(
    ("reason", "months", "checks_"),
    [(None, 12, ["deviation-unexplained"]), ("场馆维修", 12, []), (None, 9, [])],
)
def test_a_target_missed_at_the_years_end_wants_its_cause(
    reason: str | None, months: int, checks_: list[str]
) -> None:
    assert checks(found(SHOWS, {"actual": "92", "deviation_reason": reason}, months=months)) == checks_


@pytest.mark.parametrize(
    ("row", "stated", "weak"),
    [
        (RATE, {"last_actual": "97.5"}, True),
        (RATE, {"last_actual": "92"}, False),
        (SHOWS, {"last_actual": "160"}, True),
        (SHOWS, {"last_actual": "120"}, False),
        (SHOWS, {"baseline": "30"}, False),
        ({**SHOWS, "operator": "≤", "name": "投诉次数", "unit": "次"}, {"baseline": "20"}, True),
    ],
)
def test_a_target_behind_last_year_is_a_hint(row: dict[str, Any], stated: dict[str, Any], weak: bool) -> None:
    assert checks(found({**row, **stated}, {})) == (["weak-target"] if weak else [])


@pytest.mark.parametrize(
    ("project", "account", "funds", "months", "check"),
    [
        ({"budget": "120"}, {}, (("100", None), ("30", None)), 9, "money-parts"),
        ({"budget": "120"}, {"executed": "80"}, ((None, "50"), (None, "20")), 9, "money-parts"),
        ({"budget": "120"}, {"executed": "126"}, (), 9, "executed-above-budget"),
        ({"budget": "120", "adjusted_budget": "100"}, {"executed": "110"}, (), 9, "executed-above-budget"),
        ({"budget": "120"}, {"executed": "96"}, (), 12, "execution-unexplained"),
    ],
)
def test_money_that_does_not_add_up_is_named(
    project: dict[str, Any],
    account: dict[str, Any],
    funds: tuple[tuple[str | None, str | None], ...],
    months: int,
    check: str,
) -> None:
    assert checks(found(SHOWS, {}, project=project, account=account, funds=funds, months=months)) == [check]


@pytest.mark.parametrize(
    ("project", "account", "funds", "months"),
    [
        ({"budget": "130"}, {}, (("100", None), ("30", None)), 9),
        ({"budget": "0.013亿元"}, {}, (("100", None), ("300000元", None)), 9),
        ({"budget": "130"}, {}, (("100", None), (None, None)), 9),
        ({"budget": "120", "adjusted_budget": "130"}, {"executed": "126"}, (), 9),
        ({"budget": "120"}, {"executed": "30"}, (), 9),
        ({"budget": "120"}, {"executed": "96", "deviation_reason": "尾款下年支付"}, (), 12),
        ({"budget": "120"}, {"executed": "110"}, (), 12),
        ({"budget": "0"}, {"executed": "0"}, (), 12),
        ({"budget": "待定"}, {"executed": "5"}, (), 12),
    ],
)
def test_money_that_agrees_or_is_not_stated_stays_quiet(
    project: dict[str, Any],
    account: dict[str, Any],
    funds: tuple[tuple[str | None, str | None], ...],
    months: int,
) -> None:
    assert found(SHOWS, {}, project=project, account=account, funds=funds, months=months) == []


@pytest.mark.parametrize(
    ("level", "weight", "execution", "named"),
    [
        ("产出指标（50分）", "48", None, 2),
        (None, "95", None, 1),
        (None, "90", "20", 1),
        (None, "80", "20", 0),
        (None, "90", None, 0),
        (None, "100", None, 0),
        ("产出指标（90分）", "90", "10", 0),
        (None, None, "10", 0),
    ],
)
def test_weights_make_a_hundred_with_the_points_of_the_money(
    level: str | None, weight: str | None, execution: str | None, named: int
) -> None:
    findings = found(
        {**SHOWS, "level1": level, "weight": weight}, {}, project={"execution_weight": execution}
    )
    assert checks(findings) == ["weights-sum"] * named


def test_indicators_of_a_medium_term_are_left_alone() -> None:
    row = {**SHOWS, "term": Term.MEDIUM.value, "name": "全省排名", "operator": "=", "unit": "名次"}
    assert found(row, {"score": "12"}) == []


def test_a_rate_just_below_the_due_one_does_not_read_as_it_and_any_figure_is_divided() -> None:
    year_end: dict[str, Any] = {"months": 12, "project": {"budget": "100000"}}
    (low,) = (
        one
        for one in found({}, {}, **year_end, account={"executed": "89999.9"})
        if one.check == "execution-unexplained"
    )
    assert "89.9999%" in low.message
    shown = found({}, {}, **year_end, account={"executed": "-" + "9" * 35})
    assert "execution-unexplained" in checks(shown)
