"""All five forms into one office: what each states goes where it belongs, nothing else is touched."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.change import change_of, setting
from perfdesk.domain.document import Document, ReadFund, ReadIndicator, ReadProject
from perfdesk.domain.errors import DocumentRefused, StatementMissing
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Fund, Indicator, Kind, Outlay, Project
from perfdesk.exchange.reading import read_document
from perfdesk.operations.importing import take_in, undated
from perfdesk.operations.planning import plan_of
from perfdesk.operations.reporting import Copy, export
from tests.operations.documents import APPLICATION, DISCLOSURE, EVALUATION, MONITORING, SUMMARY


def taken(*documents: Document) -> Office:
    """An office with these documents in it."""
    office = Office()
    for document in documents:
        office.apply(take_in(office, document, unit_name="甲单位", year="2025"))
    return office


def first_project(office: Office) -> Project:
    """The project they are all about."""
    found = office.nodes(office.books()[0].id)[0]
    assert isinstance(found, Project)
    return found


def test_all_forms_of_projects_are_one_book() -> None:
    office = taken(APPLICATION, MONITORING, EVALUATION, SUMMARY, DISCLOSURE)
    forms = {book.form: len(office.nodes(book.id)) for book in office.books()}
    assert forms == {"target_application": 2, "progress_disclosure": 2}
    assert [(r.from_month, r.to_month) for r in office.runs(1)] == [(1, 7), (1, 12)]


def test_an_application_brings_project_money_and_both_terms_and_no_run() -> None:
    office = taken(APPLICATION)
    project = first_project(office)
    assert (project.department, project.period, project.medium_goal) == (
        "文化局（208）",
        "3年",
        "三年购书一万册",
    )
    assert [(f.name, f.medium, f.initial) for f in office.followers(Fund, project)] == [
        ("财政拨款", "300", "100"),
        ("其他资金", None, "20.5"),
    ]
    assert [(i.name, i.term, i.operator, i.target, i.unit) for i in office.indicators(project)] == [
        ("新增图书", "medium", "≥", "10000", "册"),
        ("新增图书", None, "≥", "3,000", "册"),
        ("读者满意度", None, "≥", "90", "%"),
    ]
    assert office.runs(project.book or 0) == []


def test_monitoring_fills_its_run_and_leaves_the_targets_alone() -> None:
    office = taken(APPLICATION)
    before = {repr(r) for r in office}
    office.apply(take_in(office, MONITORING))
    assert before <= {repr(r) for r in office}
    project = first_project(office)
    run = office.runs(project.book or 0)[0]
    annual = office.indicators(project)[1]
    entry = office.entry(run.id, annual.id)
    assert entry is not None
    assert (entry.actual, entry.forecast, entry.likelihood, entry.deviation_reason, entry.note) == (
        *("1200", "2800", "possible", "拨款晚", "年底前补齐"),
    )
    assert (entry.cause_funding, entry.cause_rules, entry.cause_other) == (True, False, True)
    account = office.account(run.id, project)
    assert account is not None
    assert (account.executed, account.forecast_executed) == ("60.25", "118")
    assert [(o.executed, o.forecast) for o in office.every(Outlay)] == [("50", "98")]
    assert office.entry(run.id, office.indicators(project)[0].id) is None


def test_a_self_evaluation_is_about_the_whole_year() -> None:
    office = taken(APPLICATION, MONITORING, EVALUATION)
    project = first_project(office)
    year = office.runs(project.book or 0)[1]
    assert (year.from_month, year.to_month, year.label) == (1, 12, "1-12月")
    account = office.account(year.id, project)
    assert account is not None
    assert (account.executed, account.execution_score, account.total_score) == ("104.5", "9.5", "97.5")
    assert (account.narrative, account.conclusion) == ("已购书三千一百册", "优")
    assert (project.adjusted_budget, project.execution_weight) == ("110", "10")
    annual = office.indicators(project)[1]
    entry = office.entry(year.id, annual.id)
    assert entry is not None
    assert (entry.actual, entry.score, annual.weight) == ("3100", "50", "50")


@pytest.mark.parametrize("document", [APPLICATION, MONITORING, EVALUATION, SUMMARY, DISCLOSURE])
def test_what_was_taken_in_is_the_same_the_second_time(document: Document) -> None:
    office = taken(APPLICATION, MONITORING, EVALUATION, SUMMARY, DISCLOSURE)
    with pytest.raises(DocumentRefused, match="完全相同"):
        take_in(office, document, unit_name="甲单位", year="2025")


def test_a_summary_after_an_application_finds_the_same_indicators() -> None:
    office = taken(APPLICATION, SUMMARY)
    project = first_project(office)
    assert len(office.indicators(project)) == 3
    assert project.seq == "1"
    assert [n.name for n in office.nodes(project.book or 0)] == ["图书购置", "设备更新"]


def test_a_document_that_states_less_takes_nothing_away() -> None:
    office = taken(APPLICATION, MONITORING)
    bare = replace(
        MONITORING,
        projects=(ReadProject(None, "图书购置", indicators=(ReadIndicator("读者满意度", actual="93%"),)),),
    )
    change = take_in(office, bare)
    assert [(e.kind, e.field, e.before, e.after) for e in change.edits] == [
        (Kind.ENTRY, "actual", "92%", "93%")
    ]


def test_figures_that_are_equal_are_no_change() -> None:
    office = taken(SUMMARY)
    first = replace(SUMMARY.projects[0], budget="120.50")
    with pytest.raises(DocumentRefused, match="完全相同"):
        take_in(office, replace(SUMMARY, projects=(first,)), unit_name="甲单位", year="2025")
    dearer = replace(SUMMARY.projects[0], budget="120.50万元")
    change = take_in(office, replace(SUMMARY, projects=(dearer,)), unit_name="甲单位", year="2025")
    assert [e.after for e in change.edits] == ["120.50万元"]


def two_levels(*levels: str) -> Document:
    """A project with one name below several levels."""
    rows = tuple(
        ReadIndicator("完成数", "≥", "个", str(at), str(at), level1=level)
        for at, level in enumerate(levels, 5)
    )
    return replace(SUMMARY, projects=(ReadProject("1", "图书购置", indicators=rows),))


def test_one_name_below_two_levels_stays_two_whatever_their_order() -> None:
    office = taken(two_levels("产出指标", "效益指标"))
    change = take_in(office, two_levels("效益", "产出"), unit_name="甲单位", year="2025")
    assert [(e.field, e.before, e.after) for e in change.edits] == [
        ("target", "6", "5"),
        ("target", "5", "6"),
    ]


def test_an_indicator_that_moved_to_another_level_is_the_same_one() -> None:
    office = taken(two_levels("产出指标"))
    change = take_in(office, two_levels("效益指标"), unit_name="甲单位", year="2025")
    assert [(e.field, e.after) for e in change.edits] == [("level1", "效益指标")]


def test_two_codes_are_two_projects() -> None:
    coded = [replace(SUMMARY, projects=(ReadProject(None, "图书购置", code=code),)) for code in ("1", "2")]
    office = taken(*coded)
    assert [getattr(n, "code", None) for n in office.nodes(1)] == ["1", "2"]


def test_a_locked_run_takes_nothing_and_says_so() -> None:
    office = taken(MONITORING)
    run = office.runs(1)[0]
    office.apply(change_of("锁定", [setting(run, "locked", "1")]))
    first = MONITORING.projects[0]
    later = replace(MONITORING, projects=(replace(first, executed="70"),))
    with pytest.raises(DocumentRefused, match="锁定"):
        take_in(office, later)
    with pytest.raises(DocumentRefused, match="完全相同"):
        take_in(office, MONITORING)


def test_an_approved_target_is_not_overwritten() -> None:
    office = taken(SUMMARY)
    project = first_project(office)
    office.apply(change_of("批复", [setting(project, "approved_on", "2025-01-15")]))
    raised = replace(SUMMARY.projects[0].indicators[0], target="5000", raw_target="5000")
    later = replace(SUMMARY, projects=(replace(SUMMARY.projects[0], indicators=(raised,)),))
    with pytest.raises(DocumentRefused, match=r"“图书购置”的“新增图书”.*“3000”与文件的“5000”不同"):
        take_in(office, later, unit_name="甲单位", year="2025")


def test_a_refusal_names_every_approved_row_and_what_differs() -> None:
    office = taken(SUMMARY)
    project = first_project(office)
    office.apply(change_of("批复", [setting(project, "approved_on", "2025-01-15")]))
    read = SUMMARY.projects[0]
    fresh = ReadIndicator("借阅人次", "≥", "人次", "900", "900")
    later = replace(
        SUMMARY,
        projects=(replace(read, annual_goal="购书四千册", indicators=(*read.indicators, fresh)),),
    )
    with pytest.raises(DocumentRefused) as raised:
        take_in(office, later, unit_name="甲单位", year="2025")
    said = str(raised.value)
    assert "“图书购置”：目标已批复" in said
    assert "年度绩效目标“购书三千册”与文件的“购书四千册”不同" in said
    assert "“图书购置”的“借阅人次”：目标已批复，要改请用“调整目标”里的“新增指标”" in said
    many = tuple(ReadIndicator(f"第{at}项", "≥", "个", "1", "1") for at in range(20))
    later = replace(SUMMARY, projects=(replace(read, indicators=many),))
    with pytest.raises(DocumentRefused, match="这样的还有 12 处"):
        take_in(office, later, unit_name="甲单位", year="2025")


def test_figures_without_months_are_asked_for() -> None:
    silent = replace(MONITORING, months=None, period=None)
    assert undated(silent)
    assert not undated(replace(EVALUATION, months=None))
    assert not undated(APPLICATION)
    with pytest.raises(StatementMissing, match="--run"):
        take_in(Office(), silent)


def test_a_text_no_desk_file_keeps_is_refused() -> None:
    foul = replace(SUMMARY, projects=(ReadProject("1", "甲\x00乙"),))
    with pytest.raises(DocumentRefused, match="控制字符"):
        take_in(Office(), foul, unit_name="甲单位", year="2025")


def test_thousands_of_rows_of_one_name_are_matched_in_order() -> None:
    rows = tuple(ReadIndicator("同名", target=str(at), raw_target=str(at)) for at in range(3000))
    many = replace(SUMMARY, projects=(ReadProject("1", "图书购置", indicators=rows),))
    office = taken(many)
    with pytest.raises(DocumentRefused, match="完全相同"):
        take_in(office, many, unit_name="甲单位", year="2025")


texts = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=6).filter(
    str.strip
)
indicators = st.builds(
    ReadIndicator,
    name=st.sampled_from(["甲数", "乙率", "丙数"]),
    operator=st.sampled_from(["≥", "≤", None]),
    unit=st.sampled_from(["个", "%", None]),
    raw_target=st.sampled_from(["5", "≥5个", "90%", "优良", "约30", None]),
    level1=st.sampled_from(["产出指标", "效益指标", None]),
    actual=texts | st.none(),
    forecast=texts | st.none(),
    causes=st.sampled_from([(), ("cause_rules",)]),
    term=st.sampled_from([None, "medium"]),
)
projects = st.builds(
    ReadProject,
    seq=st.sampled_from(["1", "2", None]),
    name=st.sampled_from(["甲项目", "乙项目"]),
    budget=texts | st.none(),
    executed=texts | st.none(),
    indicators=st.lists(indicators, max_size=4).map(tuple),
)
documents = st.builds(
    Document,
    kind=st.sampled_from([FormKind.MONITORING, FormKind.SELF_EVALUATION, FormKind.TARGET_APPLICATION]),
    title=st.just("表"),
    source=st.just("表.xlsx"),
    months=st.just((1, 7)),
    projects=st.lists(projects, max_size=3).map(tuple),
)


@given(documents, documents)
def test_a_second_document_never_removes_and_undo_restores(first: Document, second: Document) -> None:
    office = taken(first)
    before = {repr(r) for r in office}
    try:
        change = take_in(office, second, unit_name="甲单位", year="2025")
    except DocumentRefused:
        return
    assert all(edit.after is not None for edit in change.edits)
    held = Office(office)
    held.apply(change)
    held.apply(change.reversed())
    assert {repr(r) for r in held} == before


@given(documents)
def test_every_row_of_a_document_is_in_the_office_afterwards(document: Document) -> None:
    office = taken(document)
    wanted = sorted(i.name for p in document.projects for i in p.indicators)
    assert sorted(i.name or "" for i in office.every(Indicator)) == wanted
    with pytest.raises(DocumentRefused, match="完全相同"):
        take_in(office, document, unit_name="甲单位", year="2025")


def test_a_figure_with_the_units_own_word_is_the_same_figure() -> None:
    office = taken(APPLICATION, MONITORING)
    first = MONITORING.projects[0]
    printed = replace(first.indicators[0], actual="1,200册", forecast="2800 册")
    with pytest.raises(DocumentRefused, match="完全相同"):
        take_in(office, replace(MONITORING, projects=(replace(first, indicators=(printed,)),)))
    other = replace(first.indicators[0], actual="1200套")
    change = take_in(office, replace(MONITORING, projects=(replace(first, indicators=(other,)),)))
    assert [(e.field, e.after) for e in change.edits] == [("actual", "1200套")]


def test_a_line_of_money_nobody_filled_in_makes_no_fund() -> None:
    office = taken(APPLICATION)
    first = replace(APPLICATION.projects[0], funds=(ReadFund("上年结转资金"), ReadFund("其他资金")))
    with pytest.raises(DocumentRefused, match="完全相同"):
        take_in(office, replace(APPLICATION, projects=(first,)))


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".pdf"])
@pytest.mark.parametrize("form", ["target_summary", "target_application", "monitoring", "self_evaluation"])
def test_what_is_printed_comes_back_as_the_same(form: str, suffix: str, tmp_path: Path) -> None:
    whole = replace(EVALUATION.projects[0], execution_weight="10")
    evaluation = replace(EVALUATION, projects=(whole,))
    office = taken(APPLICATION, MONITORING, evaluation)
    book = office.books()[0]
    half, year = office.runs(book.id)
    run = {"monitoring": half, "self_evaluation": year}.get(form)
    path = tmp_path / f"表{suffix}"
    export(office, book, run, path, Copy(form=FormKind(form)))
    plan = plan_of(office, read_document(path), "甲单位", "2025")
    changed = {cell.key: (cell.before, cell.after) for row in plan.rows for cell in row.cells}
    assert changed == {}
    assert len(plan.rows) >= 3
