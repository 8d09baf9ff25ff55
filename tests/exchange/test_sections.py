"""Headings between the projects of a list: told, never projects, and never a project taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.drawn import doubts, read, repairs

HEAD = "2023年度项目支出绩效目标公开表\n序号|项目名称|预算金额（万元）|年度绩效目标|指标名称|指标值\n"
ROADS = "1|国道大修|100|完成大修|大修里程|≥20公里\n|||||合格率|=100%\n".replace("|||||", "||||")
BUSES = "2|公交补贴|50|补贴到位|补贴车辆|≥30辆\n"


@pytest.mark.parametrize(
    "heading",
    [
        "一、基础设施类|||||",
        "（二）民生项目|||||",
        "一、基础设施类",
        "第一部分 基础设施|||||",
        "一|基础设施类||||",
        "一|基础设施类|100|||",
        "|（一）基础设施类|100|/|/|/",
        "|基础设施类||||",
        "2023年新增||||",
    ],
)
def test_a_heading_between_projects_is_told_and_no_project(heading: str) -> None:
    document = read(HEAD + ROADS + heading + "\n" + BUSES)
    assert [project.name for project in document.projects] == ["国道大修", "公交补贴"]
    assert [len(project.indicators) for project in document.projects] == [2, 1]
    (doubt,) = document.doubts
    words = [word for word in heading.replace("/", "").split("|") if word]
    assert doubt.where == "第 5 行"
    assert all(word in doubt.what for word in words)


def test_headings_in_a_list_without_numbers_are_none_of_its_projects() -> None:
    document = read(
        "2024年项目绩效目标公开表\n项目名称|预算金额（万元）|指标名称|指标值\n基础设施类|||\n"
        "国道大修|100|大修里程|≥20公里\n（二）民生类|150||\n公交补贴|50|补贴车辆|≥30辆\n"
    )
    assert [(one.name, one.budget) for one in document.projects] == [("国道大修", "100"), ("公交补贴", "50")]
    assert "基础设施类" in doubts(document)
    assert "（二）民生类 │ 150" in doubts(document)


def test_numbers_may_begin_again_below_a_heading_and_gaps_are_still_seen() -> None:
    again = read(HEAD + "一、甲类\n" + ROADS + "二、乙类\n" + BUSES.replace("2|", "1|", 1))
    assert "重复" not in doubts(again)
    gap = read(HEAD + "一、甲类\n" + ROADS + "二、乙类\n" + BUSES.replace("2|", "4|", 1))
    assert "序号从 1 跳到 4" in doubts(gap)


def test_projects_that_are_numbered_in_chinese_are_projects() -> None:
    document = read(
        HEAD + ROADS.replace("1|", "一|", 1) + "二|待定项目|30|||\n" + BUSES.replace("2|", "三|", 1)
    )
    assert [project.name for project in document.projects] == ["国道大修", "待定项目", "公交补贴"]


def test_a_name_above_indicators_that_have_none_is_their_project() -> None:
    document = read(HEAD + ROADS + "|二、公交补贴||||\n||||补贴车辆|≥30辆\n" + BUSES.replace("2|", "3|", 1))
    assert [(one.name, len(one.indicators)) for one in document.projects][1] == ("二、公交补贴", 1)


def test_a_sentence_across_a_list_is_no_heading() -> None:
    document = read(HEAD + ROADS + "以上项目由市局统一实施，其余由各县实施。\n" + BUSES)
    assert "这一行不在表格里" in doubts(document)
    assert len(document.projects) == 2


OBJECTIVES = "某县2022年1-9月重点工作进展情况公示\n序号|目标名称|考核内容|进展情况|完成时限\n"


def test_headings_between_objectives_are_their_categories() -> None:
    document = read(
        OBJECTIVES
        + "一、产业发展\n1|招商引资|引进5家|引进3家|12\n（二）民生项目||||\n2|老旧小区|改造5个|改造3个|12\n"
    )
    assert [(item.category, item.name) for item in document.items] == [
        ("产业发展", "招商引资"),
        ("民生项目", "老旧小区"),
    ]
    assert document.doubts == ()
    assert "单独一行的类别" in repairs(document)


def test_a_heading_beside_a_column_of_categories_is_told() -> None:
    head = OBJECTIVES.replace("序号|", "类别|")
    document = read(
        head + "工作目标|招商引资|引进5家|引进3家|12\n|二、民生项目|||\n|老旧小区|改造5个|改造3个|12\n"
    )
    assert [item.name for item in document.items] == ["招商引资", "老旧小区"]
    assert "民生项目" in doubts(document)


def test_a_column_of_numbers_is_no_doubt() -> None:
    document = read(
        "2023年度项目支出绩效自评表\n项目名称|农村公路养护|||\n"
        "序号|一级指标|三级指标|年度指标值|实际完成值\n1|产出指标|养护里程|≥100公里|100公里\n"
        "2|产出指标|检查桥梁|≥10座|10座\n"
    )
    assert len(document.projects[0].indicators) == 2
    assert document.doubts == ()
    assert "“序号”由本程序自己编排或计算，这一列不收入" in repairs(document)


def test_numbers_that_count_rows_are_no_numbers_of_projects() -> None:
    head = "2023年项目绩效目标汇总表\n序号|项目名称|预算金额（万元）|指标名称|指标值\n"
    document = read(
        head + "1|国道大修|100|大修里程|≥20公里\n2|||合格率|=100%\n3|公交补贴|50|补贴车辆|≥30辆\n"
    )
    assert [(one.seq, one.name, len(one.indicators)) for one in document.projects] == [
        (None, "国道大修", 2),
        (None, "公交补贴", 1),
    ]
    assert "序号数的是每一行指标" in repairs(document)


TITLES = st.sampled_from(["一、甲类", "（二）乙类", "丙类项目", "第三部分 丁类"])


@given(st.lists(st.one_of(TITLES, st.integers(1, 3)), min_size=1, max_size=9))
def test_headings_anywhere_change_no_project(parts: list[str | int]) -> None:
    lines, names = [], []
    for part in parts:
        if isinstance(part, str):
            lines.append(f"{part}|||||")
            continue
        names.append(f"某{len(names) + 1}项目")
        lines.append(f"{len(names)}|{names[-1]}|5|目标|指标一|≥{part}个")
        lines += ["||||指标二|=1个"] * (part - 1)
    if not names:
        return
    document = read(HEAD + "\n".join(lines) + "\n")
    assert [project.name for project in document.projects] == names
    told = doubts(document)
    assert len(document.doubts) == sum(isinstance(part, str) for part in parts)
    assert all(part in told for part in parts if isinstance(part, str))
