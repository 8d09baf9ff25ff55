"""The tree's model: a valid Qt model that refreshes only the rows a change names."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from perfdesk.domain.records import Kind
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.arranging import add_indicator, move, remove
from perfdesk.operations.place import Place
from perfdesk.ui.desk import Desk
from perfdesk.ui.tree_model import TreeModel, TreeRole
from perfdesk.ui.tree_rows import Key, all_keys
from tests.ui.half_year import actual, first_node, indicators


@pytest.fixture
def desk(filled: Desk) -> Desk:
    return filled


@pytest.fixture
def model(desk: Desk) -> TreeModel:
    return TreeModel(desk, desk)


def words(model: TreeModel, above: QModelIndex) -> list[str]:
    return [model.index(row, 0, above).data() for row in range(model.rowCount(above))]


def read_all(model: TreeModel, above: QModelIndex) -> list[QModelIndex]:
    found = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found += [index, *read_all(model, index)]
    return found


def test_qt_finds_no_fault_in_it(model: TreeModel, qtmodeltester: ModelTester) -> None:
    read_all(model, QModelIndex())
    qtmodeltester.check(model, force_py=True)
    model.rebuild()
    qtmodeltester.check(model, force_py=True)


def test_books_hold_projects_or_categories_with_objectives(model: TreeModel, desk: Desk) -> None:
    assert set(words(model, QModelIndex())) == {
        "2025 年度项目绩效目标汇总表",
        "2025 年度绩效考核目标进展情况公示",
    }
    assert desk.book is not None
    summary = model.find(Key(Kind.BOOK, desk.book.id))
    assert words(model, summary) == ["1 图书购置", "2 设备更新"]
    assert words(model, model.index(0, 0, summary)) == ["新增图书", "读者满意度"]
    other = next(b for b in desk.office.books() if b.id != desk.book.id)
    disclosure = model.find(Key(Kind.BOOK, other.id))
    assert words(model, disclosure) == ["绩效指标 · 职能指标"]
    assert words(model, model.index(0, 0, disclosure)) == ["★借阅", "安全"]


def test_an_indicator_shows_target_actual_and_verdict(model: TreeModel, desk: Desk) -> None:
    first = indicators(desk)[0]
    desk.enter(actual(desk, first), "3100")
    index = model.find(Key(Kind.INDICATOR, first.id))
    assert index.data(TreeRole.TARGET) == "≥ 3000 册"
    assert index.data(TreeRole.ACTUAL) == "3100"
    assert index.data(TreeRole.VERDICT) == Verdict.MET
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "新增图书，目标 ≥ 3000 册，实际 3100，达标"
    assert "3100" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_an_entry_refreshes_its_row_and_those_above(model: TreeModel, desk: Desk) -> None:
    read_all(model, QModelIndex())
    told: list[str] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda index, _last, _roles: told.append(index.data()))
    model.modelReset.connect(lambda: resets.append(True))
    desk.changed.connect(model.refresh)
    first = indicators(desk)[0]
    expected = ["1 图书购置", "2025 年度项目绩效目标汇总表", "新增图书"]
    desk.enter(actual(desk, first), "1")
    assert (sorted(told), resets) == (expected, [])
    told.clear()
    desk.undo_stack.undo()  # the record of the entry goes, and the row is still known
    assert (sorted(told), resets) == (expected, [])


def test_an_account_refreshes_its_project(model: TreeModel, desk: Desk) -> None:
    read_all(model, QModelIndex())
    told: list[str] = []
    model.dataChanged.connect(lambda index, _last, _roles: told.append(index.data()))
    desk.changed.connect(model.refresh)
    assert desk.run is not None
    node = first_node(desk)
    desk.enter(Place(Kind.PROJECT, node.id, "account.narrative", desk.run.id), "已采购")
    assert sorted(told) == ["1 图书购置", "2025 年度项目绩效目标汇总表"]


def test_rows_that_come_go_or_move_ask_for_a_rebuild(model: TreeModel, desk: Desk) -> None:
    node = first_node(desk)
    first = indicators(desk)[0]
    change, number = add_indicator(desk.office, node)
    for made in (
        change,
        move(desk.office, Kind.INDICATOR, first.id, 1),
        remove(desk.office, Kind.INDICATOR, first.id),
    ):
        assert not model.refresh(made)
    desk.perform(change)
    before = model.find(Key(Kind.PROJECT, node.id)).internalId()
    model.rebuild()
    assert model.find(Key(Kind.PROJECT, node.id)).internalId() == before
    assert model.find(Key(Kind.INDICATOR, number)).data() == "新指标"


def test_a_search_narrows_the_tree_and_hides_the_rest(model: TreeModel, desk: Desk) -> None:
    second = indicators(desk)[1]
    key = Key(Kind.INDICATOR, second.id)
    above = next(way for row, way in all_keys(desk.office) if row == key)
    model.keep({key, *above})
    assert [index.data() for index in read_all(model, QModelIndex())] == [
        "2025 年度项目绩效目标汇总表",
        "1 图书购置",
        "读者满意度",
    ]
    assert not model.find(Key(Kind.INDICATOR, indicators(desk)[0].id)).isValid()
    model.keep(None)
    assert model.find(Key(Kind.INDICATOR, indicators(desk)[0].id)).isValid()


def test_another_run_refreshes_what_was_read(model: TreeModel, desk: Desk) -> None:
    read_all(model, QModelIndex())
    told: list[int] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append(last.row() - first.row() + 1))
    model.refresh_all()
    assert sum(told) == len(read_all(model, QModelIndex()))


def test_a_row_that_is_not_there_has_no_index(model: TreeModel) -> None:
    assert not model.find(Key(Kind.PROJECT, 9999)).isValid()
    assert model.key_at(QModelIndex()) is None
    assert not model.index(5, 0).isValid()
    assert not model.index(0, 1).isValid()
