"""Local variants of the tables of one project: every cell right, or openly doubted."""

from __future__ import annotations

import pytest

from perfdesk.domain.document import ReadFund, ReadIndicator
from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.reading import read_text
from tests.exchange import cards
from tests.exchange.cards import read_one
from tests.exchange.tables import doubts, repairs


def targets(found: tuple[ReadIndicator, ...]) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.operator, one.target, one.unit) for one in found]


def test_a_table_with_conclusions_codes_and_columns_of_their_own_for_sign_and_unit() -> None:
    document = read_one(cards.WITH_CONCLUSIONS)
    (project,) = document.projects
    assert (project.code, project.name) == ("51000021R000000019951", "粮食应急储备")
    assert (project.budget, project.adjusted_budget, project.executed) == ("3.36", "3.36", "3.00")
    assert (project.execution_weight, project.execution_score, project.total_score) == ("10", "8.93", "98.93")
    assert (project.annual_goal, project.narrative) == ("储备成品粮200吨。", "已储备200吨。")
    assert (project.conclusion, project.problems) == ("项目按期完成。", "轮换不够及时。")
    assert (project.manager, project.finance_officer) == ("办公室", "财务科")
    assert targets(project.indicators) == [("=", "200", "吨"), ("≤", "5", "%")]
    assert project.indicators[1].actual == "完成"
    assert "“完成”不是一个数" in doubts(document)


def test_a_half_year_table_with_one_cell_for_the_likelihood_and_reasons_at_the_bottom() -> None:
    document = read_one(cards.HALF_YEAR)
    (project,) = document.projects
    assert (document.kind, document.months) == (FormKind.MONITORING, (1, 6))
    assert project.attribute == "专项资金"
    assert [one.likelihood for one in project.indicators] == ["possible", "possible", "certain"]
    assert project.indicators[1].level1 == "产出指标"
    assert (project.deviation_reason, project.corrective_action) == ("雨季影响施工。", "加快施工进度。")


def test_two_blocks_of_indicators_each_with_a_goal_are_one_project() -> None:
    document = read_one(cards.TWO_GOALS)
    (project,) = document.projects
    assert document.unit_name == "江口县农业农村局"
    assert project.annual_goal == "退捕渔民转产就业\n巡查执法"
    assert project.execution_weight == "20"
    assert [one.raw_target for one in project.indicators] == ["≥120艘", "292%", "6620", "90%290%"]
    assert "是不是“≥92%”" in doubts(document)
    assert "“6620”没有单位" in doubts(document)
    assert "“90%290%”不是一个数" in doubts(document)


def test_points_of_reference_stand_for_weights() -> None:
    (project,) = read_one(cards.REFERENCE_POINTS).projects
    assert [one.weight for one in project.indicators] == ["5", "10", "15", "10", "10", "35"]
    assert [one.level1 for one in project.indicators[:3]] == ["项目决策", "项目决策", "产出"]
    assert project.total_score == "96"


def test_a_table_without_points() -> None:
    document = read_one(cards.WITHOUT_POINTS)
    (project,) = document.projects
    assert (document.kind, project.budget, project.adjusted_budget) == (
        FormKind.SELF_EVALUATION,
        None,
        "300",
    )
    assert project.funds == (ReadFund("中央补助"), ReadFund("地方资金", adjusted="300", executed="300"))
    assert all(one.weight is None and one.score is None for one in project.indicators)
    assert project.indicators[0].actual == "没有轮换、动用库存"


def test_medium_term_and_annual_blocks_one_below_the_other() -> None:
    document = read_one(cards.STACKED)
    (project,) = document.projects
    assert (project.medium_goal, project.annual_goal) == ("保障全县饮水安全。", "完成12个村。")
    assert [one.term for one in project.indicators] == ["medium", "medium", None, None, None]
    assert project.department == "佳河县水务局 325"
    assert (project.manager, project.attribute) == ("站长", "延续项目")
    assert "项目立项依据" in doubts(document)
    assert targets(project.indicators)[-2:] == [(None, "不超预算", None), ("≥", "6000", "人")]


