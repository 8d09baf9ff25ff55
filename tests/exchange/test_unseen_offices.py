"""Tables as offices write them that no form foresaw: nothing is silently wrong, nothing plain is refused."""

from __future__ import annotations

import pytest

from perfdesk.exchange.contract_json import to_contract
from tests.exchange.drawn import doubts, read

EVALUATED = """2023年度项目支出绩效自评表
项目名称|档案数字化加工|||||
主管部门|柏溪县档案馆||实施单位|柏溪县档案馆||
项目资金（万元）|年初预算数||全年执行数||执行率|得分
|45.80||44.9||98.03%|9.8
年度目标|完成扫描档案120万页|||||
一级指标|二级指标|三级指标|指标值|实际值|分值|得分
产出指标|数量指标|扫描页数|≥120万页|1215600页|20|20
|成本指标|每页成本|≤0.38元|0.374元/页|10|10
满意度指标|服务对象满意度|群众满意度|≥95%|98.6分|10|10
|服务对象满意度|窗口满意度|≥95%|0.98|10|10
"""


def test_an_actual_in_another_size_of_the_unit_is_given_in_that_of_the_target() -> None:
    pages = to_contract(read(EVALUATED))["projects"][0]["indicators"][0]
    assert (pages["target"], pages["unit"], pages["actual"]) == ("120", "万页", "121.56")


def test_an_actual_that_counts_something_else_stays_as_printed_and_is_doubted() -> None:
    document = read(EVALUATED)
    _, cost, satisfaction, share = to_contract(document)["projects"][0]["indicators"]
    assert (cost["actual"], satisfaction["actual"], share["actual"]) == ("0.374元/页", "98.6分", "0.98")
    assert "“0.374元/页”与目标值的单位“元”不同" in doubts(document)
    assert "“98.6分”与目标值的单位“%”不同" in doubts(document)
    assert "目标是 95%，实际值写的是“0.98”" in doubts(document)
    assert "1215600" not in doubts(document)


def test_the_only_row_of_sums_needs_no_caption() -> None:
    (project,) = read(EVALUATED).projects
    assert (project.budget, project.executed, project.execution_score) == ("45.80", "44.9", "9.8")
    assert project.execution_rate == "98.03%"


def test_a_caption_over_the_names_of_sources_is_no_project_name() -> None:
    (project,) = read(
        EVALUATED.replace(
            "项目资金（万元）|年初预算数||全年执行数||执行率|得分\n|45.80||44.9||98.03%|9.8",
            "资金情况|项目|年初预算数|全年执行数|分值|执行率|得分\n"
            "（万元）|年度资金总额|60|44.9|10|74.83%|7.48\n|其中：区级资金|60|44.9|||",
        )
    ).projects
    assert project.name == "档案数字化加工"
    assert (project.budget, project.executed, project.execution_weight) == ("60", "44.9", "10")
    assert [(fund.name, fund.initial) for fund in project.funds] == [("区级资金", "60")]


@pytest.mark.parametrize(
    "line",
    [
        "项目名称|法治宣传|预算金额（万元）|30.5|执行金额（万元）|28",
        "项目名称：法治宣传　　预算金额：30.5万元　　执行金额：28万元|||||",
    ],
)
def test_sums_beside_their_captions_in_the_row_of_the_name(line: str) -> None:
    (project,) = read(
        f"2024年度项目支出绩效自评表\n{line}\n一级指标|二级指标|三级指标|指标值|实际值|得分\n"
        "产出指标|数量指标|宣讲场次|≥20场|22场|10\n"
    ).projects
    assert project.name == "法治宣传"
    made = to_contract(read(f"2024年度项目支出绩效自评表\n{line}\n三级指标|指标值\n宣讲场次|≥20场\n"))
    assert (made["projects"][0]["budget_wan"], made["projects"][0]["executed_wan"]) == ("30.5", "28")


LISTED = """附表2：2022年市本级重大项目绩效目标表（单位：亿元）
序号|项目名称|实施单位|预算|指标名称|年度指标值
1|快速路一期|市城投集团|3.65|建成里程|12.4公里
2|污水处理厂扩建|市水务集团|1.2|日处理能力（≥）|10万吨/日
"""


