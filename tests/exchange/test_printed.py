"""Tables printed in every way a page can cut them are read as what they were before printing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.document import ReadIndicator, ReadProject
from perfdesk.exchange.reading import read_text

CAPTIONS = {
    "seq": "序号",
    "name": "项目名称",
    "overview": "项目概况",
    "budget": "预算金额（万元）",
    "goal": "年度绩效目标",
    "indicator": "指标名称",
    "operator": "运算符",
    "unit": "单位",
    "target": "年度目标值",
}
WORDS = (
    "水库监测",
    "群众满意度",
    "河道清淤长度",
    "节水宣传场次",
    "设备完好率",
    "巡查（夜间）次数",
    "“书香”活动",
    "B级占比",
)
SENTENCES = (
    "用于全市中小型水库的日常监测与维护。",
    "按照年度安排组织实施，保障运行安全。",
    "依据水发〔2024〕3号文件设立，分三年实施。",
)

indicators = st.builds(
    lambda name, operator, unit, target: ReadIndicator(name, operator, unit, target, target),
    st.sampled_from(WORDS),
    st.sampled_from(["≥", ">", "=", "<", "≤"]),
    st.sampled_from(["家", "%", "万元", "次", "名次", "小时"]),
    st.sampled_from(["0", "1", "0.75", "100", "25200"]),
)
bodies = st.tuples(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map("".join),
    st.sampled_from(["1200", "258.5", "0", "20"]),
    st.lists(indicators, min_size=1, max_size=5).map(tuple),
)


def numbered(parts: list[tuple[str, str, str, tuple[ReadIndicator, ...]]]) -> tuple[ReadProject, ...]:
    return tuple(
        ReadProject(str(at), f"{name}{at}", f"第{at}项{overview}", budget, f"做好{name}。", None, rows)
        for at, (name, overview, budget, rows) in enumerate(parts, 1)
    )


def printed(
    projects: tuple[ReadProject, ...], order: list[str], cuts: list[tuple[int, int, bool, bool]]
) -> str:
    """The table with its columns in this order, its pages cut inside projects.

    A cut names a row and a place in the overview; the text goes on behind the cut, with or without its last
    words again, and number, name, budget and goal stand before or behind the cut.
    """
    lines = [header := line(order, CAPTIONS)]
    for at, project in enumerate(projects):
        row, place, behind, again = cuts[at % len(cuts)]
        row = row % len(project.indicators)
        labels = dict(zip(("seq", "name", "budget", "goal"), labels_of(project), strict=True))
        overview = project.overview or ""
        place = 9 + place % (len(overview) - 12)
        head, tail = overview[:place], overview[place - 9 if again else place :]
        for number, indicator in enumerate(project.indicators):
            cells = dict(zip(("indicator", "operator", "unit", "target"), figures_of(indicator), strict=True))
            if row == 0 and number == 0:
                cells |= labels | {"overview": overview}
            elif number == 0:
                cells |= {"overview": head} | ({} if behind else labels)
            elif number == row:
                lines += ["", header] if again else [""]
                cells |= {"overview": tail} | (labels if behind else {})
            lines.append(line(order, cells))
    return "\n".join(lines)


def labels_of(project: ReadProject) -> tuple[str, str, str, str]:
    return project.seq or "", project.name, project.budget or "", project.annual_goal or ""


def figures_of(indicator: ReadIndicator) -> tuple[str, str, str, str]:
    return indicator.name, indicator.operator or "", indicator.unit or "", indicator.target or ""


def line(order: list[str], cells: dict[str, str]) -> str:
    return "\t".join(cells.get(key, "") for key in order)


@pytest.mark.fuzz
@given(
    st.lists(bodies, min_size=1, max_size=4).map(numbered),
    st.permutations(list(CAPTIONS)),
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 90), st.booleans(), st.booleans()), min_size=1, max_size=3
    ),
)
def test_a_printed_table_is_read_as_it_was(
    projects: tuple[ReadProject, ...], order: list[str], cuts: list[tuple[int, int, bool, bool]]
) -> None:
    text = printed(projects, order, cuts)
    (document,) = read_text(text, "表.txt")
    assert document.projects == projects, "\n" + text
