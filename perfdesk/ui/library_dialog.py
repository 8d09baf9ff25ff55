"""指标库: the indicators of the desk's own years, searched and put into a project."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from perfdesk.domain.office import Node
from perfdesk.operations.checking import node_name
from perfdesk.operations.library import LibraryItem, insert, library, search
from perfdesk.ui import theme
from perfdesk.ui.cell_edit import LineEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.place_table import Cell, Line, PlaceTable, TableColumn

_COLUMNS = (
    TableColumn("指标名称", weight=5),
    TableColumn("一级指标", width=7),
    TableColumn("上次目标", width=9, right=True),
    TableColumn("单位", width=5),
    TableColumn("上次实际", width=8, right=True),
    TableColumn("用过", width=4, right=True),
    TableColumn("年度", width=7),
)


class LibraryDialog(QDialog):
    """A search box over the list; each press puts the chosen indicator in, and the dialog stays."""

    def __init__(self, desk: Desk, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_dialog")
        self.setAccessibleName("指标库")
        self.setWindowTitle(f"指标库：加到“{node_name(node)}”")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._node = desk, node
        self._items = library(desk.office)
        self.search = LineEdit(self)
        self.search.setObjectName("library_search")
        self.search.setAccessibleName("查找指标")
        self.search.setPlaceholderText("输名称、单位或一级指标，几个词用空格隔开")
        self.table = PlaceTable("library_table", "指标库", _COLUMNS, self)
        self.with_target = QCheckBox("连目标值一起加", self)
        self.with_target.setObjectName("library_with_target")
        self.with_target.setChecked(True)
        self.told = QLabel(self)
        self.told.setObjectName("library_told")
        theme.mark(self.told, "role", "dim")
        buttons = QDialogButtonBox(self)
        self.add_button = buttons.addButton("加入", QDialogButtonBox.ButtonRole.ActionRole)
        self.add_button.setObjectName("library_add")
        theme.mark(self.add_button, "primary", True)
        self.add_button.clicked.connect(self.add)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("library_close")
        buttons.rejected.connect(self.reject)
        em = theme.em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.setSpacing(em // 2)
        for part in (self.search, self.table, self.with_target, self.told, buttons):
            layout.addWidget(part)
        theme.open_within(self, 70, 42)
        self.search.textChanged.connect(self.refresh)
        self.refresh()
        self.search.setFocus()

    @Slot()
    def refresh(self) -> None:
        """List what the search box asks for."""
        found = search(self._items, self.search.text())
        self.table.show_lines([Line(item.model.id, _cells(item)) for item in found])
        if found:
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        self.told.setText(f"共 {len(found)} 项" if found else "没有找到。换一个词试试。")
        self.add_button.setEnabled(bool(found) and not self._desk.read_only)

    @Slot()
    def add(self) -> None:
        """Put the chosen indicator at the end of the project."""
        item = next((i for i in self._items if i.model.id == self.table.chosen), None)
        if item is None:
            self.told.setText("先选一项指标。")
            return
        change, _ = insert(self._desk.office, self._node, item, with_target=self.with_target.isChecked())
        if self._desk.perform(change):
            self.told.setText(f"已加入“{item.model.name}”。")


def _cells(item: LibraryItem) -> tuple[Cell, ...]:
    model = item.model
    target = f"{model.operator or ''} {item.target or ''}".strip()
    texts = (model.name, model.level1, target, model.unit, item.last_actual, str(item.times))
    return tuple(Cell(text or "") for text in (*texts, "、".join(item.years[-2:])))
