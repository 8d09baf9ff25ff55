"""What travels between the program and its reading process arrives as it left."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.document import Document, Doubt, ReadFund, ReadIndicator, ReadItem, ReadProject, Repair
from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.grid import Grid, Merged, Note, Part, SourceCell, SourceRow, Stored
from perfdesk.exchange.wire import GridCollector, documents_of, grid_messages, plain

TEXT = st.text(max_size=12)
SMALL = st.integers(1, 3_000)


def through_the_pipe(value: object) -> Any:
    return json.loads(json.dumps(value, default=plain).encode("ascii"))


MERGED = st.builds(Merged, SMALL, SMALL, st.integers(1, 9), st.integers(1, 9))
CELLS = st.builds(
    SourceCell, TEXT, SMALL, SMALL, st.none() | MERGED, st.none() | st.builds(Stored, TEXT, TEXT)
)
ROWS = st.builds(SourceRow, SMALL, st.lists(CELLS, max_size=5).map(tuple))
NOTES = st.lists(st.builds(Note, SMALL, TEXT, TEXT), max_size=2).map(tuple)
GRIDS = st.builds(
    *(Grid, TEXT, st.lists(ROWS, max_size=6).map(tuple), st.none() | TEXT),
    *(st.lists(st.builds(Part, TEXT, SMALL), max_size=2).map(tuple), NOTES, NOTES, st.booleans()),
)


@given(st.lists(GRIDS, max_size=3))
def test_grids_arrive_as_they_left(grids: list[Grid]) -> None:
    collector = GridCollector()
    for grid in grids:
        for message in grid_messages(grid):
            collector.take(through_the_pipe(message))
    assert collector.grids() == tuple(grids)


def test_a_grid_of_many_rows_travels_in_pieces() -> None:
    rows = tuple(SourceRow(line, (SourceCell(str(line), line, 1),)) for line in range(1, 2_502))
    messages = list(grid_messages(Grid("表.xlsx", rows, "表一")))
    assert len(messages) == 4
    collector = GridCollector()
    for message in messages:
        collector.take(through_the_pipe(message))
    assert collector.grids() == (Grid("表.xlsx", rows, "表一"),)


def of(kind: type) -> st.SearchStrategy[Any]:
    """Any value of a dataclass of the document, every field of it filled from its type."""
    known: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXT,
        str | None: st.none() | TEXT,
        int: SMALL,
        bool: st.booleans(),
        FormKind: st.sampled_from(FormKind),
        tuple[int, int] | None: st.none() | st.tuples(SMALL, SMALL),
        tuple[int, ...]: st.lists(SMALL, max_size=2).map(tuple),
        tuple[str, ...]: st.lists(TEXT, max_size=2).map(tuple),
    }
    for one in (ReadFund, ReadIndicator, ReadProject, ReadItem, Repair, Doubt):
        if one is not kind:
            known[tuple[one, ...]] = st.lists(st.deferred(lambda one=one: of(one)), max_size=2).map(tuple)
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: known[hints[field.name]] for field in dataclasses.fields(kind)})


@given(st.lists(of(Document), max_size=2))
def test_documents_arrive_as_they_left(documents: list[Document]) -> None:
    arrived = documents_of(through_the_pipe(documents))
    assert repr(arrived) == repr(tuple(documents))  # equality passes over places and lines


@pytest.mark.parametrize(
    "held", [[[]], [["target_summary"]], [{"kind": 1}], [["unknown", *[None] * 12]], [7]]
)
def test_an_answer_of_another_program_is_an_error_that_the_listener_knows(held: list[Any]) -> None:
    with pytest.raises((TypeError, LookupError, ValueError)):
        documents_of(held)


def test_what_is_no_part_of_a_document_does_not_travel() -> None:
    with pytest.raises(TypeError, match="set does not travel"):
        through_the_pipe({1, 2})
