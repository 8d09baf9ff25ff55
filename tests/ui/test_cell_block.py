"""Blocks of cells as spreadsheets put them on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.ui.cell_block import read_block, spread, write_block

CELLS = st.text(st.sampled_from('ab12.，“”"\t\n中 '), max_size=8)
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(BLOCKS)
def test_what_is_copied_comes_back_as_it_was(block: list[list[str]]) -> None:
    assert read_block(write_block(block)) == block


@given(st.text(st.sampled_from('a"\t\n\r'), max_size=40))
def test_no_clipboard_text_is_too_odd(text: str) -> None:
    block = read_block(text)
    assert all(isinstance(cell, str) for row in block for cell in row)
    assert (block == []) == (text == "")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", []),
        ("12", [["12"]]),
        ("12\r\n", [["12"]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\n\n", [["1"], [""]]),
        ("1\t\n", [["1", ""]]),
        ('"两行\n字"\t7\n', [["两行\n字", "7"]]),
        ('"说 ""好"""\n', [['说 "好"']]),
        ('"凤凰"计划\n', [['"凤凰"计划']]),
        ('"凤凰"\n', [['"凤凰"']]),
        ('"没有收尾\n2\n', [['"没有收尾'], ["2"]]),
    ],
)
def test_blocks_of_excel_and_wps_are_read(text: str, block: list[list[str]]) -> None:
    assert read_block(text) == block


def test_a_long_clipboard_of_lone_quotes_stays_quick() -> None:
    assert len(read_block('"a\n' * 20_000)) == 20_000
    assert len(read_block('""a\n' * 20_000)) == 20_000


def test_a_block_fills_a_selection_it_fits_into() -> None:
    assert spread([["1"], ["2"]], 4, 1) == [["1"], ["2"], ["1"], ["2"]]
    assert spread([["1", "2"]], 1, 3) == [["1", "2"]]
    assert spread([["1", "2"], ["3"]], 4, 4) == [["1", "2"], ["3"]]
