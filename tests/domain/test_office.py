"""The office: all or nothing, and everything can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.change import Change, Edit, change_of, creation, removal, setting
from perfdesk.domain.errors import ChangeConflict
from perfdesk.domain.office import Office
from perfdesk.domain.records import (
    Account,
    Answer,
    Book,
    Entry,
    Evidence,
    Fund,
    Indicator,
    Kind,
    Project,
    Run,
)
from tests.domain.strategies import RECORDS, changes, held, office


def view(held: Office) -> list[object]:
    """Everything the questions answer."""
    seen: list[object] = [held.books()]
    for book in held.books():
        seen += [held.nodes(book.id), held.runs(book.id)]
        for node in held.nodes(book.id):
            indicators = held.indicators(node)
            seen.append(indicators)
            for run in held.runs(book.id):
                seen += [held.account(run.id, node), *(held.entry(run.id, i.id) for i in indicators)]
            seen += [held.followers(Fund, node), held.followers(Evidence, node)]
            for fund in held.followers(Fund, node):
                seen += [held.outlay(run.id, fund.id) for run in held.runs(book.id)]
    return [*seen, held.answer("键")]


@given(st.data())
def test_any_changes_and_their_reversals_restore_the_office(data: st.DataObject) -> None:
    desk = office()
    before, done = held(desk), []
    for _ in range(data.draw(st.integers(1, 5))):
        change = data.draw(changes(desk))
        desk.apply(change)
        done.append((change, held(desk)))
    for change, after in reversed(done):
        assert held(desk) == after
        desk.apply(change.reversed())
    assert held(desk) == before
    assert view(desk) == view(office())


@given(st.data())
def test_child_lists_are_what_a_fresh_office_would_make(data: st.DataObject) -> None:
    desk = office()
    for _ in range(data.draw(st.integers(1, 4))):
        desk.apply(data.draw(changes(desk)))
    assert view(desk) == view(Office(list(desk)))


@given(st.data())
def test_a_conflict_leaves_the_office_untouched(data: st.DataObject) -> None:
    desk = office()
    good = data.draw(changes(desk))
    stale = Edit(Kind.PROJECT, 2, "overview", "从来不是这样", "新")
    at = data.draw(st.integers(0, len(good.edits)))
    before, seen = held(desk), view(desk)
    with pytest.raises(ChangeConflict):
        desk.apply(Change("", (*good.edits[:at], stale, *good.edits[at:])))
    assert held(desk) == before
    assert view(desk) == seen


@pytest.mark.parametrize(
    "edit",
    [
        Edit(Kind.ENTRY, 6, "actual", "4", "5"),
        Edit(Kind.ENTRY, 99, "actual", None, "5"),
        creation(Entry(6, run=5, indicator=4)),
        removal(Entry(6, run=5, indicator=4, actual="9")),
        removal(Entry(99, run=5, indicator=4)),
    ],
)
def test_a_change_made_for_another_state_is_refused(edit: Edit) -> None:
    with pytest.raises(ChangeConflict, match="没有写入"):
        office().apply(Change("", (edit,)))


def test_edits_of_one_change_build_on_each_other() -> None:
    desk = office()
    made = Entry(20, run=5, indicator=4, actual="1")
    desk.apply(Change("", (creation(made), Edit(Kind.ENTRY, 20, "actual", "1", "2"))))
    assert desk.find(Kind.ENTRY, 20) == Entry(20, run=5, indicator=4, actual="2")


def test_an_edit_from_nothing_to_nothing_changes_nothing() -> None:
    desk = office()
    desk.apply(Change("", (Edit(Kind.ENTRY, 99, "*", None, None),)))
    assert held(desk) == held(office())


def test_an_id_is_never_given_twice_while_the_desk_is_open() -> None:
    desk = office()
    number = desk.next_id()
    made = Project(number, book=1)
    desk.apply(change_of("", [creation(made)]))
    desk.apply(change_of("", [removal(made)]))
    assert desk.next_id() == number + 1


def test_lists_come_in_paper_order() -> None:
    desk = Office([Book(1), Project(2, book=1, position=2), Project(3, book=1, position=1)])
    assert [node.id for node in desk.nodes(1)] == [3, 2]
    desk.apply(change_of("", [setting(Project(2, book=1, position=2), "position", "0")]))
    assert [node.id for node in desk.nodes(1)] == [2, 3]


def test_books_come_newest_first_and_odd_years_last() -> None:
    years = {1: "2021", 2: "2023", 3: None, 4: "²", 5: "9" * 5000, 6: "２０２４"}
    desk = Office([Book(number, year=year) for number, year in years.items()])
    assert [book.id for book in desk.books()] == [6, 2, 1, 3, 4, 5]


def test_runs_come_by_their_months() -> None:
    desk = Office([Book(1), Run(2, book=1, to_month=9), Run(3, book=1, to_month=6)])
    assert [run.id for run in desk.runs(1)] == [3, 2]


def test_a_value_of_an_entry_is_found_at_once() -> None:
    desk = office()
    desk.apply(change_of("", [setting(Entry(6, run=5, indicator=4, actual="3"), "actual", "4")]))
    assert desk.entry(5, 4) == Entry(6, run=5, indicator=4, actual="4")


def test_an_entry_moved_to_another_indicator_is_found_there() -> None:
    desk = office()
    desk.apply(change_of("", [creation(Indicator(9, project=2))]))
    desk.apply(change_of("", [Edit(Kind.ENTRY, 6, "indicator", "4", "9")]))
    assert desk.entry(5, 4) is None
    assert desk.entry(5, 9) == Entry(6, run=5, indicator=9, actual="3")


def test_an_answer_to_another_finding_is_found_there() -> None:
    desk = office()
    desk.apply(change_of("", [Edit(Kind.ANSWER, 8, "finding", "键", "新键")]))
    assert desk.answer("键") is None
    assert desk.answer("新键") == Answer(8, finding="新键", note="已核实")


def test_every_record_knows_its_book_but_an_answer() -> None:
    desk = office()
    assert all(desk.book_of(record) == RECORDS[0] for record in RECORDS if not isinstance(record, Answer))
    assert desk.book_of(RECORDS[7]) is None


def test_asking_for_what_is_not_there_is_a_key_error_or_none() -> None:
    desk = office()
    for ask in (desk.book, desk.indicator, desk.run):
        with pytest.raises(KeyError):
            ask(99)
    with pytest.raises(KeyError):
        desk.node(Kind.PROJECT, 99)
    assert desk.find(Kind.BOOK, 99) is None
    assert desk.entry(99, 99) is None
    assert desk.account(5, Project(2)) is None


def test_an_account_of_an_objective_is_not_that_of_a_project_with_the_same_id() -> None:
    desk = Office([Book(1), Run(2, book=1), Project(3, book=1), Account(4, run=2, objective=3)])
    assert desk.account(2, Project(3)) is None


def test_an_office_counts_its_records() -> None:
    assert len(office()) == len(RECORDS) == len(list(office()))
