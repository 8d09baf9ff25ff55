"""A small dialog that asks for a few texts and says at the spot what is wrong with them."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from perfdesk.ui import theme
from perfdesk.ui.cell_edit import LineEdit


class _Area(QScrollArea):
    """Asks for all the room of its rows and can do with little."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        self.rows = QFormLayout()
        box.addLayout(self.rows)
        box.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """What the rows ask for."""
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """All of their width, a few lines of their height."""
        least = min(self.sizeHint().height(), theme.em(self.font()) * 5)
        return QSize(self.widget().minimumSizeHint().width(), least)


class QuestionDialog(QDialog):
    """Rows of labelled fields, one sentence, and the button that does it. Nothing is done before."""

    def __init__(self, title: str, name: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        em = theme.em(self.font())
        self.setMinimumWidth(em * 36)
        self._area = _Area(self)
        self._rows = self._area.rows
        self._rows.setHorizontalSpacing(em)
        self._rows.setVerticalSpacing(round(em * 0.8))
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.sentence = QLabel(self)
        self.sentence.setObjectName(name + "_sentence")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.hide()
        buttons = QDialogButtonBox(self)
        self.accept_button = buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setObjectName(name + "_accept")
        self.accept_button.setAccessibleName(act)
        theme.mark(self.accept_button, "primary", True)
        cancel = buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName(name + "_cancel")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em * 2, round(em * 1.6), em * 2, round(em * 1.4))
        layout.setSpacing(em)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.sentence)
        layout.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin in the first field, unless they were put elsewhere."""
        super().showEvent(event)
        self._fit()
        fields = self._fields()
        if self.focusWidget() is None and fields:
            fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the eye goes, whatever was made first: down the fields, then to the buttons."""
        fields, focused = self._fields(), self.focusWidget()
        if not fields:
            return False
        by = 1 if next else -1
        at = fields.index(focused) + by if focused in fields else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        fields[at % len(fields)].setFocus(reason)
        return True

    def _fields(self) -> list[QWidget]:
        """Everything that takes the keys, line by line."""
        if layout := self.layout():
            layout.activate()
        found = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and widget.isVisibleTo(self)
            and widget.isEnabled()
        ]
        places = {widget: widget.mapTo(self, QPoint(0, 0)) for widget in found}
        return sorted(found, key=lambda widget: (places[widget].y(), places[widget].x()))

    def line(self, name: str, label: str) -> LineEdit:
        """A line of text with its names."""
        made = LineEdit(self)
        made.setObjectName(name)
        made.setAccessibleName(label)
        return made

    def add_row(self, label: str, field: QWidget) -> None:
        """A field with its label."""
        self._rows.addRow(label, field)

    def say(self, sentence: str) -> None:
        """Say what is wrong; "" when nothing is."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        theme.mark(self.sentence, "role", "strong")
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """As large as everything needs; where the screen has less, the rows scroll."""
        if layout := self.layout():
            layout.activate()
            room = self.screen().availableSize() * 0.95
            wide = max(self.width(), self.minimumWidth())
            high = layout.heightForWidth(wide) if layout.hasHeightForWidth() else self.sizeHint().height()
            self.resize(min(wide, room.width()), min(max(high, self.sizeHint().height()), room.height()))

    def answer(self) -> bool:
        """Do it; False where it cannot be done, and then the dialog says why and stays."""
        return True

    def accept(self) -> None:
        """Close only when it is done."""
        if self.answer():
            super().accept()
