"""许可: every part that travels with the program, with the text of its licence."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from perfdesk.paths import resources
from perfdesk.ui import theme

_MISSING = "没有找到许可文件。请重新安装绩效台。"


class LicenceWindow(QDialog):
    """The notice and the texts: names on the left, the chosen one on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("licence_window")
        self.setWindowTitle("许可")
        self.names = QListWidget(self)
        self.names.setObjectName("licence_names")
        self.names.setAccessibleName("随程序附带的部分")
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("licence_text")
        self.text.setAccessibleName("许可全文")
        self.text.setReadOnly(True)
        layout = QHBoxLayout(self)
        layout.addWidget(self.names, 1)
        layout.addWidget(self.text, 3)
        for title, path in texts():
            item = QListWidgetItem(title, self.names)
            item.setData(Qt.ItemDataRole.UserRole, str(path))
        self.names.currentItemChanged.connect(self._show)
        if self.names.count():
            self.names.setCurrentRow(0)
        else:
            self.text.setPlainText(_MISSING)

    @Slot()
    def _show(self) -> None:
        item = self.names.currentItem()
        if item is not None:
            path = Path(item.data(Qt.ItemDataRole.UserRole))
            self.text.setPlainText(path.read_text(encoding="utf-8", errors="replace"))

    def sizeHint(self) -> QSize:
        """Room for the eighty characters a line of a licence has."""
        em = theme.em(self.font())
        return QSize(em * 70, em * 44)


def texts() -> list[tuple[str, Path]]:
    """Title and file of the notice, which comes first, and of every text."""
    folder = resources() / "licences"
    found = [path for path in folder.rglob("*") if path.is_file()]
    order = sorted(found, key=lambda path: (len(path.relative_to(folder).parts), "GPL" in path.name, path))
    return [(" / ".join(path.relative_to(folder).with_suffix("").parts), path) for path in order]
