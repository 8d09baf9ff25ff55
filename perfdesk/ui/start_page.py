"""The first page: what can be done without an open file, and the files opened last."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from perfdesk.ui import icons, theme
from perfdesk.ui.actions import Actions
from perfdesk.ui.recent_delegate import PATH_ROLE, RecentDelegate

_WAYS = (
    ("new_desk", "新建", "从空白开始，选好放在哪里"),
    ("open_desk", "打开", "接着填已有的数据文件"),
    ("import_document", "导入", "读入现成的表，先预览再写入"),
    ("open_sample", "看示例", "打开一份虚构单位的示例，随便改"),
)
_NO_RECENT = "还没有打开过文件。先看看示例，或把表格、数据文件拖到这里。"


class StartPage(QScrollArea):
    """Four ways in and the recent files.

    Signals:
        recent_chosen: the Path of a recent file.
    """

    recent_chosen = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_page")
        self.setProperty("surface", "panel")
        self._box = QVBoxLayout()
        self._box.addWidget(self._label("绩效台", "start_title", "title"))
        self._box.addWidget(self._label("填报、核对、导出绩效目标表", "start_subtitle", "dim"))
        self._ways = QGridLayout()
        self._buttons = [
            self._add_way(row, actions[name], text, why) for row, (name, text, why) in enumerate(_WAYS)
        ]
        self._ways.setColumnStretch(1, 1)
        self._box.addLayout(self._ways)
        self._box.addWidget(self._label("最近打开", "start_recent_title", "strong"))
        self.recent = self._make_recent()
        self._box.addWidget(self.recent, 1)
        self._none = self._label(_NO_RECENT, "start_no_recent", "dim")
        self._box.addWidget(self._none)
        self._box.addStretch(0)
        inner = QWidget(self)
        inner.setObjectName("start_inner")
        page = QGridLayout(inner)
        page.setColumnStretch(0, 1)
        page.setColumnStretch(2, 1)
        page.addLayout(self._box, 0, 1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settle()

    def _label(self, text: str, name: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setProperty("role", role)
        return label

    def _add_way(self, row: int, action: QAction, text: str, why: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"start_{action.objectName().removeprefix('action_')}")
        button.setAccessibleName(text)
        button.setAccessibleDescription(why)
        button.setToolTip(action.toolTip())
        button.setProperty("primary", row == 0)
        icons.give(button, str(action.property("icon_name")), "on_accent" if row == 0 else "text")
        button.clicked.connect(action.trigger)
        self._ways.addWidget(button, row, 0)
        self._ways.addWidget(self._label(why, f"{button.objectName()}_why", "dim"), row, 1)
        return button

    def _make_recent(self) -> QListWidget:
        recent = QListWidget(self)
        recent.setObjectName("start_recent")
        recent.setAccessibleName("最近打开")
        recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        recent.setItemDelegate(RecentDelegate(recent))
        recent.itemClicked.connect(self._choose)
        recent.installEventFilter(self)
        return recent

    def _settle(self) -> None:
        em = theme.em(self.font())
        self._box.setSpacing(em // 2)
        self._box.setContentsMargins(em, em * 3, em, em * 2)
        self._ways.setHorizontalSpacing(round(em * 1.5))
        self._ways.setVerticalSpacing(em // 2)
        self._ways.setContentsMargins(0, em, 0, em * 2)
        for button in self._buttons:
            button.setMinimumWidth(em * 9)
        self.recent.setMinimumWidth(em * 42)

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes the sizes."""
        if event.type() == QEvent.Type.FontChange:
            self._settle()
        super().changeEvent(event)

    def take_focus(self) -> None:
        """Put the keys on the file opened last, or on the first way in."""
        first = self.recent if self.recent.count() else self._buttons[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Show the recent files, newest first."""
        self.recent.clear()
        for path in paths:
            item = QListWidgetItem(str(path))
            item.setData(PATH_ROLE, str(path))
            item.setToolTip(str(path))
            self.recent.addItem(item)
        self.recent.setVisible(bool(paths))
        self._none.setVisible(not paths)
        if paths:
            self.recent.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self.recent_chosen.emit(Path(str(item.data(PATH_ROLE))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the chosen file on every platform."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.recent:
            item = self.recent.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                self._choose(item)
                return True
        return super().eventFilter(watched, event)
