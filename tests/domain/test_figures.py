"""Figures: everything clerks write, read exactly or refused with a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from perfdesk.domain.chinese_number import chinese_number
from perfdesk.domain.figures import (
    LONGEST,
    Figure,
    Unreadable,
    is_not_applicable,
    number_of,
    plain,
    read_figure,
)
from perfdesk.domain.operator import Operator

NUMBERS = {
    "12.5": "12.5",
    "１２．５": "12.5",
    "12。5": "12.5",
    "１，２００．５０": "1200.50",
    "1，200": "1200",
    "1,234,567.8": "1234567.8",
    "－５": "-5",
    "−5": "-5",
    "-12.49": "-12.49",
    "负5": "-5",
    "+5": "5",
    ".5": "0.5",
    "0.10": "0.10",
    "007": "7",
    "5。": "5",
    " 12 ": "12",
    "2022": "2022",
    "十": "10",
    "十二": "12",
    "两": "2",
    "一百二十": "120",
    "一千零五": "1005",
    "一千二百": "1200",
    "三万五千": "35000",
    "一亿零三百": "100000300",
    "三万亿": "3000000000000",
    "壹佰贰拾": "120",
    "十二点五": "12.5",
    "一点五亿": "150000000",
    "二〇二二": "2022",
    "负十二点四九": "-12.49",
}
WITH_UNITS = {
    "27.4%": ("27.4", "%"),
    "90％": ("90", "%"),
    "5‰": ("5", "‰"),
    "5亿元": ("5", "亿元"),
    "５ 亿 元": ("5", "亿元"),
    "3.26万亿": ("3.26", "万亿"),
    "五亿元": ("5", "亿元"),
    "一百二十万元": ("120", "万元"),
    "三亿五千万元": ("350000000", "元"),
    "三万人次": ("3", "万人次"),
    "25 家": ("25", "家"),
    "0.5小时": ("0.5", "小时"),
    "3年": ("3", "年"),
    "12个月": ("12", "个月"),
    "5万元/人": ("5", "万元/人"),
    "5㎡": ("5", "㎡"),
    "5m²": ("5", "m²"),
    "第7名": ("7", "名次"),
    "第七位": ("7", "名次"),
    "￥1,200.00": ("1200.00", "元"),
    "¥5万": ("5", "万元"),
    "百分之九十五": ("95", "%"),
    "百分之百": ("100", "%"),
    "千分之三": ("3", "‰"),
    "五成": ("50", "%"),
    "九成五": ("95", "%"),
    "95%。": ("95", "%"),
    "8起": ("8", "起"),
    "3标段": ("3", "标段"),
}
WITH_OPERATORS = {
    "≥90%": ("≥", "90"),
    "＞＝ 90％": ("≥", "90"),
    "> = 90": ("≥", "90"),
    "不少于3次": ("≥", "3"),
    "达到90%以上": ("≥", "90"),
    "达95%": ("≥", "95"),
    "90%及以上": ("≥", "90"),
    "20万元以上": ("≥", "20"),
    "超过500家": (">", "500"),
    "高于5倍": (">", "5"),
    "=100": ("=", "100"),
    "等于100%": ("=", "100"),
    "低于1%": ("<", "1"),
    "未满5家": ("<", "5"),
    "不超过1200万元": ("≤", "1200"),
    "6小时以内": ("≤", "6"),
    "5个工作日内": ("≤", "5"),
    "≥-5": ("≥", "-5"),
    "不低于九十": ("≥", "90"),
}
RANGES = {
    "1-5": ("1", "5"),
    "80%-90%": ("80", "90"),
    "80%至90%": ("80", "90"),
    "10~20家": ("10", "20"),
    "10～20家": ("10", "20"),
    "10—20家": ("10", "20"),
    "三至五家": ("3", "5"),
    "-5--3": ("-5", "-3"),
    "3天到5天": ("3", "5"),
    "1,000-2,000": ("1000", "2000"),
}
REFUSED = [
    *("0571-87654321", "010-62000000", "05-10", "20221231", "2022 12 31"),
    *(
        "1、200",
        "5、6",
        "1、100家",
        "前10%",
        "前3个月",
        "前三季度",
        "共计",
        "完成率100%",
        "5S",
        "100M",
        "5G网络",
    ),
    *(
        "NaN",
        "inf",
        "Infinity",
        "1e400",
        "1e5",
        "1_000",
        "0x10",
        "٣",
        "१",
        "①",
        "①5",
        "5²",
        "½",
        "1½",
        "Ⅱ",
        "㈠",
    ),
    *(
        "1,20",
        "1,2000",
        "1,,000",
        "12.3.4",
        "1，2",
        "5,",
        "1 200",
        "5 000",
        "1..2",
        "--5",
        "+-5",
        "±5",
        "- 5",
    ),
    *("2022年12月底前", "2020.1.1", "2020-1-1", "2020-12", "2022-2024年", "9月前", "12月", "二〇二二年"),
    *("甬政发〔2021〕48号", "甬政办发[2019]81号", "48号", "12:30", "1/3", "三分之一"),
    *("*", "**", "≥**%", "+", "≥", "%", "—5", "…", "()"),
    *(
        "三五",
        "几十",
        "数十倍",
        "一百二",
        "三万五",
        "半",
        "一半",
        "百余家",
        "上百",
        "十五六",
        "二三十",
        "一二三",
    ),
    *("完成", "达成", "达标", "优良", "效果显著", "十分满意", "一般", "二等奖", "三级", "一次性", "两会"),
    *(
        "5%（已完成）",
        "3个项目未完成",
        "共5家3户",
        "5家5",
        "≥5≤6",
        "不超过5家以上",
        "5-1",
        "5-",
        "1万-2万元",
        "80%-90家",
    ),
    *("\u202e5", "5\u200b", "\ufeff5", "5\x00", "5\ud800", "5\n6", "5" * (LONGEST + 1)),
    *("不涉及", "90完成", "5增长", "-213五", "15一", "4千千", "第负1", "1e", "5x", "5?", "5'"),
]


def figure(text: str) -> Figure:
    read = read_figure(text)
    assert isinstance(read, Figure), read
    return read


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_bare_number_is_read_exactly(text: str, number: str) -> None:
    read = figure(text)
    assert (read.number, read.unit, read.operator, read.upper) == (Decimal(number), None, None, None)
    assert (read.raw, read.approximate, read.at_least) == (text, False, False)


@pytest.mark.parametrize(("text", "read"), WITH_UNITS.items())
def test_a_unit_is_kept_as_typed_and_nothing_multiplied(text: str, read: tuple[str, str]) -> None:
    assert (str(figure(text).number), figure(text).unit) == read


@pytest.mark.parametrize(("text", "read"), WITH_OPERATORS.items())
def test_an_operator_before_or_after_is_read(text: str, read: tuple[str, str]) -> None:
    assert (figure(text).operator, str(figure(text).number)) == (Operator(read[0]), read[1])


@pytest.mark.parametrize(("text", "ends"), RANGES.items())
def test_a_range_keeps_both_ends_and_is_not_one_number(text: str, ends: tuple[str, str]) -> None:
    assert (str(figure(text).number), str(figure(text).upper)) == ends
    assert number_of(text) is None


@pytest.mark.parametrize(
    "text", ["约40%", "大约 40%", "近40%", "40%左右", "将近40%", "40％上下", "约百分之四十"]
)
def test_an_approximation_is_marked(text: str) -> None:
    assert figure(text).approximate
    assert number_of(text) == 40


@pytest.mark.parametrize("text", ["30余个", "30多个", "三十余个", "30余", "30个多"])
def test_a_number_and_more_is_an_open_lower_bound(text: str) -> None:
    assert (figure(text).number, figure(text).at_least) == (30, True)
    assert number_of(text) is None


def test_more_than_so_many_tens_of_thousands_keeps_its_unit() -> None:
    assert (figure("5000万余元").unit, figure("5000万余元").at_least) == ("万元", True)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_certain_is_refused_with_a_reason(text: str) -> None:
    read = read_figure(text)
    assert isinstance(read, Unreadable)
    assert read.raw == text
    assert read.why.endswith("。")
    assert len(read.why) <= 30
    assert number_of(text) is None


@pytest.mark.parametrize(
    "text", [None, "", "  ", "　", "-", "—", "——", "－", "-—", "/", "／", "\\", "//", "无", "\n"]
)
def test_blank_and_its_marks_are_no_figure(text: str | None) -> None:
    assert read_figure(text) is None
    assert number_of(text) is None


@pytest.mark.parametrize(
    "text", ["不涉及", "不适用", " 不涉及。", "<此项今年不涉及>", "本年度不涉及", "（不适用）"]
)
def test_not_applicable_is_known_in_its_usual_forms(text: str) -> None:
    assert is_not_applicable(text)


@pytest.mark.parametrize(
    "text", [None, "", "0", "不涉及资金12万元", "涉及", "项目不涉及违规", "不涉及" * 100_000]
)
def test_other_sentences_are_not_not_applicable(text: str | None) -> None:
    assert not is_not_applicable(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [("1E+3", "1000"), ("0.750", "0.75"), ("-0", "0"), ("-0.00", "0"), ("1E-3", "0.001"), ("100", "100")],
)
def test_plain_has_no_exponent_and_no_idle_zeros(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


FINITE = st.decimals(allow_nan=False, allow_infinity=False)


@given(FINITE)
def test_plain_reads_back_as_the_same_number(number: Decimal) -> None:
    assume(abs(number.adjusted()) < 25 and len(number.as_tuple().digits) < 30)
    assert number_of(plain(number)) == number


@given(FINITE.filter(lambda n: abs(n.adjusted()) < 100))
def test_plain_is_the_same_number_in_digits_only(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert set(plain(number)) <= set("-.0123456789")


WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
PIECES = st.sampled_from(
    [
        *"0123456789.,+-%<>=~/:;*()aeE_ ",
        "万",
        "亿元",
        "家",
        "余",
        "约",
        "以上",
        "至",
        "十",
        "百",
        "年",
        "月",
        "第",
        "¥",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@example("1,200.50%")
@example(">=90%")
def test_full_width_reads_as_half_width(text: str) -> None:
    narrow, wide = read_figure(text), read_figure(text.translate(WIDE))
    assert type(narrow) is type(wide)
    if isinstance(narrow, Figure) and isinstance(wide, Figure):
        assert (narrow.number, narrow.upper, narrow.operator) == (wide.number, wide.upper, wide.operator)
        assert (narrow.unit, narrow.approximate, narrow.at_least) == (
            wide.unit,
            wide.approximate,
            wide.at_least,
        )


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)))
def test_no_text_raises_and_what_is_read_is_finite(text: str) -> None:
    read = read_figure(text)
    is_not_applicable(text)
    if isinstance(read, Figure):
        assert read.number.is_finite()
        assert read.raw == text
        assert read.upper is None or read.upper >= read.number


@given(st.integers(0, 10**7), st.integers(0, 99))
def test_separators_in_groups_of_three_change_nothing(whole: int, cents: int) -> None:
    assert number_of(f"{whole:,}.{cents:02d}") == Decimal(f"{whole}.{cents:02d}")


@pytest.mark.parametrize(
    "piece", ["9", ",", "1,000", "一", "万", "-", " ", "余", "约", "≥", "5~", "\u202e", "。", "("]
)
def test_a_megabyte_takes_no_longer_than_a_line(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert not isinstance(read_figure(text), Figure)


def test_chinese_numerals_are_certain_or_nothing() -> None:
    assert [
        chinese_number(t) for t in ("一百零二", "十万零五百", "二十万五千", "一百二", "万", "点五", "")
    ] == [
        Decimal(102),
        Decimal(100_500),
        Decimal(205_000),
        *[None] * 4,
    ]
    assert chinese_number("一" * 1_000_000) is None


@given(st.text(alphabet="零〇一二两三九十百千万亿点壹"))
def test_no_chinese_numeral_raises(text: str) -> None:
    number = chinese_number(text)
    assert number is None or number >= 0
