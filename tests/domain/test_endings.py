"""The words a text ends in: looking them up must say what searching for them says."""

import re

from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.endings import Endings, linked

SIGNS = "增长负了率约近 %"
words = st.lists(st.text(SIGNS.replace(" ", ""), min_size=1, max_size=4), min_size=1, max_size=8)


@given(words, st.text(SIGNS, max_size=12))
def test_the_word_found_is_the_one_a_search_from_the_left_finds(known: list[str], text: str) -> None:
    found = re.search(f"(?:{'|'.join(map(re.escape, known))})\\Z", text)
    assert Endings(" ".join(known)).of(text) == (found.group() if found else "")


def test_words_come_as_one_line_and_as_lists() -> None:
    assert Endings("约 近", ["将近"], {"大约": "约"}).of("资金大约") == "大约"
    assert Endings("约", ["将近"]).of("接将近") == "将近"


def test_each_word_is_linked_with_each_link_and_leads_back_to_it() -> None:
    assert linked("增幅 降幅", "", "为") == {
        "增幅": "增幅",
        "增幅为": "增幅",
        "降幅": "降幅",
        "降幅为": "降幅",
    }
