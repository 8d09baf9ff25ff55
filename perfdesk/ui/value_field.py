"""A field beside its badge: judged while it is typed, kept as typed, saved on Enter or on leaving."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from perfdesk.domain.verdict import Judgement
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.badge import BadgeLabel
from perfdesk.ui.cell_edit import CellEdit, ChoiceEdit, LineEdit, ProseEdit, TickEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.figure_reading import reading
from perfdesk.ui.refusal import refusal


class Shape(Enum):
    """How a field is written."""

    LINE = auto()
    FIGURE = auto()
    PROSE = auto()
    CHOICE = auto()  # one of the choices
    TYPED_CHOICE = auto()  # a choice, or any text
    FLAG = auto()  # a tick beside its own label


@dataclass(frozen=True, slots=True)
class Words:
    """How a stored text is worded in the field, and back; by default as it is."""

    shown: Callable[[str], str] = str
    entered: Callable[[str], str] = str


class ValueField(QWidget):
    """One text at one place of the desk. What the desk refuses stays in the field, framed, with the reason.

    `judge` shows a badge and is asked at every key; it must be quick and store nothing.
    """

    def __init__(
        self,
        desk: Desk,
        place: Place,
        label: str,
        shape: Shape = Shape.LINE,
        *,
        choices: Sequence[str] = (),
        judge: Callable[[str], Judgement] | None = None,
        words: Words | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self.place, self._shape, self._judge = desk, place, shape, judge
        self._words = words or Words()
        self._value = self._stored = ""
        self._grow_later = QTimer(self, singleShot=True, interval=0)
        self._grow_later.timeout.connect(self._grow_now)
        self._refused = False
        self.editor = self._make_editor(shape, choices)
        self.editor.setObjectName("field_" + place.key.replace(".", "_"))
        self.editor.setAccessibleName(label)
        if isinstance(self.editor, TickEdit):
            self.editor.setText(label)
        self.badge = BadgeLabel(self)
        self.badge.setObjectName("badge_" + place.key.replace(".", "_"))
        self.badge.setVisible(judge is not None)
        self.hint = QLabel(self)
        self.hint.setObjectName("hint_" + place.key.replace(".", "_"))
        self.hint.setProperty("role", "dim")
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.hide()
        self._lay_out()
        self.editor.installEventFilter(self)
        self.setFocusProxy(self.editor)
        # Not refresh: a fresh editor's own text is nobody's typing and must never be taken for it.
        self.restore()

    def _make_editor(self, shape: Shape, choices: Sequence[str]) -> CellEdit:
        if shape is Shape.PROSE:
            prose = ProseEdit(self)
            prose.textChanged.connect(self._follow)
            prose.left.connect(self.commit)
            return prose
        if shape in (Shape.CHOICE, Shape.TYPED_CHOICE):
            choice = ChoiceEdit(choices, shape is Shape.TYPED_CHOICE, self)
            choice.currentTextChanged.connect(self._follow)
            choice.activated.connect(self.commit)
            if (line := choice.lineEdit()) is not None:
                line.editingFinished.connect(self.commit)
            return choice
        if shape is Shape.FLAG:
            tick = TickEdit(self)
            tick.toggled.connect(self._follow)
            tick.clicked.connect(self.commit)
            return tick
        line_edit = LineEdit(self)
        line_edit.textChanged.connect(self._follow)
        line_edit.editingFinished.connect(self.commit)
        return line_edit

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        row = QHBoxLayout()
        row.setSpacing(em // 2)
        row.addWidget(self.editor, 1)
        top = Qt.AlignmentFlag.AlignTop if self._shape is Shape.PROSE else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.badge, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 4)
        column.addLayout(row)
        column.addWidget(self.hint)
        if isinstance(self.editor, ProseEdit):
            self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # -- what stands in it

    def text(self) -> str:
        """The text as typed."""
        return self.editor.text_now()

    @property
    def refused(self) -> bool:
        """Whether the desk did not take what stands here."""
        return self._refused

    @property
    def edited(self) -> bool:
        """Whether something was typed that is not saved yet."""
        return self.text() != self._stored

    @Slot()
    def refresh(self) -> None:
        """Show what the desk holds now; a text being typed is left alone."""
        value = self._desk.text(self.place)
        self._allow()
        if self.edited and value == self._value:
            self._show_hint()
            return
        self._put(value)

    def _allow(self) -> None:
        """A text that may not be changed can still be scrolled and copied; a choice rests."""
        allowed = self._desk.may_edit(self.place)
        if isinstance(self.editor, ProseEdit | LineEdit):
            self.editor.setReadOnly(not allowed)
        else:
            self.editor.setEnabled(allowed)

    def _put(self, value: str) -> None:
        self._allow()
        self._value = value
        self._refused = False
        shown = self._words.shown(value)
        if self.text() != shown:
            self.editor.put(shown)
        # A field may write line ends its own way; what it shows of an untouched text is the stored one.
        self._stored = self.text()
        self._show_hint()
        self.update()

    @Slot()
    def commit(self) -> bool:
        """Save what is typed; False where the desk refused it, and then the text stays."""
        if not self.edited or self.editor.composing:
            return True
        text = self._words.entered(self.text())
        if self._desk.enter(self.place, text):
            self._put(self._desk.text(self.place))
            return True
        self._refused = True
        self._say(refusal(self._desk, self.place, text))
        self.update()
        return False

    def restore(self) -> None:
        """Put the saved text back."""
        self._put(self._desk.text(self.place))

    # -- while it is typed

    @Slot()
    def _follow(self) -> None:
        self._refused = False
        self._show_hint()
        self.update()
        if isinstance(self.editor, ProseEdit):
            self._grow(self.editor)

    def _show_hint(self) -> None:
        text = self.text()
        said = reading(text) if self._shape is Shape.FIGURE else ""
        if self._judge is not None:
            judged = self._judge(text)
            self.badge.show_verdict(judged.verdict, judged.short, judged.sentence)
            said = said or (judged.sentence if text.strip() else "")
        self._say(said)

    def _say(self, sentence: str) -> None:
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))

    @Slot()
    def _grow_now(self) -> None:
        if isinstance(self.editor, ProseEdit):
            self._grow(self.editor)

    def _grow(self, editor: ProseEdit) -> None:
        """As high as its text, from three lines to twelve."""
        lines = min(max(round(editor.document().size().height()), 3), 12)
        editor.setFixedHeight(lines * editor.fontMetrics().lineSpacing() + round(theme.em(self.font()) * 1.4))

    # -- keys and looks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc puts the saved text back; Ctrl+Enter saves prose and goes on; Enter goes on from a line."""
        if watched is self.editor and event.type() is QEvent.Type.Resize and isinstance(watched, ProseEdit):
            # The filter comes before the editor: its lines are broken to the new width only afterwards.
            self._grow_later.start()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.editor:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if self.editor.composing:
            return False
        if event.key() == Qt.Key.Key_Escape and (self.edited or self._refused):
            self.restore()
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if self._shape is Shape.PROSE and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if self.commit():
            self.editor.focusNextPrevChild(True)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame a refused text."""
        super().paintEvent(event)
        if self._refused:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme.palette().not_met.text), 3))
            painter.drawRect(self.editor.geometry().adjusted(-1, -1, 0, 0))
            painter.end()
