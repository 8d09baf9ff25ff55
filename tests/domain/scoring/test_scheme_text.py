"""A scheme read from the words of a table: all of it, or none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.scoring.scheme import Scheme, reckon
from perfdesk.domain.scoring.scheme_reading import read_scheme
from perfdesk.domain.scoring.scheme_text import propose_scheme

SEED = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "004_89805450b404af4a.txt"
TEXT = (
    "招引项目。（计分方法：1.签约项目个数不低于其年度任务的60%、且最低不少于3个，得80分；签约项目低于年度任务60%的，"
    "每低于4个百分点扣1分；虽然不低于年度任务的60%，但开工率低于40%的，每低于5个百分点扣2分。2.上一年度项目的投产率，"
    "占20分<此项今年不涉及>。3.引进本产业的龙头项目，每个加6分；签约的项目被评为“优质项目”或“特色项目”，"
    "每个分别加8分和4分。项目招引第1项按照百分制换算，加上第3项，得分在85分以上的，目标考核不扣分，低于85分的，"
    "按比例相应扣分。具体由市项目办提供依据。)"
)


def steps_of(scheme: Scheme) -> list[tuple[Decimal, Decimal | None, Decimal | None]]:
    return [(step.below, step.every, step.deduct) for step in scheme.parts[0].steps]


def test_every_figure_of_the_text_is_in_the_scheme() -> None:
    text = propose_scheme("招引", TEXT)
    assert text
    scheme = read_scheme(text)
    assert [one.name for one in scheme.inputs] == [
        "签约项目个数",
        "年度任务",
        "开工率",
        "龙头项目",
        "优质项目",
        "特色项目",
    ]
    assert [(s.below, s.every, s.deduct) for s in scheme.parts[0].steps] == [
        (60, 4, 1),
        (3, None, None),
        (40, 5, 2),
    ]
    assert [(part.points, part.applies) for part in scheme.parts] == [(80, True), (20, False)]
    assert [bonus.each for bonus in scheme.bonuses] == [6, 8, 4]
    assert (scheme.full_from, scheme.base, scheme.weight) == (85, None, None)
    assert scheme.evidence == "由市项目办提供依据"
    result = reckon(scheme, {"n": "5", "T": "10", "L": "50", "a": "0", "b": "0", "c": "0"})
    assert "80 - 2 × 1 = 78" in result.lines[0].formula


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<此项今年不涉及>", ""),
        ("每低于4个百分点扣1分", "每低于4个百分点酌情扣分"),
        ("按比例相应扣分", "酌情扣分"),
        ("年度任务60%的", "年度任务50%的"),
        ("提供依据。", "提供依据。特殊情况另行研究。"),
        ("计分方法：", "说明："),
        ("每个加6分；", "每个加6分，最多加12分；"),
    ],
)
def test_a_clause_that_reads_otherwise_leaves_it_to_a_hand(before: str, after: str) -> None:
    assert before in TEXT
    assert propose_scheme("招引", TEXT.replace(before, after, 1)) is None


@given(st.text(max_size=20))
def test_any_name_gives_a_scheme_that_can_be_read(name: str) -> None:
    text = propose_scheme(name, TEXT)
    assert text
    assert read_scheme(text).full_from == 85


@given(st.text(max_size=300))
def test_any_other_text_proposes_nothing(text: str) -> None:
    assert propose_scheme("招引", text) is None


@pytest.mark.skipif(not SEED.exists(), reason="the published document is not beside the repository")
def test_the_published_text_is_understood_to_its_last_word() -> None:
    lines = [cell for line in SEED.read_text(encoding="utf-8").splitlines() for cell in line.split("\t")]
    start = next(cell for cell in lines if "计分方法" in cell)
    rest = next(cell for cell in lines if cell.startswith("90分的，"))
    text = propose_scheme("重大产业项目招引和推进", start + rest)
    assert text
    scheme = read_scheme(text)
    assert [(s.below, s.every, s.deduct) for s in scheme.parts[0].steps] == [
        (50, 5, 2),
        (5, None, None),
        (50, 5, 2),
    ]
    assert [bonus.each for bonus in scheme.bonuses] == [5, 10, 5]
    assert scheme.full_from == 90
