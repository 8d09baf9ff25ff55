"""What stands around the indicators of one project and looks like something else: told, never mixed up."""

from __future__ import annotations

import pytest

from perfdesk.exchange.reading import read_text
from tests.exchange.drawn import doubts, read, repairs

EVALUATED = """2023年度项目支出绩效自评表
项目名称|农村公路养护|||||
项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|100|100|{executed}|10|{rate}|9.3
其中：财政拨款|100|100|{executed}|||
年度总体目标|养护公路100公里|||||
三级指标|年度指标值|实际完成值|分值|得分||
养护里程|≥100公里|100公里|50|50||
"""
LISTED = """2023年度项目支出自评情况汇总表
序号|项目名称|年初预算数（万元）|执行数（万元）|预算执行率|指标名称|指标值|实际完成值
1|农村公路养护|100|{executed}|{rate}|里程|≥100公里|100公里
"""


@pytest.mark.parametrize("drawn", [EVALUATED, LISTED])
@pytest.mark.parametrize(
    ("executed", "rate", "kept", "told"),
    [
        ("93", "0.93", "93%", "repair"),
        ("93.4", "0.93", "93%", "repair"),
        ("100", "1", "100%", "repair"),
        ("93", "0.95", "0.95", "doubt"),
        ("", "0.93", "0.93", "doubt"),
        ("93", "93%", "93%", ""),
        ("93", "93", "93", ""),
        ("0.5", "0.5", "0.5", ""),
        ("0", "0", "0", ""),
    ],
)
def test_a_rate_without_its_sign_is_settled_by_the_sums(
    drawn: str, executed: str, rate: str, kept: str, told: str
) -> None:
    document = read(drawn.format(executed=executed, rate=rate))
    assert document.projects[0].execution_rate == kept
    assert ("按金额核对后写成百分数" in repairs(document)) is (told == "repair")
    assert ("与金额也对不上" in doubts(document)) is (told == "doubt")


CARD = """2023年度项目支出绩效目标申报表
{above}
一级指标|二级指标|三级指标|年度指标值
产出指标|数量指标|养护里程|≥100公里
{below}
"""


def test_a_caption_of_its_own_below_a_goal_is_no_part_of_the_goal() -> None:
    above = "项目名称|农村公路养护||\n年度总体目标|养护公路100公里||\n项目实施进度|已完成招标，正在施工||"
    document = read(CARD.format(above=above, below=""))
    assert document.projects[0].annual_goal == "养护公路100公里"
    assert "不认识“项目实施进度”，没有收入：“已完成招标，正在施工”" in doubts(document)


def test_a_caption_of_its_own_below_two_goals_is_no_part_of_them() -> None:
    goals = "年度总体目标|预期目标|实际完成情况|\n|养护公路100公里|已养护100公里|\n"
    document = read(CARD.format(above=f"项目名称|养护||\n{goals}实施进度|正在施工||", below=""))
    (project,) = document.projects
    assert (project.annual_goal, project.narrative) == ("养护公路100公里", "已养护100公里")
    assert "不认识“实施进度”" in doubts(document)


def test_a_goal_in_several_rows_is_still_one() -> None:
    above = "项目名称|养护||\n年度总体目标|目标1：养护公路100公里。||\n|目标2：检查桥梁10座。||"
    (project,) = read(CARD.format(above=above, below="")).projects
    assert project.annual_goal == "目标1：养护公路100公里。\n目标2：检查桥梁10座。"


@pytest.mark.parametrize(
    "above",
    [
        "项目名称：农村公路养护\n年度绩效目标：养护公路100公里，保障畅通。",
        "年度绩效目标：养护公路100公里，保障畅通。\n项目名称|农村公路养护||",
    ],
)
def test_a_goal_in_a_line_above_the_table_is_taken(above: str) -> None:
    document = read(CARD.format(above=above, below=""))
    (project,) = document.projects
    assert (project.name, project.annual_goal) == ("农村公路养护", "养护公路100公里，保障畅通。")
    assert document.doubts == ()


@pytest.mark.parametrize(
    "row", ["项目类别|民生类|项目属性|□新增项目 ■延续项目", "项目属性|■延续项目|项目类别|民生类"]
)
def test_the_official_caption_goes_before_one_like_it(row: str) -> None:
    document = read(CARD.format(above=f"项目名称|农村公路养护||\n{row}", below=""))
    assert document.projects[0].attribute == "延续项目"
    assert "民生类" in doubts(document)


