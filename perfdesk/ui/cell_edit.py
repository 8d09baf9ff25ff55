"""The editors of the grid's cells: line, prose and choice. They know when a word is still being composed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget


class LineEdit(QLineEdit):
    """One line. Nothing is refused and nothing altered; `composing` while the input method holds a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notice whether a word is still being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def text_now(self) -> str:
        """What is typed, without what is still being composed."""
        return self.text()

    def put(self, text: str) -> None:
        """Show a text."""
        self.setText(text)


class ProseEdit(QPlainTextEdit):
    """Several lines. Tab goes on to the next field; line ends come out as \\n.

    Signals:
        left: the focus went elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setTabChangesFocus(True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notice whether a word is still being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left; a context menu does not leave it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def text_now(self) -> str:
        """What is typed, without what is still being composed."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)


class ChoiceEdit(QComboBox):
    """A choice; where `typed` any text may be written instead. The wheel scrolls the page, not the value."""

    def __init__(self, choices: Sequence[str], typed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems(list(choices))
        self._own = len(choices)
        self.setCurrentIndex(-1)  # Qt would choose the first by itself
        if typed:
            self.setLineEdit(LineEdit(self))
            self.setCompleter(None)  # type: ignore[arg-type]  # None takes it away

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    @property
    def composing(self) -> bool:
        """Whether the input method still holds a word."""
        line = self.lineEdit()
        return isinstance(line, LineEdit) and line.composing

    def text_now(self) -> str:
        """What is chosen or typed."""
        return self.currentText()

    def put(self, text: str) -> None:
        """Show a text; one that is no choice is typed, or becomes the first choice where nothing is typed."""
        if not self.isEditable() and self.findText(text) < 0:
            if self.count() > self._own:
                self.removeItem(0)
            self.insertItem(0, text)
        self.setCurrentIndex(self.findText(text))
        if self.isEditable():
            self.setEditText(text)


class TickEdit(QCheckBox):
    """Yes or no, as the canonical texts 1 and 0; its words are the label."""

    composing = False

    def text_now(self) -> str:
        """1 where it is ticked."""
        return "1" if self.isChecked() else "0"

    def put(self, text: str) -> None:
        """Show a stored text; nothing stored is no."""
        self.setChecked(text == "1")


CellEdit = LineEdit | ProseEdit | ChoiceEdit | TickEdit
