"""The grid's model: columns from the form, rows by id, only what changed is refreshed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.records import Kind, kind_of
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.arranging import add_indicator, add_run, remove
from perfdesk.operations.place import Place
from perfdesk.ui.desk import Desk
from perfdesk.ui.grid_columns import Sheet
from perfdesk.ui.grid_model import JUDGEMENT_ROLE, PROMPT_ROLE, GridModel


def model_of(desk: Desk, sheet: Sheet = Sheet.PROGRESS) -> GridModel:
    """The rows of the first project, under Qt's own eye."""
    model = GridModel(desk, sheet, desk)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert desk.book is not None
    node = desk.office.nodes(desk.book.id)[0]
    model.show_record(kind_of(node), node.id)
    return model


def column(model: GridModel, key: str) -> int:
    """The number of the column with this key."""
    return next(at for at in range(model.columnCount()) if model.column(at).key == key)


def keys(model: GridModel) -> list[str]:
    """All keys in order."""
    return [model.column(at).key for at in range(model.columnCount())]


def test_columns_come_from_the_form_in_paper_order(filled: Desk) -> None:
    reported = ["entry.actual", "verdict", "entry.narrative", "entry.note"]
    asked = ["indicator.name", "indicator.unit", "indicator.target"]
    assert keys(model_of(filled)) == [*asked, *reported]
    targets = keys(model_of(filled, Sheet.TARGETS))
    assert targets[:4] == ["indicator.name", "indicator.operator", "indicator.unit", "indicator.target"]


def test_the_run_before_stands_beside(filled: Desk) -> None:
    model = model_of(filled)
    place = model.place(model.index(0, column(model, "entry.actual")))
    assert place is not None
    filled.enter(place, "1200")
    assert filled.book is not None
    filled.perform(add_run(filled.office, filled.book.id, 1, 9)[0])
    assert "previous" in keys(model)
    assert model.index(0, column(model, "previous")).data() == "1200"
    assert model.index(0, column(model, "entry.actual")).data() == ""


def test_a_book_of_projects_shows_each_project_over_its_indicators(filled: Desk) -> None:
    assert filled.book is not None
    model = model_of(filled)
    model.show_record(Kind.BOOK, filled.book.id)
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == ["1 图书购置", "新增图书", "读者满意度", "2 设备更新"]
    money = model.place(model.index(0, column(model, "entry.actual")))
    assert money is not None
    assert money.key == "account.executed"


def test_a_book_of_objectives_shows_what_is_asked_and_what_was_done(filled: Desk) -> None:
    book = next(b for b in filled.office.books() if b.form == FormKind.PROGRESS_DISCLOSURE)
    filled.choose(book.id, filled.office.runs(book.id)[-1].id)
    model = model_of(filled)
    model.show_record(Kind.BOOK, book.id)
    assert keys(model) == [
        "objective.name",
        "objective.content",
        "account.narrative",
        "objective.due_month",
        "verdict",
    ]
    assert model.index(0, 2).data() == "同比增长6%。"
    assert model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_an_entry_refreshes_its_row_and_resets_nothing(filled: Desk) -> None:
    model = model_of(filled)
    resets, changes = QSignalSpy(model.modelReset), QSignalSpy(model.dataChanged)
    second = model.index(1, column(model, "entry.actual"))
    assert model.setData(second, "95")
    assert resets.count() == 0
    assert {changes.at(at)[0].row() for at in range(changes.count())} == {1}
    assert model.index(1, column(model, "verdict")).data(JUDGEMENT_ROLE).verdict is Verdict.MET


def test_undo_of_a_first_figure_refreshes_the_row(filled: Desk) -> None:
    model = model_of(filled)
    cell = model.index(0, column(model, "entry.actual"))
    model.setData(cell, "3000")
    resets, changes = QSignalSpy(model.modelReset), QSignalSpy(model.dataChanged)
    filled.undo_stack.undo()
    assert (resets.count(), changes.count()) == (0, 1)
    assert cell.data() == ""


def test_rows_that_come_and_go_are_followed(filled: Desk) -> None:
    model = model_of(filled)
    assert filled.book is not None
    change, number = add_indicator(filled.office, filled.office.nodes(filled.book.id)[0])
    filled.perform(change)
    assert model.rowCount() == 3
    filled.perform(remove(filled.office, Kind.INDICATOR, number))
    assert model.rowCount() == 2


def test_a_removed_project_leaves_an_empty_grid(filled: Desk) -> None:
    model = model_of(filled)
    assert filled.book is not None
    filled.perform(remove(filled.office, Kind.PROJECT, filled.office.nodes(filled.book.id)[0].id))
    assert model.rowCount() == 0


def test_typing_is_judged_without_storing(filled: Desk) -> None:
    model = model_of(filled)
    cell = model.index(0, column(model, "entry.actual"))
    badge = model.index(0, column(model, "verdict"))
    model.show_draft(cell, "3000")
    assert badge.data(JUDGEMENT_ROLE).verdict is Verdict.MET
    model.show_draft(cell, None)
    assert badge.data(JUDGEMENT_ROLE).verdict is Verdict.NO_DATA


def test_a_missed_row_asks_for_its_reason(filled: Desk) -> None:
    model = model_of(filled)
    narrative = model.index(1, column(model, "entry.narrative"))
    assert narrative.data(PROMPT_ROLE) is None
    model.setData(model.index(1, column(model, "entry.actual")), "50")
    assert narrative.data(PROMPT_ROLE) == "说明原因…"


def test_a_refused_text_stays_in_its_cell(filled: Desk, qtbot: QtBot) -> None:
    model = model_of(filled, Sheet.TARGETS)
    cell = model.index(0, column(model, "indicator.operator"))
    with qtbot.waitSignal(filled.noticed):
        assert not model.setData(cell, "随便")
    assert cell.data() == cell.data(Qt.ItemDataRole.EditRole) == "随便"
    assert "认不出" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert model.setData(cell, "≤")
    assert cell.data() == "≤"


def test_guesses_are_marked_until_somebody_states_them(filled: Desk) -> None:
    model = model_of(filled, Sheet.TARGETS)
    cell = model.index(0, column(model, "indicator.accumulation"))
    assert cell.data() == "全年累计（推测）"
    assert cell.data(Qt.ItemDataRole.EditRole) == ""
    model.setData(cell, "时点数")
    assert cell.data() == "时点数"
    model.setData(cell, "")
    assert cell.data() == "全年累计（推测）"


def test_columns_of_other_offices_appear_with_their_first_text(filled: Desk) -> None:
    model = model_of(filled, Sheet.TARGETS)
    assert "indicator.weight" not in keys(model)
    number = model.row_about(0).record
    filled.enter(Place(Kind.INDICATOR, number, "indicator.weight"), "10")
    assert "indicator.weight" in keys(model)


def test_a_place_is_found_in_its_row_and_column(filled: Desk) -> None:
    model = model_of(filled)
    about = model.row_about(1)
    assert filled.run is not None
    index = model.index_of(Place(Kind.INDICATOR, about.record, "entry.narrative", filled.run.id))
    assert (index.row(), index.column()) == (1, column(model, "entry.narrative"))
    assert not model.index_of(Place(Kind.INDICATOR, 999_999, "entry.actual", 1)).isValid()
