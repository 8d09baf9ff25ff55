"""Cells know where they stood, and what a reader left out is told with the document."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from perfdesk.exchange.grid import Grid, Merged, Note, Part, SourceCell, SourceRow, Stored, cells_of
from perfdesk.exchange.recognise import recognise
from perfdesk.exchange.tab_text import read_grid
from perfdesk.exchange.wire import uncollected
from tests.exchange.tables import project, summary

GOOD = summary(project("1", "甲项目", ("清淤长度", "≥", "公里", "12.5")))


def test_a_merged_range_is_told_by_its_anchor_and_covers_the_rest() -> None:
    merged = Merged(3, 2, 4, 5)
    anchor, below = SourceCell("甲", 3, 2, merged), SourceCell("", 4, 2, merged)
    assert (anchor.covered, anchor.rows, anchor.columns) == (False, 4, 5)
    assert (below.covered, below.rows, below.columns) == (True, 1, 1)
    alone = SourceCell("95%", 3, 7, stored=Stored("0.95", "0%"))
    assert (alone.covered, alone.rows, alone.columns) == (False, 1, 1)


def test_a_row_is_single_when_one_cell_reaches_over_all_of_it() -> None:
    whole, half = Merged(1, 1, 1, 3), Merged(1, 1, 1, 2)
    cells = [SourceCell("标题" if column == 1 else "", 1, column, whole) for column in (1, 2, 3)]
    assert SourceRow(1, tuple(cells)).single
    assert SourceRow(1, (SourceCell("标题", 1, 1),)).single
    assert not SourceRow(
        1, (*(cell._replace(merged=half) for cell in cells[:2]), SourceCell("", 1, 3))
    ).single
    assert not SourceRow(1, (SourceCell("标题", 1, 1), SourceCell("", 1, 2))).single
    assert not SourceRow(1, ()).single


@pytest.mark.parametrize(
    ("grid", "line", "column", "place"),
    [
        (Grid("表.txt", ()), 26, None, "第 26 行"),
        (Grid("表.xlsx", (), "核心指标"), 26, 3, "核心指标!C26"),
        (Grid("表.xlsx", (), "核心指标"), 26, None, "核心指标 第 26 行"),
        (Grid("表.pdf", (), parts=(Part("第 1 页", 1), Part("第 2 页", 8))), 7, 2, "第 1 页第 7 行第 2 列"),
        (Grid("表.pdf", (), parts=(Part("第 1 页", 1), Part("第 2 页", 8))), 8, None, "第 2 页第 1 行"),
    ],
)
def test_places_are_told_in_the_clerks_words(grid: Grid, line: int, column: int | None, place: str) -> None:
    assert grid.place(line, column) == place


def test_what_a_reader_left_out_becomes_a_doubt_of_the_first_document() -> None:
    note = Note(5, "第 5 至 7 行", "是隐藏的，没有读")
    plain = read_grid(GOOD, "表.txt")
    (document,) = recognise(replace(plain, notes=(note,)))
    (without,) = recognise(plain)
    assert [(doubt.where, doubt.what) for doubt in document.doubts] == [(note.where, note.what)]
    assert replace(document, doubts=()) == without


def test_places_follow_the_columns_of_the_document_where_some_were_left_out() -> None:
    plain = read_grid(GOOD.replace("做好甲项目。", "<p>做好甲项目。</p>"), "表.xlsx")
    shifted = tuple(
        SourceRow(row.line, tuple(cell._replace(column=cell.column + 2) for cell in row.cells))
        for row in plain.rows
    )
    (document,) = recognise(replace(plain, rows=shifted, sheet="表"))
    assert [repair.where for repair in document.repairs] == ["表!G5"]


def test_a_row_is_single_only_where_one_cell_reaches_over_all() -> None:
    over = Merged(1, 1, 1, 3)
    one = SourceRow(1, (SourceCell("甲", 1, 1, over), SourceCell("", 1, 2, over), SourceCell("", 1, 3, over)))
    half = SourceRow(1, (SourceCell("甲", 1, 1), SourceCell("乙", 1, 2, over), SourceCell("", 1, 3, over)))
    assert one.single
    assert not half.single
    assert not SourceRow(1, ()).single
    assert SourceRow(1, cells_of(["甲"], 1, [1])).single
    assert not SourceRow(1, cells_of(["甲", ""], 1, [1, 2])).single


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was_even_where_reading_fails(collecting: bool) -> None:
    was = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        with pytest.raises(LookupError), uncollected():
            raise LookupError(str(gc.isenabled()))
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if was else gc.disable)()
