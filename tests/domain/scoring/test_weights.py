"""Weights: every sum is held against its heading and the pack; proposals fill blanks and never overwrite."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.records import Indicator
from perfdesk.domain.scoring.pack_reading import read_pack
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.domain.scoring.weights import declared, level1_of, propose, roll_up
from perfdesk.paths import resources

D = Decimal


def pack(name: str = "national-10") -> RulePack:
    return read_pack((resources() / "rule_packs" / f"{name}.toml").read_text(encoding="utf-8"))


def rows(*given: tuple[str | None, str | None, str | None]) -> list[Indicator]:
    return [Indicator(at, project=1, level1=a, level2=b, weight=w) for at, (a, b, w) in enumerate(given, 1)]


def problems(indicators: list[Indicator], name: str = "national-10") -> list[str]:
    return [line.problem for line in roll_up(pack(name), indicators, D(10)) if line.problem]


GOOD = rows(
    ("产出指标", "数量指标", "30"),
    ("产出指标", "质量指标", "20"),
    ("效益指标", "社会效益指标", "30"),
    ("满意度指标", "服务对象满意度指标", "10"),
)


def test_weights_that_fit_raise_no_problem() -> None:
    assert problems(GOOD) == []
    total = roll_up(pack(), GOOD, D(10))[-1]
    assert (total.depth, total.total, total.wanted) == (0, 100, 100)


def test_a_level_that_does_not_add_up_is_named_with_both_sums() -> None:
    wrong = [*GOOD[:1], Indicator(9, level1="产出指标", level2="质量指标", weight="15"), *GOOD[2:]]
    assert problems(wrong) == [
        "“产出指标”分值合计 45，应为 50。",
        "指标 85、预算执行率 10，分值总计 95，应为 100。",
    ]


def test_points_stated_in_a_heading_outrank_the_pack() -> None:
    stated = rows(
        ("产出指标（60分）", "数量指标(40分)", "40"),
        ("产出指标（60分）", "质量指标", "20"),
        ("效益指标", "", "30"),
    )
    assert problems(stated, "sichuan") == []
    stated[0] = Indicator(1, level1="产出指标（60分）", level2="数量指标(40分)", weight="35")
    assert problems(stated, "sichuan")[:2] == [
        "“数量指标(40分)”分值合计 35，应为 40。",
        "“产出指标（60分）”分值合计 55，应为 60。",
    ]


def test_without_satisfaction_its_points_go_to_benefit() -> None:
    two = rows(("产出指标", "数量指标", "50"), ("效益指标", "社会效益指标", "40"))
    assert problems(two) == []
    assert problems(two, "national-101") == []


def test_cost_may_stand_alone_or_below_output() -> None:
    alone = rows(("成本指标", "经济成本指标", "20"), ("产出指标", "数量指标", "40"), ("效益指标", "x", "30"))
    assert problems(alone, "national-101") == []
    below = rows(("产出指标", "经济成本指标", "20"), ("产出指标", "数量指标", "30"), ("效益指标", "x", "40"))
    assert problems(below, "national-101") == []


@pytest.mark.parametrize("weight", [None, "", "0", "-5", "若干", "10-20"])
def test_a_weight_that_is_no_positive_number_is_counted_as_missing(weight: str | None) -> None:
    held = problems([*GOOD[:3], Indicator(4, level1="满意度指标", weight=weight)])
    assert held == ["“满意度指标”有 1 项没有分值。", "有 1 项指标没有分值，合不成总分。"]


def test_level_two_speaks_where_level_one_is_blank() -> None:
    names = [
        level1_of(i)
        for i in rows((None, "数量指标", None), (None, "可持续影响指标", None), (None, None, None))
    ]
    assert names == ["产出", "效益", ""]


def test_headings_state_points_in_either_width() -> None:
    assert [declared(t) for t in ("效益指标（３０分）", "效益(30)", "产出(元)", None)] == [30, 30, None, None]


def test_blank_weights_share_what_their_level_has_left() -> None:
    blank = rows(
        ("产出指标", "数量指标", "20"),
        ("产出指标", "数量指标", None),
        ("产出指标", "质量指标", " "),
        ("效益指标", "社会效益指标", None),
        ("满意度指标", "x", None),
    )
    assert [(p.indicator, p.weight) for p in propose(pack(), blank)] == [(2, 15), (3, 15), (4, 30), (5, 10)]


def test_nothing_is_proposed_over_a_weight_or_from_nothing() -> None:
    assert propose(pack(), GOOD) == ()
    assert propose(pack(), rows(("产出指标", "数量指标", "50"), ("产出指标", "质量指标", None))) == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["产出指标", "效益指标", "满意度指标"]),
            st.just("x"),
            st.one_of(st.none(), st.integers(1, 20).map(str)),
        ),
        min_size=1,
        max_size=70,
    ),
    st.sampled_from(["national-10", "national-101", "sichuan", "yinchuan"]),
)
def test_accepted_proposals_add_up_to_the_cent(
    given_rows: list[tuple[str, str, str | None]], name: str
) -> None:
    indicators = rows(*given_rows)
    proposals = {p.indicator: p for p in propose(pack(name), indicators)}
    assert all(p.weight > 0 for p in proposals.values())
    filled = [
        Indicator(
            i.id, level1=i.level1, weight=str(proposals[i.id].weight) if i.id in proposals else i.weight
        )
        for i in indicators
    ]
    lines = {line.name: line for line in roll_up(pack(name), filled, D(10)) if line.depth == 1}
    for proposal in proposals.values():
        line = lines[indicators[proposal.indicator - 1].level1 or ""]
        assert line.wanted is None or line.problem == ""
