"""The indicator library grows out of the desk's own years."""

import pytest

from perfdesk.domain.records import Kind
from perfdesk.operations.library import insert, library, search
from perfdesk.operations.rolling import roll_over
from tests.operations.year_office import Year


@pytest.fixture
def year() -> Year:
    """Two years of the same indicators, the first with a figure."""
    made = Year()
    made.do(made.write("entry.actual", "3120"))
    made.do(made.write("indicator.level1", "产出指标"))
    made.do(roll_over(made.office, "2025"))
    return made


def test_the_same_indicator_of_two_years_is_one_line(year: Year) -> None:
    items = library(year.office)
    assert [(i.model.name, i.times, i.years, i.target, i.last_actual) for i in items] == [
        ("新增图书", 2, ("2025", "2026"), "3000", "3120"),
        ("读者满意度", 2, ("2025", "2026"), "90", None),
    ]


def test_another_unit_is_another_indicator(year: Year) -> None:
    first = year.office.indicators(year.office.nodes(year.office.books()[0].id)[0])[0]
    year.do(year.write("indicator.unit", "万册", first.id))
    assert sorted(i.model.unit or "" for i in library(year.office)) == ["%", "万册", "册"]


@pytest.mark.parametrize(
    ("wanted", "found"), [("", 2), ("图书", 1), ("产出 图书", 1), ("满意 %", 1), ("满意　％", 1), ("道路", 0)]
)
def test_every_word_must_stand_somewhere(year: Year, wanted: str, found: int) -> None:
    assert len(search(library(year.office), wanted)) == found


def test_a_library_line_becomes_an_indicator(year: Year) -> None:
    target = year.office.nodes(year.office.books()[0].id)[1]
    item = search(library(year.office), "图书")[0]
    change, number = insert(year.office, target, item)
    year.do(change)
    made = year.office.indicator(number)
    assert made.owner == (Kind.PROJECT, target.id)
    assert (made.name, made.operator, made.target, made.level1) == ("新增图书", "≥", "3000", "产出指标")
    assert made.last_actual == "3120"
    change, number = insert(year.office, target, item, with_target=False)
    year.do(change)
    assert year.office.indicator(number).target is None
    assert [i.position for i in year.office.indicators(target)] == [1, 2]
