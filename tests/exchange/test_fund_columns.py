"""Sources of money and departments that have columns of their own in a list of projects."""

from __future__ import annotations

from perfdesk.domain.document import ReadFund
from perfdesk.exchange.choice import Choice
from perfdesk.exchange.reading import recognise_grids
from perfdesk.exchange.recognise import headers_of
from perfdesk.exchange.tab_text import read_grid
from tests.exchange.drawn import doubts, read

LIST = """2023年度项目支出绩效目标公开表
序号|项目名称|责任科室|预算金额（元）|其中：财政拨款|其他资金|年度绩效目标|指标名称|指标值
1|农民培训|科教科|1000000|800000|200000|完成培训|培训人数|≥500人
|||||||合格率|≥95%
2|公交补贴|运输科|500000|500000|0|补贴到位|补贴车辆|≥30辆
"""


def test_the_sources_beside_a_budget_are_kept_in_its_unit() -> None:
    document = read(LIST)
    assert [project.funds for project in document.projects] == [
        (ReadFund("财政拨款", initial="80"), ReadFund("其他资金", initial="20")),
        (ReadFund("财政拨款", initial="50"), ReadFund("其他资金", initial="0")),
    ]
    assert [project.department for project in document.projects] == ["科教科", "运输科"]
    assert document.doubts == ()


def test_a_source_belongs_to_the_sum_it_stands_below() -> None:
    document = read(
        "2023年度项目支出自评汇总表\n单位：万元\n"
        "项目名称|年初预算数||全年执行数||指标名称|指标值|实际完成值\n"
        "|合计|其中：财政拨款|小计|其中：财政拨款|||\n"
        "农民培训|100|80|93|75|培训人数|≥500人|520人\n"
    )
    (project,) = document.projects
    assert (project.budget, project.executed) == ("100", "93")
    assert project.funds == (ReadFund("财政拨款", initial="80", executed="75"),)


def test_a_column_about_money_that_is_no_source_is_doubted() -> None:
    document = read(LIST.replace("其中：财政拨款", "资金用途").replace("其他资金", "已到位资金"))
    assert [project.funds for project in document.projects] == [(), ()]
    assert "“资金用途”列" in doubts(document)
    assert "“已到位资金”列" in doubts(document)


def test_the_sources_are_among_what_a_clerk_may_choose_for_a_column() -> None:
    grid = read_grid(LIST.replace("|", "\t"), "表.txt")
    (header,) = headers_of(grid)
    assert [column.key for column in header.columns][4] == "fund.initial@财政拨款"
    assert ("fund.initial@财政拨款", "其中：财政拨款") in header.keys
    chosen = Choice({4: None, 5: "fund.initial@财政拨款"}, header.line)
    (document,) = recognise_grids("表.txt", (grid,), {0: chosen})
    assert document.projects[0].funds == (ReadFund("财政拨款", initial="20"),)


def test_a_column_put_right_by_a_clerk_leaves_the_others_of_a_list_as_they_were() -> None:
    grid = read_grid(LIST.replace("|", "\t"), "表.txt")
    (header,) = headers_of(grid)
    (document,) = recognise_grids("表.txt", (grid,), {0: Choice({5: None}, header.line)})
    assert [(one.name, one.budget, len(one.indicators)) for one in document.projects] == [
        ("农民培训", "100", 2),
        ("公交补贴", "50", 1),
    ]
    assert [one.name for one in document.projects[0].funds] == ["财政拨款"]
    assert "“其他资金”列" in doubts(document)
