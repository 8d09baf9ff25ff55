"""The score of one indicator: by the formula of the pack, apart from the verdict, honest on what is open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.records import Indicator
from perfdesk.domain.scoring.indicator_score import Score, Scored, lost, printed, score_indicator
from perfdesk.domain.scoring.pack_reading import read_pack
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.domain.target import target_of
from perfdesk.domain.verdict import Verdict, judge
from perfdesk.paths import resources

D = Decimal
PACKS = {
    file.stem: read_pack(file.read_text(encoding="utf-8"))
    for file in (resources() / "rule_packs").glob("*.toml")
}


def scored(
    operator: str | None,
    target: str | None,
    actual: str | None,
    *,
    pack: str = "national-10",
    unit: str | None = None,
    weight: str | None = "10",
    hand: str | None = None,
    levels: str = "",
    name: str = "指标",
) -> Score:
    indicator = Indicator(1, name=name, operator=operator, target=target, unit=unit)
    return score_indicator(PACKS[pack], Scored(target_of(indicator), actual, weight, levels, hand))


def test_equal_at_a_strict_target_is_not_met_and_scores_by_the_formula() -> None:
    target = target_of(Indicator(1, operator=">", target="500"))
    assert judge(target, "500").verdict is Verdict.NOT_MET
    score = scored(">", "500", "500")
    assert (score.points, score.formula) == (D(10), "500 ≥ 500，得满分 10.00")


def test_units_are_brought_together_before_reckoning() -> None:
    score = scored("≥", "1", "5000万元", unit="亿元")
    assert (score.points, score.formula) == (D("5.00"), "0.5 ÷ 1 × 10 = 5.00")
    assert scored("≥", "1", "3个月", unit="亿元").points is None


def test_growth_below_zero_against_positive_growth_earns_nothing() -> None:
    score = scored(">", "0", "-12.49%", unit="%")
    assert score.points == 0
    assert score.explain


def test_a_negative_actual_is_never_lifted_to_full_points() -> None:
    assert scored("≥", "5", "-5").points == 0
    assert scored("≤", "5", "-5").points == 10


@pytest.mark.parametrize(
    ("operator", "target", "actual", "weight", "says"),
    [
        ("≥", "5", None, "10", "还没有填实际完成值"),
        ("≥", "5", "/", "10", "还没有填实际完成值"),
        ("≥", "5", "6", None, "还没有分值"),
        ("≥", "5", "6", "0", "不是大于 0 的数"),
        ("≥", "5", "6", "十分满意", "不是大于 0 的数"),
        (None, "5", "6", "10", "没有运算符"),
        ("≥", "5", "基本完成", "10", "请改填数字"),
        ("≥", "5", "4-6", "10", "不是一个确定的数"),
        ("≥", "5", "不涉及", "10", "本期不涉及"),
        (None, "优良", "挺好", "10", "定性指标要先写达成档次（达成、部分达成、未达成）"),
        (None, "优良", "部分达成", "10", "可打 6.00 到 7.99"),
    ],
)
def test_what_is_open_says_what_to_do(
    operator: str | None, target: str, actual: str | None, weight: str | None, says: str
) -> None:
    score = scored(operator, target, actual, weight=weight)
    assert score.points is None
    assert says in score.open


def test_a_certain_bound_is_scored_and_an_uncertain_one_is_not() -> None:
    assert scored("≥", "30", "30余").points == 10
    assert scored("≤", "5", "不超过5").points == 10
    assert scored("≥", "40", "30余").points is None
    assert scored("=", "30", "30余").points is None


def test_a_hand_chooses_within_the_band_of_the_grade() -> None:
    score = scored(None, "优良", "部分达成", hand="7.5")
    assert score.points == D("7.5")
    assert score.formula == "部分达成：分值的 60% 到 80%；手工打分 7.50（可打 6.00 到 7.99）"
    assert scored(None, "优良", "部分达成", hand="8").points is None
    assert scored(None, "优良", "达成", hand="8").points == 8
    assert "不在 6.00 到 7.99 之间" in scored(None, "优良", "部分达成", hand="5.99").open
    assert "不是一个数" in scored(None, "优良", "部分达成", hand="七分吧").open


def test_a_hand_is_respected_where_the_formula_asks_for_one_and_compared_elsewhere() -> None:
    assert scored("=", "100", "99", pack="tianjin", hand="9").points == 9
    assert scored("=", "100", "99", pack="tianjin").points is None
    held = scored("≥", "500", "470", hand="10")
    assert held.points == D("9.40")
    assert held.remark == "填写的得分是 10.00，按规则算是 9.40，请核对。"
    assert scored("≥", "500", "470", hand="9.4").remark == ""


def test_far_above_the_target_is_treated_as_the_pack_says() -> None:
    by_hand = scored("≥", "100", "120")
    assert (by_hand.points, by_hand.explain) == (D(10), True)
    assert "20% 以上" in by_hand.remark
    assert scored("≥", "100", "120", hand="8.5").points == D("8.5")
    assert scored("≥", "100", "119.99").explain is False
    cut = scored("≥", "100", "130", pack="ceilings")
    assert cut.points == 8
    assert cut.formula == "130 ≥ 100，得满分 10.00，超过目标太多，减 2，得 8.00"
    assert scored("≥", "100", "130", pack="ceilings", weight="1").points == 0
    assert scored("≤", "100", "10", pack="ceilings").points == 10
    assert scored("≥", "0", "10", pack="ceilings").points == 10


def test_satisfaction_is_scored_by_its_bands() -> None:
    level = "满意度指标 服务对象满意度指标"
    assert scored("≥", "95", "91%", pack="national-101", unit="%", levels=level).points == 10
    assert scored("≥", "95", "81", pack="national-101", levels=level).points == 9
    assert scored("≥", "95", "59%", pack="national-101", unit="%", levels=level).points == 0
    assert scored("≥", "900", "600‰", pack="national-101", unit="‰", levels=level).points == D("6.67")
    assert scored("≥", "3", "2", pack="national-101", unit="星", levels=level).points is None


def test_points_and_losses_are_printed_with_two_places() -> None:
    score = scored("≥", "500", "470")
    assert (printed(score), lost(score)) == ("9.40 / 10", "扣 0.60")
    assert (printed(scored("≥", "500", None)), lost(scored("≥", "5", "5"))) == ("待定 / 10", "")


TEXTS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.integers(-200, 200).map(str),
    st.sampled_from(
        ["30余", "约5", "5-6", "达成", "部分达成", "未达成", "无", "不涉及", "90%", "5000万元", "{0}"]
    ),
)


@given(
    st.sampled_from(sorted(PACKS)),
    st.sampled_from(["≥", ">", "=", "<", "≤", None]),
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.sampled_from(["", "满意度指标", "产出指标 数量指标"]),
    st.sampled_from([None, "%", "亿元", "名次"]),
)
def test_whatever_was_typed_points_lie_between_nothing_and_the_weight(
    pack: str,
    operator: str | None,
    target: str | None,
    actual: str | None,
    weight: str | None,
    hand: str | None,
    levels: str,
    unit: str | None,
) -> None:
    score = scored(operator, target, actual, pack=pack, weight=weight, hand=hand, levels=levels, unit=unit)
    assert (score.points is None) == bool(score.open)
    assert score.points is not None or score.open.endswith("。")
    assert score.formula or score.points is None
    if score.points is not None:
        assert isinstance(score.points, Decimal)
        assert score.weight is not None
        assert 0 <= score.points <= score.weight
        assert score.points == score.weight or score.explain


def test_every_pack_is_a_rule_pack() -> None:
    assert len(PACKS) == 9
    assert all(isinstance(pack, RulePack) for pack in PACKS.values())


def by_method(
    method: str,
    operator: str | None,
    target: str,
    actual: str,
    *,
    pass_mark: str | None = None,
    unit: str = "%",
) -> Score:
    wanted = target_of(Indicator(1, name="指标", operator=operator, target=target, unit=unit))
    given_one = Scored(wanted, actual, "10", method=method, pass_mark=pass_mark)
    return score_indicator(PACKS["national-10"], given_one)


def test_an_indicators_own_method_outranks_the_packs_choice() -> None:
    assert by_method("E3", "≥", "90", "95").points == 0
    assert by_method("N2", "≤", "60", "130").points == D("4.62")
    assert by_method("N1", "≤", "60", "130").points == 0


def test_a_pass_mark_of_an_indicator_is_held_in_its_own_unit() -> None:
    assert by_method("", "≥", "90", "53.9", pass_mark="54%").points == 0
    assert by_method("C1", "≥", "90", "54", pass_mark="540‰").points == 6
    assert by_method("C1", "≥", "90", "50", pass_mark="约50").points is None
    assert "及格门槛" in by_method("", "≥", "90", "50", pass_mark="60家").open


def test_a_method_the_pack_has_no_figures_for_is_asked() -> None:
    assert "“M1”这种打分方法" in by_method("M1", "≥", "90", "95").open
    assert "“瞎写”这种打分方法" in by_method("瞎写", "≥", "90", "95").open
    assert "只用于文字目标" in by_method("Q1", "≥", "90", "95").open


def changed(before: str, after: str) -> RulePack:
    text = (resources() / "rule_packs" / "national-10.toml").read_text(encoding="utf-8")
    assert before in text
    return read_pack(text.replace(before, after, 1))


def test_direct_points_leave_no_choice_to_a_hand() -> None:
    start, end = 'use = "Q1"\nband = [', "]\n\n[[weights]]"
    text = (resources() / "rule_packs" / "national-10.toml").read_text(encoding="utf-8")
    bands = text[text.index(start) : text.index(end)]
    direct = changed(
        bands,
        'use = "D1"\nband = [\n{ words = ["完成"], from = 100, to = 100, to_included = true },\n'
        '{ words = ["未完成"], from = 0, to = 0, to_included = true },\n',
    )
    target = target_of(Indicator(1, name="办法", target="印发"))
    done, undone, unclear = (
        score_indicator(direct, Scored(target, word, "10")) for word in ("完成", "未完成", "快了")
    )
    assert (done.points, done.explain, done.formula) == (D(10), False, "完成：分值的 100%，得 10.00")
    assert (undone.points, undone.explain) == (D(0), True)
    assert unclear.points is None


def test_an_overshoot_may_only_have_to_be_explained() -> None:
    pack = changed('treatment = "hand"', 'treatment = "explain"')
    target = target_of(Indicator(1, name="户数", operator="≥", unit="户", target="100"))
    score = score_indicator(pack, Scored(target, "150", "10", hand="9"))
    assert (score.points, score.explain) == (D(10), True)
    assert "按规则算是 10.00" in score.remark
