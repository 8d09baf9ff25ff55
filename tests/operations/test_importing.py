"""Taking documents in: one change, matched with what is there, all or nothing."""

from dataclasses import replace

import pytest

from perfdesk.domain.document import Document, ReadIndicator, Repair
from perfdesk.domain.errors import DocumentRefused, NotUnderstood, RepairsNotAccepted, StatementMissing
from perfdesk.domain.office import Office
from perfdesk.domain.records import Objective, Project
from perfdesk.domain.span import Span
from perfdesk.operations.importing import (
    contradictions,
    require_repairs_accepted,
    take_all,
    take_in,
    unit_and_year,
    with_run,
)
from perfdesk.operations.stated import split_scoring
from tests.operations.documents import DISCLOSURE, SUMMARY


def taken(*documents: Document) -> Office:
    """An office with these documents in it."""
    office = Office()
    for document in documents:
        office.apply(take_in(office, document, unit_name="甲单位", year="2025"))
    return office


def test_unit_and_year_are_asked_for_never_guessed() -> None:
    with pytest.raises(StatementMissing, match="单位和年度"):
        take_in(Office(), SUMMARY)
    with pytest.raises(StatementMissing, match="年度"):
        take_in(Office(), SUMMARY, unit_name="甲单位")
    with pytest.raises(StatementMissing, match="四位数字"):
        take_in(Office(), SUMMARY, unit_name="甲单位", year="今年")


def test_a_summary_becomes_projects_and_indicators_in_paper_order() -> None:
    office = taken(SUMMARY)
    projects = office.nodes(office.books()[0].id)
    assert [(p.seq, p.name, p.budget) for p in projects if isinstance(p, Project)] == [
        ("1", "图书购置", "120.5"),
        ("2", "设备更新", "30"),
    ]
    assert [(i.name, i.operator, i.unit, i.target) for i in office.indicators(projects[0])] == [
        ("新增图书", "≥", "册", "3000"),
        ("读者满意度", "≥", "%", "90"),
    ]


def test_a_disclosure_becomes_objectives_with_a_run() -> None:
    office = taken(DISCLOSURE)
    book = office.books()[0]
    run = office.runs(book.id)[0]
    first, second = office.nodes(book.id)
    assert isinstance(first, Objective)
    assert isinstance(second, Objective)
    assert (run.from_month, run.to_month, run.label) == (1, 6, "1-6月")
    account = office.account(run.id, first)
    assert account is not None
    assert account.narrative == "同比增长6%。"
    assert office.account(run.id, second) is None
    assert second.scoring_text == "（计分方法：每起扣5分。）"


def test_the_same_document_twice_is_refused() -> None:
    office = taken(SUMMARY)
    with pytest.raises(DocumentRefused, match="完全相同"):
        take_in(office, SUMMARY, unit_name="甲单位", year="2025")


def test_a_later_version_changes_only_what_differs() -> None:
    office = taken(SUMMARY)
    first = SUMMARY.projects[0]
    changed = replace(
        first, budget="130", indicators=(*first.indicators, ReadIndicator("新书上架率", "≥", "%", "95", "95"))
    )
    later = replace(SUMMARY, projects=(changed, SUMMARY.projects[1]))
    change = take_in(office, later, unit_name="甲单位", year="2025")
    assert [(e.kind.value, e.field, e.before) for e in change.edits] == [
        ("project", "budget", "120.5"),
        ("indicator", "*", None),
    ]
    before = {repr(r) for r in office}
    office.apply(change)
    office.apply(change.reversed())
    assert {repr(r) for r in office} == before


def test_the_next_run_joins_the_same_objectives() -> None:
    office = taken(DISCLOSURE)
    items = tuple(replace(item, progress="全年完成。") for item in DISCLOSURE.items)
    office.apply(take_in(office, replace(DISCLOSURE, months=(1, 12), period="1-12月", items=items)))
    book = office.books()[0]
    assert len(office.books()) == 1
    assert len(office.nodes(book.id)) == 2
    assert [r.label for r in office.runs(book.id)] == ["1-6月", "1-12月"]


def test_two_projects_of_one_name_stay_two() -> None:
    twice = replace(SUMMARY, projects=(SUMMARY.projects[1], replace(SUMMARY.projects[1], seq="3")))
    assert len(taken(twice).nodes(1)) == 2


def test_several_documents_are_one_change() -> None:
    office = Office()
    change = take_all(office, [SUMMARY, DISCLOSURE], "甲单位", "2025")
    office.apply(change)
    assert len(office.books()) == 2
    office.apply(change.reversed())
    assert len(office) == 0


def test_repairs_are_listed_until_they_are_accepted() -> None:
    repaired = replace(SUMMARY, repairs=(Repair("第 26 行", "接上被分页截断的项目", "甲", "乙"),))
    with pytest.raises(RepairsNotAccepted, match="第 26 行"):
        require_repairs_accepted([repaired])
    require_repairs_accepted([SUMMARY])


@pytest.mark.parametrize(
    "text", [None, "", "（计分方法：甲）", "甲（计分方法：乙）后文", "甲。（计分方法：乙）"]
)
def test_splitting_the_scoring_text_loses_nothing(text: str | None) -> None:
    content, scoring = split_scoring(text)
    assert (content or "") + (scoring or "") == (text or "")


def test_a_full_width_year_is_the_same_year() -> None:
    assert unit_and_year(SUMMARY, "甲单位", "２０２５") == ("甲单位", "2025")


def test_progress_without_months_is_asked_for_never_dropped() -> None:
    undated = replace(DISCLOSURE, months=None, period=None)
    with pytest.raises(StatementMissing, match="--run"):
        taken(undated)
    office = taken(with_run(undated, undated.year or "", Span(1, 6)))
    assert [r.label for r in office.runs(office.books()[0].id)] == ["1-6月"]


def test_other_months_than_the_document_states_are_refused() -> None:
    with pytest.raises(NotUnderstood, match="--run"):
        with_run(DISCLOSURE, DISCLOSURE.year or "", Span(1, 9))
    assert with_run(SUMMARY, "2025", Span(1, 9)) is SUMMARY


def test_another_unit_or_year_than_the_document_states_is_told() -> None:
    stating = replace(SUMMARY, unit_name="乙单位", year="2024")
    assert contradictions(stating, "甲单位", "2025") == [
        "文件写的单位是“乙单位”，已按“甲单位”导入",
        "文件写的是 2024 年度，已按 2025 年度导入",
    ]
    assert contradictions(stating, None, None) == []


def test_the_same_table_given_twice_is_named() -> None:
    with pytest.raises(DocumentRefused, match="给了两次"):
        take_all(Office(), [SUMMARY, SUMMARY], "甲单位", "2025")
