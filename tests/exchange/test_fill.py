"""Filling the forms: header, merges, names of places, captions of both copies."""

from __future__ import annotations

from perfdesk.forms.fill import Group, fill
from perfdesk.forms.form import Column, Form, Merge
from perfdesk.forms.sheet import Cell, Sheet
from perfdesk.forms.target_summary import TARGET_SUMMARY
from tests.exchange.sheets import disclosure, heading, objective, project, summary


def at(sheet: Sheet, block: int, row: int, column: int) -> Cell:
    return next(one for one in sheet.blocks[block].cells if (one.row, one.column) == (row, column))


def test_header_has_two_rows_where_columns_are_grouped() -> None:
    sheet = summary(project(1, 2))
    head = {(cell.row, cell.column): cell for cell in sheet.header}
    assert sheet.header_rows == 2
    assert (head[0, 0].text, head[0, 0].rows) == ("序号", 2)
    assert (head[0, 5].text, head[0, 5].rows, head[0, 5].columns) == ("核心绩效指标", 1, 4)
    assert [head[1, column].text for column in range(5, 9)] == ["指标名称", "运算符", "单位", "年度目标值"]
    assert all(cell.bold for cell in sheet.header)


def test_header_has_one_row_without_groups_and_names_the_month() -> None:
    sheet = disclosure(objective(1, "一", "二", "三"))
    assert sheet.header_rows == 1
    assert [cell.text for cell in sheet.header][3:5] == ["考核内容及指标", "进展情况 6 月"]


def test_project_cells_span_their_indicators_and_each_project_is_a_block() -> None:
    sheet = summary(project(1, 3), project(2, 5))
    assert [block.rows for block in sheet.blocks] == [3, 5]
    assert [at(sheet, 1, 0, column).rows for column in range(9)] == [5, 5, 5, 5, 5, 1, 1, 1, 1]
    assert at(sheet, 1, 4, 5).text == "指标2之4止"
    assert [block.bookmarks for block in sheet.blocks] == [((0, "1 第1号专项"),), ((0, "2 第2号专项"),)]


def test_equal_labels_span_their_neighbours_within_the_label_left_of_them() -> None:
    sheet = disclosure(
        objective(1, "绩效指标", "职能", "甲"),
        objective(2, "绩效指标", "职能", "乙"),
        objective(3, "工作目标", "职能", "丙"),
        objective(4, "工作目标", "重点", "丁"),
        objective(5, "工作目标", "职能", "戊"),
    )
    assert [block.rows for block in sheet.blocks] == [2, 3]
    assert at(sheet, 0, 0, 0).rows == 2
    assert at(sheet, 0, 0, 1).rows == 2
    assert at(sheet, 1, 0, 0).rows == 3
    assert [at(sheet, 1, row, 1).rows for row in range(3)] == [1, 1, 1]
    assert at(sheet, 0, 0, 0).vertical
    assert at(sheet, 0, 0, 0).repeats
    assert sheet.blocks[1].bookmarks == ((0, "★目标3号"), (1, "★目标4号"), (2, "★目标5号"))


def test_equal_labels_inside_a_project_do_not_leave_it() -> None:
    form = Form(
        TARGET_SUMMARY.kind,
        "表",
        "{unit}{year}表",
        "indicator",
        (
            Column("p", "项目", 30, merge=Merge.OWNER),
            Column("l", "一级", 20, merge=Merge.EQUAL),
            Column("n", "三级", 30),
        ),
    )
    rows = ({"p": "甲", "l": "产出", "n": "1"}, {"p": "甲", "l": "产出", "n": "2"})
    sheet = fill(form, [Group("甲", rows), Group("乙", rows)], heading())
    assert sheet.title == "某市财政局2022表"
    assert [at(sheet, block, 0, 1).rows for block in (0, 1)] == [2, 2]


def test_places_name_project_and_column() -> None:
    sheet = summary(project(3, 3, name="小额贷款公司专项"))
    assert at(sheet, 0, 0, 2).place == "项目3“小额贷款公司专项” 项目概况"
    assert at(sheet, 0, 0, 3).place == "项目3“小额贷款公司专项” 本年预算金额"
    assert at(sheet, 0, 1, 8).place == "项目3“小额贷款公司专项”第2行 年度目标值"
    other = disclosure(objective(1, "一", "二", "三"), objective(2, "一", "二", "三"))
    assert at(other, 0, 1, 3).place == "目标2“★目标2号” 考核内容及指标"


def test_public_copy_has_unit_year_and_money_and_no_inner_columns() -> None:
    sheet = summary(project(1, 1), printed_on="2022年7月5日")
    assert sheet.captions == ("填报单位：某市财政局", "2022年度", "单位：万元")
    assert len(sheet.widths) == 9
    assert sheet.author == "某市财政局"


def test_internal_copy_is_marked_and_dated() -> None:
    sheet = summary(project(1, 1), internal=True, printed_on="2022年7月5日")
    assert sheet.captions[0].startswith("内部")
    assert "2022年7月5日" in sheet.captions[2]
    assert sheet.captions[2].endswith("单位：万元")
    assert len(sheet.widths) == 11


def test_captions_do_not_repeat_the_title() -> None:
    sheet = disclosure(objective(1, "一", "二", "三"))
    assert sheet.title == "某市财政局2022年1-6月绩效考核目标进展情况公示"
    assert sheet.captions == ("", "", "")


def test_the_internal_copy_names_unit_and_period_on_every_page_whatever_the_title_says() -> None:
    sheet = disclosure(objective(1, "一", "二", "三"), internal=True)
    assert sheet.captions[:2] == ("内部　填报单位：某市财政局", "2022年1-6月")


def test_a_title_with_braces_is_taken_as_it_is() -> None:
    assert summary(project(1, 1), title="{unit} 汇总表").title == "{unit} 汇总表"


def test_a_project_without_rows_still_has_one() -> None:
    sheet = summary(Group("空项目", ()))
    assert sheet.blocks[0].rows == 1
    assert at(sheet, 0, 0, 5).text == ""
