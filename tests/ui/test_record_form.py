"""The form of a record: every field saved by itself, guesses marked, typing never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Indicator, Kind, fields_of, kind_of
from perfdesk.operations.arranging import remove
from perfdesk.operations.place import Place
from perfdesk.ui.cell_edit import ChoiceEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.record_form import FIELDS, RecordForm
from perfdesk.ui.value_field import ValueField
from tests.ui.conftest import Compose


def first(desk: Desk) -> Indicator:
    """新增图书 ≥ 3000 册."""
    assert desk.book is not None
    return desk.office.indicators(desk.office.nodes(desk.book.id)[0])[0]


def form_of(desk: Desk, bot: QtBot, kind: Kind, record: int) -> RecordForm:
    """A form in a window."""
    form = RecordForm(desk)
    bot.addWidget(form)
    form.show_record(kind, record)
    form.resize(900, 500)
    form.show()
    form.activateWindow()
    bot.waitUntil(form.isActiveWindow)
    return form


def field(form: RecordForm, key: str) -> ValueField:
    """One field of it."""
    found = form.field(key)
    assert found is not None
    return found


def test_every_field_names_a_field_of_its_record() -> None:
    for kind, fields in FIELDS.items():
        known = {f"{kind.value}.{shape.name}" for shape in fields_of(kind)}
        assert {one.key for one in fields} <= known


@pytest.mark.parametrize("kind", list(FIELDS))
def test_a_form_only_looked_at_changes_nothing(filled: Desk, qtbot: QtBot, kind: Kind) -> None:
    """Fresh editors have texts of their own, which are nobody's typing."""
    spy = QSignalSpy(filled.changed)
    for record in [r for r in filled.office if kind_of(r) is kind]:
        form = form_of(filled, qtbot, kind, record.id)
        assert [f.place.key for f in form.fields if f.edited] == []
        for one in form.fields:
            one.editor.setFocus()
            one.commit()
        form.show_record(None, 0)
    assert spy.count() == 0


def test_leaving_a_field_saves_it(filled: Desk, qtbot: QtBot, compose: Compose) -> None:
    form = form_of(filled, qtbot, Kind.INDICATOR, first(filled).id)
    name = field(form, "indicator.name").editor
    name.setFocus()
    compose(name, "", "馆藏")
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert first(filled).name == "新增图书馆藏"


def test_fields_follow_each_other_by_tab(filled: Desk, qtbot: QtBot) -> None:
    form = form_of(filled, qtbot, Kind.INDICATOR, first(filled).id)
    editors: list[QWidget] = [one.editor for one in form.fields if one.isVisible()]
    editors[0].setFocus()
    seen = []
    for _ in editors:
        focused = form.focusWidget()
        seen.append(next(e for e in editors if e is focused or (focused and e.isAncestorOf(focused))))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == editors


def test_a_typed_operator_is_understood(filled: Desk, qtbot: QtBot) -> None:
    form = form_of(filled, qtbot, Kind.INDICATOR, first(filled).id)
    operator = field(form, "indicator.operator")
    operator.editor.put("不少于")
    assert operator.commit()
    assert (first(filled).operator, operator.text()) == ("≥", "≥")


def test_a_guess_is_marked_until_somebody_chooses(filled: Desk, qtbot: QtBot) -> None:
    form = form_of(filled, qtbot, Kind.INDICATOR, first(filled).id)
    kind = field(form, "indicator.accumulation")
    assert kind.text() == "全年累计（推测）"
    assert isinstance(kind.editor, ChoiceEdit)
    kind.editor.setCurrentIndex(kind.editor.findText("时点数"))
    assert kind.commit()
    assert first(filled).accumulation == "point_in_time"
    assert kind.text() == "时点数"
    filled.undo_stack.undo()
    assert first(filled).accumulation is None
    assert kind.text() == "全年累计（推测）"


def test_a_guess_follows_the_unit(filled: Desk, qtbot: QtBot) -> None:
    form = form_of(filled, qtbot, Kind.INDICATOR, first(filled).id)
    unit = field(form, "indicator.unit")
    unit.editor.put("%")
    assert unit.commit()
    assert field(form, "indicator.accumulation").text() == "比率（推测）"


def test_what_is_being_typed_is_saved_when_another_record_is_chosen(filled: Desk, qtbot: QtBot) -> None:
    indicator = first(filled)
    form = form_of(filled, qtbot, Kind.INDICATOR, indicator.id)
    field(form, "indicator.name").editor.put("新名")
    assert filled.book is not None
    form.show_record(Kind.BOOK, filled.book.id)
    assert filled.text(Place(Kind.INDICATOR, indicator.id, "indicator.name")) == "新名"


def test_a_removed_record_leaves_no_fields(filled: Desk, qtbot: QtBot) -> None:
    form = form_of(filled, qtbot, Kind.INDICATOR, first(filled).id)
    filled.perform(remove(filled.office, Kind.INDICATOR, first(filled).id))
    assert form.fields == []


def test_an_edit_elsewhere_shows_at_once(filled: Desk, qtbot: QtBot) -> None:
    form = form_of(filled, qtbot, Kind.INDICATOR, first(filled).id)
    filled.enter(Place(Kind.INDICATOR, first(filled).id, "indicator.target"), "4000")
    assert field(form, "indicator.target").text() == "4000"


def test_a_target_that_is_no_number_is_kept_with_its_reason(
    filled: Desk, qtbot: QtBot, compose: Compose
) -> None:
    form = form_of(filled, qtbot, Kind.INDICATOR, first(filled).id)
    target = field(form, "indicator.target")
    target.editor.put("")
    compose(target.editor, "", "实现双下降")
    assert target.hint.text()
    assert target.commit()
    assert first(filled).target == "实现双下降"


def test_a_star_is_chosen_in_words(filled: Desk, qtbot: QtBot) -> None:
    book = next(b for b in filled.office.books() if b.form == "progress_disclosure")
    node = filled.office.nodes(book.id)[0]
    form = form_of(filled, qtbot, Kind.OBJECTIVE, node.id)
    star = field(form, "objective.starred")
    assert star.text() == "是"
    star.editor.put("否")
    assert star.commit()
    assert filled.text(star.place) == "0"
