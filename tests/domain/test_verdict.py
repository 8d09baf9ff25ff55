"""The judge: strict by the operator, patient only with sums before the year is over, and no guessing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.figures import plain
from perfdesk.domain.measure import Accumulation, Direction
from perfdesk.domain.operator import Operator
from perfdesk.domain.records import Indicator
from perfdesk.domain.span import Span
from perfdesk.domain.target import Target, target_of
from perfdesk.domain.verdict import Judgement, Verdict, judge, worst
from perfdesk.domain.wording import VERDICT_MARKS, VERDICT_WORDS

MET, NOT_MET, IN_PROGRESS = Verdict.MET, Verdict.NOT_MET, Verdict.IN_PROGRESS
NO_DATA, OPEN, NOT_APPLICABLE = Verdict.NO_DATA, Verdict.NEEDS_JUDGEMENT, Verdict.NOT_APPLICABLE
HALF, YEAR = Span(1, 6), Span(1, 12)


def target(text: str, unit: str | None = None, kind: str | None = None, name: str = "指标") -> Target:
    """「≥ 500」 as operator field and target field; without a space all stands in the target field."""
    operator, _, number = text.rpartition(" ")
    return target_of(
        Indicator(
            1, project=1, name=name, operator=operator or None, unit=unit, target=number, accumulation=kind
        )
    )


def verdict(text: str, actual: str, unit: str | None = None) -> Verdict:
    return judge(target(text, unit), actual).verdict


STRICT = [
    ("≥ 500", "470", NOT_MET),
    ("≥ 500", "500", MET),
    ("> 500", "500", NOT_MET),
    ("> 500", "500.0001", MET),
    ("≤ 5", "6", NOT_MET),
    ("≤ 5", "5", MET),
    ("≤ 60", "130", NOT_MET),
    ("< 5", "5", NOT_MET),
    ("< 5", "4.99", MET),
    ("= 0", "1", NOT_MET),
    ("= 0", "0", MET),
    ("= 0", "-0", MET),
    ("= 100", "99", NOT_MET),
    ("= 100", "101", NOT_MET),
    ("= 100", "100.00", MET),
    ("= 8", "7", NOT_MET),
    ("> 0", "-12.49", NOT_MET),
    ("> 0", "0", NOT_MET),
    ("≥ 0", "0", MET),
    ("≤ 0", "-1", MET),
    ("≥ -5", "-6", NOT_MET),
    ("≥ 1", "１", MET),
]


@pytest.mark.parametrize(("wanted", "actual", "result"), STRICT)
def test_operators_are_strict_and_nothing_is_clamped(wanted: str, actual: str, result: Verdict) -> None:
    assert verdict(wanted, actual) is result


@pytest.mark.parametrize("actual", ["", " ", "-", "—", "/", "　"])
def test_blank_and_dashes_are_no_data(actual: str) -> None:
    assert verdict("≥ 5", actual) is NO_DATA
    assert judge(target("≥ 5"), None).verdict is NO_DATA
    assert judge(target("优良"), actual).verdict is NO_DATA


def test_nothing_is_asked_about_where_it_could_mean_zero() -> None:
    assert verdict("= 0", "无") is OPEN
    assert verdict("≤ 5", "无") is OPEN
    assert verdict("≥ 5", "无") is NO_DATA


@pytest.mark.parametrize("actual", ["不涉及", "<此项今年不涉及>", "不适用"])
def test_what_does_not_concern_the_unit_is_not_applicable(actual: str) -> None:
    assert verdict("≥ 5", actual) is NOT_APPLICABLE
    assert judge(target("优良"), actual).verdict is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("优良", "优良"),
        ("9月前", "9月前"),
        ("90", "运算符"),
        ("≥ 80-90", "80-90"),
        ("≥ 约90", "约90"),
        ("≤ ≥90%", "改成一致"),
        ("≥ ", "目标值"),
    ],
)
def test_a_target_no_rule_can_measure_needs_judgement(wanted: str, why: str) -> None:
    judged = judge(target(wanted), "95")
    assert judged.verdict is OPEN
    assert why in judged.sentence


def test_a_target_text_may_carry_operator_and_unit_itself() -> None:
    aim = target("≥90%")
    assert (aim.operator, aim.number, aim.unit, aim.printed) == (Operator.GE, Decimal(90), "%", "≥ 90 %")
    assert judge(aim, "95").verdict is MET
    assert target("不少于3次").printed == "≥ 3 次"


def test_a_target_text_in_another_unit_is_brought_to_the_unit_field() -> None:
    assert target("≥ 5000万元", "亿元").number == Decimal("0.5")
    judged = judge(target("≥ 5家", "亿元"), "6")
    assert judged.verdict is OPEN
    assert "家" in judged.sentence
    assert "亿元" in judged.sentence


@pytest.mark.parametrize("actual", ["完成", "达成", "没有轮换、动用库存", "1e5", "NaN", "**", "五" * 500])
def test_words_against_a_number_need_judgement_and_are_quoted(actual: str) -> None:
    judged = judge(target("≥ 5"), actual)
    assert judged.verdict is OPEN
    assert actual[:4] in judged.sentence
    assert len(judged.sentence) < 80


UNCERTAIN = [
    ("≥ 30", "30余个", MET),
    ("≥ 50", "30余个", OPEN),
    ("< 30", "30余个", NOT_MET),
    ("= 20", "30余个", NOT_MET),
    ("= 50", "30余个", OPEN),
    ("> 30", "30余个", OPEN),
    ("≥ 30", "31-35", MET),
    ("≥ 30", "25-35", OPEN),
    ("≥ 30", "20-29", NOT_MET),
    ("= 30", "31-35", NOT_MET),
    ("≤ 30", "20-30", MET),
    ("< 30", "20-30", OPEN),
    ("= 30", "30-30", MET),
    ("≥ 30", "约40", OPEN),
    ("≥ 30", "30左右", OPEN),
    ("≥ 95", "≥96", MET),
    ("≥ 95", "≥90", OPEN),
    ("> 20", "超过20", MET),
    ("≥ 30", "不足30", NOT_MET),
    ("≤ 30", "不足30", MET),
    ("= 30", "超过30", NOT_MET),
    ("= 30", "=30", MET),
    ("≥ 30", "不超过30", OPEN),
]


@pytest.mark.parametrize(("wanted", "actual", "result"), UNCERTAIN)
def test_an_open_figure_is_decided_only_when_certain(wanted: str, actual: str, result: Verdict) -> None:
    assert judge(target(wanted, "个"), actual).verdict is result


INTERIM = [
    ("≥ 500", "260", IN_PROGRESS, "52 %，快于进度"),
    ("≥ 500", "155", IN_PROGRESS, "31 %，慢于进度"),
    ("≥ 500", "250", IN_PROGRESS, "50 %，等于进度"),
    ("≥ 500", "0", IN_PROGRESS, "0 %，慢于进度"),
    ("≥ 3", "1", IN_PROGRESS, "33.3 %，慢于进度"),
    ("≥ 3", "2", IN_PROGRESS, "66.7 %，快于进度"),
    ("≥ 10000", "9999", IN_PROGRESS, "99.9 %，快于进度"),
    ("≥ 500", "600", MET, "超 100"),
    ("≥ 500", "500", MET, ""),
    ("> 500", "500", IN_PROGRESS, "须超过"),
    ("= 2", "1", IN_PROGRESS, "50 %，等于进度"),
    ("= 2", "2", MET, ""),
    ("= 2", "3", NOT_MET, "超 1"),
    ("≤ 7", "8", NOT_MET, "超 1"),
    ("≤ 7", "7", MET, ""),
    ("< 7", "7", NOT_MET, "须低于"),
    ("< 7", "3", MET, ""),
    ("= 0", "1", NOT_MET, "超 1"),
    ("> 0", "-3", IN_PROGRESS, "未完成"),
    ("≥ 5", "-3", IN_PROGRESS, "未完成"),
    ("≤ -5", "-2", IN_PROGRESS, "40 %，慢于进度"),
    ("≥ -5", "-8", NOT_MET, "差 3"),
    ("< 0", "0", IN_PROGRESS, "未完成"),
    ("≥ 30", "不足30", IN_PROGRESS, "未完成"),
]


@pytest.mark.parametrize(("wanted", "actual", "result", "short"), INTERIM)
def test_a_sum_is_held_against_the_calendar(wanted: str, actual: str, result: Verdict, short: str) -> None:
    judged = judge(target(wanted, "家", "cumulative"), actual, HALF)
    assert (judged.verdict, judged.short) == (result, short)
    assert "目前" in judged.sentence


@pytest.mark.parametrize("kind", ["ratio", "rank", "point_in_time"])
def test_ratios_ranks_and_levels_are_judged_as_they_stand(kind: str) -> None:
    assert judge(target("≥ 90", "%", kind), "60", HALF).verdict is NOT_MET


def test_a_single_deed_can_still_be_done_before_december() -> None:
    assert judge(target("≥ 1", "项", "one_off"), "0", HALF).verdict is IN_PROGRESS
    assert judge(target("≥ 1", "项", "one_off"), "0", YEAR).verdict is NOT_MET
    assert judge(target("≤ 1", "项", "one_off"), "2", HALF).verdict is NOT_MET


@pytest.mark.parametrize("span", [None, YEAR])
def test_at_the_end_of_the_year_nothing_is_in_progress(span: Span | None) -> None:
    assert judge(target("≥ 500", "家", "cumulative"), "260", span).verdict is NOT_MET


SENTENCES = [
    ("≥ 30", "%", "27.4", "实际 27.4 %，目标 ≥ 30 %，差 2.6 个百分点。"),
    ("≥ 0.75", "亿元", "1.1", "实际 1.1 亿元，目标 ≥ 0.75 亿元，超 0.35 亿元。"),
    ("≥ 5", "家", "5", "实际 5 家，目标 ≥ 5 家，正好达到。"),
    ("> 5", "家", "5", "实际 5 家，目标 > 5 家，正好相等，目标要求超过。"),
    ("≤ 7", "万元", "6.5", "实际 6.5 万元，目标 ≤ 7 万元，低 0.5 万元。"),
    ("≥ 1", "亿元", "5000万元", "实际 5000 万元（合 0.5 亿元），目标 ≥ 1 亿元，差 0.5 亿元。"),
    ("≥ 20", "亿", "30亿元", "实际 30 亿，目标 ≥ 20 亿，超 10 亿。"),
    ("≥ 30", "个", "30余个", "实际“30余个”，目标 ≥ 30 个。"),
    ("≥ 5", None, "6", "实际 6，目标 ≥ 5，超 1。"),
    ("< 6", "小时", "100分钟", "实际 100 分钟，目标 < 6 小时（合 360 分钟），低 260 分钟。"),
]


@pytest.mark.parametrize(("wanted", "unit", "actual", "sentence"), SENTENCES)
def test_the_sentence_says_by_how_much(wanted: str, unit: str | None, actual: str, sentence: str) -> None:
    assert judge(target(wanted, unit), actual).sentence == sentence


def test_units_without_a_ratio_are_named_both() -> None:
    judged = judge(target("≥ 5", "%"), "3个百分点")
    assert judged.verdict is OPEN
    assert "个百分点" in judged.sentence
    assert "“%”" in judged.sentence


@pytest.mark.parametrize("actual", ["7", "第7名", "第七", "7位"])
def test_a_better_rank_misses_an_equal_sign_and_says_so(actual: str) -> None:
    judged = judge(target("= 8", "名次", name="全国排名"), actual)
    assert judged.verdict is NOT_MET
    assert judged.short == "靠前 1"
    assert "运算符应为 ≤" in judged.sentence


def test_a_worse_rank_gets_no_such_remark() -> None:
    judged = judge(target("= 8", "名次", name="全国排名"), "9")
    assert (judged.verdict, judged.short) == (NOT_MET, "靠后 1")
    assert "运算符应为" not in judged.sentence


def test_a_rank_is_ahead_or_behind_by_places_whatever_the_sign() -> None:
    judged = judge(target("≤ 8", "名次", name="全国排名"), "第6名")
    assert judged.sentence == "实际 6 名次，目标 ≤ 8 名次，靠前 2 名。"
    judged = judge(target("≥ 8", "名次", name="全国排名"), "10")
    assert (judged.verdict, judged.short) == (MET, "")
    stated = Target("排名", Operator.EQ, "8", "名次", Accumulation.RANK, Direction.HIGHER, False)
    assert "运算符应为" not in judge(stated, "10").sentence


def test_too_much_of_a_good_thing_says_that_the_sign_may_be_wrong() -> None:
    assert "≥" in judge(target("= 90", "%", name="满意度"), "95").sentence


def test_long_numbers_are_compared_to_the_last_digit() -> None:
    wanted = "1" + "0" * 40
    assert verdict(f"≥ {wanted}", "9" * 40) is NOT_MET
    assert verdict(f"≥ {wanted}", wanted[:-1] + "1") is MET
    assert judge(target(f"≥ {wanted}"), "9" * 40).short == "差 1"


NUMBERS = st.decimals(-(10**6), 10**6, places=2)
OPERATORS = st.sampled_from(list(Operator))
SPANS = st.sampled_from([None, HALF, Span(1, 1), YEAR])
RANK = {NOT_MET: 0, IN_PROGRESS: 0, MET: 1}


def made(operator: Operator | None, text: str, unit: str | None, kind: Accumulation) -> Target:
    return Target("", operator, text, unit, kind, Direction.HIGHER, False)


@given(OPERATORS, NUMBERS, NUMBERS, st.sampled_from(list(Accumulation)), SPANS)
def test_met_is_exactly_what_the_operator_says(
    operator: Operator, wanted: Decimal, actual: Decimal, kind: Accumulation, span: Span | None
) -> None:
    truth = {
        Operator.GE: actual >= wanted,
        Operator.GT: actual > wanted,
        Operator.EQ: actual == wanted,
        Operator.LT: actual < wanted,
        Operator.LE: actual <= wanted,
    }[operator]
    judged = judge(made(operator, plain(wanted), "家", kind), plain(actual), span)
    assert (judged.verdict is MET) == truth
    assert judged.verdict in RANK
    if span is None or span is YEAR:
        assert judged.verdict is not IN_PROGRESS


@given(NUMBERS, NUMBERS, NUMBERS, SPANS)
def test_more_is_never_worse_for_at_least_and_never_better_for_at_most(
    wanted: Decimal, a: Decimal, b: Decimal, span: Span | None
) -> None:
    low, high = plain(min(a, b)), plain(max(a, b))
    for operator, less, more in ((Operator.GE, low, high), (Operator.LE, high, low)):
        aim = made(operator, plain(wanted), None, Accumulation.CUMULATIVE)
        assert RANK[judge(aim, less, span).verdict] <= RANK[judge(aim, more, span).verdict]


ODD = st.one_of(
    st.text(max_size=70),
    st.sampled_from(["", "1-5", "30余家", "约5%", "≥5", "不足5", "0", "-0", "无", "**", "5万亿", "9" * 60]),
)


@given(
    st.sampled_from([None, *Operator]),
    ODD,
    st.one_of(st.none(), ODD),
    ODD,
    SPANS,
    st.sampled_from(list(Accumulation)),
)
def test_no_text_raises_and_every_sentence_is_one_sentence(
    operator: Operator | None, text: str, unit: str | None, actual: str, span: Span | None, kind: Accumulation
) -> None:
    judged = judge(made(operator, text, unit, kind), actual, span)
    assert isinstance(judged, Judgement)
    assert judged.sentence.endswith("。")


def test_a_megabyte_is_judged_as_fast_as_a_word() -> None:
    huge = "1," * 500_000
    judged = judge(target(f"≥ {huge}", huge, name=huge), huge, HALF)
    assert judged.verdict is OPEN
    assert len(judged.sentence) < 100


def test_the_worst_child_shows() -> None:
    order = [NOT_MET, OPEN, NO_DATA, IN_PROGRESS, MET, NOT_APPLICABLE]
    for at, one in enumerate(order):
        assert worst(order[at:]) is one
        assert worst(reversed(order[at:])) is one
    assert worst([]) is NO_DATA


def test_every_verdict_has_a_word_and_a_mark_of_its_own() -> None:
    for words in (VERDICT_WORDS, VERDICT_MARKS):
        assert set(words) == set(Verdict)
        assert len(set(words.values())) == len(Verdict)


def test_an_unstated_kind_is_marked_as_guessed() -> None:
    assert target("≥ 5").guessed
    stated = Indicator(1, project=1, accumulation="ratio", direction="lower")
    assert not target_of(stated).guessed
    assert (target_of(stated).accumulation, target_of(stated).direction) == (
        Accumulation.RATIO,
        Direction.LOWER,
    )
    assert target_of(Indicator(1, project=1, accumulation="nonsense")).guessed
