"""关于: version, licences, where the data lie, and the file a maintainer asks for."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from perfdesk import __version__, logs
from perfdesk.domain.errors import FolderRefused
from perfdesk.identity import TITLE
from perfdesk.paths import data_folder, documents_folder
from perfdesk.ui import theme

_TEXT = (
    "离线填报、核对和导出绩效目标表。不联网，数据只在本机的数据文件里。\n\n"
    "界面用 Qt（LGPL v3）和 PySide6 做成，图标取自 Lucide（ISC），字体为思源宋体（OFL）。"
    "随程序附带的每一部分都列在“许可”里，附全文。"
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
        self._add(f"{TITLE} {__version__}", "about_title", "title")
        self._add(_TEXT, "about_text", "")
        self._add(f"设置和日志在：{data_folder()}", "about_folder", "dim")
        self._told = self._add("", "about_told", "")
        self._told.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setObjectName("about_buttons")
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("about_close")
        close.setAccessibleName("关闭")
        buttons.rejected.connect(self.reject)
        for name, text, slot in (
            ("about_licences", "许可", self._show_licences),
            ("about_diagnostics", "导出诊断信息…", self._ask_place),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.setAccessibleName(text)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        layout.addWidget(buttons)
        self.setFixedWidth(em * 36)

    @Slot()
    def _show_licences(self) -> None:
        from perfdesk.ui.licence_window import LicenceWindow

        window = LicenceWindow(self)
        window.finished.connect(window.deleteLater)
        window.open()

    @Slot()
    def _ask_place(self) -> None:
        dialog = QFileDialog(self, "导出诊断信息")
        dialog.setObjectName("diagnostics_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["压缩文件 (*.zip)"])
        dialog.setDefaultSuffix("zip")
        dialog.setDirectory(str(documents_folder()))
        dialog.selectFile(f"{TITLE}诊断信息-{date.today():%Y%m%d}.zip")
        dialog.fileSelected.connect(self.export)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def export(self, name: str) -> None:
        """Write log and crash reports to a zip of this name, and say what came of it."""
        try:
            logs.export(Path(name))
            told = f"已导出“{Path(name).name}”，里面只有日志和报告，没有填报的内容。请交给维护人员。"
        except FolderRefused as error:
            told = str(error)
        self._told.setText(told)
        self._told.show()
        self.adjustSize()

    def _add(self, text: str, name: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(label)
        return label
