"""Tables of other provinces as offices set them up: full-width digits, transfers, flat lists, approvals."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from perfdesk.domain.document import ReadFund
from perfdesk.exchange.reading import read_document
from tests.exchange.drawn import doubts, indicators, read, repairs

HEALTH = """２０２２年度卫生监督执法项目自评表
单位名称：某市卫生健康委员会|||||填报日期：2023年3月15日
项目名称|卫生监督执法经费||||
主管部门|某市卫生健康委员会|||项目实施单位|某市卫生监督所
预算执行情况（万元）（20分）||预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）
|年度财政资金总额|356.2|348.76|97.91%|19.58
年度绩效目标1（80分）|一级指标|二级指标|三级指标|年初目标值（A）|实际完成值（B）|得分
|产出指标|数量指标|监督检查户次（15分）|３２００户次|3456户次|15
||质量指标|监督覆盖率（15分）|100%|98%|14.7
|满意度指标|服务对象满意度指标|被监督单位满意度|≥90%|93.5%|20
总分||||||99.28
偏差大或目标未完成原因分析|覆盖率略低于目标。|||||
改进措施及结果应用方案|加强培训。|||||
"""


def test_full_width_digits_and_points_behind_names_are_read() -> None:
    document = read(HEALTH)
    (project,) = document.projects
    assert (document.year, document.unit_name) == ("2022", "某市卫生健康委员会")
    assert (project.budget, project.executed, project.execution_weight) == ("356.2", "348.76", "20")
    assert [(one.name, one.target, one.weight, one.score) for one in project.indicators] == [
        ("监督检查户次", "3200", "15", "15"),
        ("监督覆盖率", "100", "15", "14.7"),
        ("被监督单位满意度", "90", None, "20"),
    ]
    assert (project.deviation_reason, project.corrective_action) == ("覆盖率略低于目标。", "加强培训。")
    assert "名称后的 15 分是这项指标的分值" in repairs(document)


def test_points_behind_a_name_without_a_score_are_part_of_it() -> None:
    document = read("2023年项目绩效目标表\n项目名称|指标名称|指标值\n养老服务|满意度评分（100分）|≥90分\n")
    (indicator,) = document.projects[0].indicators
    assert (indicator.name, indicator.weight) == ("满意度评分（100分）", None)


TRANSFER = """中央对地方转移支付区域（项目）绩效目标自评表
（2022年度）
转移支付（项目）名称|农田建设补助资金|||||
中央主管部门|农业农村部|||||
地方主管部门|某省农业农村厅|||资金使用单位|某县农业农村局|
资金投入情况（万元）|||全年预算数（A）|全年执行数（B）|预算执行率（B/A×100%）|
|年度资金总额：||12000|11880|0.99|
|其中：中央财政资金||9000|9000|1|
|地方资金||3000|2880|0.96|
资金管理情况|||情况说明|存在问题和改进措施||
|分配科学性||按因素法分配|无||
总体目标完成情况|总体目标|||全年实际完成情况||
|建设高标准农田8万亩|||建成8.2万亩||
绩效指标|一级指标|二级指标|三级指标|指标值|全年实际完成值|未完成原因和改进措施
|产出指标|数量指标|高标准农田面积（万亩）|≥8|8.2|
|满意度指标|服务对象满意度指标|农户满意度|≥90%|95%|
注：1.资金使用单位按项目绩效目标填报。||||||
2.其他资金包括自有资金、社会资金。||||||
"""


def test_the_table_of_a_transfer_keeps_its_blocks_apart() -> None:
    document = read(TRANSFER)
    (project,) = document.projects
    assert (project.adjusted_budget, project.executed, project.execution_rate) == ("12000", "11880", "99%")
    assert project.funds == (
        ReadFund("中央财政资金", adjusted="9000", executed="9000"),
        ReadFund("地方资金", adjusted="3000", executed="2880"),
    )
    assert (project.annual_goal, project.narrative) == ("建设高标准农田8万亩", "建成8.2万亩")
    told = doubts(document)
    for text in ("某省农业农村厅", "情况说明", "存在问题和改进措施", "分配科学性", "按因素法分配"):
        assert text in told
    assert repairs(document).count("表外的说明或签署") == 2


def test_a_unit_in_brackets_behind_a_name_is_the_unit_of_its_bare_number() -> None:
    assert indicators(read(TRANSFER))[0] == ("高标准农田面积（万亩）", "≥", "8", "万亩")


def test_a_word_in_brackets_behind_a_name_is_no_unit() -> None:
    document = read("2023年项目绩效目标表\n项目名称|指标名称|指标值\n养老服务|床位（新增）|≥90\n")
    assert indicators(document)[0] == ("床位（新增）", "≥", "90", None)


FLAT = [
    ["部门预算项目支出绩效目标表（2024年度）"],
    ["金额单位：元"],
    [
        *("单位编码", "单位名称", "项目编码", "项目名称", "项目总额", "其中：一般公共预算", "年度目标"),
        *("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"),
    ],
    [
        "301001",
        "教育局机关",
        "5101T001",
        "校园安全",
        1234567.5,
        1234567.5,
        "保安全。",
        "产出指标",
        "数量指标",
    ],
    [
        "301001",
        "教育局机关",
        "5101T001",
        "校园安全",
        1234567.5,
        1234567.5,
        "保安全。",
        "效益指标",
        "社会效益指标",
    ],
    ["301002", "第一小学", "5101T002", "营养餐", 300000, 300000, "供餐。", "产出指标", "数量指标"],
    ["合计", "", "", "", 1534567.5],
]
TAILS = [
    ["巡查次数", "≥", 24, "次", 30],
    ["安全事故", "≤", 0, "起", 20],
    ["受益学生", "≥", "１，２００", "人", 50],
]


def test_a_flat_list_that_repeats_its_projects_in_every_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(FLAT):
        sheet.append([*row, *(TAILS[at - 3] if 3 <= at < 6 else [])])
    book.save(tmp_path / "表.xlsx")
    (document,) = read_document(tmp_path / "表.xlsx")
    assert [(one.code, one.name, one.budget, one.implementing_unit) for one in document.projects] == [
        ("5101T001", "校园安全", "123.45675", "教育局机关"),
        ("5101T002", "营养餐", "30", "第一小学"),
    ]
    assert indicators(document) == [("巡查次数", "≥", "24", "次"), ("安全事故", "≤", "0", "起")]
    assert indicators(document, 1) == [("受益学生", "≥", "1200", "人")]
    assert document.projects[0].funds == (ReadFund("一般公共预算", initial="123.45675"),)
    assert [doubt.where for doubt in document.doubts] == ["“单位编码”列"]
    assert "合计行不是项目" in repairs(document)


def test_an_approval_with_one_column_of_levels_has_them_on_the_lower_one() -> None:
    document = read(
        "部门预算项目绩效目标批复表\n年度：2023    单位：万元    填报单位（盖章）：某县民政局\n"
        "项目名称|高龄津贴|项目代码|4100002|项目类型|特定目标类\n"
        "预算金额|560.00|其中：财政拨款|560.00|其他资金|0.00\n"
        "绩效目标|为老人发放高龄津贴。||||\n"
        "指标类型|指标名称|绩效指标性质|绩效指标值|绩效度量单位|指标权重\n"
        "数量指标|发放人数|≥|12000|人|20\n服务对象满意度指标|老人满意度|≥|95|%|10\n满意度指标|家属满意度|≥|90|%|5\n"
    )
    (project,) = document.projects
    assert indicators(document)[:2] == [("发放人数", "≥", "12000", "人"), ("老人满意度", "≥", "95", "%")]
    assert [(one.level1, one.level2) for one in project.indicators] == [
        *((None, "数量指标"), (None, "服务对象满意度指标"), ("满意度指标", None)),
    ]
    assert [(fund.name, fund.initial) for fund in project.funds] == [
        ("财政拨款", "560.00"),
        ("其他资金", "0.00"),
    ]
    assert document.doubts == ()


@pytest.mark.parametrize("line", ["牵头单位：某市发展和改革委员会", "公开方式：门户网站"])
def test_a_captioned_line_above_a_table_is_no_part_of_its_title(line: str) -> None:
    document = read(
        f"关于2021年度重点任务进展情况的公示（截至2021年9月底）\n{line}\n"
        "序号|重点任务|年度目标|进展情况\n1|固定资产投资|完成投资120亿元|已完成96.5亿元\n"
    )
    assert document.title == "关于2021年度重点任务进展情况的公示（截至2021年9月底）"
    assert (document.year, document.months) == ("2021", (1, 9))
    assert line in doubts(document)


def test_a_header_of_three_rows_divides_sums_and_targets() -> None:
    document = read(
        "XX市2024年度市级项目支出绩效目标汇总表\n填报单位：某市科技局　　单位：千元\n"
        "序号|项目名称|项目资金|||绩效目标|绩效指标|||||\n"
        "||合计|其中|||一级指标|二级指标|三级指标|指标值||分值权重（%）\n"
        "|||财政拨款|自筹|||||符号|数值及单位|\n"
        "1|研发补助|12000|10000|2000|支持研发。|产出指标|数量指标|补助企业数|≥|50家|30%\n"
        "||||||效益指标|经济效益|带动投入|≥|1.2亿元|40%\n"
    )
    (project,) = document.projects
    assert (document.unit_name, project.budget) == ("某市科技局", "1200")
    assert project.funds == (ReadFund("财政拨款", initial="1000"), ReadFund("自筹", initial="200"))
    assert indicators(document) == [("补助企业数", "≥", "50", "家"), ("带动投入", "≥", "1.2", "亿元")]
    assert document.doubts == ()


def test_the_first_caption_of_an_indicator_table_stands_for_the_highest_level() -> None:
    document = read(
        "2023年度项目支出绩效自评表\n项目名称|甲项目||||\n"
        "绩效指标|二级指标|三级指标|指标值|完成值|得分\n产出指标|数量指标|甲数|≥5个|5个|10\n"
    )
    (indicator,) = document.projects[0].indicators
    assert (indicator.level1, indicator.level2) == ("产出指标", "数量指标")
    assert document.doubts == ()


YEARS = """{title}项目支出绩效目标表
项目名称|防汛||||||
资金来源|2023年实际|2024年预算|||||
年度资金总额|80|100|||||
其中：财政拨款|80|100|||||
一级指标|二级指标|三级指标|2022年实际值|2023年实际值|2024年目标值|评分标准|
产出指标|数量指标|巡查次数|20次|24次|≥30次|每少1次扣1分|
"""


def test_figures_of_other_years_are_not_taken_for_those_of_the_tables_own() -> None:
    document = read(YEARS.format(title="2024年度"))
    (project,) = document.projects
    (indicator,) = project.indicators
    assert (project.budget, project.executed) == ("100", None)
    assert project.funds == (ReadFund("财政拨款", initial="100"),)
    assert (indicator.target, indicator.last_actual, indicator.actual) == ("30", "24次", None)
    told = doubts(document)
    assert "“20次”" in told
    assert "不认识资金的这一列“2023年实际”，没有收入：“80”" in told
    assert "按上年实际值收入" in told


def test_the_actual_of_the_tables_own_year_goes_before_one_of_another() -> None:
    document = read(
        "2024年度项目绩效自评汇总表\n项目名称|指标名称|2024年目标值|2023年完成值|2024年完成值\n防汛|巡查|≥30次|24次|31次\n"
    )
    (indicator,) = document.projects[0].indicators
    assert (indicator.target, indicator.actual, indicator.last_actual) == ("30", "31次", "24次")


def test_without_a_year_of_its_own_a_table_is_about_its_latest() -> None:
    (document,) = [read(YEARS.format(title=""))]
    (indicator,) = document.projects[0].indicators
    assert (indicator.target, indicator.last_actual) == ("30", "24次")
    assert document.year is None


def test_sums_behind_one_caption_that_no_column_tells_apart_are_none() -> None:
    document = read(
        "2024年度项目支出绩效目标表\n项目名称|防汛|||\n年度资金总额|80|100||\n三级指标|指标值|||\n巡查|≥30次|||\n"
    )
    assert document.projects[0].budget is None
    assert "“80”" in doubts(document)
    assert "“100”" in doubts(document)


def test_bracketed_sums_between_projects_are_no_projects() -> None:
    document = read(
        "2024年项目绩效目标公开表\n单位名称|项目名称|年度预算（万元）|指标内容|指标值\n某局|（合计）|1500||\n"
        "局机关|（小计）|500||\n局机关|教师培训|500|培训教师|≥800人\n第一中学|（小计）|1000||\n第一中学|设备更新|1000|设备|120台\n"
    )
    assert [one.name for one in document.projects] == ["教师培训", "设备更新"]
    assert document.doubts == ()


def test_statements_in_two_cells_above_a_table_are_read() -> None:
    document = read(
        "项目绩效自评|||\n年度|2022||\n填报单位|某区城管局||\n项目名称|环卫保洁||\n三级指标|指标值|完成值|得分\n清扫|≥3次|3次|9\n"
    )
    assert (document.title, document.unit_name, document.year) == ("项目绩效自评", "某区城管局", "2022")


def test_rates_of_fulfilment_are_worked_out_and_expected_spending_is_kept() -> None:
    document = read(
        "某市2023年1-7月项目绩效监控情况汇总表\n"
        "序号|项目名称|年初预算数|1-7月执行数|全年预计执行数|三级指标|年度指标值|1-7月完成值|完成率(%)\n"
        "1|创文经费|500|240|480|宣传活动|≥100场|60场|60\n"
    )
    (project,) = document.projects
    assert (project.budget, project.executed, project.forecast_executed) == ("500", "240", "480")
    assert document.doubts == ()
    assert "完成率(%)" in repairs(document)


def test_a_table_that_is_all_about_another_year_is_asked_about_and_not_taken_apart() -> None:
    document = read(
        "2024年项目支出绩效自评表\n项目名称|防汛||||\n项目资金|2023年预算数|2023年执行数|执行率||\n"
        "年度资金总额|100|90|90%||\n二级指标|三级指标|2023年目标值|2023年完成值|得分|\n数量指标|巡查|≥30次|31次|9|\n"
    )
    (project,) = document.projects
    (indicator,) = project.indicators
    assert (project.budget, project.executed, project.execution_rate) == ("100", "90", "90%")
    assert (indicator.target, indicator.actual, indicator.last_actual) == ("30", "31次", None)
    assert doubts(document).count("照收，请核对") == 4


def test_an_office_among_what_is_said_of_projects_is_no_unit_of_measure() -> None:
    document = read(
        "2023年度项目绩效自评汇总表\n单位|项目名称|预算数|指标名称|指标值|完成值\n"
        "水利局|渠道|100|长度（公里）|5|5\n|||合格率|100%|100%\n农业局|种子|50|品种|3|3\n"
    )
    assert [one.implementing_unit for one in document.projects] == ["水利局", "农业局"]
    assert indicators(document) == [("长度（公里）", None, "5", "公里"), ("合格率", None, "100", "%")]
    assert indicators(document, 1) == [("品种", None, "3", None)]


def test_a_unit_of_measure_among_what_is_said_of_projects_is_still_one() -> None:
    document = read("2023年度项目目标表\n单位|项目名称|预算数|指标名称|指标值\n公里|渠道|80|长度|5\n")
    assert indicators(document) == [("长度", None, "5", "公里")]


def test_a_fund_table_with_one_column_of_levels_names_its_sum_and_levels() -> None:
    document = read(
        "某省2024年省级专项资金绩效目标表\n专项资金名称|科技创新券|||\n资金额度|2000万元|||\n政策依据|某政发〔2023〕8号|||\n"
        "绩效目标|年度目标|||\n|支持中小企业1000家次。|||\n绩效指标|指标|指标值|指标解释|备注\n"
        "产出|支持企业|≥1000家次|当年兑付|\n效益|带动研发投入|≥1亿元||\n"
    )
    (project,) = document.projects
    assert (project.name, project.budget, project.annual_goal) == (
        "科技创新券",
        "2000万元",
        "支持中小企业1000家次。",
    )
    assert [one.level1 for one in project.indicators] == ["产出", "效益"]
    assert [doubt.where for doubt in document.doubts] == ["第 4 行第 1 列"]


def test_a_flat_table_without_title_counts_each_column_in_its_own_unit() -> None:
    document = read(
        "项目编号|项目名称|预算（万元）|已支出（元）|指标|目标值|完成值|单位|是否达标\n"
        "A01|智慧停车|３００|2800000|车位数|≥1,000|1050|个|是\nA01|智慧停车|３００|2800000|周转率|≥3|2.8|次/日|否\n"
        "B02|口袋公园|150.0|150万元|公园数|5|5|座|是\n"
    )
    assert [(one.code, one.executed, len(one.indicators)) for one in document.projects] == [
        ("A01", "280", 2),
        ("B02", "150万元", 1),
    ]
    assert document.doubts == ()
