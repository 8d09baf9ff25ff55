"""设置: looks, font size, where Enter goes, the clerk's name. Every choice holds at once."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from perfdesk.ui import theme
from perfdesk.ui.palette import Appearance
from perfdesk.ui.settings import EnterDirection, Settings

_APPEARANCES = {
    Appearance.SYSTEM: "跟随系统",
    Appearance.LIGHT: "浅色",
    Appearance.DARK: "深色",
}
_DIRECTIONS = {EnterDirection.DOWN: "向下一行", EnterDirection.RIGHT: "向右一格"}


class SettingsDialog(QDialog):
    """Four settings.

    Signals:
        looks_chosen: appearance or font size is another.
        clerk_named: the clerk's name is another.
    """

    looks_chosen = Signal()
    clerk_named = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle("设置")
        self._settings = settings
        self._appearance = self._box("settings_appearance", "外观")
        for value, word in _APPEARANCES.items():
            self._appearance.addItem(word, value.value)
        self._scale = self._box("settings_scale", "字号")
        for percent in range(theme.SMALLEST, theme.LARGEST + 1, theme.STEP):
            self._scale.addItem(f"{percent} %", percent)
        self._enter = self._box("settings_enter", "回车后")
        for direction, word in _DIRECTIONS.items():
            self._enter.addItem(word, direction.value)
        self._clerk = QLineEdit(settings.clerk, self)
        self._clerk.setObjectName("settings_clerk")
        self._clerk.setAccessibleName("填报人")
        self._clerk.setPlaceholderText("不填则用登录名")
        self._lay_out()
        self._show()
        self._connect()

    def _box(self, name: str, spoken: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(spoken)
        return box

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        form = QFormLayout()
        form.setHorizontalSpacing(em)
        form.setVerticalSpacing(round(em * 0.8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for widget in (self._appearance, self._scale, self._enter, self._clerk):
            label = QLabel(widget.accessibleName(), self)
            label.setBuddy(widget)
            form.addRow(label, widget)
        hint = QLabel("改动随选随用。填报人写进修改记录。字号也可用 Ctrl+加号、Ctrl+减号调。", self)
        hint.setObjectName("settings_hint")
        hint.setProperty("role", "dim")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setObjectName("settings_buttons")
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("settings_close")
        close.setAccessibleName("关闭")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * em, round(em * 1.5), 2 * em, em)
        layout.setSpacing(round(em * 1.2))
        layout.addLayout(form)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.setMinimumWidth(em * 32)

    def _show(self) -> None:
        held = self._settings
        self._appearance.setCurrentIndex(self._appearance.findData(held.appearance.value))
        self._scale.setCurrentIndex(self._scale.findData(theme.scale()))
        self._enter.setCurrentIndex(self._enter.findData(held.enter_direction.value))

    def _connect(self) -> None:
        self._appearance.activated.connect(self._keep_looks)
        self._scale.activated.connect(self._keep_looks)
        self._enter.activated.connect(self._keep_enter)
        self._clerk.editingFinished.connect(self._keep_clerk)

    @Slot()
    def _keep_looks(self) -> None:
        self._settings.appearance = Appearance(self._appearance.currentData())
        self._settings.scale = int(self._scale.currentData())
        self.looks_chosen.emit()

    @Slot()
    def _keep_enter(self) -> None:
        self._settings.enter_direction = EnterDirection(self._enter.currentData())

    @Slot()
    def _keep_clerk(self) -> None:
        self._settings.clerk = self._clerk.text()
        self.clerk_named.emit(self._settings.clerk)
