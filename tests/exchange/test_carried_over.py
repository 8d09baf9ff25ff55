"""What a file states once holds for its later tables, and is told; what a page cut is one again."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from perfdesk.domain.document import Document, ReadFund
from perfdesk.exchange.reading import read_document, read_text
from tests.exchange.drawn import doubts, read, repairs


def word(path: Path, *parts: str | list[str]) -> Path:
    """A document of lines and tables; the cells of a row are drawn with | between them."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        rows = [line.split("|") for line in part]
        table = document.add_table(len(rows), max(map(len, rows)))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=False):
                cell.text = text
    document.save(str(path))
    return path


ROADS = ["序号|项目名称|预算金额|指标名称|指标值", "1|国道大修|1000000|里程|≥20公里"]
BRIDGES = ["序号|项目名称|预算金额|指标名称|指标值", "1|桥梁加固|200000|座数|≥2座"]
BUSES = [
    "项目名称|公交补贴||",
    "项目资金|年初预算数|全年执行数|执行率",
    "年度资金总额|500000|500000|100%",
    "三级指标|指标值|实际完成值|得分",
    "车辆|≥30辆|30辆|10",
]


def test_unit_year_and_money_unit_above_the_first_table_hold_for_the_later_ones(tmp_path: Path) -> None:
    title = "某市交通运输局2023年度项目支出绩效目标公开"
    roads, buses, bridges = read_document(
        word(
            *(tmp_path / "三张表.docx", title, "单位：元", ROADS),
            *("项目支出绩效自评表", BUSES, "项目绩效目标表（二）", BRIDGES),
        )
    )
    for document in (roads, buses, bridges):
        assert (document.unit_name, document.year) == ("某市交通运输局", "2023")
    budgets = [document.projects[0].budget for document in (roads, buses, bridges)]
    assert budgets == ["100", "50", "20"]
    assert "用文件前面写明的" not in repairs(roads)
    for document in (buses, bridges):
        assert "这张表没有写单位，用文件前面写明的  某市交通运输局" in repairs(document)
        assert "这张表没有写年度，用文件前面写明的  2023" in repairs(document)
        assert "这张表没有写金额单位，用前面的表写明的  元" in repairs(document)


def test_a_money_unit_in_the_header_of_a_later_table_goes_before_one_carried_over(tmp_path: Path) -> None:
    own = [BRIDGES[0].replace("预算金额", "预算金额（万元）"), "1|桥梁加固|20|座数|≥2座"]
    _, bridges = read_document(word(tmp_path / "表.docx", "目标表", "单位：元", ROADS, "目标表（二）", own))
    assert bridges.projects[0].budget == "20"
    assert "金额单位" not in repairs(bridges) + doubts(bridges)


def test_two_units_in_one_file_hold_for_no_third_table(tmp_path: Path) -> None:
    first, second = "甲县水利局2023年度项目绩效目标表", "乙县水利局2023年度项目绩效目标表"
    documents = read_document(word(tmp_path / "表.docx", first, ROADS, second, BRIDGES, "项目自评表", BUSES))
    assert [one.unit_name for one in documents] == ["甲县水利局", "乙县水利局", None]
    assert documents[2].year == "2023"


def workbook(path: Path, sheets: dict[str, list[str]]) -> Path:
    """A workbook of drawn sheets."""
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row.split("|"))
    book.remove(book.worksheets[0])
    book.save(path)
    return path


TARGETS = ["项目支出绩效目标表", "项目名称|预算金额（万元）|指标名称|指标值", "水库|9|座数|≥5座"]


@pytest.mark.parametrize(
    "cover",
    [
        ["", "2023年度项目支出绩效目标", "填报单位：|某县水利局", "填报日期：|2023年1月5日"],
        ["单位名称|某县水利局", "预算年度|2023"],
        ["某县水利局2023年度项目支出绩效自评报告"],
    ],
)
def test_a_cover_names_unit_and_year_for_all_sheets(cover: list[str], tmp_path: Path) -> None:
    watched = ["绩效目标执行监控表", "项目名称|水库", "三级指标|指标值|1-7月执行情况", "座数|≥5座|3座"]
    sheets = {"封面": cover, "目标": TARGETS, "监控": watched}
    documents = read_document(workbook(tmp_path / "表.xlsx", sheets))
    assert [(one.unit_name, one.year) for one in documents] == [("某县水利局", "2023")] * 2
    assert all("用文件前面写明的" in repairs(one) for one in documents)