def test_the_money_unit_behind_a_title_holds_for_the_table() -> None:
    document = read(LISTED)
    assert (document.title, document.year) == ("2022年市本级重大项目绩效目标表", "2022")
    assert [one["budget_wan"] for one in to_contract(document)["projects"]] == ["36500", "12000"]


def test_a_bare_sign_in_the_name_is_the_operator() -> None:
    (indicator,) = read(LISTED).projects[1].indicators
    assert (indicator.operator, indicator.target, indicator.unit) == ("≥", "10", "万吨/日")


def test_a_header_that_divides_the_budget_is_no_row_of_data() -> None:
    document = read(
        "2024年项目绩效目标汇总表\n单位：元\n"
        "序号|项目名称|资金总额||年度绩效目标|指标名称|指标值\n||合计|其中：财政拨款|||\n"
        "1|地灾监测|862500.5|800000|汛期预警及时|监测点|≥18处\n|||||预警时限|≤30分钟\n"
    )
    (project,) = document.projects
    assert (project.budget, len(project.indicators)) == ("86.25005", 2)
    assert [(fund.name, fund.initial) for fund in project.funds] == [("财政拨款", "80")]
    assert document.doubts == ()


def test_tasks_and_their_quarter_are_a_progress_disclosure() -> None:
    document = read(
        "2023年度第三季度重点工作目标完成情况公示表\n公示单位：玉泉区住房和城乡建设局\n"
        "目标类别|目标任务|考核内容及指标|第三季度进展情况|完成时限\n"
        "重点工作|城中村改造|完成征收12万平方米。|截至9月底完成8.6万平方米。|12月\n"
        "|燃气管网更新|更新老旧管网46公里。|已更新38公里。|11月\n"
    )
    assert (document.unit_name, document.year, document.period) == (
        "玉泉区住房和城乡建设局",
        "2023",
        "第三季度",
    )
    assert [(item.category, item.name, item.due_month) for item in document.items] == [
        ("重点工作", "城中村改造", "12"),
        ("重点工作", "燃气管网更新", "11"),
    ]


def test_points_written_twice_and_differently_are_doubted() -> None:
    head, row = "项目资金（万元）|年初预算数||全年执行数||执行率|得分", "|45.80||44.9||98.03%|9.8"
    document = read(
        EVALUATED.replace(head, "项目资金（万元）（10分）|年初预算数||全年执行数||分值|得分").replace(
            row, "|年度资金总额|45.80||44.9|8|9.8"
        )
    )
    assert document.projects[0].execution_weight == "10"
    assert "“8”" in doubts(document)


def test_the_word_for_an_empty_progress_is_not_taken_in_as_one() -> None:
    drawn = EVALUATED.replace(
        "年度目标|完成扫描档案120万页|||||",
        "年度总体目标|预期目标||实际完成情况|||\n|完成扫描档案120万页||未填报|||",
    )
    (project,) = read(drawn).projects
    assert (project.annual_goal, project.narrative) == ("完成扫描档案120万页", None)
    assert "未填报" in "".join(repair.before for repair in read(drawn).repairs)


@pytest.mark.parametrize(
    "caption", ["全年实际值（B）", "本年实际值", "截至目前完成情况", "1-9月累计完成情况"]
)
def test_what_was_reached_is_found_under_the_captions_of_other_places(caption: str) -> None:
    document = read(
        "2022年度项目支出绩效自评表\n项目名称|殡葬惠民补贴|||\n"
        f"三级指标|年度指标值（A）|{caption}|得分|指标值说明\n减免例数|≥300例|279例|18.6|按实际受理数\n"
    )
    (indicator,) = document.projects[0].indicators
    assert (indicator.target, indicator.actual, indicator.definition) == ("300", "279例", "按实际受理数")
    assert document.doubts == ()


@pytest.mark.parametrize(
    ("target", "asked"), [("≥0.9", True), ("0.95", True), ("≥90%", False), ("98", False)]
)
def test_a_rate_below_one_without_a_unit_is_asked_about(target: str, asked: bool) -> None:
    document = read(f"2023年项目绩效目标汇总表\n项目名称|指标名称|目标值\n辅具适配|适配率|{target}\n")
    assert ("是不是百分数" in doubts(document)) is asked
