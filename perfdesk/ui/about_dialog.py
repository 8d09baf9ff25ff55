"""关于: version, licences, where the data lie."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from perfdesk import __version__
from perfdesk.paths import data_folder
from perfdesk.ui import theme

_TEXT = (
    "离线填报、核对和导出绩效目标表。不联网，数据只在本机的数据文件里。\n\n"
    "界面用 Qt（LGPL v3）和 PySide6 做成，图标取自 Lucide（ISC），字体为思源宋体（OFL）。"
    "图标和字体的许可全文随程序附带。"
)


class AboutDialog(QDialog):
    """A short text that can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle("关于绩效台")
        em = theme.em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * em, 2 * em, 2 * em, em)
        layout.setSpacing(em)
        self._add(f"绩效台 {__version__}", "about_title", "title")
        self._add(_TEXT, "about_text", "")
        self._add(f"设置和日志在：{data_folder()}", "about_folder", "dim")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setObjectName("about_buttons")
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("about_close")
        close.setAccessibleName("关闭")
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setFixedWidth(em * 36)

    def _add(self, text: str, name: str, role: str) -> None:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(label)
