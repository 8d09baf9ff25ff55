"""Changes: canonical, reversible, and honest about what they touch."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.change import (
    RECORD,
    Change,
    Edit,
    change_of,
    creation,
    from_json,
    removal,
    setting,
    to_json,
)
from perfdesk.domain.records import Entry, Indicator, Kind, Project, Record, kind_of
from tests.domain.strategies import RECORDS, changes, office

ENTRY = Entry(6, run=5, indicator=4, actual="3")


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_reads_back_from_its_json(record: Record) -> None:
    text = to_json(record)
    assert from_json(kind_of(record), record.id, text) == record
    assert to_json(from_json(kind_of(record), record.id, text)) == text


@given(st.text(min_size=1), st.text(min_size=1))
def test_json_is_canonical_whatever_was_typed(name: str, unit: str) -> None:
    record = Indicator(1, project=2, name=name, unit=unit)
    text = to_json(record)
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert from_json(Kind.INDICATOR, 1, text) == record


def test_setting_what_already_stands_is_no_edit() -> None:
    assert setting(ENTRY, "actual", "3") is None
    assert setting(ENTRY, "note", "") is None
    assert not change_of("录入", [setting(ENTRY, "actual", "3")])


def test_setting_empty_text_means_nothing_there() -> None:
    assert setting(ENTRY, "actual", "") == Edit(Kind.ENTRY, 6, "actual", "3", None)


def test_removal_is_creation_turned_round() -> None:
    assert removal(ENTRY) == creation(ENTRY).reversed()
    assert creation(ENTRY).before is None
    assert creation(ENTRY).field == RECORD


@given(st.data())
def test_reversing_twice_is_the_change_itself(data: st.DataObject) -> None:
    change = data.draw(changes(office()))
    assert change.reversed().reversed() == change
    assert change.reversed().touched() == change.touched()
    assert change.reversed().structural == change.structural


def test_edits_are_taken_back_last_first() -> None:
    first, second = creation(ENTRY), Edit(Kind.ENTRY, 6, "actual", "3", "4")
    assert Change("", (first, second)).reversed().edits == (second.reversed(), first.reversed())


@pytest.mark.parametrize(
    ("edit", "structural"),
    [
        (creation(ENTRY), True),
        (Edit(Kind.PROJECT, 2, "position", "1", "2"), True),
        (Edit(Kind.INDICATOR, 4, "project", "2", "9"), True),
        (Edit(Kind.RUN, 5, "to_month", "6", "9"), True),
        (Edit(Kind.ENTRY, 6, "actual", "3", "4"), False),
        (Edit(Kind.PROJECT, 2, "name", "甲", "乙"), False),
    ],
)
def test_a_change_is_structural_when_rows_come_go_or_move(edit: Edit, structural: bool) -> None:
    assert Change("", (edit,)).structural is structural


def test_a_change_names_the_records_it_touches() -> None:
    change = change_of("", [setting(ENTRY, "actual", "4"), setting(Project(2), "name", "甲"), None])
    assert change.touched() == {(Kind.ENTRY, 6), (Kind.PROJECT, 2)}
