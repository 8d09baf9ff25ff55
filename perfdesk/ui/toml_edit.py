"""An editor for rules in TOML that says at once what is wrong, and marks the line."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontDatabase, QTextCursor, QTextFormat
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from perfdesk.domain.errors import NotUnderstood
from perfdesk.ui import theme

_LINE = re.compile("第 ([0-9]+) 行")


class TomlEdit(QWidget):
    """Text with a sentence below it; `read` raises NotUnderstood for a text that will not do.

    Signals:
        checked: the sentence on what is wrong, "" where nothing is.
    """

    checked = Signal(str)

    def __init__(
        self, name: str, label: str, read: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self.problem = ""
        self.editor = QPlainTextEdit(self)
        self.editor.setObjectName(name)
        self.editor.setAccessibleName(label)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.editor.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        self.editor.setFont(font)
        self.sentence = QLabel(self)
        self.sentence.setObjectName(name + "_problem")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        theme.mark(self.sentence, "role", "strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.em(self.font()) // 2)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.sentence)
        self.editor.textChanged.connect(self._check)

    def text(self) -> str:
        """What stands there now."""
        return self.editor.toPlainText()

    def show_text(self, text: str, *, writable: bool) -> None:
        """Show a text."""
        self.editor.setReadOnly(not writable)
        self.editor.setPlainText(text)
        self._check()

    @Slot()
    def _check(self) -> None:
        try:
            self._read(self.text())
            self.problem = ""
        except NotUnderstood as refusal:
            self.problem = str(refusal)
        self.sentence.setText(self.problem)
        self.sentence.setVisible(bool(self.problem))
        self._mark_line()
        self.checked.emit(self.problem)

    def _mark_line(self) -> None:
        found = _LINE.search(self.problem)
        if found is None:
            self.editor.setExtraSelections([])
            return
        mark = QTextEdit.ExtraSelection()
        block = self.editor.document().findBlockByNumber(int(found[1]) - 1)
        mark.cursor = QTextCursor(block)  # type: ignore[attr-defined]
        mark.format.setBackground(QColor(theme.palette().not_met.ground))  # type: ignore[attr-defined]
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
        self.editor.setExtraSelections([mark])
