"""The files of one import and how far each has come, as a list the keys go through."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from perfdesk.ui import badge, theme
from perfdesk.ui.badge import Face
from perfdesk.ui.import_pages import RoomyDelegate
from perfdesk.ui.import_panel import FileState
from perfdesk.ui.row_style import RowStyle

WORDS = {
    FileState.WAITING: "等待读取",
    FileState.READING: "正在读取",
    FileState.REFUSED: "读不了",
    FileState.COMPARING: "正在比对",
    FileState.ASKING: "要先看",
    FileState.READY: "可以导入",
    FileState.TAKING: "正在导入",
    FileState.NOTHING_NEW: "没有新内容",
    FileState.TAKEN: "已导入",
}
_ICONS = {
    FileState.REFUSED: "x",
    FileState.ASKING: "circle-help",
    FileState.READY: "file-input",
    FileState.NOTHING_NEW: "minus",
    FileState.TAKEN: "check",
}
_COUNTED = (FileState.TAKEN, FileState.READY, FileState.ASKING, FileState.NOTHING_NEW, FileState.REFUSED)
_STATE_ROLE = Qt.ItemDataRole.UserRole
_NAME, _STATE = range(2)


def face_of_state(state: FileState) -> Face:
    """The badge of a state."""
    palette = theme.palette()
    tones = {
        FileState.REFUSED: palette.not_met,
        FileState.ASKING: palette.needs_judgement,
        FileState.READY: palette.in_progress,
        FileState.TAKEN: palette.met,
    }
    return Face(WORDS[state], _ICONS.get(state, "loader"), tones.get(state, palette.not_applicable))


class _StateDelegate(RoomyDelegate):
    """States as badges."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The badge is painted here, everything else by Qt."""
        state = index.data(_STATE_ROLE)
        if state is None:
            super().paint(painter, option, index)
            return
        cell = RowStyle.of(option)
        painter.save()
        cell.paint_ground(painter)
        pad = round(theme.em(cell.font) * 0.4)
        badge.paint_face(
            painter, cell.rect.adjusted(pad, 0, -pad, 0), face_of_state(FileState(state)), cell.font
        )
        painter.restore()


class ImportFilesList(QWidget):
    """One row a file: its name and its state; how many of each state below.

    Signals:
        chosen: the place of the file to look at.
    """

    chosen = Signal(int)

    def __init__(self, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_files_side")
        self.table = QTreeWidget(self)
        table, em = self.table, theme.em(self.font())
        table.setObjectName("import_files")
        table.setAccessibleName("要导入的文件")
        table.setHeaderLabels(["文件", "状态"])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setItemDelegate(_StateDelegate(table))
        table.header().setStretchLastSection(False)
        table.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        badges = max(badge.face_size(self.font(), face_of_state(state)).width() for state in FileState)
        table.header().resizeSection(_STATE, badges + em)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(badges + em * 14)
        for path in paths:
            item = QTreeWidgetItem([path.name, ""])
            item.setToolTip(_NAME, str(path))
            table.addTopLevelItem(item)
        self.tally = QLabel(self)
        self.tally.setObjectName("import_files_tally")
        self.tally.setProperty("role", "dim")
        self.tally.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(table, 1)
        layout.addWidget(self.tally)
        self.choose(0)
        table.currentItemChanged.connect(self._tell_chosen)

    @property
    def current(self) -> int:
        """The place of the file in hand."""
        return self.table.indexOfTopLevelItem(self.table.currentItem())

    def choose(self, at: int) -> None:
        """Put the keys on a file."""
        if (item := self.table.topLevelItem(at)) is not None:
            self.table.setCurrentItem(item)

    @Slot()
    def _tell_chosen(self) -> None:
        if self.current >= 0:
            self.chosen.emit(self.current)

    def tell(self, states: Sequence[FileState]) -> None:
        """Show the state of every file."""
        for at, state in enumerate(states):
            item = self.table.topLevelItem(at)
            if item is not None and item.data(_STATE, _STATE_ROLE) != state.value:
                item.setData(_STATE, _STATE_ROLE, state.value)
                item.setData(_STATE, Qt.ItemDataRole.AccessibleTextRole, WORDS[state])
        counts = Counter(states)
        parts = [f"{WORDS[state]} {counts[state]}" for state in _COUNTED if counts[state]]
        self.tally.setText(f"共 {len(states)} 份" + ("：" + "，".join(parts) if parts else ""))
