"""Tables of single projects over pages, with captions in two lines, one below the other, or as lists."""

from __future__ import annotations

from perfdesk.domain.document import Document, ReadFund
from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.reading import read_text
from tests.exchange.tables import doubts, repairs

UPRIGHT = """2022年度清水市市级部门项目支出绩效目标表

单位：清水市民政局||||||单位：万元
项目名称|养老服务补贴|||预算单位|清水市民政局本级
项目资金|年度资金总额|||2280||
（万元）|其中：财政拨款|||2280||
|其他资金|||||
"年
度
目
标"|为8000名老人发放补贴。|||||
"绩
效
指
标"|一级指标|二级指标|三级指标|绩效标准|当年预期实现值|备注
|"产
出
指
标"|数量指标|补贴人数|按实际人数|2280次|
||质量指标|发放准确率||292%|
||时效指标|发放时间||每月15日前|
||成本指标|总成本||不超预算|
|"效
益
指
标"|社会效益|生活水平||逐步提升|
|满意度指标|服务对象满意度|老人满意度||≥90%|
"""
REPEATED = """部门项目支出绩效自评表
（2023年度）
项目名称|A路灯维护
主管部门|海宁区城管局||实施单位|海宁区路灯所
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额|10|10|9|10|90%|9
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|数量指标|维护路灯数|≥100盏|100盏|50|50|
||

一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
|质量指标|亮灯率|≥98%|98.5%|40|40|
总分|||||100|99|
部门项目支出绩效自评表
（2023年度）
项目名称|B公园管护
主管部门|海宁区城管局||实施单位|海宁区园林所
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|数量指标|管护面积|≥3万平方米|3万平方米|90|90|
总分|||||100|90|
"""
LISTED = """2023年项目支出绩效自评汇总表
序号|项目名称|主管部门|年初预算数|全年预算数|全年执行数|执行率|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
1|甲|城管局|10|12|11|91.67%|产出指标|数量指标|甲一|≥3个|3个|50|50|
|||||||效益指标|社会效益|甲二|≥90%|80%|40|30|下雨
2|乙|城管局|5|5|5|100%|产出指标|数量指标|乙一|≥3个|3个|90|90|
合计|||15|17|16|||||||||
"""
SYSTEM_SHEET = """一级指标|二级指标|三级指标名称|计算符号|指标值|单位|*当前完成值|*完成可能性分析|偏差原因说明
产出指标|数量指标|检查次数|≥|20|次|12|确定能|
效益指标|社会效益指标|秩序|定性|良好||部分达成|有可能|人手不足
"""
CUT = """项目支出绩效自评表
（2023年度）
项目名称|渠道维护
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|数量指标|维护长度|≥30公里|28公里|50|46|受雨季影响，部分渠段未能按

- 1 -
|||||||期完成，下年度提前安排。
效益指标|社会效益|受益户数|≥300户|310户|40|40|
总分|||||100|96|
"""


def one(drawn: str) -> Document:
    (document,) = read_text(drawn.replace("|", "\t"), "表.txt")
    return document


def test_upright_captions_and_a_caption_in_two_rows() -> None:
    document = one(UPRIGHT)
    (project,) = document.projects
    assert (document.unit_name, document.year) == ("清水市民政局", "2022")
    assert project.funds == (ReadFund("财政拨款", initial="2280"), ReadFund("其他资金"))
    assert project.annual_goal == "为8000名老人发放补贴。"
    levels = list(dict.fromkeys((item.level1, item.level2) for item in project.indicators))
    assert levels[0] == ("产出指标", "数量指标")
    assert levels[-1] == ("满意度指标", "服务对象满意度")
    assert [item.target for item in project.indicators[2:5]] == ["每月15日前", "不超预算", "逐步提升"]
    assert "竖排文字" in repairs(document)
    assert "≥92%" in doubts(document)


def test_levels_go_on_below_a_repeated_header_and_a_new_name_is_a_new_project() -> None:
    document = one(REPEATED)
    first, second = document.projects
    assert [(item.name, item.level1) for item in first.indicators] == [
        ("维护路灯数", "产出指标"),
        ("亮灯率", "产出指标"),
    ]
    assert (first.total_score, second.total_score) == ("99", "90")
    assert "重复的标题或表头" in repairs(document)
    assert document.unit_name is None


def test_a_list_of_self_evaluations_keeps_both_budgets() -> None:
    document = one(LISTED)
    first, second = document.projects
    assert document.kind is FormKind.SELF_EVALUATION
    assert (first.budget, first.adjusted_budget, first.executed) == ("10", "12", "11")
    assert (first.department, second.execution_rate) == ("城管局", "100%")
    assert first.indicators[1].deviation_reason == "下雨"
    assert "合计行" in repairs(document)


def test_the_sheet_of_an_operating_system() -> None:
    document = one(SYSTEM_SHEET)
    first, second = document.projects[0].indicators
    assert document.kind is FormKind.MONITORING
    assert (first.operator, first.target, first.actual, first.likelihood) == ("≥", "20", "12", "certain")
    assert (second.operator, second.target, second.actual) == (None, "良好", "部分达成")
    assert "没有写进展期" in doubts(document)


def test_a_reason_cut_by_a_page_is_one_text() -> None:
    document = one(CUT)
    (project,) = document.projects
    assert [item.name for item in project.indicators] == ["维护长度", "受益户数"]
    assert project.indicators[0].deviation_reason == "受雨季影响，部分渠段未能按期完成，下年度提前安排。"
    assert document.doubts == ()
