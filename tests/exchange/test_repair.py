"""Repairs of a cell's text: the short way round gives what the long one gives."""

from hypothesis import example, given
from hypothesis import strategies as st

from perfdesk.exchange.grid import SourceCell, SourceRow
from perfdesk.exchange.repair import Cleaned, clean, untouched

_TEXTS = st.text(st.one_of(st.sampled_from("<>/&;pbr 　\t\n\x85\xa0\x1c\u200b\u2028额1%"), st.characters()))


@given(_TEXTS, st.booleans())
@example("新增15家", True)
@example("新增 15 家", True)
def test_a_text_called_untouched_is_left_as_it_is(text: str, flat: bool) -> None:
    if untouched(text):
        assert clean(text, flat=flat) == Cleaned(text)


@given(st.lists(_TEXTS, max_size=6))
def test_a_row_tells_its_filled_cells_the_same_each_time_and_equals_one_never_asked(texts: list[str]) -> None:
    cells = tuple(SourceCell(text, 1, column) for column, text in enumerate(texts, 1))
    row = SourceRow(1, cells)
    assert row.filled == row.filled == tuple(cell for cell in cells if not cell.blank)
    assert row.blank == (not any(text.strip() for text in texts))
    assert row == SourceRow(1, cells)
    assert hash(row) == hash(SourceRow(1, cells))
