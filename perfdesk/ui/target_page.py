"""目标: the form of the chosen record, and the table of its indicators."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from perfdesk.domain.office import Node
from perfdesk.domain.records import Indicator, Kind, Objective, Project
from perfdesk.operations import arranging
from perfdesk.operations.place import Place
from perfdesk.ui import icons, theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.grid_columns import Sheet
from perfdesk.ui.grid_model import GridModel
from perfdesk.ui.grid_view import GridView
from perfdesk.ui.record_form import RecordForm


class TargetPage(QScrollArea):
    """One scrolling page: fields above, the table as high as its rows below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("target_page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._desk = desk
        self._node: Node | None = None
        inside = QWidget(self)
        inside.setProperty("surface", "panel")
        self.form = RecordForm(desk, inside)
        self.model = GridModel(desk, Sheet.TARGETS, self)
        self.grid = GridView(self.model, inside)
        self.grid.grows = True
        self.grid.setObjectName("target_grid")
        self.grid.setAccessibleName("指标表")
        self.grid.selectionModel().currentChanged.connect(self._follow)
        self.empty = QLabel("请在左边选一个项目、目标或指标。", inside)
        self.empty.setObjectName("target_empty")
        self.empty.setProperty("role", "dim")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel("指标", inside)
        self._title.setProperty("role", "strong")
        self.add_button = QPushButton("新建指标", inside)
        self.add_button.setObjectName("add_indicator")
        self.add_button.setAccessibleName("新建指标")
        icons.give(self.add_button, "plus")
        self.add_button.clicked.connect(self._add_indicator)
        self._lay_out(inside)
        self.setWidget(inside)

    def _lay_out(self, inside: QWidget) -> None:
        em = theme.em(self.font())
        edge = round(em * 1.3)
        above = QVBoxLayout()
        above.setContentsMargins(edge, em, edge, em)
        above.addWidget(self.form)
        heading = QHBoxLayout()
        heading.setContentsMargins(edge, 0, edge, em // 2)
        heading.addWidget(self._title, 1)
        heading.addWidget(self.add_button)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.empty, 1)
        layout.addLayout(above)
        layout.addLayout(heading)
        layout.addWidget(self.grid)
        layout.addStretch(1)

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Show a record's fields and the table under it."""
        found = self._desk.office.find(kind, record) if kind else None
        owner = self._desk.office.owner(found) if isinstance(found, Indicator) else found
        self._node = owner if isinstance(owner, Project | Objective) else None
        self.empty.setVisible(found is None)
        self.form.setVisible(found is not None)
        self.form.show_record(kind, record)
        self.model.show_record(kind, record)
        rows = self.model.rowCount()
        self._title.setText("指标" if self._node is not None else "全部内容")
        self._title.setVisible(bool(rows) or self._node is not None)
        self.add_button.setVisible(self._node is not None and not self._desk.read_only)
        self.grid.setVisible(bool(rows))
        if isinstance(found, Indicator):
            self.grid.show_place(Place(Kind.INDICATOR, found.id, "indicator.name"))

    @Slot()
    def _add_indicator(self) -> None:
        if self._node is None:
            return
        change, number = arranging.add_indicator(self._desk.office, self._node)
        if self._desk.perform(change):
            self.grid.show_place(Place(Kind.INDICATOR, number, "indicator.name"))
            self.grid.setFocus()

    @Slot(QModelIndex, QModelIndex)
    def _follow(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Keep the current cell in view; the table itself does not scroll."""
        if current.isValid() and self.grid.hasFocus():
            rect = self.grid.visualRect(current)
            centre = self.grid.viewport().mapTo(self.widget(), rect.center())
            self.ensureVisible(centre.x(), centre.y(), rect.width() // 2, rect.height())

    def focus_place(self, place: Place) -> bool:
        """Put the cursor into the place's field or cell; whether it is here."""
        field = self.form.field(place.key)
        if field is not None and (field.place.kind, field.place.record) == (place.kind, place.record):
            self.form.reveal(field)
            field.editor.setFocus()
            self.ensureWidgetVisible(field)
            return True
        if self.grid.show_place(place):
            self.grid.setFocus()
            self._follow(self.grid.currentIndex(), QModelIndex())
            return True
        return False
