"""All indicators of a project in one cell, or below each other in a row's cells: taken apart or doubted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.exchange.indicator_lists import listed_indicators
from perfdesk.exchange.reading import read_text
from tests.exchange.drawn import doubts, indicators, read, repairs

HEAD = "2023年度项目支出绩效目标公开表\n序号|项目名称|预算金额（万元）|年度绩效目标|绩效指标\n"


def listed(text: str) -> list[tuple[str, str, str, str]]:
    return [(one.level1, one.level2, one.name, one.target) for one in listed_indicators(text)]


def test_indicators_between_semicolons_are_read_each() -> None:
    training = "数量指标：培训人数≥500人；质量指标：合格率不低于95%；时效指标：12月底前完成"
    buses = "1.补贴车辆≥30辆；2.补贴及时率100%；3.群众满意度≥90%"
    document = read(f"{HEAD}1|农民培训|100|完成培训|{training}\n2|公交补贴|50|补贴到位|{buses}\n")
    assert indicators(document) == [("培训人数", "≥", "500", "人"), ("合格率", "≥", "95", "%")]
    assert [one.level2 for one in document.projects[0].indicators] == ["数量指标", "质量指标"]
    assert [name for name, *_ in indicators(document, 1)] == ["补贴车辆", "补贴及时率", "群众满意度"]
    assert "“时效指标：12月底前完成”" in doubts(document)
    assert "一格里写了 3 个指标" in repairs(document)


def test_indicators_in_lines_of_a_quoted_cell_are_read_each() -> None:
    row = '1,农民培训,100,完成培训,"1.培训人数≥500人\n2.合格率≥95%\n3.农民素质提升"\n'
    (document,) = read_text(HEAD.replace("|", ",") + row, "表.csv")
    assert indicators(document) == [("培训人数", "≥", "500", "人"), ("合格率", "≥", "95", "%")]
    assert "“农民素质提升”" in doubts(document)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "产出指标：数量指标：1.场次≥5场；2.人次≥300人次；效益指标：社会效益指标：知晓率≥80%",
            [
                ("产出指标", "数量指标", "场次", "≥5场"),
                ("产出指标", "数量指标", "人次", "≥300人次"),
                ("效益指标", "社会效益指标", "知晓率", "≥80%"),
            ],
        ),
        (
            "【数量指标】场次≥5场、人次≥300人次。【质量指标】工程质量：合格",
            [
                ("", "数量指标", "场次", "≥5场"),
                ("", "数量指标", "人次", "≥300人次"),
                ("", "质量指标", "工程质量", "合格"),
            ],
        ),
        ("满意度：≥90%", [("", "", "满意度", "≥90%")]),
        (
            "①巡河12次 ②清漂5吨",
            [("", "", "巡河", "12次"), ("", "", "清漂", "5吨")],
        ),
        ("1. 装机2.5万千瓦 2. 投资0.8亿元", [("", "", "装机", "2.5万千瓦"), ("", "", "投资", "0.8亿元")]),
        ("群众生活水平提高", [("", "", "", "")]),
    ],
)
def test_a_cell_is_taken_apart(text: str, wanted: list[tuple[str, str, str, str]]) -> None:
    assert listed(text) == wanted


def test_a_list_that_a_page_cut_is_joined() -> None:
    document = read(HEAD + "1|农民培训|100|完成培训|培训人数≥500人；合格\n\n||||率≥95%\n")
    assert indicators(document) == [("培训人数", "≥", "500", "人"), ("合格率", "≥", "95", "%")]
    assert "分在两页" in repairs(document)


def test_a_lone_cell_beside_several_indicators_belongs_to_none() -> None:
    document = read(
        HEAD.replace("绩效指标\n", "绩效指标|分值\n") + "1|农民培训|100|完成培训|人数≥500人；合格率≥95%|20\n"
    )
    assert [one.weight for one in document.projects[0].indicators] == [None, None]
    assert "没有收入：“20”" in doubts(document)


STACKED = "2023年项目绩效目标表,,,\n项目名称,指标名称,指标值,分值\n农民培训,{},{},{}\n"


def stacked(*cells: str) -> str:
    return STACKED.format(*(f'"{cell}"' for cell in cells))


def test_names_and_targets_below_each_other_are_rows() -> None:
    (document,) = read_text(stacked("1.培训人数\n2.合格率", "1.≥500人\n2.≥95%", "30\n20"), "表.csv")
    assert indicators(document) == [("培训人数", "≥", "500", "人"), ("合格率", "≥", "95", "%")]
    assert [one.weight for one in document.projects[0].indicators] == ["30", "20"]
    assert "一行里写了 2 个指标" in repairs(document)


@pytest.mark.parametrize(
    "cells",
    [("县乡道路养护\n里程", "≥1\n00", "20"), ("养护\n里程", "≥100\n公里", "20"), ("甲\n乙", "优\n良", "2")],
)
def test_a_wrapped_cell_is_one_indicator(cells: tuple[str, str, str]) -> None:
    (document,) = read_text(stacked(*cells), "表.csv")
    assert len(document.projects[0].indicators) == 1


PARTS = st.tuples(
    st.sampled_from(["培训人数", "合格率", "路灯更换", "群众满意度"]),
    st.sampled_from(["≥", "不低于", "=", "", "达到"]),
    st.decimals(0, 9999, places=1).map(str),
    st.sampled_from(["人", "%", "盏", "万元"]),
)


@given(st.lists(PARTS, min_size=1, max_size=6), st.sampled_from(["；", "\n", ";", "。"]), st.booleans())
def test_what_is_written_together_is_read_apart(
    parts: list[tuple[str, str, str, str]], end: str, numbered: bool
) -> None:
    texts = [
        f"{at}、" * numbered + name + sign + number + unit
        for at, (name, sign, number, unit) in enumerate(parts, 1)
    ]
    found = list(listed_indicators(end.join(texts)))
    assert [(one.name, one.target) for one in found] == [
        (name, sign + number + unit) for name, sign, number, unit in parts
    ]


@given(st.text("数量指标：；;\n12.5%≥人合格、，培训（）①产出 ", max_size=60))
def test_no_character_of_a_cell_is_lost(text: str) -> None:
    told = "".join(
        one.level1 + one.level2 + one.name + one.target + one.text for one in listed_indicators(text)
    )
    kept = [character for character in "人合格培训%" if character in text]
    assert all(character in told for character in kept)
