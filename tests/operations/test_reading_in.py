"""A file for the preview: grids even where nothing is recognised, and headers that were put right before."""

from dataclasses import replace
from pathlib import Path

import pytest

from perfdesk.domain.errors import DocumentRefused
from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.choice import Choice
from perfdesk.operations.reading_in import (
    Reading,
    columns_at,
    is_plain_text,
    read_in,
    recall,
    recognised,
    remembered,
)
from tests.operations.test_resting import TABLE

ODD = "某单位统计表\n代号\t事项\t考核点\t数值\n甲\t图书购置\t新增图书\t≥3000册\n"
MAPPING = {1: "project.name", 2: "indicator.name", 3: "indicator.target"}


def read(folder: Path, text: str) -> Reading:
    """What a text file holds."""
    path = folder / "表.txt"
    path.write_text(text, encoding="utf-8")
    assert is_plain_text(path)
    return read_in(path, None, ())


def test_a_known_table_needs_no_choice(tmp_path: Path) -> None:
    reading = read(tmp_path, TABLE)
    assert reading.refusal == ""
    assert [c.key for c in reading.headers[0].columns][:3] == [
        "project.seq",
        "project.name",
        "project.budget",
    ]


def test_an_unknown_table_keeps_its_grid_and_its_sentence(tmp_path: Path) -> None:
    reading = read(tmp_path, ODD)
    assert reading.documents == ()
    assert "表.txt" in reading.refusal
    assert [c.caption for c in columns_at(reading.grids[0], 2, FormKind.TARGET_SUMMARY).columns] == [
        *("代号", "事项", "考核点", "数值"),
    ]
    assert columns_at(reading.grids[0], 999, FormKind.MONITORING).columns == ()


def test_what_was_put_right_is_found_again_wherever_the_header_stands(tmp_path: Path) -> None:
    first = read(tmp_path, ODD)
    put_right = recognised(first.grids, {0: Choice(MAPPING, 2, FormKind.TARGET_SUMMARY)})
    assert [p.name for p in put_right.documents[0].projects] == ["图书购置"]
    held = remembered(put_right.grids[0], put_right.headers[0], put_right.choices[0])
    assert held is not None
    lower = "\n\n又一行标题\n" + ODD.replace("3000", "4000")
    path = tmp_path / "后来.txt"
    path.write_text(lower, encoding="utf-8")
    later = read_in(path, None, [held])
    assert later.documents[0].projects[0].indicators[0].target == "4000"
    other = read(tmp_path, ODD.replace("数值", "数目"))
    assert recall(other.grids[0], [held]) is None
    assert recall(later.grids[0], [replace(held, signature="别的")]) is None
    assert recall(later.grids[0], [replace(held, mapping=((1, "没有.这一项"),))]) is None


def test_a_header_left_as_it_was_read_is_not_remembered(tmp_path: Path) -> None:
    reading = read(tmp_path, TABLE)
    assert remembered(reading.grids[0], reading.headers[0], Choice()) is None


def test_a_column_that_is_not_taken_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, TABLE)
    without = recognised(reading.grids, {0: Choice({2: None}, None, None)})
    assert without.documents[0].projects[0].budget is None
    assert any("预算" in doubt.where for doubt in without.documents[0].doubts)


@pytest.mark.parametrize("line", [0, 3, 10**9])
def test_a_header_row_that_holds_none_is_a_sentence(tmp_path: Path, line: int) -> None:
    reading = read(tmp_path, TABLE)
    refused = recognised(reading.grids, {0: Choice(None, line, None)})
    assert refused.documents == ()
    assert refused.refusal.endswith("。")


def test_a_file_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused, match="没有"):
        is_plain_text(tmp_path / "没有.txt")
