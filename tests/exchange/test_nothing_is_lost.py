"""Whatever a table of one project looks like, each of its cells is taken in, repaired or doubted."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.headers import find_header
from perfdesk.exchange.reading import read_text
from perfdesk.exchange.tab_text import read_grid
from tests.exchange.cards import ALL, tabs
from tests.exchange.test_bad_input import texts

CELLS = st.sampled_from(
    (
        *(
            "某{n}号",
            "某{n}号。下一句",
            "≥{n}个",
            "{n}",
            "{n}.5万元",
            "其中：某{n}资金",
            "某{n}：某值",
            "（某{n}）",
        ),
        *("√", "某{n}指标", "2023年{n}月", "目标{n}：做某事", "注：某{n}", "合计{n}", "年度目标某{n}"),
        *("项目名称：某{n}", "主管部门", "总分", "一级指标", "年初预算数", "项目资金", "年度总体目标", ""),
    )
)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "cell",
                "cell",
                "cell",
                "add row",
                "drop tab",
                "add tab",
                "drop row",
                "blank row",
                "swap",
                "twice",
            ]
        ),
        st.integers(0, 10_000),
        st.lists(CELLS, min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=8,
)


def changed(text: str, how: str, where: int, cells: list[str], number: int) -> str:
    """A drawn table with one change; `number` makes the texts of it unique."""
    lines = text.split("\n")
    at = where % len(lines)
    row = lines[at].split("\t")
    column = (where // 7) % len(row)
    marked = [cell.format(n=70_000 + number * 10 + index) for index, cell in enumerate(cells)]
    if how == "cell":
        row[column] = marked[0]
    elif how == "drop tab":
        row[column : column + 2] = ["".join(row[column : column + 2])]
    elif how == "add tab":
        row.insert(column, "")
    lines[at] = "\t".join(row)
    if how == "add row":
        lines.insert(at, "\t".join([""] * (where % 4) + marked))
    elif how == "drop row":
        del lines[at]
    elif how == "blank row":
        lines.insert(at, "")
    elif how == "twice":
        lines.insert(at, lines[at])
    elif how == "swap":
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
    return "\n".join(lines) or text


def marks(text: str) -> set[str]:
    """The unique numbers in cells that are no part of a header."""
    rows = read_grid(text, "表.txt").rows
    found: set[str] = set()
    at = 0
    while at < len(rows):
        header = find_header(rows, at)
        if header is None:
            found |= set(re.findall(r"7\d{4}", rows[at].text))
        at += header.rows if header else 1
    return found


@pytest.mark.fuzz
@settings(suppress_health_check=[HealthCheck.too_slow])  # timings never decide a test
@given(st.sampled_from(ALL), CHANGES)
def test_every_strange_cell_is_found_again(drawn: str, changes: list[tuple[str, int, list[str]]]) -> None:
    text = tabs(drawn)
    for number, (how, where, cells) in enumerate(changes):
        text = changed(text, how, where, cells, number)
    try:
        documents = read_text(text, "表.txt")
    except DocumentRefused:
        return
    told = "\n".join(line for document in documents for line in texts(document))
    assert [mark for mark in sorted(marks(text)) if mark not in told] == []
