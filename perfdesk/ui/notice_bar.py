"""The quiet bar for one sentence: what happened and what to do. Never a box that must be clicked away."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from perfdesk.ui import icons, theme


class NoticeBar(QFrame):
    """One sentence, at most one button that helps, and a cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self.setAccessibleName("提示")
        self._act: Callable[[], object] | None = None
        self._mark = QLabel(self)
        self._mark.setObjectName("notice_icon")
        self._text = QLabel(self)
        self._text.setObjectName("notice_text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._help = QPushButton(self)
        self._help.setObjectName("notice_help")
        self._help.clicked.connect(self._do)
        self._cross = QToolButton(self)
        self._cross.setObjectName("notice_close")
        self._cross.setAccessibleName("关闭提示")
        self._cross.setToolTip("关闭提示（Esc）")
        icons.give(self._cross, "x", "dim")
        self._cross.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        for widget in (self._mark, self._text, self._help, self._cross):
            layout.addWidget(widget, 1 if widget is self._text else 0)
        self._settle()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; "" where the bar is hidden."""
        return "" if self.isHidden() else self._text.text()

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self.offer(sentence, "", None)

    def offer(self, sentence: str, label: str, act: Callable[[], object] | None) -> None:
        """Show a sentence with a button that helps; without `act` there is no button."""
        self._act = act
        self._text.setText(sentence)
        self._help.setText(label)
        self._help.setAccessibleName(label)
        self._help.setVisible(act is not None)
        self.setAccessibleDescription(sentence)
        self.setVisible(bool(sentence))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @Slot()
    def clear(self) -> None:
        """Hide it."""
        self._act = None
        self.hide()

    @Slot()
    def _do(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()

    def _settle(self) -> None:
        em = theme.em(self.font())
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(em, em // 3, em // 2, em // 3)
            layout.setSpacing(em // 2)
        colour = theme.palette().no_data.text
        self._mark.setPixmap(icons.pixmap("info", colour, round(em * 1.2), self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """A new font or palette changes size and icon."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._settle()
        super().changeEvent(event)
