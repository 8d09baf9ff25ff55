"""Findings: what is found, what must stay quiet, and how much of the sample's known doubts is caught."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.findings import CHECKS, Finding, Severity, find_all
from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Book, Entry, Indicator, Kind, Project, Record, Run

Row = tuple[str, str, str, str]


def found(
    *rows: Row,
    goal: str | None = None,
    budget: str | None = None,
    overview: str | None = None,
    actuals: tuple[tuple[str | None, str | None], ...] = (),
    account: str | None = None,
) -> list[Finding]:
    """Findings of one project with these indicators and, from actual and narrative, one half-year run."""
    book, run = Book(1, year="2025"), Run(2, book=1, from_month=1, to_month=6, label="1-6月")
    records: list[Record] = [
        book,
        run,
        Project(3, book=1, name="项目", annual_goal=goal, budget=budget, overview=overview),
    ]
    for at, (name, operator, unit, target) in enumerate(rows):
        records.append(
            Indicator(10 + at, project=3, position=at, name=name, operator=operator, unit=unit, target=target)
        )
    for at, (actual, narrative) in enumerate(actuals):
        records.append(Entry(50 + at, run=2, indicator=10 + at, actual=actual, narrative=narrative))
    if account:
        records.append(Account(90, run=2, project=3, narrative=account))
    return find_all(Office(records), book, run)


def checks(findings: list[Finding]) -> list[str]:
    return [one.check for one in findings]


@pytest.mark.parametrize(
    ("goal", "row", "check", "figures"),
    [
        ("新增辅导期企业30家。", ("全市新增辅导期企业家数", "≥", "家", "25"), "goal-amount", ("30", "≥25家")),
        ("培训学员不少于1.2万人次", ("培训学员人次", "≥", "人次", "10000"), "goal-amount", ("1.2", "10000")),
        ("开展课题研究不少于2个。", ("年完成课题数量", "=", "个", "2"), "goal-operator", ("不少于2", "=2")),
        ("挂牌企业超过500家。", ("新增挂牌企业数量", "≥", "家", "500"), "goal-operator", ("超过500", "≥500")),
        ("群众满意率达到95%以上。", ("群众对服务的满意率", "≥", "%", "90"), "goal-amount", ("95", "90")),
    ],
)
def test_goal_and_target_that_differ_are_named_together(
    goal: str, row: Row, check: str, figures: tuple[str, str]
) -> None:
    (one,) = found(row, goal=goal)
    assert one.check == check
    assert (one.kind, one.record) == (Kind.INDICATOR, 10)
    for words, figure in zip(figures, one.figures, strict=True):
        assert words in figure
        assert figure in one.message
    assert one.where == ("年度绩效目标", "年度目标值")


@pytest.mark.parametrize(
    ("goal", "row"),
    [
        ("新增辅导期企业30家。", ("全市新增辅导期企业家数", "≥", "家", "30")),
        ("组织外部培训不少于3次。", ("年培训班次（会议次数）", "≥", "次", "3")),
        ("年培育100名董事会秘书等人才", ("董事会秘书等人才培养数量", "≥", "名", "100")),
        ("直接融资金额达到2500亿元以上。", ("直接融资总额", "≥", "亿元", "2500")),
        ("直接融资金额达到2500亿元。", ("直接融资总额", "≥", "亿元", "2500")),
        ("去年培训学员80人。", ("培训学员人数", "≥", "人", "100")),
        ("引进投资1亿元以上的项目，规模持续扩大", ("引进项目数", "≥", "个", "3")),
        ("认定市级项目8个。", ("认定市级项目数", "≥", "个", "8")),
        ("依托10年发展规划，提升服务", ("服务企业数", "≥", "家", "10")),
        ("安排资金120万元用于补助。", ("补助企业数", "≥", "家", "10")),
        ("保障三个系统稳定运行", ("系统故障率", "≤", "%", "2")),
    ],
)
def test_goals_that_agree_or_speak_of_something_else_stay_quiet(goal: str, row: Row) -> None:
    assert found(row, goal=goal, budget="120") == []


def test_levels_of_government_are_never_taken_for_each_other() -> None:
    one, *more = found(("新增省级非遗项目数", "≥", "个", "3"), goal="新增市级非遗项目8个。")
    assert (one.check, more) == ("promise-without-indicator", [])


def test_a_promise_nobody_measures_is_a_hint_at_the_goal() -> None:
    (one,) = found(("年培训班次", "≥", "次", "3"), goal="开展培训不少于3次、专题宣传活动不少于5次。")
    assert (one.check, one.severity, one.field) == (
        "promise-without-indicator",
        Severity.HINT,
        "project.annual_goal",
    )
    assert "专题宣传活动不少于5次" in one.message


@pytest.mark.parametrize(
    ("row", "check"),
    [
        (("市值全国排名", "=", "名次", "8"), "operator-sense"),
        (("质量考核排名", "≥", "名次", "3"), "operator-sense"),
        (("服务对象满意度", "=", "%", "100"), "operator-sense"),
        (("放大倍数", "=", "倍", "5"), "operator-sense"),
        (("会议费用", "≥", "万元", "2"), "operator-sense"),
        (("验收合格率", "≥", "%", "290"), "operator-sense"),
        (("年审家数", "≥", "次", "10"), "unit-against-name"),
        (("培训人数", "≥", "次", "10"), "unit-against-name"),
        (("群众满意度", "≥", "人", "90"), "unit-against-name"),
        (("企业融资总额", "≥", "亿", "20"), "unit-against-name"),
        (("项目建设成本", "≤", "万元", "1200"), "cost-above-budget"),
        (("项目建设成本", "≤", "亿元", "0.12"), "cost-above-budget"),
    ],
)
def test_an_indicator_that_makes_no_sense_is_named(row: Row, check: str) -> None:
    assert checks(found(row, budget="240")) == [check]


@pytest.mark.parametrize(
    "row",
    [
        ("市值全国排名", "≤", "名次", "8"),
        ("市值全国排名", "=", "名次", "1"),
        ("系统验收合格率", "=", "%", "100"),
        ("预算执行率", "≥", "%", "105"),
        ("研发费用", "≥", "万元", "30"),
        ("成本节约额", "≥", "万元", "30"),
        ("年培训班次（会议次数）", "≥", "次", "3"),
        ("培训（参会）人次", "≥", "万人次", "2"),
        ("带动社会就业人数", "≥", "万人", "40"),
        ("金融风险发生次数相比上年下降", ">", "%", "10"),
        ("满意度", "≥", "分", "90"),
        ("服务企业家数", "≥", "户", "90"),
        ("广告宣传费用", "≤", "万元", "7"),
        ("重大违规风险", "=", "次", "0"),
        ("用户数", "≥", "亿", "1"),
        ("响应时间", "≤", "分钟", "60"),
    ],
)
def test_an_ordinary_indicator_stays_quiet(row: Row) -> None:
    assert found(row, budget="240") == []


@pytest.mark.parametrize(("direction", "operator"), [("lower", "≥"), ("higher", "≤")])
def test_a_stated_direction_against_the_operator_is_named(direction: str, operator: str) -> None:
    book = Book(1, year="2025")
    row = Indicator(
        3, project=2, name="巡查频率", operator=operator, unit="次", target="5", direction=direction
    )
    (one,) = find_all(Office([book, Project(2, book=1), row]), book, None)
    assert (one.check, one.record) == ("direction-sense", 3)


@pytest.mark.parametrize(
    ("goal", "row"),
    [
        ("发放稳岗补贴惠及企业800家。", ("惠及企业数", "≥", "家", "800")),
        ("科普宣传普及群众3000人次。", ("普及群众人次", "≥", "人次", "3000")),
        ("采购设备30台（套）。", ("采购设备数", "=", "台（套）", "30")),
    ],
)
def test_a_goal_said_in_the_words_of_its_indicator_stays_quiet(goal: str, row: Row) -> None:
    assert found(row, goal=goal) == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("植树50万株，比上年的40万株增长30%。", True),
        ("植树50万株，比上年的40万株增长25%。", False),
        ("接待游客36万人次，较去年同期的48万人次下降25%。", False),
        ("接待游客36万人次，较去年同期的48万人次下降15%。", True),
        ("接待游客48万人次，比2024年同期36万人次增加33.3%。", False),
        ("优良率90%，比上年的80%提高10%。", False),
        ("植树50万株，比上年的40万株增长20%以上。", False),
    ],
)
def test_growth_against_last_year_is_recomputed(said: str, wrong: bool) -> None:
    findings = found(("植树造林", "≥", "亩", "10"), account=said, actuals=((None, None),))
    assert ("growth-miscalculated" in checks(findings)) is wrong


SHOWS: Row = ("惠民演出场次", "≥", "场", "48")


@pytest.mark.parametrize(
    ("actual", "narrative", "severity"),
    [
        ("27", "1-6月举办惠民演出29场，其中广场演出11场。", Severity.ERROR),
        (None, "上半年举办惠民演出29场。", Severity.WARNING),
    ],
)
def test_a_narrative_with_another_figure_is_found(
    actual: str | None, narrative: str, severity: Severity
) -> None:
    (one,) = found(SHOWS, actuals=((actual, narrative),))
    assert (one.check, one.severity, one.field) == ("narrative-against-actual", severity, "entry.actual")
    assert "29场" in one.message


@pytest.mark.parametrize(
    "narrative",
    [
        "1-6月举办惠民演出27场。",
        "举办惠民演出27场，其中广场演出11场。",
        "6月举办惠民演出5场。",
        "二季度举办惠民演出15场。",
        "计划举办惠民演出48场。",
        "去年同期举办惠民演出24场。",
        "比上年同期增加4场。",
        "举办各类活动120场。",
        "邀请2支队伍参加。",
        "惠民演出20余场。",
        "完成全年任务的56%。",
    ],
)
def test_a_narrative_that_agrees_or_says_less_stays_quiet(narrative: str) -> None:
    assert found(SHOWS, actuals=(("27", narrative),)) == []


def test_the_account_of_a_project_is_held_against_its_indicators() -> None:
    (one,) = found(SHOWS, actuals=(("27", None),), account="上半年惠民演出31场，群众反映良好。")
    assert (one.check, one.record) == ("narrative-against-actual", 10)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1-5月份到馆读者9万人。", "1-5月"),
        ("截至5月末，到馆读者9万人。", "截至5月"),
        ("5月-7月开展专项行动。", "5月-7月"),
    ],
)
def test_months_that_are_not_the_run_are_found(text: str, shown: str) -> None:
    (one,) = found(account=text)
    assert (one.check, one.figures) == ("period-coverage", (shown, "1-6月"))


@pytest.mark.parametrize(
    "text",
    [
        "上半年到馆读者9万人。",
        "截至6月底，到馆读者9万人。",
        "一季度到馆读者4万人，上半年到馆读者9万人。",
        "3月份举办阅读节。",
        "3月底完成方案。",
        "1-3月完成方案编制。",
        "二季度到馆读者5万人。",
        "2024年1-12月到馆读者20万人。",
        "计划5月-7月开展专项行动。",
        "7月将举办展览。",
        "去年1-5月到馆读者8万人。",
    ],
)
def test_months_that_fit_or_tell_a_story_stay_quiet(text: str) -> None:
    assert found(account=text) == []


@pytest.mark.parametrize("text", ["”天网“一期", "甬“数智一期", "甬数智”一期", "“甲“乙”丙"])
def test_odd_quotation_marks_are_a_hint(text: str) -> None:
    (one,) = found(overview=text)
    assert (one.check, one.severity, one.field) == ("quotes-unbalanced", Severity.HINT, "project.overview")


def test_a_key_stays_until_a_figure_changes() -> None:
    def key(target: str, budget: str) -> str:
        return found(("新增辅导期企业家数", "≥", "家", target), goal="新增辅导期企业30家。", budget=budget)[
            0
        ].key

    assert key("25", "100") == key("25", "200")
    assert key("25", "100") != key("26", "100")


def test_an_empty_run_is_no_finding() -> None:
    assert found(SHOWS) == []


WORDS = st.lists(
    st.sampled_from(
        [
            "新增",
            "企业",
            "30",
            "家",
            "≥",
            "%",
            "1-5月",
            "。",
            "，",
            "“",
            "”",
            "（",
            "不少于",
            "万元",
            "满意度",
            "排名",
        ]
    )
    | st.text(max_size=3),
    max_size=25,
).map("".join)


@given(WORDS, WORDS, WORDS, WORDS, WORDS)
def test_no_text_makes_a_check_raise(goal: str, name: str, unit: str, target: str, told: str) -> None:
    findings = found(
        (name, "≥", unit, target), goal=goal, budget=target, actuals=((told, told),), account=told
    )
    assert len({one.key for one in findings}) == len(findings)
    for one in findings:
        assert len(one.figures) == len(one.where) > 0


@pytest.mark.parametrize("piece", ["企业30家、", "1-5月增长8%，", "“", "新增企业", "，"])
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    """A check that compares everything with everything would need minutes here, on any machine."""
    text = piece * (60_000 // len(piece))
    started = process_time()
    found(
        ("新增企业家数", "≥", "家", "30"),
        SHOWS,
        goal=text,
        overview=text,
        account=text,
        actuals=((text, text),),
    )
    assert process_time() - started < 10


def test_every_check_says_what_it_looks_for() -> None:
    assert all(check.__doc__ for check in CHECKS)
