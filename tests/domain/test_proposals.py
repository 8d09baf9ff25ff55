"""Proposals: what prose asks for and states, with the very words, and never more than the words say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.figures import Figure, read_figure
from perfdesk.domain.findings.sheet import sheet_of
from perfdesk.domain.office import Office
from perfdesk.domain.proposals import ActualProposal, TargetProposal, proposals_of
from perfdesk.domain.records import Account, Book, Entry, Indicator, Objective, Project, Record, Run
from tests.domain.corpus import cases, office_of

Row = tuple[str, str, str, str]


def proposed(
    text: str,
    *rows: Row,
    progress: str | None = None,
    actuals: tuple[tuple[str | None, str | None], ...] = (),
    budget: str | None = None,
) -> tuple[TargetProposal | ActualProposal, ...]:
    """Proposals for an objective, or with a budget for a project, of this text and these indicators."""
    book, run = Book(1, year="2025"), Run(2, book=1, to_month=6, label="1-6月")
    if budget is None:
        node: Objective | Project = Objective(3, book=1, name="目标", content=text)
        account = Account(4, run=2, objective=3, narrative=progress)
    else:
        node = Project(3, book=1, name="项目", annual_goal=text, budget=budget)
        account = Account(4, run=2, project=3, narrative=progress)
    owner = {"project" if budget is not None else "objective": 3}
    records: list[Record] = [book, run, node, account]
    for at, (name, operator, unit, target) in enumerate(rows):
        records.append(
            Indicator(10 + at, **owner, position=at, name=name, operator=operator, unit=unit, target=target)
        )
    for at, (actual, narrative) in enumerate(actuals):
        records.append(Entry(50 + at, run=2, indicator=10 + at, actual=actual, narrative=narrative))
    return proposals_of(sheet_of(Office(records), book, run, node))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("全年新增上市企业15家。", ("新增上市企业", "≥", "15", "家")),
        ("全年新增上市企业 15 家。", ("新增上市企业", "≥", "15", "家")),
        ("规模以上工业增加值增长6.5%。", ("规模以上工业增加值增长", "≥", "6.5", "%")),
        ("外贸进出口总额增速达到5%以上。", ("外贸进出口总额增长", "≥", "5", "%")),
        ("城镇登记失业率控制在4%以内。", ("城镇登记失业率", "≤", "4", "%")),
        ("群众满意度超过90%。", ("群众满意度", ">", "90", "%")),
        ("建成口袋公园不少于6座。", ("建成口袋公园", "≥", "6", "座")),
        ("保费收入实现正增长。", ("保费收入增长", ">", "0", "%")),
        ("完成投资1.2亿元。", ("投资", "≥", "1.2", "亿元")),
    ],
)
def test_an_indicator_is_proposed_from_target_prose(text: str, wanted: tuple[str, ...]) -> None:
    (one,) = proposed(text)
    assert isinstance(one, TargetProposal)
    assert (one.name, str(one.operator), one.target, one.unit) == wanted
    assert one.source.text == text
    assert one.source.quote in text
    if wanted[2] != "0":
        assert wanted[2] in one.source.quote


@pytest.mark.parametrize(
    "text",
    [
        "",
        "做好各项工作。",
        "2025年12月底前完成验收。",
        "引进1000万元以上的项目，规模持续扩大。",
        "去年培训学员80人。",
        "根据《管理办法》（甲发〔2024〕12号）实施。",
        "约30家企业受益。",
        "总投资30-50亿元。",
        "比上年提高2个百分点。",
    ],
)
def test_nothing_is_proposed_where_no_amount_is_asked_for(text: str) -> None:
    assert proposed(text) == ()


@pytest.mark.parametrize(
    "row",
    [
        ("新增上市企业家数", "≥", "家", "20"),
        ("新增上市企业", "≥", "家", "15"),
        ("上市企业新增数量", "≥", "家", "15"),
    ],
)
def test_what_an_indicator_measures_already_is_not_proposed(row: Row) -> None:
    assert proposed("全年新增上市企业15家。", row) == ()


def test_the_money_of_the_project_is_no_indicator() -> None:
    assert proposed("安排资金120万元用于补助。", budget="120") == ()


@pytest.mark.parametrize(
    ("row", "progress", "actual"),
    [
        (("金融业增加值增长", "≥", "%", "8"), "上半年金融业增加值587亿元，同比增长6.8%。", "6.8"),
        (("保费收入增长", ">", "%", "0"), "1-6月累计保费收入316.43亿元，同比下降12.49%。", "-12.49"),
        (("惠民演出场次", "≥", "场", "48"), "上半年举办惠民演出29场，群众反映良好。", "29"),
        (("接待读者人次", "≥", "人次", "500000"), "1-6月接待读者人次达32.5万人次。", "32.5万人次"),
    ],
)
def test_an_actual_is_proposed_from_progress_prose(row: Row, progress: str, actual: str) -> None:
    (one,) = proposed("", row, progress=progress)
    assert isinstance(one, ActualProposal)
    assert (one.indicator, one.run, one.actual) == (10, 2, actual)
    assert one.source.quote in progress
    assert isinstance(read_figure(one.actual), Figure)


def test_the_narrative_of_an_indicator_speaks_for_that_indicator_only() -> None:
    shows, talks = ("惠民演出场次", "≥", "场", "48"), ("专题讲座场次", "≥", "场", "20")
    (one,) = proposed("", shows, talks, actuals=((None, "已举办惠民演出29场。"), ("9", "专题讲座9场。")))
    assert isinstance(one, ActualProposal)
    assert (one.indicator, one.actual) == (10, "29")


@pytest.mark.parametrize(
    "progress",
    [
        "计划举办惠民演出48场。",
        "去年同期举办惠民演出24场。",
        "6月举办惠民演出5场。",
        "举办惠民演出20余场。",
        "举办各类活动120场。",
        "惠民演出场次同比增长12%。",
    ],
)
def test_no_actual_is_proposed_from_what_is_none(progress: str) -> None:
    assert proposed("", ("惠民演出场次", "≥", "场", "48"), progress=progress) == ()


def test_what_is_entered_is_never_proposed_anew() -> None:
    row = ("惠民演出场次", "≥", "场", "48")
    assert proposed("", row, progress="举办惠民演出29场。", actuals=(("27", None),)) == ()


def test_a_key_changes_with_the_words() -> None:
    (one,), (same,), (other,) = (proposed(t) for t in ("新增企业15家。", "新增企业15家。", "新增企业16家。"))
    assert one.key == same.key != other.key


@pytest.mark.parametrize("corpus", ["tuned", "first_held_out"])
def test_every_proposal_of_the_corpora_quotes_its_text(corpus: str) -> None:
    count = 0
    for case in cases(corpus):
        office, book, run = office_of(case)
        for node in office.nodes(book.id):
            for one in proposals_of(sheet_of(office, book, run, node)):
                count += 1
                assert one.source.quote
                stated = one.actual if isinstance(one, ActualProposal) else one.target
                number = read_figure(stated)
                assert isinstance(number, Figure)
    assert count > 20


WORDS = st.lists(
    st.sampled_from(
        ["全年", "新增", "企业", "15", "家", "增长", "%", "6.8", "，", "。", "不少于", "为", "名"]
    )
    | st.text(max_size=3),
    max_size=20,
).map("".join)


@given(WORDS, WORDS, WORDS, WORDS)
def test_no_text_makes_a_proposal_raise(text: str, name: str, unit: str, told: str) -> None:
    for one in proposed(text, (name, "≥", unit, "5"), progress=told, actuals=((None, told),)):
        assert one.source.text[one.source.start : one.source.end] == one.source.quote
        assert one.key
