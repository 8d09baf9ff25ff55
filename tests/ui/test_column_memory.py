"""What is remembered of columns survives a restart, stays bounded, and may be spoilt by hand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.form_kind import FormKind
from perfdesk.operations.reading_in import Remembered
from perfdesk.ui.column_memory import MOST, from_text, to_text, with_newest
from perfdesk.ui.settings import Settings

ONE = Remembered("代号|事项", "代号|事项|数值", FormKind.TARGET_SUMMARY, ((1, "project.name"), (2, None)))
columns = st.tuples(st.integers(0, 99), st.text(max_size=20) | st.none())
held = st.builds(
    Remembered,
    first=st.text(max_size=40),
    signature=st.text(max_size=40),
    kind=st.sampled_from(FormKind),
    mapping=st.lists(columns, max_size=5).map(tuple),
)


@given(st.lists(held, max_size=5))
def test_what_is_kept_comes_back(memory: list[Remembered]) -> None:
    assert list(from_text(to_text(memory))) == memory


def test_it_survives_the_settings_file() -> None:
    Settings().columns = to_text([ONE])
    Settings().flush()
    assert from_text(Settings().columns) == (ONE,)


def test_the_newest_goes_in_place_of_the_old_and_the_oldest_go() -> None:
    memory: tuple[Remembered, ...] = ()
    for at in range(MOST + 20):
        memory = with_newest(memory, Remembered(str(at), "", FormKind.MONITORING, ()))
    assert len(memory) == MOST
    assert memory[0].first == str(MOST + 19)
    again = with_newest(memory, Remembered(memory[5].first, "另一个", FormKind.MONITORING, ()))
    assert len(again) == MOST
    assert again[0].signature == "另一个"


def test_a_header_too_long_to_keep_is_not_kept() -> None:
    assert to_text([Remembered("长" * 5000, "", FormKind.MONITORING, ())]) == "[]"


@pytest.mark.parametrize(
    "spoilt",
    [
        *("", "坏", "{}", "[1]", "[[]]", "[" * 100_000, '[{"first": 1}]'),
        json.dumps([{"first": "a", "signature": "b", "kind": "没有", "columns": []}]),
        json.dumps([{"first": "a", "signature": "b", "kind": "monitoring", "columns": [["1", "x"]]}]),
        json.dumps([{"first": "a", "signature": "b", "kind": "monitoring", "columns": [[True, "x"]]}]),
        json.dumps([{"first": "a", "signature": "b", "kind": "monitoring", "columns": [[-1, "x"]]}]),
        json.dumps([{"first": "a", "signature": "b", "kind": ["monitoring"], "columns": []}]),
    ],
)
def test_what_was_spoilt_by_hand_is_forgotten(spoilt: str) -> None:
    assert from_text(spoilt) == ()


@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3))
)
def test_any_json_is_read_without_a_crash(value: object) -> None:
    assert from_text(json.dumps(value)) == ()
