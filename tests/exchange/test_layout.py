"""Where things stand on the pages: nothing lost, labels repeated, projects kept together, borders closed."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.exchange import layout
from perfdesk.exchange.cells import CONTINUED, PAD_Y, TIGHTER, Setter, width_of
from perfdesk.exchange.page import BODY, HEAD, TITLE, Page, Text
from perfdesk.exchange.pagination import Flow, Fragment
from perfdesk.forms.form import Align
from perfdesk.forms.sheet import Block, Cell, Sheet
from tests.exchange.sheets import PROSE, disclosure, objective, plain, project, squeezed, summary

EDGES = layout.column_edges((9, 27, 62, 17, 50, 52, 12, 13, 17), 842.0)


def fragments(block: Block, full: float, first: float) -> list[Fragment]:
    """All fragments of a block on pages of that height, the first page having less left."""
    flow, found, room, fresh = Flow(block, Setter(EDGES), full), list[Fragment](), first, first >= full
    while not flow.finished:
        fragment = flow.take(room, fresh)
        assert fragment is not None or not fresh
        if fragment is not None:
            assert sum(fragment.heights) <= room + 0.1
            found.append(fragment)
        room, fresh = full, True
        assert len(found) < 2_000
    return found


def check_nothing_lost(block: Block, found: list[Fragment]) -> None:
    """Running text continues where it stopped, labels are whole each time, and every piece fits its place."""
    printed: dict[Cell, list[str]] = defaultdict(list)
    for fragment in found:
        for piece in fragment.pieces:
            space = sum(fragment.heights[piece.first : piece.last])
            lines, mark = piece.setting.lines, piece.setting.mark
            assert (len(lines) + mark) * BODY.leading <= space + 0.1 + TIGHTER
            printed[piece.cell].append("".join(lines) + CONTINUED * mark)
    assert set(printed) == set(block.cells)
    assert sum(fragment.rows for fragment in found) == block.rows
    for cell, parts in printed.items():
        if not (cell.repeats or cell.vertical):
            assert "".join(parts) == cell.text
        elif cell.text.strip():
            assert squeezed(parts[0]) == squeezed(cell.text)
            assert {squeezed(one) for one in parts[1:]} <= {squeezed(cell.text + CONTINUED)}


TEXTS = st.one_of(
    st.just(""),
    st.text("一二三四，。（）ab1 \n", max_size=12),
    st.integers(1, 900).map(lambda length: (PROSE * 30)[:length]),
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Owner cells over runs of rows, a label over everything, single cells beside them."""
    sizes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5))
    rows = sum(sizes)
    vertical = draw(st.booleans())
    label = draw(st.text("工作目标绩效", max_size=9))
    cells = [Cell(0, 0, label, rows=rows, vertical=vertical, repeats=True)]
    bookmarks, start = [], 0
    for size in sizes:
        bookmarks.append((start, str(start)))
        cells.append(Cell(start, 1, draw(st.text("专项资金", max_size=20)), rows=size, repeats=True))
        cells.append(Cell(start, 2, draw(TEXTS), rows=size))
        cells.append(Cell(start, 3, draw(st.sampled_from(["", "258.5", "优良"])), rows=size))
        start += size
    cells += [Cell(row, 4, draw(TEXTS)) for row in range(rows)]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Block(rows, tuple(cells), tuple(bookmarks))


@given(blocks(), st.floats(330, 500), st.floats(0, 1))
def test_no_character_is_lost_or_doubled_across_pages(block: Block, full: float, left: float) -> None:
    check_nothing_lost(block, fragments(block, full, full * left))


@pytest.mark.parametrize("pages", [3, 7, 12])
@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_merged_text_of_many_pages_is_cut_cleanly(pages: int, rows: int) -> None:
    full = 400.0
    overview = (PROSE * 400)[: int(18 * (full - 2 * PAD_Y) / BODY.leading) * pages]
    cells = [
        Cell(0, 0, "1", rows=rows, repeats=True),
        Cell(0, 1, "小额贷款公司专项", rows=rows, repeats=True),
        Cell(0, 2, overview, rows=rows),
        *(Cell(row, 3, f"{row}") for row in range(rows)),
        *(Cell(row, 4, f"指标{row}") for row in range(rows)),
    ]
    block = Block(rows, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), ((0, "1"),))
    found = fragments(block, full, full)
    check_nothing_lost(block, found)
    assert pages - 1 <= len(found) <= pages + 1
    assert all(sum(fragment.heights) > full * 0.9 for fragment in found[:-1])
    assert [fragment.bookmarks for fragment in found[1:]] == [()] * (len(found) - 1)


def texts(page: Page) -> str:
    return squeezed("".join(text.text for text in page.texts))


def test_header_and_captions_stand_on_every_page_and_the_title_on_the_first() -> None:
    found = list(layout.pages(summary(*(project(n, 7) for n in range(1, 12)))))
    assert len(found) > 2
    for page in found:
        assert "核心绩效指标" in texts(page)
        assert "年度目标值" in texts(page)
        assert "单位：万元" in texts(page)
    assert [("项目绩效目标汇总表" in texts(page)) for page in found] == [True] + [False] * (len(found) - 1)


def test_a_project_that_fits_on_a_page_is_never_cut() -> None:
    found = list(layout.pages(summary(*(project(n, 9) for n in range(1, 15)))))
    for number in range(1, 15):
        homes = [page.number for page in found if f"指标{number}之0止" in texts(page)]
        assert homes == [page.number for page in found if f"指标{number}之8止" in texts(page)]
    assert not any(CONTINUED in texts(page) for page in found)


