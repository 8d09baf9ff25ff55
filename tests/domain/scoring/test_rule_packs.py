"""Rule packs: every one that travels with the program passes its own test table; broken ones are refused."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.scoring.pack_reading import read_pack
from perfdesk.domain.scoring.pack_tests import run_tests
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.domain.scoring.totals import Ceiling, Grade, capped, grade_of, percent, under
from perfdesk.paths import resources

D = Decimal
FILES = sorted((resources() / "rule_packs").glob("*.toml"))
TEXT = (resources() / "rule_packs" / "national-10.toml").read_text(encoding="utf-8")


def pack(name: str) -> RulePack:
    return read_pack((resources() / "rule_packs" / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_pack_passes_its_own_test_table(file: Path) -> None:
    tested = run_tests(read_pack(file.read_text(encoding="utf-8")))
    assert len(tested) >= 20
    assert [(one.test, one.came) for one in tested if not one.passed] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_test_table_of_a_pack_tries_all_its_parts(file: Path) -> None:
    held = read_pack(file.read_text(encoding="utf-8"))
    signs = {test.get("operator") or "定性" for test in held.tests if test.kind == "indicator"}
    wanted = {sign for rule in held.formulas for sign in rule.operators}
    assert {"≥", "定性"} <= signs <= wanted
    assert {"≤", "<"} & signs
    assert "=" in signs
    assert {test.kind for test in held.tests} == {"indicator", "execution", "total", "light"}
    assert held.source
    assert held.version


def test_a_wrong_figure_in_the_test_table_is_noticed() -> None:
    spoilt = read_pack(
        TEXT.replace(
            'actual = "470", weight = "10", score = "9.40"', 'actual = "470", weight = "10", score = "9.41"'
        )
    )
    failed = [one for one in run_tests(spoilt) if not one.passed]
    assert [(one.came, one.how) for one in failed] == [("9.4", "470 ÷ 500 × 10 = 9.40")]
    assert TEXT.splitlines()[failed[0].test.line - 1].strip().startswith('{ operator = "≥", target = "500"')


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('use = "P1"', 'use = "P9"', "formula.use：没有“P9”这一种"),
        ('use = "N1"', 'use = "Q1"', "formula.use：Q1、Q2、Q3、D1 只用于“定性”"),
        ('operators = ["≤", "<"]', 'operators = ["≤", "≦"]', "formula.operators：不认识“≦”"),
        ('operators = ["≤", "<"]', 'operators = ["≤"]', "formula：运算符 < 没有不限指标类别的公式"),
        ("points = 50", "points = 51", "weights.total：各部分合计 91，与这里的 90 不同"),
        ("points = 50", 'points = "五十"', "weights.part.points：要写成数字"),
        ("from = 90", "from = -1", "grade.from：要在 0 到 1000 之间"),
        ('name = "良"', 'name = "优"', "grade：有两个等级同名"),
        ('use = "X1"', 'use = "X3"', "execution.use：没有“X3”这一种，可用：X1、X2"),
        ("[lights]", "[lamps]", "lights：还没有写监控亮灯的规则"),
        ("red_below = 60\nyellow", "red_below = 90\nyellow", "lights.red_below：不能高于 yellow_below"),
        ('light = "red" },', 'light = "black" },', "lights.band.light：没有“black”这一种"),
        ("from = 60, to = 80", "from = 80, to = 60", "formula.band.to：不能低于 from"),
        ('treatment = "hand"', 'treatment = "shout"', "over.treatment：没有“shout”这一种"),
        ("version = ", "versoin = ", "version：要写成引号里的文字"),
        ('name = "财预〔2020〕10号"', 'name = " "', "name：要写成引号里的文字，不能空着"),
        ('paced_kinds = ["cumulative"]', 'paced_kinds = ["monthly"]', "lights.paced_kinds：不认识“monthly”"),
    ],
)
def test_a_broken_pack_is_one_sentence_with_line_and_key(before: str, after: str, sentence: str) -> None:
    assert before in TEXT
    with pytest.raises(NotUnderstood) as refused:
        read_pack(TEXT.replace(before, after, 1))
    said = str(refused.value)
    assert sentence in said
    assert said.startswith("打分规则")
    assert said.count("。") == 1
    if found := re.search("第 ([0-9]+) 行", said):
        changed = TEXT[: TEXT.index(before)].count("\n") + 1
        assert abs(int(found[1]) - changed) <= 4


@given(
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 60),
    st.sampled_from(["", '"', "\n", "0", "[", "= 1\n", "é"]),
)
def test_a_pack_with_any_piece_torn_out_is_read_or_refused(at: int, length: int, instead: str) -> None:
    said = "打分规则"
    try:
        read_pack(TEXT[:at] + instead + TEXT[at + length :])
    except NotUnderstood as refusal:
        said = str(refusal)
    assert said.startswith("打分规则")


def test_what_a_source_leaves_open_is_a_choice_that_can_be_shown() -> None:
    choices = dict(pack("national-10").choices)
    assert "没有写数字" in choices["超额完成"]
    assert "常见算法" in choices["运算符 ≤、<"]


def test_the_first_weight_table_that_fits_holds() -> None:
    held = pack("national-101")
    found = held.weights_for({"成本指标", "产出指标", "满意度指标"})
    assert found
    assert dict(found.parts)["成本"] == 20
    found = held.weights_for({"产出指标(50分)", "效益指标"})
    assert found
    assert dict(found.parts) == {"产出": 50, "效益": 40}


def test_ceilings_bind_below_their_rate_only() -> None:
    ceilings = [Ceiling(D(80), D(89)), Ceiling(D(60), D(69)), Ceiling(D(50), D(59))]
    assert under(D(80), ceilings) is None
    assert capped(D(95), D("79.9999"), ceilings) == (D(89), ceilings[0])
    assert capped(D(95), D(49), ceilings) == (D(59), ceilings[2])
    assert capped(D(40), D(49), ceilings) == (D(40), None)
    assert capped(D(95), None, ceilings) == (D(95), None)


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_a_better_total_never_has_a_worse_grade(a: Decimal, b: Decimal) -> None:
    grades = [Grade("优", D(90)), Grade("良", D(80)), Grade("中", D(60)), Grade("差", D(0))]
    worse, better = (grade_of(total, grades) for total in sorted((a, b)))
    assert worse
    assert better
    assert worse.start <= better.start


@given(st.decimals(0, 10**9, places=2), st.decimals(-10, 10**9, places=2))
def test_a_rate_is_never_lifted_to_the_next_threshold(part: Decimal, whole: Decimal) -> None:
    rate = percent(part, whole)
    assert (rate is None) == (whole <= 0)
    if rate is not None:
        assert rate * whole <= part * 100
