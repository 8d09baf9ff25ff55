"""Records: every field has a role, every value a canonical text that reads back."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.records import (
    Indicator,
    Kind,
    Project,
    Role,
    fields_of,
    from_text,
    kind_of,
    role_of,
    to_text,
    type_of_kind,
)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_but_the_id_has_a_role(kind: Kind) -> None:
    names = [f.name for f in fields(type_of_kind[kind]) if f.name != "id"]
    assert [shape.name for shape in fields_of(kind)] == names
    assert all(role_of(kind, name) in Role for name in names)
    assert all((shape.target is not None) == (shape.role is Role.LINK) for shape in fields_of(kind))


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_record_knows_its_kind_and_cannot_be_altered(kind: Kind) -> None:
    record = type_of_kind[kind](1)
    assert kind_of(record) is kind
    with pytest.raises(FrozenInstanceError):
        record.id = 2


def test_a_field_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        role_of(Kind.BOOK, "colour")


def test_an_indicator_belongs_to_a_project_or_an_objective() -> None:
    assert Indicator(1, project=2).owner == (Kind.PROJECT, 2)
    assert Indicator(1, objective=3).owner == (Kind.OBJECTIVE, 3)


VALUES = {
    Role.TEXT: st.one_of(st.none(), st.text(min_size=1)),
    Role.FIGURE: st.one_of(st.none(), st.text(min_size=1)),
    Role.COUNT: st.one_of(st.none(), st.integers()),
    Role.LINK: st.one_of(st.none(), st.integers()),
    Role.FLAG: st.booleans(),
}


@given(st.data(), st.sampled_from(list(Role)))
def test_every_value_reads_back_from_its_text(data: st.DataObject, role: Role) -> None:
    value = data.draw(VALUES[role])
    assert from_text(role, to_text(value)) == value


def test_figures_stay_the_text_that_was_typed() -> None:
    assert Project(1, budget="１，２００").budget == "１，２００"
    assert role_of(Kind.PROJECT, "budget") is Role.FIGURE
    assert role_of(Kind.ENTRY, "actual") is Role.FIGURE
