"""What a place takes: all that can be seen, nothing that cannot, and no whole file by mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.fold import unfit
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Kind
from perfdesk.operations.arranging import add_book, add_project
from perfdesk.operations.place import LONGEST, Place, read_place, write_place


def made() -> tuple[Office, Place]:
    """A new project's overview."""
    office = Office()
    office.apply(add_book(office, "甲单位", "2025", FormKind.TARGET_SUMMARY)[0])
    book = office.books()[0].id
    office.apply(add_project(office, book)[0])
    return office, Place(Kind.PROJECT, office.nodes(book)[0].id, "project.overview")


@given(st.text(alphabet=st.characters(), max_size=30))
def test_what_stands_there_can_always_be_stored(text: str) -> None:
    office, place = made()
    office.apply(write_place(office, place, text))
    stands = read_place(office, place)
    assert not unfit(stands)
    stands.encode()
    if not unfit(text) and text.strip():
        assert stands == text


def test_half_a_character_and_a_bell_are_left_out() -> None:
    office, place = made()
    office.apply(write_place(office, place, "甲\ud800乙\x07\n丙"))
    assert read_place(office, place) == "甲乙\n丙"


def test_a_file_pasted_by_mistake_is_refused_in_words() -> None:
    office, place = made()
    assert write_place(office, place, "字" * LONGEST).edits
    with pytest.raises(NotUnderstood, match="最多写 50,000 个"):
        write_place(office, place, "字" * (LONGEST + 1))


def test_a_yes_is_called_a_yes_in_the_history() -> None:
    office, place = made()
    secret = Place(Kind.PROJECT, place.record, "project.is_secret")
    assert write_place(office, secret, "1").title == "改为“是”"
    assert write_place(office, place, "概况").title == "修改 概况"