def test_the_only_caption_like_the_official_one_counts() -> None:
    document = read(CARD.format(above="项目名称|农村公路养护||\n项目类别|民生类||", below=""))
    assert (document.projects[0].attribute, document.doubts) == ("民生类", ())


def test_grades_and_names_below_the_indicators_are_kept() -> None:
    below = "评价等次|优||\n填表人|养护科|联系电话|0555-123\n注：本表金额含税。"
    document = read(CARD.format(above="项目名称|农村公路养护||", below=below))
    (project,) = document.projects
    assert (project.conclusion, project.person, project.phone) == ("优", "养护科", "0555-123")
    assert document.doubts == ()


def test_what_no_rule_knows_around_the_indicators_is_told_where_it_stands() -> None:
    above = "项目名称|农村公路养护||\n立项依据|某交〔2023〕1号||\n项目设立的必要性|保畅通||"
    document = read(CARD.format(above=above, below="其他需要说明的问题|无||"))
    assert "第 3 行第 1 列 不认识“立项依据”，没有收入：“某交〔2023〕1号”" in doubts(document)
    assert "第 4 行第 1 列 不认识“项目设立的必要性”" in doubts(document)
    assert "没有收入：“其他需要说明的问题”" in doubts(document)


WHOLE = """部门整体支出绩效目标申报表
（2023年度）
部门（单位）名称|某县农业农村局|||||
年度预算申请（万元）|资金总额|按收入性质分||按支出性质分||
|500|公共财政拨款|500|基本支出||
年度主要任务|任务名称|主要内容|预算金额（万元）|||
|农民培训|培训500人|100|||
整体绩效目标|稳定粮食产量。|||||
部门整体支出年度绩效指标|一级指标|二级指标|三级指标|指标值||
|产出指标|数量指标|粮食面积|≥30万亩||
财政部门审核意见||||||
"""


def test_the_table_of_a_whole_department_says_what_of_it_was_not_taken() -> None:
    document = read(WHOLE)
    (project,) = document.projects
    assert (project.department, project.annual_goal) == ("某县农业农村局", "稳定粮食产量。")
    assert (project.overview, project.budget) == (None, "500")
    assert [(fund.name, fund.initial) for fund in project.funds] == [("公共财政拨款", "500")]
    told = doubts(document)
    assert "这是部门整体支出的表" in told
    for text in ("按支出性质分", "基本支出", "年度主要任务", "农民培训", "培训500人", "财政部门审核意见"):
        assert f"“{text}”" in told


NOTED = """2023年度项目绩效目标公开表,,,,,
序号,项目名称,预算金额（万元）,年度绩效目标,指标名称,指标值
1,农民培训,100,完成培训,培训人数,≥500人
,,,,合格率,≥95%
注：1.本表金额含税。,,,,,
2.以上项目由市局实施,,,,,
（3）其他说明,,,,,
"""


@pytest.mark.parametrize("numbered", [True, False])
def test_notes_below_a_table_of_commas_are_notes_to_the_last_line(numbered: bool) -> None:
    lines = NOTED if numbered else NOTED.replace("序号,", "").replace("\n1,", "\n").replace("\n,,", "\n,")
    (document,) = read_text(lines, "表.csv")
    assert [project.name for project in document.projects] == ["农民培训"]
    assert repairs(document).count("表外的说明或签署，不收入") == 3
    assert document.doubts == ()


def test_the_score_and_grade_of_a_project_in_a_list_are_the_projects() -> None:
    document = read(
        "2023年度项目绩效自评汇总表\n"
        "序号|项目名称|预算金额（万元）|指标名称|指标值|实际完成值|自评得分|评价等次|存在问题\n"
        "1|农民培训|100|培训人数|≥500人|500人|95|优|师资不足\n|||合格率|≥95%|96%|||\n"
    )
    (project,) = document.projects
    assert (project.total_score, project.conclusion, project.problems) == ("95", "优", "师资不足")
    assert [one.score for one in project.indicators] == [None, None]


def test_the_score_beside_points_is_the_indicators() -> None:
    document = read(
        "2023年度项目绩效自评汇总表\n项目名称|指标名称|指标值|实际完成值|分值|自评得分\n"
        "农民培训|培训人数|≥500人|500人|50|49\n|合格率|≥95%|96%|50|50\n"
    )
    assert [one.score for one in document.projects[0].indicators] == ["49", "50"]
