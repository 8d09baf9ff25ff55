"""The scoring scheme of the Hangzhou table, computed as its text reads, its open readings asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.scoring.scheme import SchemeResult, reckon
from perfdesk.domain.scoring.scheme_reading import read_inputs, read_scheme, write_inputs
from perfdesk.paths import resources

D = Decimal
TEXT = (resources() / "schemes" / "investment.toml").read_text(encoding="utf-8")
CHOSEN = TEXT.replace("# base = 90", "base = 90").replace("# weight = 10", "weight = 10")
NONE_ON_TOP = {"a": "0", "b": "0", "c": "0"}


def reckoned(text: str = CHOSEN, **given: str) -> SchemeResult:
    return reckon(read_scheme(text), {**NONE_ON_TOP, **given})


def test_half_of_the_task_and_five_projects_earn_all_points() -> None:
    result = reckoned(n="12", T="20", L="60%")
    assert result.score == 100
    assert result.lines[0].formula == "条件都达到，得 70；换算成 100 分制：70 × 100 ÷ 70 = 100.00"
    assert result.lines[-1].formula == "100.00 ≥ 90，不扣分"
    assert (result.share, result.kept) == (100, 10)


def test_every_five_points_below_half_cost_two() -> None:
    # 5 of 20 are 25 %: five steps, 60 of 70, 85.71 of 100.
    result = reckoned(n="5", T="20", L="60")
    assert result.score == D("85.71")
    assert "(50 - 25) ÷ 5 = 5 步" in result.lines[0].formula
    assert "70 - 5 × 2 = 60" in result.lines[0].formula
    assert "60 × 100 ÷ 70 = 85.71" in result.lines[0].formula
    assert result.kept == D("9.52")  # 85.71 ÷ 90 × 10
    assert result.lines[-1].formula == "85.71 ÷ 90 = 95.23%，10 分得 9.52，扣 0.48"


@pytest.mark.parametrize(("rounding", "points"), [("floor", "70"), ("exact", "68.67"), ("ceil", "68")])
def test_what_a_broken_step_costs_is_a_choice(rounding: str, points: str) -> None:
    # 7 of 15 are 46.67 %, two thirds of a step below.
    text = CHOSEN.replace('rounding = "floor"', f'rounding = "{rounding}"')
    result = reckoned(text, n="7", T="15", L="60")
    assert f"= {points}；" in result.lines[0].formula


def test_a_low_landing_rate_counts_only_where_the_task_is_half_done() -> None:
    assert "落地率" in reckoned(n="12", T="20", L="40").lines[0].formula
    both = reckoned(n="5", T="20", L="40")
    assert "完成率" in both.lines[0].formula
    assert any("没有重复扣分" in remark for remark in both.remarks)


def test_a_case_the_text_does_not_cover_is_asked() -> None:
    result = reckoned(n="4", T="6", L="60")
    assert result.score is None
    assert "请手工填这一部分的分（s1）" in result.open[0]
    assert any("原文没有写怎么计分" in remark for remark in result.remarks)
    assert reckoned(n="4", T="6", L="60", s1="63").score == 90
    assert reckoned(n="4", T="6", L="60", s1="71").score is None


def test_points_on_top_are_added_after_the_conversion() -> None:
    result = reckoned(n="5", T="20", L="60", a="1", b="2", c="3")
    assert result.score == D("85.71") + 5 + 20 + 15
    assert [line.points for line in result.lines[2:5]] == [5, 20, 15]


def test_a_part_that_does_not_apply_this_year_is_left_out_and_said() -> None:
    line = reckoned(n="12", T="20", L="60").lines[1]
    assert (line.points, line.formula) == (0, "今年不涉及，不计分")


def test_the_base_of_the_deduction_is_asked_and_never_assumed() -> None:
    result = reckoned(TEXT, n="5", T="20", L="60")
    assert (result.score, result.share, result.kept) == (D("85.71"), None, None)
    assert "没有写以多少分折算" in result.open[0]
    of_hundred = reckoned(CHOSEN.replace("base = 90", "base = 100"), n="5", T="20", L="60")
    assert of_hundred.kept == D("8.57")
    # Above the mark nothing is deducted, so nothing is asked.
    assert reckoned(TEXT, n="12", T="20", L="60").open == ()


def test_missing_inputs_are_named_and_a_task_of_nothing_does_not_divide() -> None:
    assert "还没有填“目标任务数”" in reckoned(n="5", L="60").open[0]
    assert "“目标任务数”是 0" in reckoned(n="5", T="0", L="60").open[0]
    assert "还没有填“引进项目个数”" in reckoned(n="30余", T="20", L="60").open[0]
    # Below half of the task the landing rate is not looked at.
    assert reckoned(n="5", T="20").score == D("85.71")


def test_the_evidence_the_text_asks_for_is_shown() -> None:
    assert any("请附上证明材料" in remark for remark in reckoned(n="12", T="20", L="60").remarks)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('measure = "L"', 'measure = "M"', "part.step.measure：没有“M”这一种"),
        ("every = 5", "every = 0", "part.step.every：要大于 0"),
        ("every = 5, ", "", "part.step.every：还没有写"),
        ("points = 70", "points = 0", "part.points：要大于 0"),
        ('key = "s2"', 'key = "s1"', "part：“s1”用了两次"),
        ('of = "n"', 'of = "x"', "measure.of：没有“x”这一种"),
        ('key = "s1"', 'key = "第一"', "part.key：只能用英文字母"),
        ("# base = 90", "base = 80", "base：折算的分数不能低于不扣分的分数（90）"),
        ('rounding = "floor"', 'rounding = "round"', "rounding：没有“round”这一种"),
        ("applies = false", "applies = 0", "part.applies：只能写 true 或 false"),
    ],
)
def test_a_broken_scheme_is_one_sentence_with_its_line(before: str, after: str, says: str) -> None:
    assert before in TEXT
    with pytest.raises(NotUnderstood) as refused:
        read_scheme(TEXT.replace(before, after, 1))
    assert says in str(refused.value)


TYPED = st.one_of(st.integers(0, 200).map(str), st.decimals(0, 100, places=1).map(str), st.text(max_size=6))


@given(
    st.dictionaries(st.sampled_from(["n", "T", "L", "a", "b", "c", "s1", "x"]), TYPED),
    st.sampled_from(["floor", "exact", "ceil"]),
)
def test_whatever_was_typed_the_result_keeps_its_bounds(typed: dict[str, str], rounding: str) -> None:
    result = reckoned(CHOSEN.replace('"floor"', f'"{rounding}"'), **typed)
    assert (result.score is None) == bool(result.open)
    assert all(line.formula for line in result.lines)
    if result.score is not None:
        assert isinstance(result.score, Decimal)
        assert result.kept is not None
        assert 0 <= result.kept <= 10


@given(
    st.integers(0, 60), st.integers(0, 60), st.integers(1, 60), st.sampled_from(["floor", "exact", "ceil"])
)
def test_more_projects_are_never_worth_less(a: int, b: int, task: int, rounding: str) -> None:
    text = CHOSEN.replace('"floor"', f'"{rounding}"')
    results = [reckoned(text, n=str(n), T=str(task), L="60").lines[0].points for n in sorted((a, b))]
    if None not in results:
        less, more = (points or D(0) for points in results)
        assert less <= more


@given(st.dictionaries(st.sampled_from(["n", "T", "L"]), st.text(max_size=8)))
def test_inputs_come_back_as_typed(typed: dict[str, str]) -> None:
    assert read_inputs(write_inputs(typed)) == {key: text for key, text in typed.items() if text.strip()}


@pytest.mark.parametrize("text", ["[1]", '{"n": 5}', "{", "null", "[" * 100_000])
def test_inputs_that_are_no_texts_are_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match="请在计分方法里重新填写"):
        read_inputs(text)


def test_a_share_just_below_its_threshold_does_not_read_as_the_threshold() -> None:
    result = reckoned(n="499999", T="1000000", L="60")
    assert "49.9999，低于 50" in result.lines[0].formula
