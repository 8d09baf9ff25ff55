"""The rest of an import comes back: the same columns, a reason, what stood above, and nothing lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfdesk.domain.document import Document
from perfdesk.domain.office import Office
from perfdesk.exchange.filing import NotFiled
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.reading import read_document, read_grids, recognise_grids
from perfdesk.exchange.reasons import REASON
from perfdesk.operations.planning import Choice, chosen, good_rows, plan_of
from perfdesk.operations.resting import save_rest

STATED = ("甲单位", "2025")
HEADER = "序号\t项目名称\t本年预算金额 (万元)\t年度绩效目标\t一级指标\t指标名称\t运算符\t单位\t年度目标值"
TABLE = "\n".join(
    [
        "甲单位2025年项目绩效目标汇总表",
        HEADER,
        "1\t图书购置\t12\t购书\t产出指标\t新增图书\t≥\t册\t3000",
        "\t\t\t\t\t上架及时\t≥\t\t及时上架",
        "\t\t\t\t效益指标\t借阅人次\t≥\t人次\t=5万",
        "2\t设备更新\t5\t换电脑\t产出指标\t更换电脑\t≥\t台\t20",
    ]
)


def read(folder: Path, text: str = TABLE) -> tuple[list[Document], list[Grid]]:
    """The documents and grids of a text file."""
    path = folder / "汇总.txt"
    path.write_text(text, encoding="utf-8")
    grids = list(read_grids(path))
    return list(recognise_grids(path.name, grids)), grids


def texts(path: Path) -> list[list[str]]:
    """What stands in a workbook, row by row."""
    return [[cell.text for cell in row.cells] for row in read_grids(path)[0].rows]


def test_only_the_doubtful_rows_are_written_with_their_reasons(tmp_path: Path) -> None:
    documents, grids = read(tmp_path)
    plan = plan_of(Office(), documents, *STATED)
    path = tmp_path / "其余.xlsx"
    assert save_rest(plan, good_rows(plan), documents, grids, path) == 2
    rows = texts(path)
    assert rows[0][0] == "甲单位2025年项目绩效目标汇总表"
    assert rows[1] == [*HEADER.split("\t"), REASON]
    assert rows[2][:6] == ["1", "图书购置", "12", "购书", "产出指标", "上架及时"]
    assert rows[3][4:9] == ["效益指标", "借阅人次", "≥", "人次", "=5万"]
    assert all(row[9] for row in rows[2:])
    assert len(rows) == 4


def test_corrected_rows_come_in_and_the_reasons_are_passed_over(tmp_path: Path) -> None:
    documents, grids = read(tmp_path)
    plan = plan_of(Office(), documents, *STATED)
    choice = good_rows(plan)
    office = Office()
    office.apply(chosen(office, documents, choice, *STATED))
    path = tmp_path / "其余.xlsx"
    save_rest(plan, choice, documents, grids, path)
    again = read_document(path)
    assert not any(REASON in doubt.where + doubt.what for one in again for doubt in one.doubts)
    office.apply(chosen(office, again, Choice(), *STATED))
    whole = Office()
    whole.apply(chosen(whole, documents, Choice(), *STATED))
    assert rows_of(office) == rows_of(whole)


def rows_of(office: Office) -> list[tuple[str | None, ...]]:
    """Every indicator with its project, in any order."""
    book = office.books()[0]
    rows = [
        (node.name, i.level1, i.name, i.operator, i.unit, i.target)
        for node in office.nodes(book.id)
        for i in office.indicators(node)
    ]
    return sorted(rows, key=str)


def test_nothing_is_written_where_nothing_is_left(tmp_path: Path) -> None:
    documents, grids = read(tmp_path)
    plan = plan_of(Office(), documents, *STATED)
    assert save_rest(plan, Choice(), documents, grids, tmp_path / "其余.xlsx") == 0
    assert not (tmp_path / "其余.xlsx").exists()


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    documents, grids = read(tmp_path)
    plan = plan_of(Office(), documents, *STATED)
    with pytest.raises(NotFiled, match="不存在"):
        save_rest(plan, good_rows(plan), documents, grids, tmp_path / "没有" / "其余.xlsx")


@settings(max_examples=8)  # each writes a workbook and reads it in a process of its own
@given(st.sets(st.integers(0, 5), min_size=1))
def test_whatever_rows_are_left_the_two_halves_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, left: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("其余")
    documents, grids = read(folder)
    plan = plan_of(Office(), documents, *STATED)
    keys = {row.key for at, row in enumerate(plan.rows) if at in left}
    keys |= {row.key for row in plan.rows if row.key[:2] in keys}
    choice = Choice(frozenset(keys))
    office = Office()
    if len(keys) < len(plan.rows):
        office.apply(chosen(office, documents, choice, *STATED))
    save_rest(plan, choice, documents, grids, folder / "其余.xlsx")
    office.apply(chosen(office, read_document(folder / "其余.xlsx"), Choice(), *STATED))
    whole = Office()
    whole.apply(chosen(whole, documents, Choice(), *STATED))
    assert rows_of(office) == rows_of(whole)
