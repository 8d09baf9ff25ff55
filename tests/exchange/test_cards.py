"""Tables of one project each: blocks above, indicators, tail, as forms A, B, C and their local variants."""

from __future__ import annotations

from decimal import Decimal

from perfdesk.domain.document import ReadFund
from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.contract_json import to_contract
from tests.exchange.cards import APPLICATION, MONITORING, SELF_EVALUATION, read_all, read_one
from tests.exchange.tables import doubts, repairs


def test_a_self_evaluation_is_read_in_all_its_blocks() -> None:
    document = read_one(SELF_EVALUATION)
    (project,) = document.projects
    assert (document.kind, document.year, document.months) == (FormKind.SELF_EVALUATION, "2023", None)
    assert document.title == "项目支出绩效自评表"
    assert document.unit_name == "云岭县地方海事处"
    assert (project.department, project.implementing_unit) == ("云岭县交通运输局", "云岭县地方海事处")
    assert (project.budget, project.adjusted_budget, project.executed) == ("120.5", "118", "112.1")
    assert (project.execution_weight, project.execution_rate, project.execution_score) == (
        "10",
        "95.00%",
        "9.5",
    )
    assert project.funds[1] == ReadFund("上年结转资金", initial="20.5", adjusted="18", executed="16")
    assert (project.annual_goal, project.narrative) == (
        "改造渡口12处，保障群众出行安全。",
        "已改造渡口11处。",
    )
    assert project.total_score == "96.83"


def test_points_of_levels_are_no_part_of_their_names() -> None:
    document = read_one(SELF_EVALUATION)
    (project,) = document.projects
    levels = list(dict.fromkeys(one.level1 for one in project.indicators))
    assert levels == ["产出指标", "效益指标", "满意度指标"]
    assert "50 分" not in repairs(document)
    wrong = read_one(SELF_EVALUATION.replace("产出指标(50分)", "产出指标(55分)"))
    assert "55 分" in repairs(wrong)
    assert sum(Decimal(one.weight or 0) for one in project.indicators) == 90
    last = project.indicators[-1]
    assert (last.operator, last.target, last.unit, last.actual) == ("≥", "95", "百分比", "96%")


def test_a_monitoring_table_gives_months_causes_and_likelihood() -> None:
    document = read_one(MONITORING)
    (project,) = document.projects
    assert (document.kind, document.period, document.months) == (FormKind.MONITORING, "1-7月", (1, 7))
    assert document.unit_name == "沙洲市气象局"
    assert (project.budget, project.executed, project.forecast_executed) == ("86", "41.28", "86")
    first, second, *_ = project.indicators
    assert (first.actual, first.forecast, first.likelihood, first.causes) == ("26次", "48次", "certain", ())
    assert (second.likelihood, second.causes) == ("possible", ("cause_funding", "cause_facilities"))
    assert (second.deviation_reason, second.remark) == ("备件采购推迟", "9月前完成采购")
    assert (second.level1, second.level2) == ("产出指标", "数量指标")


def test_an_application_has_two_halves() -> None:
    document = read_one(APPLICATION)
    (project,) = document.projects
    assert document.kind is FormKind.TARGET_APPLICATION
    assert (project.medium_budget, project.budget) == ("360", "120")
    assert project.funds == (
        ReadFund("财政拨款", medium="300", initial="100"),
        ReadFund("其他资金", medium="60", initial="20"),
    )
    assert project.attribute == "延续项目"
    assert project.medium_goal == "目标1：建成阅览室60个。目标2：培训管理员60人。"
    assert project.annual_goal == "目标1：建成阅览室20个。"
    halves = [
        [one.name for one in project.indicators if (one.term == "medium") is term] for term in (True, False)
    ]
    assert halves == [
        ["建成阅览室数", "验收合格率", "年借阅人次", "读者满意度"],
        ["建成阅览室数", "培训管理员数", "验收合格率", "年借阅人次", "读者满意度"],
    ]
    assert all(one.level1 for one in project.indicators)
    assert "没有填写的指标行" in repairs(document)
    assert doubts(document) == ""


def test_several_projects_one_below_the_other_under_one_title_are_one_table() -> None:
    other = SELF_EVALUATION.replace("渡口安全设施改造", "航标维护").split("（2023年度）")[1]
    document = read_one(SELF_EVALUATION + other)
    assert [one.name for one in document.projects] == ["渡口安全设施改造", "航标维护"]
    assert [len(one.indicators) for one in document.projects] == [7, 7]


def test_tables_with_titles_of_their_own_stay_apart() -> None:
    documents = read_all(SELF_EVALUATION + MONITORING + APPLICATION)
    assert [one.kind.value for one in documents] == ["self_evaluation", "monitoring", "target_application"]
    assert [len(one.projects[0].indicators) for one in documents] == [7, 4, 9]


def test_the_contract_holds_what_these_forms_state() -> None:
    held = to_contract(read_one(SELF_EVALUATION))["projects"][0]
    assert (held["budget_wan"], held["adjusted_budget_wan"], held["executed_wan"]) == (
        "120.5",
        "118",
        "112.1",
    )
    assert held["funds"][0] == {
        "name": "本年财政拨款",
        "medium_wan": None,
        "initial_wan": "100",
        "adjusted_wan": "100",
        "executed_wan": "96.1",
        "forecast_wan": None,
    }
    assert held["indicators"][0]["score"] == "18.33"
    assert held["medium_goal"] is None
