"""Lines as a Chinese typesetter breaks them, and nothing lost between them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.exchange.breaking import NO_END, NO_START, break_lines


class Widths(dict[str, float]):
    """Half an em for Latin, a whole one for everything else."""

    def __missing__(self, character: str) -> float:
        return 0.0 if character in "\r\n" else 0.5 if ord(character) < 0x2000 else 1.0


WIDTHS = Widths()


def lines(text: str, limit: float) -> list[str]:
    found = break_lines(text, WIDTHS, limit)
    assert "".join(found) == text
    return found


def test_short_text_is_one_line_and_no_text_is_none() -> None:
    assert lines("小额贷款", 4) == ["小额贷款"]
    assert lines("", 4) == []


def test_closing_marks_never_begin_a_line_and_opening_ones_never_end_one() -> None:
    text = "关于（试行）的《办法》，加强“支农支小”、防范风险；完善体系。" * 3
    for limit in range(3, 20):
        for line in lines(text, limit):
            assert line[0] not in NO_START
            assert line[-1] not in NO_END


def test_empty_half_of_a_closing_mark_hangs_over_the_edge() -> None:
    assert lines("一二三四，五六", 4.5) == ["一二三四，", "五六"]


@pytest.mark.parametrize(
    "whole", ["2500亿元", "17.77%", "4.67个百分点", "2018年", "Money20/20", "1-6月", "-12.49%"]
)
def test_words_and_numbers_stay_whole_with_their_unit(whole: str) -> None:
    text = "".join(f"{'增长额达' * (n % 3 + 1)}{whole}及更多" for n in range(12))
    for limit in range(7, 16):
        assert sum(line.count(whole) for line in lines(text, limit)) == 12


def test_a_document_number_stays_whole() -> None:
    assert any("〔2021〕48号" in line for line in lines("设立专项的甬政发〔2021〕48号文件", 8))


def test_a_list_number_stays_with_its_sentence() -> None:
    for limit in range(4, 12):
        assert not any(
            line.endswith(("1.", "2.")) for line in lines("加强管理。1.《计划》落实。2.完善体系建设", limit)
        )


def test_a_word_longer_than_a_line_is_cut_at_its_joints() -> None:
    assert lines("2020.1.1-2020.12.31", 6) == ["2020.1.1-", "2020.12.31"]
    assert lines("2020.1.1-2020.12.31", 4.5) == ["2020.1.1-", "2020.12.", "31"]
    assert lines("x" * 10, 2) == ["xxxx", "xxxx", "xx"]


def test_newlines_break_and_stay_with_their_line() -> None:
    assert lines("一\n\n二\r\n三", 9) == ["一\n", "\n", "二\r\n", "三"]


def test_leading_blanks_stay_and_blanks_at_a_break_hang_over() -> None:
    assert lines("　　一二三四", 4)[0].startswith("　　")
    assert lines("ab      cd", 1.5) == ["ab      ", "cd"]


def test_a_character_wider_than_the_line_stands_alone() -> None:
    assert lines("一二", 0.5) == ["一", "二"]


@given(st.text(max_size=200), st.floats(0.1, 30))
def test_no_character_is_lost_or_doubled(text: str, limit: float) -> None:
    lines(text, limit)


PIECES = st.sampled_from([*"，。（）《》“”一二三 \n-.%a1", "2018年", "……", "——", "Money", "3.5亿元"])


@given(st.lists(PIECES, max_size=80).map("".join), st.integers(1, 12))
def test_lines_fit(text: str, limit: int) -> None:
    for line in lines(text, limit):
        ink = line.rstrip()
        assert len(ink) <= 1 or sum(map(WIDTHS.__getitem__, ink)) <= limit + 0.5


def test_effort_grows_with_the_text_only() -> None:
    def effort(length: int, text: str) -> float:
        began = time.process_time()
        break_lines((text * length)[:length], WIDTHS, 18)
        return time.process_time() - began

    for text in ("，", "一二，", "1", "1.", "（", "a-"):
        few = min(effort(20_000, text) for _ in range(3))
        many = min(effort(160_000, text) for _ in range(3))
        assert many < few * 8 * 3