def test_the_unit_that_carries_out_one_project_is_not_that_of_other_tables(tmp_path: Path) -> None:
    card = ["2023年度项目支出绩效自评表", "项目名称|渠道|实施单位|灌区中心", "三级指标|指标值", "长度|≥5公里"]
    _, targets = read_document(workbook(tmp_path / "表.xlsx", {"自评": card, "目标": TARGETS}))
    assert (targets.unit_name, targets.year) == (None, "2023")


MIXED = """2023年度项目支出绩效自评表
项目名称|农村公路养护|||
项目资金|年初预算数{a}|全年预算数{b}|全年执行数{c}|执行率
年度资金总额|{sums}|93%
其中：财政拨款|{sums}|
三级指标|指标值|||
里程|≥5公里|||
"""


@pytest.mark.parametrize(
    ("a", "b", "c", "sums"),
    [
        ("（万元）", "（万元）", "（元）", "100|100|930000"),
        ("（元）", "", "", "1000000|1000000|930000"),
        ("（元）", "（万元）", "（元）", "1000000|100|930000"),
        ("", "", "", "100|100|93"),
    ],
)
def test_every_column_of_money_counts_in_the_unit_of_its_own_caption(
    a: str, b: str, c: str, sums: str
) -> None:
    (project,) = read(MIXED.format(a=a, b=b, c=c, sums=sums)).projects
    assert (project.budget, project.adjusted_budget, project.executed) == ("100", "100", "93")
    assert project.funds == (ReadFund("财政拨款", initial="100", adjusted="100", executed="93"),)


def test_columns_of_a_list_count_in_their_own_units() -> None:
    document = read(
        "2023年项目绩效自评汇总表\n项目名称|预算数（万元）|其中：财政拨款（元）|执行数（元）|指标名称|指标值\n"
        "农村公路养护|100|800000|930000|里程|≥5公里\n"
    )
    (project,) = document.projects
    assert (project.budget, project.executed, project.funds) == (
        "100",
        "93",
        (ReadFund("财政拨款", initial="80"),),
    )


def test_a_unit_behind_the_caption_of_a_single_sum_is_its_unit() -> None:
    document = read(
        "2023年度项目支出绩效目标表\n项目名称|养护|||\n项目资金|年度资金总额（元）|1000000||\n"
        "|其中：财政拨款（元）|1000000||\n三级指标|指标值|||\n里程|≥5公里|||\n"
    )
    (project,) = document.projects
    assert (project.budget, project.funds) == ("100", (ReadFund("财政拨款", initial="100"),))


def summary(first: str, second: str) -> Document:
    return read(
        "项目绩效目标汇总表\n"
        "序号|项目名称|项目概况|本年预算金额 (万元)|年度绩效目标|指标名称|运算符|单位|年度目标值\n"
        f"1|河道清淤|{first}|10|目标。|清淤长度|≥|公里|12.5\n\n||{second}|||满意度|≥|%|90\n"
    )


def test_a_short_repetition_at_a_page_cut_is_printed_once_and_asked_about() -> None:
    document = summary("清淤河道，提升群众", "提升群众生活品质。")
    assert document.projects[0].overview == "清淤河道，提升群众生活品质。"
    assert "接缝处“提升群众”印了两遍，只留了一次" in doubts(document)


def test_a_repetition_too_short_to_be_one_stays_and_is_asked_about() -> None:
    document = summary("清淤河道，提升群众", "群众生活品质。")
    assert document.projects[0].overview == "清淤河道，提升群众群众生活品质。"
    assert "接缝处“群众”印了两遍，留了两次" in doubts(document)


@pytest.mark.parametrize(("first", "second"), [("共清淤12", "12公里。"), ("清淤河道，", "，方便群众。")])
def test_figures_and_marks_at_a_page_cut_are_no_repetition(first: str, second: str) -> None:
    document = summary(first, second)
    assert document.projects[0].overview == first + second
    assert "印了两遍" not in doubts(document)


