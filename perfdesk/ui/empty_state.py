"""An empty place says what to do next, with the button for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from perfdesk.ui import theme


class EmptyState(QWidget):
    """A sentence and at most one button.

    Signals:
        act_requested: the button was pressed.
    """

    act_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._sentence = QLabel(self)
        self._sentence.setProperty("role", "dim")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setObjectName(name + "_button")
        theme.mark(self.button, "primary", True)
        self.button.clicked.connect(self.act_requested)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.em(self.font()))
        layout.addStretch(2)
        layout.addWidget(self._sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, sentence: str, act: str = "") -> None:
        """Show a sentence; an act without words hides the button."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.setText(act)
        self.button.setAccessibleName(act)
        self.button.setVisible(bool(act))

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()
