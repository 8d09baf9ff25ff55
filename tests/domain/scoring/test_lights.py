"""Monitoring lights: only what adds up is held against the calendar."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.case import aligned
from perfdesk.domain.figures import Figure, read_figure
from perfdesk.domain.records import Indicator
from perfdesk.domain.scoring.lights import (
    Light,
    LightRules,
    Shown,
    budget_light,
    indicator_light,
    worst_light,
)
from perfdesk.domain.scoring.pack_reading import read_pack
from perfdesk.domain.span import Span
from perfdesk.domain.target import target_of
from perfdesk.paths import resources

D = Decimal


def rules(pack: str = "national-10") -> LightRules:
    return read_pack((resources() / "rule_packs" / f"{pack}.toml").read_text(encoding="utf-8")).lights


def shown(
    operator: str | None,
    target: str,
    actual: str,
    month: int = 6,
    *,
    pack: str = "national-10",
    kind: str | None = "cumulative",
    level: str = "",
    unit: str | None = None,
) -> Shown:
    wanted = target_of(Indicator(1, operator=operator, target=target, unit=unit, accumulation=kind))
    read = read_figure(actual)
    case = aligned(wanted, read) if isinstance(read, Figure) and wanted.doubt is None else None
    return indicator_light(rules(pack), case, actual, level, Span(1, month))


@pytest.mark.parametrize(
    ("actual", "light"),
    [
        ("0", "red"),
        ("35.99", "red"),
        ("36", "yellow"),
        ("47.9", "yellow"),
        ("48", "green"),
        ("71.9", "green"),
        ("72", "blue"),
    ],
)
def test_a_sum_is_held_against_the_months_passed(actual: str, light: str) -> None:
    assert shown("≥", "120", actual).light == light


@pytest.mark.parametrize("kind", ["ratio", "point_in_time", "rank"])
def test_what_does_not_add_up_is_judged_as_it_stands(kind: str) -> None:
    assert shown("≥", "90", "60", kind=kind, unit="%").light is Light.RED
    assert shown("≥", "90", "95", kind=kind, unit="%").light is Light.GREEN


def test_a_one_off_task_has_no_light_while_the_year_goes_on() -> None:
    assert shown("≥", "1", "0", kind="one_off").light is None
    assert shown("≥", "1", "0", 12, kind="one_off").light is Light.RED
    assert shown("≥", "1", "1", kind="one_off").light is Light.GREEN


def test_strict_operators_are_strict_for_lights_too() -> None:
    assert shown("<", "5", "5").light is Light.RED
    assert shown("≤", "5", "5").light is Light.GREEN
    assert shown("=", "0", "0").light is Light.GREEN
    assert shown("=", "0", "1").light is Light.RED


def test_blue_may_be_measured_by_the_whole_year() -> None:
    assert shown("≥", "120", "143", pack="lights-year").light is Light.GREEN
    assert shown("≥", "120", "144", 3, pack="lights-year").light is Light.BLUE


def test_some_offices_pace_certain_levels_only() -> None:
    assert shown("≥", "120", "60", pack="shanxi", level="产出指标 数量指标").light is Light.GREEN
    assert shown("≥", "120", "60", pack="shanxi", level="产出指标 时效指标").light is Light.RED


def test_grades_have_their_own_lights_and_other_words_none() -> None:
    assert [shown(None, "优良", word).light for word in ("达成", "部分达成", "未达成", "还行")] == [
        Light.GREEN,
        Light.YELLOW,
        Light.RED,
        None,
    ]


def test_money_is_held_against_the_months_passed() -> None:
    lights = [
        budget_light(rules(), D(spent), D(100), Span(1, 6)).light for spent in ("29.9", "30", "40", "90")
    ]
    assert lights == [Light.RED, Light.YELLOW, Light.GREEN, Light.GREEN]
    assert budget_light(rules(), D(5), D(0), Span(1, 6)).light is None


def test_a_light_says_why() -> None:
    assert shown("≥", "120", "40").why == "40 ÷（120 × 6 ÷ 12） 不到 80%，黄灯。"


def test_the_worst_light_wins() -> None:
    for lights in product([*Light, None], repeat=3):
        worst = worst_light(lights)
        present = [light for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE) if light in lights]
        assert worst == (present[0] if present else None)


@given(st.integers(1, 10**6), st.integers(0, 10**7), st.integers(0, 10**7), st.integers(1, 12))
def test_more_done_never_turns_a_light_worse(target: int, a: int, b: int, month: int) -> None:
    order = [Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE]
    less, more = (shown("≥", str(target), str(actual), month).light for actual in sorted((a, b)))
    assert less
    assert more
    assert order.index(less) <= order.index(more)