def test_signs_inside_names_and_sums_in_yuan() -> None:
    document = read_one(cards.MONEY_IN_ONE_ROW)
    (project,) = document.projects
    assert (project.budget, project.funds[0]) == (
        "1.06067522",
        ReadFund("财政拨款", initial="0.69233552"),
    )
    assert targets(project.indicators) == [("≥", "88100", "平方米"), ("≥", "95", "%"), ("≥", "500", "人")]
    assert project.indicators[0].name == "保洁面积（≥**平方米）"
    assert "写在名称里" in repairs(document)
    assert "“88100”" in doubts(document)


def test_many_projects_in_one_monitoring_table() -> None:
    document = read_one(cards.LISTED_MONITORING)
    assert (document.kind, document.period) == (FormKind.MONITORING, "1-6月")
    assert [(one.name, one.budget, one.executed) for one in document.projects] == [
        ("全民健身", "50", "20"),
        ("场馆维护", "30", "18"),
    ]
    assert document.projects[0].indicators[0].likelihood == "possible"


def test_a_table_without_a_name_of_the_project_says_so() -> None:
    document = read_one(cards.TITLE_ONLY)
    assert document.projects[0].name == ""
    assert "没有写项目名称" in doubts(document)
    assert targets(document.projects[0].indicators)[2] == ("≥", "1.2", "万人")


def test_captions_with_colons_and_sums_beside_them() -> None:
    document = read_one(cards.MONEY_IN_PAIRS)
    (project,) = document.projects
    assert (project.name, project.implementing_unit) == ("引水渠维护", "东湾县渠道管理所")
    assert (project.budget, project.executed) == ("120", "118")
    assert project.funds[0] == ReadFund("财政拨款", initial="120", executed="118")
    assert targets(project.indicators)[1:3] == [("≥", "95", "%"), (">", "20", "万立方米")]


@pytest.mark.parametrize(
    ("ticked", "wanted"),
    [
        ("□新增项目 √延续项目", "延续项目"),
        ("新增项目□ 延续项目■", "延续项目"),
        ("☑新增项目 ☑延续项目", "新增项目、延续项目"),
        ("延续项目", "延续项目"),
        ("□新增项目 □延续项目", None),
    ],
)
def test_boxes(ticked: str, wanted: str | None) -> None:
    document = read_one(cards.APPLICATION.replace("□新增项目 √延续项目", ticked))
    assert document.projects[0].attribute == wanted
    assert ("没有勾选" in doubts(document)) is (wanted is None)


def test_two_ticked_grades_are_doubted_and_none_is_taken() -> None:
    text = cards.MONITORING.replace("|√|||\n|||备件", "|√|√||\n|||备件", 1)
    document = read_one(text)
    assert document.projects[0].indicators[0].likelihood is None
    assert "不止一档" in doubts(document)


def test_a_unit_behind_the_caption_holds_for_bare_numbers() -> None:
    text = (
        cards.TITLE_ONLY.replace("指标值|计量单位", "指标值（%）|").replace("|个", "|").replace("|万人", "|")
    )
    (project,) = read_one(text).projects
    assert {one.unit for one in project.indicators} == {"%"}


def test_a_column_of_another_year_is_doubted() -> None:
    text = (
        "某市农业农村局2022年度项目绩效目标表\n"
        "序号\t项目名称\t三级指标\t年度指标值\t2021年完成值\n"
        "1\t高标准农田\t建成面积\t≥3万亩\t2.6万亩\n"
    )
    (document,) = read_text(text, "表.txt")
    assert any("2021 年，这张表是 2022 年的" in doubt.what for doubt in document.doubts)
    (same,) = read_text(text.replace("2021年", "2022年"), "表.txt")
    assert not any("这张表是" in doubt.what for doubt in same.doubts)