CUT = """2023年度项目支出绩效自评表
项目名称|农村公路养护||||||
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析
产出指标|数量指标|{above}

||{below}
效益指标|社会效益|群众出行|方便|方便|30|30|
"""


def cut(above: str, below: str) -> Document:
    return read(
        CUT.format(above=above, below=below).replace("||||{", "{").replace("|||" + below, "||" + below)
    )


@pytest.mark.parametrize(
    ("above", "below", "wanted"),
    [
        ("桥梁检查|≥10座|10座|25|25|本年", "|||||因天气推迟", ("桥梁检查", "10", "本年因天气推迟")),
        ("桥梁检查|≥10座，其中|10座|25|25|", "|大桥5座||||", ("桥梁检查", "≥10座，其中大桥5座", None)),
        ("桥梁检查及|≥10座|10座|25|25|", "隧道检测数|||||", ("桥梁检查及隧道检测数", "10", None)),
        (
            "桥梁检查及|≥10座|10座|25|25|本年",
            "隧道检测数|||||推迟",
            ("桥梁检查及隧道检测数", "10", "本年推迟"),
        ),
        ("桥梁检查（含|≥10|10座|25|25|", "隧道）|座||||", ("桥梁检查（含隧道）", "10", None)),
    ],
)
def test_the_rest_of_a_row_behind_a_page_belongs_to_it(
    above: str, below: str, wanted: tuple[str, ...]
) -> None:
    document = cut(above, below)
    first, second = document.projects[0].indicators
    assert (first.name, first.target, first.deviation_reason) == wanted
    assert (first.actual, first.weight, first.score, second.name) == ("10座", "25", "25", "群众出行")
    assert "接成一段" in repairs(document)


def test_the_rest_of_a_row_belongs_to_it_beside_the_rest_of_a_goal() -> None:
    document = read(
        "项目绩效目标汇总表\n序号|项目名称|年度绩效目标|二级指标|指标名称|年度目标值\n"
        "1|河道清淤|清淤河道，方便|数量指标|清淤河道及|≥12公里\n\n||群众出行。||水库长度|\n|||质量指标|合格率|≥90%\n"
    )
    (project,) = document.projects
    assert project.annual_goal == "清淤河道，方便群众出行。"
    assert [(one.name, one.target) for one in project.indicators] == [
        ("清淤河道及水库长度", "12"),
        ("合格率", "90"),
    ]


def test_a_whole_row_behind_a_page_is_an_indicator() -> None:
    document = cut("桥梁检查|≥10座|10座|25|25|", "隧道检测|≥5座|5座|25|25|")
    assert [one.name for one in document.projects[0].indicators] == ["桥梁检查", "隧道检测", "群众出行"]
    assert document.doubts == ()


def test_a_row_that_may_be_a_rest_is_asked_about() -> None:
    document = cut("桥梁检查|≥10座|10座|25|25|", "隧道检测|≥5座||||")
    assert [one.name for one in document.projects[0].indicators][1] == "隧道检测"
    assert "是不是上一行的后半" in doubts(document)


def test_two_whole_numbers_are_never_joined() -> None:
    document = cut("桥梁检查|≥10座|10座|25|25|", "|5座||||")
    assert document.projects[0].indicators[0].target == "10"
    assert "没有名称" in doubts(document)


def test_what_is_told_once_for_many_rows_names_the_table_they_stand_in(tmp_path: Path) -> None:
    _, bridges = read_document(
        word(tmp_path / "表.docx", "目标表", "单位：元", ROADS, "目标表（二）", BRIDGES)
    )
    assert "表格 2 第 2 行 表头的金额单位是元" in repairs(bridges)


def test_a_text_without_a_year_or_unit_is_asked_for_neither(tmp_path: Path) -> None:
    (document,) = read_text("项目绩效目标汇总表\n项目名称\t指标名称\t年度目标值\n甲\t乙\t3\n", "表.txt")
    assert (document.unit_name, document.year) == (None, None)
