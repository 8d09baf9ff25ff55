"""What a change reaches: one node for whatever is typed, none for notes, all where nodes come, go or move."""

import pytest

from perfdesk.domain.change import Change, change_of, creation, removal, setting
from perfdesk.domain.office import Office
from perfdesk.domain.reach import reached
from perfdesk.domain.records import Account, Answer, Book, Entry, Indicator, Kind, Objective, Project, Run
from perfdesk.domain.year_records import Evidence, Fund, Outlay

BOOK, RUN = Book(1, year="2025"), Run(2, book=1)
PROJECT, OBJECTIVE = Project(3, book=1, name="项目"), Objective(4, book=1, name="目标")
ROW = Indicator(5, project=3, name="场次")
TYPED = Entry(6, run=2, indicator=5, actual="1")
FUND, OUTLAY = Fund(7, project=3), Outlay(8, run=2, fund=7)
HELD = (BOOK, RUN, PROJECT, OBJECTIVE, ROW, TYPED, FUND, OUTLAY)


def after(change: Change) -> frozenset[tuple[Kind, int]] | None:
    office = Office(HELD)
    office.apply(change)
    return reached(office, change)


@pytest.mark.parametrize(
    "change",
    [
        change_of("", [setting(TYPED, "actual", "2")]),
        change_of("", [removal(TYPED)]),
        change_of("", [creation(Entry(20, run=2, indicator=5, actual="3"))]),
        change_of("", [creation(Account(20, run=2, project=3, narrative="进展"))]),
        change_of("", [setting(ROW, "target", "9")]),
        change_of("", [creation(Indicator(20, project=3, name="新"))]),
        change_of("", [removal(TYPED), removal(ROW)]),
        change_of("", [setting(PROJECT, "annual_goal", "目标")]),
        change_of("", [setting(FUND, "initial", "5")]),
        change_of("", [setting(OUTLAY, "executed", "5")]),
        change_of("", [removal(OUTLAY), removal(FUND)]),
    ],
)
def test_what_is_typed_reaches_the_one_project_it_stands_at(change: Change) -> None:
    assert after(change) == {(Kind.PROJECT, 3)}


@pytest.mark.parametrize(
    "change",
    [
        change_of("", [creation(Answer(20, finding="x", note="已核对"))]),
        change_of("", [creation(Evidence(20, indicator=5, name="a.pdf"))]),
    ],
)
def test_notes_and_evidence_reach_nothing(change: Change) -> None:
    assert after(change) == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        change_of("", [creation(Project(20, book=1))]),
        change_of("", [removal(OBJECTIVE)]),
        change_of("", [setting(PROJECT, "position", "7")]),
        change_of("", [setting(BOOK, "year", "2026")]),
        change_of("", [creation(Run(20, book=1))]),
        change_of("", [setting(ROW, "project", None), setting(ROW, "objective", "4")]),
    ],
)
def test_what_moves_nodes_reaches_all(change: Change) -> None:
    assert after(change) is None
