"""Tab-separated text to a grid: quotes, line ends, limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange import tab_text
from perfdesk.exchange.files import MAX_BYTES, read_bytes
from perfdesk.exchange.tab_text import read_grid


def cells(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read_grid(text, "表.txt").rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_are_counted_from_one(end: str) -> None:
    grid = read_grid(end.join(["", "甲\t乙", "", "\t丙"]), "表.txt")
    places = [(cell.text, cell.line, cell.column) for row in grid.rows for cell in row.filled]
    assert places == [("甲", 2, 1), ("乙", 2, 2), ("丙", 4, 2)]
    assert grid.place(4, 2) == "第 4 行第 2 列"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"第一行\n第二行"\t3', [["第一行\n第二行", "3"]]),
        ('"他说""好"""\t3', [['他说"好"', "3"]]),
        ('"a\tb"\t3', [["a\tb", "3"]]),
        ('"1,200"\t3', [["1,200", "3"]]),
        ('"凤凰行动"计划\t3', [['"凤凰行动"计划', "3"]]),
        ('"凤凰行动"\t3', [['"凤凰行动"', "3"]]),
        ('"甲"\t"乙"\t"3"', [["甲", "乙", "3"]]),
        ('推进"凤凰"\t3', [['推进"凤凰"', "3"]]),
        ("”天罗地网“\t甬金通“项目", [["”天罗地网“", "甬金通“项目"]]),
        ('""\t3', [['""', "3"]]),
    ],
)
def test_quotes_are_quoting_only_where_a_spreadsheet_would_have_written_them(
    text: str, wanted: list[list[str]]
) -> None:
    assert cells(text) == wanted


def test_lines_after_a_quoted_cell_keep_their_numbers() -> None:
    grid = read_grid('"一\n二"\t3\n四', "表.txt")
    assert [row.line for row in grid.rows] == [1, 3]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('甲\t乙\n丙\t"丁\t3\n戊', "第 2 行第 2 列"),
        ('甲\n"乙', "第 2 行第 1 列"),
        ('"甲\t乙\n丙\t丁"\t3', "第 1 行第 1 列"),
    ],
)
def test_an_unclosed_quote_is_named_with_line_and_column(text: str, place: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_grid(text, "表.txt")
    assert refused.value.place == f"表.txt {place}"
    assert "引号" in refused.value.cause
    assert refused.value.remedy


def test_limits_are_told_with_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentRefused, match=r"第 1 行第 2 列.*32,767"):
        read_grid("甲\t" + "乙" * 32_768, "表.txt")
    with pytest.raises(DocumentRefused, match=r"第 2 行.*2,000 列"):
        read_grid("甲\n" + "\t" * 2_001, "表.txt")
    monkeypatch.setattr(tab_text, "MAX_ROWS", 3)
    with pytest.raises(DocumentRefused, match="3 行"):
        read_grid("甲\n" * 5, "表.txt")
    assert cells("甲" * 32_767 + "\t" * 1_999)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "大表.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(DocumentRefused, match=r"大表\.txt.*50 MB"):
        read_bytes(path)


@pytest.mark.parametrize("name", ["没有.txt", "."])
def test_a_file_that_cannot_be_opened_is_a_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused):
        read_bytes(tmp_path / name)