def test_a_project_longer_than_a_page_repeats_number_and_name() -> None:
    found = list(layout.pages(summary(project(1, 70, name="小额贷款公司专项", overview=PROSE * 30))))
    assert len(found) > 2
    for page in found[1:]:
        assert f"小额贷款公司专项{CONTINUED}" in texts(page)
    assert sum(texts(page).count("1258.50") for page in found) == 1


def test_a_category_is_cut_between_its_objectives_and_named_again() -> None:
    groups = [objective(n, "工作目标", "重点工作目标", PROSE * 3) for n in range(12)]
    found = list(layout.pages(disclosure(*groups)))
    assert len(found) > 1
    for page in found[1:]:
        singles = [text.text for text in page.texts]
        assert singles.count(CONTINUED) == 2
        assert list("工作目标") == [one for one in singles if one in list("工作目标")][:4]


def test_a_vertical_label_has_one_character_a_line() -> None:
    groups = [objective(n, "绩效指标", "职能指标", PROSE) for n in range(6)]
    page = next(layout.pages(disclosure(*groups)))
    column = [text for text in page.texts if len(text.text) == 1 and text.style == BODY]
    assert [text.text for text in column] == list("绩效指标职能指标")
    assert len({round(text.x) for text in column[:4]}) == 1


def test_everything_stays_inside_the_margins_and_its_cell() -> None:
    sheet = summary(project(1, 40, overview=PROSE * 40, goal=PROSE * 9), project(2, 3), project(3, 9))
    for page in layout.pages(sheet):
        left, right = page.frame[0].x0, page.frame[0].x1
        bottom = page.frame[1].y1
        for text in page.texts:
            extent = width_of(text.text, text.style) + text.spacing * (len(text.text) - 1)
            assert left - 0.1 <= text.x
            assert text.x + extent <= right + text.style.size / 2
            assert text.y <= bottom
        for rule in page.rules:
            assert left <= rule.x0 <= rule.x1 <= right + 0.01
            assert rule.y0 <= rule.y1 <= bottom + 0.01


def test_notes_follow_the_table() -> None:
    sheet = summary(project(1, 3))
    noted = Sheet(
        **{name: getattr(sheet, name) for name in Sheet.__slots__ if name != "notes"},
        notes=("注：★为重点。",),
    )
    page = list(layout.pages(noted))[-1]
    assert page.texts[-1].text == "注：★为重点。"
    assert page.texts[-1].y > page.frame[1].y1


def test_a_bracket_in_a_caption_is_not_broken() -> None:
    page = next(layout.pages(summary(project(1, 3))))
    head = [text.text for text in page.texts if text.style == HEAD]
    assert "(万元)" in head
    assert "年度目标值" in head


def test_a_row_taller_than_a_page_is_broken_inside() -> None:
    sheet = plain([["短", PROSE * 200, "尾"], ["二", "三", "四"]], repeats=True)
    found = list(layout.pages(sheet))
    assert len(found) > 3
    assert PROSE * 200 in "".join(
        text.text
        for page in found
        for text in page.texts
        if text.style == BODY and text.x > 150 and len(text.text) > 3
    ).replace("测试表", "")


def test_pages_come_one_at_a_time() -> None:
    pages = layout.pages(summary(*(project(n, 9) for n in range(1, 200))))
    first, second = next(pages), next(pages)
    assert (first.number, second.number) == (1, 2)
    assert 0 < first.rows_done < second.rows_done


def test_an_empty_table_still_has_its_page() -> None:
    (page,) = layout.pages(summary())
    assert "序号" in texts(page)
    assert page.rows_done == 0


def test_a_unit_that_would_leave_two_fifths_of_a_page_white_is_cut() -> None:
    cells = [
        Cell(0, 0, "1", rows=20, repeats=True),
        *(Cell(row, 4, f"指标{row}") for row in range(20)),
    ]
    block = Block(20, tuple(cells), ((0, "1"),))
    full = 20 * 22.0
    low, high = fragments(block, full, full * 0.39), fragments(block, full, full * 0.45)
    assert (len(low), len(high)) == (1, 2)
    check_nothing_lost(block, high)


def test_a_number_wider_than_its_column_is_printed_small_and_whole() -> None:
    setter, found = Setter(EDGES), list[Text]()
    for align in Align:
        cell = Cell(0, 8, "1234567890.12", align=align)
        setting = setter.label(cell, setter.wrap(cell), 100.0, continued=False)
        setter.place(cell, setting, 0.0, 20.0, found)
    assert [text.text for text in found] == ["1234567890.12"] * 3
    for text in found:
        assert EDGES[8] <= text.x
        assert text.x + width_of(text.text, text.style) <= EDGES[9]
        assert text.style.size >= 0.6 * BODY.size


def test_a_number_far_too_wide_is_broken_rather_than_unreadable() -> None:
    assert len(Setter(EDGES).wrap(Cell(0, 3, "9" * 60))) > 1


def test_a_long_title_has_lines_of_about_one_length() -> None:
    title = (
        "某市人民政府地方金融监督管理与经济社会发展综合服务保障中心办公室2022年1-6月绩效考核目标进展情况公示"
    )
    (page, *_) = layout.pages(summary(project(1, 1), title=title))
    lines = [text for text in page.texts if text.style is TITLE]
    assert "".join(line.text for line in lines) == title
    widths = [width_of(line.text, TITLE) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.75 * max(widths)
