"""The grid by keyboard: as clerks know it from spreadsheets, every block one step of undo."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from perfdesk.domain.records import Kind, kind_of
from perfdesk.domain.verdict import Verdict
from perfdesk.operations.arranging import add_indicator
from perfdesk.operations.place import Place
from perfdesk.operations.running import lock
from perfdesk.ui import grid_heights
from perfdesk.ui.cell_edit import CellEdit, LineEdit, ProseEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.grid_columns import Sheet
from perfdesk.ui.grid_model import JUDGEMENT_ROLE, GridModel
from perfdesk.ui.grid_view import GridView
from perfdesk.ui.settings import EnterDirection, Settings
from tests.ui.conftest import Compose

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Hands:
    """A grid of four rows with the focus, and the hands on it."""

    def __init__(self, desk: Desk, bot: QtBot, sheet: Sheet = Sheet.PROGRESS) -> None:
        self.desk, self.bot = desk, bot
        assert desk.book is not None
        node = desk.office.nodes(desk.book.id)[0]
        for _ in range(2):
            desk.perform(add_indicator(desk.office, node)[0])
        self.model = GridModel(desk, sheet)
        self.grid = GridView(self.model)
        self.model.setParent(self.grid)
        bot.addWidget(self.grid)
        self.model.show_record(kind_of(node), node.id)
        self.grid.resize(1000, 400)
        self.grid.show()
        self.grid.activateWindow()
        self.grid.setFocus()
        bot.waitUntil(self.grid.hasFocus)

    def column(self, key: str) -> int:
        return next(at for at in range(self.model.columnCount()) if self.model.column(at).key == key)

    def at(self, row: int, key: str = "entry.actual") -> None:
        """Go to a cell."""
        self.grid.go_to(self.model.index(row, self.column(key)))

    @property
    def here(self) -> tuple[int, str]:
        index = self.grid.currentIndex()
        return index.row(), self.model.column(index.column()).key

    def select(self, top: int, bottom: int, left: str, right: str) -> None:
        first = self.model.index(top, self.column(left))
        last = self.model.index(bottom, self.column(right))
        self.grid.go_to(first)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.grid.selectionModel().select(QItemSelection(first, last), flag)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.grid

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.bot.keyClick(self.focus, key, held)

    def type(self, text: str) -> None:
        for key in text:
            self.bot.keyClicks(self.focus, key)

    def texts(self, key: str = "entry.actual") -> list[str]:
        column = self.column(key)
        return [self.model.text(self.model.index(row, column)) for row in range(self.model.rowCount())]

    @property
    def editor(self) -> CellEdit | None:
        editor = QApplication.focusWidget()
        return editor if isinstance(editor, CellEdit) else None

    def paste(self, text: str) -> str:
        """Paste; what the desk says of it."""
        QGuiApplication.clipboard().setText(text)
        spy = QSignalSpy(self.desk.noticed)
        self.press(Qt.Key.Key_V, held=CTRL)
        return str(spy.at(spy.count() - 1)[0])


@pytest.fixture
def hands(filled: Desk, qtbot: QtBot) -> Hands:
    return Hands(filled, qtbot)


@pytest.fixture
def target_hands(filled: Desk, qtbot: QtBot) -> Hands:
    return Hands(filled, qtbot, Sheet.TARGETS)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def test_typing_begins_at_once_and_enter_goes_down(hands: Hands) -> None:
    hands.at(0)
    hands.type("3000")
    assert hands.texts()[0] == ""
    hands.press(Qt.Key.Key_Return)
    assert (hands.texts()[0], hands.here, hands.editor) == ("3000", (1, "entry.actual"), None)
    hands.type("95")
    hands.press(Qt.Key.Key_Enter)
    assert hands.texts()[:2] == ["3000", "95"]


def test_typing_replaces_and_f2_goes_on(hands: Hands) -> None:
    hands.at(0)
    hands.type("12")
    hands.press(Qt.Key.Key_Return, Qt.Key.Key_Up)
    hands.type("7")
    hands.press(Qt.Key.Key_Return, Qt.Key.Key_Up)
    assert hands.texts()[0] == "7"
    hands.press(Qt.Key.Key_F2, Qt.Key.Key_End)
    hands.type("5")
    hands.press(Qt.Key.Key_Return)
    assert hands.texts()[0] == "75"


def test_shift_enter_goes_up_and_tab_right(hands: Hands) -> None:
    hands.at(2)
    hands.type("1")
    hands.press(Qt.Key.Key_Return, held=SHIFT)
    assert hands.here == (1, "entry.actual")
    hands.type("2")
    hands.press(Qt.Key.Key_Tab)
    assert (hands.here, hands.editor) == ((1, "verdict"), None)
    assert hands.texts() == ["", "2", "1", ""]
    assert len(hands.grid.selectedIndexes()) == 1
    hands.press(Qt.Key.Key_Backtab, held=SHIFT)
    assert hands.here == (1, "entry.actual")


def test_enter_on_a_cell_only_moves(hands: Hands) -> None:
    hands.at(0)
    hands.press(Qt.Key.Key_Return)
    assert (hands.here, hands.editor) == ((1, "entry.actual"), None)
    hands.at(3)
    hands.press(Qt.Key.Key_Return)
    assert hands.here == (3, "entry.actual")


def test_enter_may_go_right(hands: Hands) -> None:
    settings = Settings()
    settings.enter_direction = EnterDirection.RIGHT
    settings.flush()
    hands.at(0)
    hands.type("8")
    hands.press(Qt.Key.Key_Return)
    assert (hands.texts()[0], hands.here) == ("8", (0, "verdict"))


def test_esc_gives_the_typing_up(hands: Hands) -> None:
    hands.at(0)
    hands.type("12")
    hands.press(Qt.Key.Key_Escape)
    assert (hands.texts()[0], hands.editor) == ("", None)


def test_tab_leaves_the_grid_at_its_end(hands: Hands, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    other = QLineEdit(window)
    hands.grid.setParent(window)
    window.show()
    window.activateWindow()
    QWidget.setTabOrder(hands.grid, other)
    hands.grid.setFocus()
    qtbot.waitUntil(hands.grid.hasFocus)
    hands.at(3, "entry.note")
    hands.press(Qt.Key.Key_Tab)
    assert other.hasFocus()
    hands.grid.setParent(None)


def test_the_first_word_of_an_input_method_is_kept(hands: Hands, compose: Compose) -> None:
    hands.at(0, "entry.narrative")
    compose(hands.grid, "shuo", "")
    assert hands.texts("entry.narrative")[0] == ""
    editor = hands.grid.viewport().findChild(ProseEdit)
    assert editor is not None
    compose(hands.focus, "", "说")
    assert editor.toPlainText() == "说"
    editor.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.texts("entry.narrative")[0] == "说"


def test_enter_while_composing_belongs_to_the_input_method(hands: Hands, compose: Compose) -> None:
    hands.at(0)
    hands.type("1")
    editor = hands.editor
    assert isinstance(editor, LineEdit)
    compose(editor, "yi", "")
    assert editor.composing
    assert hands.model.index(0, hands.column("verdict")).data(JUDGEMENT_ROLE).verdict is Verdict.IN_PROGRESS
    compose(editor, "", "亿")
    hands.press(Qt.Key.Key_Return)
    assert hands.texts()[0] == "1亿"


def test_the_badge_follows_every_key(hands: Hands) -> None:
    badge = hands.model.index(0, hands.column("verdict"))
    hands.at(0)
    hands.type("300")
    assert badge.data(JUDGEMENT_ROLE).verdict is Verdict.IN_PROGRESS
    hands.type("0")
    assert badge.data(JUDGEMENT_ROLE).verdict is Verdict.MET
    hands.press(Qt.Key.Key_Escape)
    assert badge.data(JUDGEMENT_ROLE).verdict is Verdict.NO_DATA


def test_alt_enter_is_a_new_line_in_prose(hands: Hands) -> None:
    hands.at(0, "entry.narrative")
    hands.type("a")
    hands.press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.AltModifier)
    hands.type("b")
    hands.press(Qt.Key.Key_Return)
    assert hands.texts("entry.narrative")[0] == "a\nb"


def test_delete_clears_the_selection_in_one_step(hands: Hands) -> None:
    hands.at(0)
    hands.paste("1\n2\n3\n")
    steps = hands.desk.undo_stack.count()
    hands.select(0, 1, "entry.actual", "entry.actual")
    hands.press(Qt.Key.Key_Delete)
    assert hands.texts() == ["", "", "3", ""]
    assert hands.desk.undo_stack.count() == steps + 1
    hands.desk.undo_stack.undo()
    assert hands.texts() == ["1", "2", "3", ""]


def test_a_block_is_copied_and_pasted_as_one_step(hands: Hands) -> None:
    hands.select(0, 3, "entry.actual", "entry.actual")
    steps = hands.desk.undo_stack.count()
    assert hands.paste("10\r\n20\r\n三十\r\n很多\r\n") == "已粘贴 4 格，1 格未能读成数字。"
    assert hands.texts() == ["10", "20", "三十", "很多"]
    assert hands.desk.undo_stack.count() == steps + 1
    assert hands.desk.undo_stack.undoText() == "粘贴 4 格"
    hands.press(Qt.Key.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text() == "10\n20\n三十\n很多\n"
    hands.desk.undo_stack.undo()
    assert hands.texts() == [""] * 4


def test_one_value_fills_many_cells(hands: Hands) -> None:
    hands.select(0, 3, "entry.actual", "entry.actual")
    hands.paste("5")
    assert hands.texts() == ["5"] * 4


def test_a_block_is_not_cut_to_the_selection_but_to_the_table(hands: Hands) -> None:
    hands.at(2)
    said = hands.paste("1\n2\n3\n4\n")
    assert hands.texts() == ["", "", "1", "2"]
    assert said == "已粘贴 2 格，2 格超出表格，没有写入。"


def test_computed_cells_are_passed_over(hands: Hands) -> None:
    hands.at(0)
    assert hands.paste("7\t达标\t说明\n") == "已粘贴 2 格，1 格不能改。"
    assert (hands.texts()[0], hands.texts("entry.narrative")[0]) == ("7", "说明")


def test_a_refused_cell_stays_marked_and_the_others_are_written(target_hands: Hands) -> None:
    hands = target_hands
    hands.at(0, "indicator.operator")
    said = hands.paste("≤\n大概\n=\n")
    assert said.startswith("已粘贴 2 格，1 格没有写入（已标红）：")
    assert hands.texts("indicator.operator") == ["≤", "大概", "=", "≥"]
    operators = [
        hands.desk.text(Place(Kind.INDICATOR, hands.model.row_about(r).record, "indicator.operator"))
        for r in range(4)
    ]
    assert operators == ["≤", "≥", "=", "≥"]
    hands.at(1, "indicator.operator")
    hands.press(Qt.Key.Key_Escape)
    assert hands.texts("indicator.operator")[1] == "≥"


def test_what_is_refused_in_an_editor_is_not_lost(target_hands: Hands) -> None:
    hands = target_hands
    hands.at(0, "indicator.operator")
    hands.type("abc")
    hands.press(Qt.Key.Key_Return)
    assert hands.texts("indicator.operator")[0] == "abc"
    assert not hands.desk.undo_stack.undoText().startswith("修改 abc")


def test_ctrl_d_and_ctrl_r_fill(hands: Hands) -> None:
    hands.at(0)
    hands.paste("9")
    hands.select(0, 2, "entry.actual", "entry.actual")
    hands.press(Qt.Key.Key_D, held=CTRL)
    assert hands.texts() == ["9", "9", "9", ""]
    hands.at(3)
    hands.press(Qt.Key.Key_D, held=CTRL)
    assert hands.texts()[3] == "9"
    hands.at(0, "entry.narrative")
    hands.paste("同上")
    hands.select(0, 0, "entry.narrative", "entry.note")
    hands.press(Qt.Key.Key_R, held=CTRL)
    assert hands.texts("entry.note")[0] == "同上"


def test_f3_goes_to_the_next_empty_figure_and_round(hands: Hands) -> None:
    hands.at(0)
    hands.paste("1\n2\n")
    hands.press(Qt.Key.Key_F3)
    assert hands.here == (2, "entry.actual")
    hands.press(Qt.Key.Key_F3, Qt.Key.Key_F3)
    assert hands.here == (2, "entry.actual")
    hands.paste("3\n4\n")
    with hands.bot.waitSignal(hands.desk.noticed):
        hands.press(Qt.Key.Key_F3)


def test_the_grid_keeps_its_keys_from_the_menu(hands: Hands) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    stolen = []
    shortcut = QShortcut(QKeySequence("Ctrl+D"), hands.grid)
    shortcut.activated.connect(lambda: stolen.append(1))
    hands.at(0)
    hands.paste("4")
    hands.select(0, 1, "entry.actual", "entry.actual")
    hands.press(Qt.Key.Key_D, held=CTRL)
    assert (hands.texts()[1], stolen) == ("4", [])


def test_the_wheel_scrolls_and_changes_nothing(target_hands: Hands) -> None:
    hands = target_hands
    hands.at(0, "indicator.operator")
    hands.press(Qt.Key.Key_F2)
    editor = hands.grid.viewport().findChild(CellEdit.__args__[2])  # type: ignore[attr-defined]
    assert editor is not None
    before = editor.text_now()
    where = QPointF(editor.rect().center())
    turn = QWheelEvent(
        where,
        editor.mapToGlobal(where),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, turn)
    assert editor.text_now() == before
    hands.press(Qt.Key.Key_Escape)


def test_an_open_desk_to_look_only_takes_no_keys(hands: Hands) -> None:
    path = hands.desk.path
    assert path is not None
    looker = Desk()
    assert looker.open_file(path, read_only=True)
    model = GridModel(looker, Sheet.PROGRESS, hands.grid)
    assert looker.book is not None
    node = looker.office.nodes(looker.book.id)[0]
    model.show_record(kind_of(node), node.id)
    assert not model.flags(model.index(0, 3)) & Qt.ItemFlag.ItemIsEditable
    looker.close_file()


def test_prose_grows_its_row(hands: Hands) -> None:
    before = hands.grid.rowHeight(0)
    hands.at(0, "entry.narrative")
    hands.paste("两家公司转型，三季度补足。" * 12)
    hands.bot.waitUntil(lambda: hands.grid.rowHeight(0) > before)
    assert hands.grid.rowHeight(1) == before


def test_columns_fit_the_room(hands: Hands) -> None:
    hands.grid.fit()
    assert hands.grid.horizontalHeader().length() == hands.grid.viewport().width()


def test_the_place_survives_rows_that_come(hands: Hands) -> None:
    hands.at(2)
    assert hands.desk.book is not None
    node = hands.desk.office.nodes(hands.desk.book.id)[0]
    hands.desk.perform(add_indicator(hands.desk.office, node)[0])
    assert hands.here == (2, "entry.actual")


def test_typing_where_nothing_can_be_typed_says_why_and_stays(hands: Hands) -> None:
    said: list[str] = []
    hands.desk.noticed.connect(said.append)
    for key, words in (("verdict", "算出来的"), ("indicator.target", "“目标”里改")):
        hands.at(0, key)
        hands.bot.keyClicks(hands.grid, "7")
        assert words in said[-1]
        assert hands.grid.currentIndex().row() == 0
    assert hands.desk.run is not None
    hands.desk.perform(lock(hands.desk.run))
    hands.at(0, "entry.actual")
    hands.bot.keyClicks(hands.grid, "7")
    assert "已锁定" in said[-1]


def test_a_row_of_a_long_grid_gets_its_height_when_it_comes_into_sight(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid_heights, "SHORT", 2)
    monkeypatch.setattr(grid_heights, "_AROUND", 0)
    grid = hands.grid
    hands.at(3, "entry.narrative")
    hands.paste("一段很长的进展说明，" * 40)
    hands.at(0)
    grid.setFixedHeight(grid.horizontalHeader().height() + grid.rowHeight(0) + 4)
    grid.verticalScrollBar().setValue(0)
    for row in range(4):
        grid.setRowHeight(row, grid.verticalHeader().defaultSectionSize())
    grid.fit()
    base = grid.verticalHeader().defaultSectionSize()
    assert grid.rowHeight(3) == base
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: grid.rowHeight(3) > 2 * base)
    hands.at(0)
    grid.setRowHeight(3, base)
    place = hands.model.place(hands.model.index(3, hands.column("entry.narrative")))
    assert place is not None
    assert grid.show_place(place)
    assert grid.rowHeight(3) > 2 * base
    assert grid.visualRect(grid.currentIndex()).intersects(grid.viewport().rect())
