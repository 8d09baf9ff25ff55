"""A value field: judged live, nothing altered, nothing lost."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Indicator, Kind
from perfdesk.domain.verdict import Judgement, Verdict
from perfdesk.operations.place import Place
from perfdesk.ui.desk import Desk
from perfdesk.ui.figure_reading import reading
from perfdesk.ui.value_field import Shape, ValueField
from tests.ui.conftest import Compose


def first(desk: Desk) -> Indicator:
    """新增图书 ≥ 3000 册."""
    assert desk.book is not None
    return desk.office.indicators(desk.office.nodes(desk.book.id)[0])[0]


def actual_field(desk: Desk, bot: QtBot) -> ValueField:
    """A field for its actual, shown."""
    indicator = first(desk)
    assert desk.run is not None

    def judge(text: str) -> Judgement:
        return desk.judge_text(indicator, text)

    place = Place(Kind.INDICATOR, indicator.id, "entry.actual", desk.run.id)
    field = ValueField(desk, place, "本期实际", Shape.FIGURE, judge=judge)
    return shown(field, bot)


def shown(field: ValueField, bot: QtBot) -> ValueField:
    """In a window, with the focus."""
    bot.addWidget(field)
    field.show()
    field.activateWindow()
    field.editor.setFocus()
    bot.waitUntil(field.editor.hasFocus)
    return field


def test_every_key_is_judged_and_nothing_is_stored(filled: Desk, qtbot: QtBot) -> None:
    field = actual_field(filled, qtbot)
    spy = QSignalSpy(filled.changed)
    seen = []
    for key in "3000":
        qtbot.keyClicks(field.editor, key)
        seen.append(field.badge.verdict)
    assert seen == [Verdict.IN_PROGRESS] * 3 + [Verdict.MET]
    assert spy.count() == 0


def test_enter_saves_and_goes_on(filled: Desk, qtbot: QtBot) -> None:
    field = actual_field(filled, qtbot)
    qtbot.keyClicks(field.editor, "3000")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert filled.text(field.place) == "3000"
    assert not field.edited


def test_leaving_saves_without_enter(filled: Desk, qtbot: QtBot) -> None:
    field = actual_field(filled, qtbot)
    qtbot.keyClicks(field.editor, "12")
    field.editor.clearFocus()
    assert filled.text(field.place) == "12"


def test_a_word_being_composed_is_not_judged(filled: Desk, qtbot: QtBot, compose: Compose) -> None:
    field = actual_field(filled, qtbot)
    compose(field.editor, "san", "")
    assert field.badge.verdict is Verdict.NO_DATA
    assert field.commit()
    assert filled.text(field.place) == ""
    compose(field.editor, "", "三千")
    assert field.badge.verdict is Verdict.MET
    assert field.hint.text() == "读作 3000"


def test_full_width_digits_are_read_and_kept(filled: Desk, qtbot: QtBot, compose: Compose) -> None:
    field = actual_field(filled, qtbot)
    compose(field.editor, "", "１２．５")
    assert field.hint.text() == "读作 12.5"
    assert field.text() == "１２．５"
    assert field.commit()
    assert filled.text(field.place) == "１２．５"


def test_what_is_no_figure_is_kept_with_the_reason(filled: Desk, qtbot: QtBot, compose: Compose) -> None:
    field = actual_field(filled, qtbot)
    compose(field.editor, "", "待统计")
    assert field.badge.verdict is Verdict.NEEDS_JUDGEMENT
    assert field.hint.text() == "里面没有可以确定的数。"
    assert field.commit()
    assert filled.text(field.place) == "待统计"


def test_esc_puts_the_saved_text_back(filled: Desk, qtbot: QtBot) -> None:
    field = actual_field(filled, qtbot)
    qtbot.keyClicks(field.editor, "7")
    field.commit()
    qtbot.keyClicks(field.editor, "89")
    qtbot.keyClick(field.editor, Qt.Key.Key_Escape)
    assert field.text() == "7"
    assert filled.text(field.place) == "7"


def test_a_refused_text_stays_framed_with_the_reason(filled: Desk, qtbot: QtBot, compose: Compose) -> None:
    place = Place(Kind.INDICATOR, first(filled).id, "indicator.operator")
    field = shown(
        ValueField(filled, place, "运算符", Shape.TYPED_CHOICE, choices=("≥", "≤")),
        qtbot,
    )
    assert not field.refused
    field.editor.put("随便")
    with qtbot.waitSignal(filled.noticed):
        assert not field.commit()
    assert (field.text(), field.refused) == ("随便", True)
    assert "认不出" in field.hint.text()
    assert filled.text(place) == "≥"
    field.restore()
    assert (field.text(), field.refused) == ("≥", False)


def test_operator_words_are_taken_and_shown_as_signs(filled: Desk, qtbot: QtBot) -> None:
    place = Place(Kind.INDICATOR, first(filled).id, "indicator.operator")
    field = shown(ValueField(filled, place, "运算符", Shape.TYPED_CHOICE, choices=("≥", "≤")), qtbot)
    field.editor.put("不超过")
    assert field.commit()
    assert (filled.text(place), field.text()) == ("≤", "≤")


def test_prose_takes_enter_as_a_new_line_and_ctrl_enter_as_done(
    filled: Desk, qtbot: QtBot, compose: Compose
) -> None:
    assert filled.book is not None
    node = filled.office.nodes(filled.book.id)[0]
    place = Place(Kind.PROJECT, node.id, "project.overview")
    field = shown(ValueField(filled, place, "项目概况", Shape.PROSE), qtbot)
    field.editor.put("")
    compose(field.editor, "", "第一行")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    compose(field.editor, "", "第二行")
    assert filled.text(place) == "购书"
    qtbot.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert filled.text(place) == "第一行\n第二行"


def test_a_change_from_elsewhere_never_takes_typing_away(filled: Desk, qtbot: QtBot) -> None:
    field = actual_field(filled, qtbot)
    qtbot.keyClicks(field.editor, "5")
    filled.enter(Place(Kind.INDICATOR, first(filled).id, "indicator.unit"), "本")
    field.refresh()
    assert field.text() == "5"


def test_readings_are_said_only_where_they_differ() -> None:
    said = {text: reading(text) for text in ("12", "12 ", "１２", "1,200", "≥ 90%", "不涉及", "—", "30余家")}
    assert said == {
        "12": "",
        "12 ": "",
        "１２": "读作 12",
        "1,200": "读作 1200",
        "≥ 90%": "",
        "不涉及": "",
        "—": "",
        "30余家": "读作 30 家以上",
    }


def test_every_field_has_a_name_and_is_spoken(filled: Desk, qtbot: QtBot) -> None:
    field = actual_field(filled, qtbot)
    assert (field.editor.objectName(), field.editor.accessibleName()) == ("field_entry_actual", "本期实际")
    assert isinstance(field.focusProxy(), QWidget)
