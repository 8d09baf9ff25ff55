"""Arranging the book: every verb is a change that can be taken back."""

import pytest

from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Indicator, Kind, Objective, Project
from perfdesk.operations.arranging import (
    add_book,
    add_indicator,
    add_objective,
    add_project,
    add_run,
    answer,
    move,
    remove,
)
from perfdesk.operations.place import Place, read_place, write_place


@pytest.fixture
def office() -> Office:
    """A book of 2025 with two projects, the first with two indicators and a figure."""
    made = Office()
    made.apply(add_book(made, "云溪市文化服务中心", "2025", FormKind.TARGET_SUMMARY)[0])
    book = made.books()[0].id
    for _ in range(2):
        made.apply(add_project(made, book)[0])
    for _ in range(2):
        made.apply(add_indicator(made, made.nodes(book)[0])[0])
    made.apply(add_run(made, book, 1, 6)[0])
    run = made.runs(book)[0].id
    first = made.indicators(made.nodes(book)[0])[0]
    made.apply(write_place(made, Place(Kind.INDICATOR, first.id, "entry.actual", run), "12"))
    return made


def test_new_projects_are_numbered_on(office: Office) -> None:
    assert [n.seq for n in office.nodes(office.books()[0].id) if isinstance(n, Project)] == ["1", "2"]


def test_removing_a_project_takes_its_figures_along_and_undo_brings_all_back(office: Office) -> None:
    before = {repr(r) for r in office}
    change = remove(office, Kind.PROJECT, office.nodes(office.books()[0].id)[0].id)
    office.apply(change)
    assert not [r for r in office if isinstance(r, Indicator)]
    office.apply(change.reversed())
    assert {repr(r) for r in office} == before


def test_removing_a_book_leaves_nothing_behind(office: Office) -> None:
    office.apply(remove(office, Kind.BOOK, office.books()[0].id))
    assert len(office) == 0


def test_children_are_removed_before_their_parents(office: Office) -> None:
    kinds = [e.kind for e in remove(office, Kind.BOOK, office.books()[0].id).edits]
    assert kinds.index(Kind.ENTRY) < kinds.index(Kind.INDICATOR) < kinds.index(Kind.PROJECT)
    assert kinds[-1] is Kind.BOOK


def test_moving_swaps_neighbours_and_stops_at_the_ends(office: Office) -> None:
    book = office.books()[0].id
    first, second = (n.id for n in office.nodes(book))
    office.apply(move(office, Kind.PROJECT, second, -1))
    assert [n.id for n in office.nodes(book)] == [second, first]
    assert not move(office, Kind.PROJECT, second, -1)


def test_a_span_of_months_has_one_run(office: Office) -> None:
    with pytest.raises(NotUnderstood, match="已经有了"):
        add_run(office, office.books()[0].id, 1, 6)


@pytest.mark.parametrize(("first", "last"), [(0, 6), (7, 6), (1, 13)])
def test_impossible_months_are_refused(office: Office, first: int, last: int) -> None:
    with pytest.raises(NotUnderstood, match="起止月份"):
        add_run(office, office.books()[0].id, first, last)


@pytest.mark.parametrize(("unit", "year"), [("", "2025"), ("甲", "25"), ("甲", "二〇二五"), ("甲", "")])
def test_a_book_needs_unit_and_year(unit: str, year: str) -> None:
    with pytest.raises(NotUnderstood):
        add_book(Office(), unit, year, FormKind.TARGET_SUMMARY)


def test_an_objective_goes_on_in_the_last_category(office: Office) -> None:
    book = office.books()[0].id
    change, number = add_objective(office, book)
    office.apply(change)
    made = office.node(Kind.OBJECTIVE, number)
    assert isinstance(made, Objective)
    assert made.category == "绩效指标"
    assert made.due_month == "12"


def test_an_answer_is_written_changed_and_taken_back(office: Office) -> None:
    office.apply(answer(office, "key", "以批复为准"))
    office.apply(answer(office, "key", "已改"))
    known = office.answer("key")
    assert known is not None
    assert known.note == "已改"
    office.apply(answer(office, "key", " "))
    assert office.answer("key") is None


def test_removing_what_is_gone_says_so() -> None:
    with pytest.raises(NothingSuch):
        remove(Office(), Kind.PROJECT, 1)


# -- places


def test_what_is_typed_stays_exactly_as_typed(office: Office) -> None:
    book = office.books()[0].id
    indicator = office.indicators(office.nodes(book)[0])[1]
    place = Place(Kind.INDICATOR, indicator.id, "entry.actual", office.runs(book)[0].id)
    office.apply(write_place(office, place, " １２．５ 亿 "))
    assert read_place(office, place) == " １２．５ 亿 "


def test_an_operator_is_kept_in_its_one_spelling(office: Office) -> None:
    indicator = office.indicators(office.nodes(office.books()[0].id)[0])[0]
    place = Place(Kind.INDICATOR, indicator.id, "indicator.operator")
    office.apply(write_place(office, place, "不超过"))
    assert read_place(office, place) == "≤"
    with pytest.raises(NotUnderstood, match="运算符"):
        write_place(office, place, "大概")


def test_accumulation_is_chosen_by_its_chinese_word(office: Office) -> None:
    indicator = office.indicators(office.nodes(office.books()[0].id)[0])[0]
    place = Place(Kind.INDICATOR, indicator.id, "indicator.accumulation")
    office.apply(write_place(office, place, "ratio"))
    assert read_place(office, place) == "ratio"
    with pytest.raises(NotUnderstood, match="可选"):
        write_place(office, place, "随便")


def test_a_figure_without_a_run_asks_for_one(office: Office) -> None:
    indicator = office.indicators(office.nodes(office.books()[0].id)[0])[1]
    with pytest.raises(NothingSuch, match="新建进展"):
        write_place(office, Place(Kind.INDICATOR, indicator.id, "entry.actual"), "5")


def test_emptying_an_empty_place_changes_nothing(office: Office) -> None:
    indicator = office.indicators(office.nodes(office.books()[0].id)[0])[1]
    assert not write_place(office, Place(Kind.INDICATOR, indicator.id, "entry.actual"), "")
    assert not write_place(office, Place(Kind.INDICATOR, indicator.id, "indicator.target"), "  ")


def test_a_place_on_a_removed_row_says_so(office: Office) -> None:
    with pytest.raises(NothingSuch, match="已被删除"):
        write_place(office, Place(Kind.INDICATOR, 999, "indicator.name"), "甲")


@pytest.mark.parametrize("text", ["0", "13", "六", "-1", "1.5"])
def test_a_month_that_is_none_is_refused(office: Office, text: str) -> None:
    run = office.runs(office.books()[0].id)[0]
    with pytest.raises(NotUnderstood):
        write_place(office, Place(Kind.RUN, run.id, "run.to_month"), text)
    assert write_place(office, Place(Kind.RUN, run.id, "run.to_month"), "9月")
    for key, wrong in (("run.from_month", "7"), ("run.to_month", ""), ("run.from_month", "")):
        with pytest.raises(NotUnderstood, match="起始月份"):
            write_place(office, Place(Kind.RUN, run.id, key), wrong)
