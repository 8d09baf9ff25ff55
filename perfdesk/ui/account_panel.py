"""What a run says of a project or an objective as a whole: its progress in words, and money executed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.office import Node
from perfdesk.domain.records import Kind, Objective, Project, kind_of
from perfdesk.domain.verdict import Judgement
from perfdesk.operations.checking import full_content
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.grid_rows import touched_rows
from perfdesk.ui.value_field import Shape, ValueField


class AccountPanel(QWidget):
    """Fields under the grid; for an objective in prose they are the page, with what was asked above."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("account_panel")
        self._desk = desk
        self._about: tuple[Kind, int, int] | None = None
        self.fields: list[ValueField] = []
        self._content: QLabel | None = None
        self._grid = QGridLayout(self)
        em = theme.em(self.font())
        self._grid.setContentsMargins(round(em * 1.3), em, round(em * 1.3), em)
        self._grid.setHorizontalSpacing(em)
        self._grid.setVerticalSpacing(round(em * 0.7))
        desk.changed.connect(self._take)

    def show_node(self, node: Node | None) -> None:
        """Show the fields of a project or objective in the current run; none without a run."""
        run = self._desk.run
        wanted = (kind_of(node), node.id, run.id) if node is not None and run is not None else None
        if wanted is not None and wanted == self._about:
            self.refresh()
            return
        self._clear()
        self._about = wanted
        if node is not None and run is not None:
            self._build(node, run.id)

    def field(self, key: str) -> ValueField | None:
        """The field with this key."""
        return next((field for field in self.fields if field.place.key == key), None)

    @Slot()
    def refresh(self) -> None:
        """Show what the desk holds now."""
        for field in self.fields:
            field.refresh()
        if self._content is not None and self._about is not None:
            node = self._desk.office.find(*self._about[:2])
            self._content.setText(full_content(node) if isinstance(node, Objective) else "")

    @Slot(object)
    def _take(self, change: Change) -> None:
        if self._about is None:
            return
        if any(self._desk.office.find(*key) is None for key in (self._about[:2], (Kind.RUN, self._about[2]))):
            self._clear()
            self._about = None
        elif any(
            row == self._about[:2] or row.kind is Kind.RUN for row in touched_rows(self._desk.office, change)
        ):
            self.refresh()

    def _clear(self) -> None:
        there = self._about is not None and self._desk.office.find(*self._about[:2]) is not None
        for field in self.fields:
            if there:
                field.commit()
        self.fields.clear()
        self._content = None
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _build(self, node: Node, run: int) -> None:
        if isinstance(node, Objective):
            self._build_objective(node, run)
            return
        executed = self._add(node, run, "account.executed", "已执行金额（万元）", Shape.FIGURE, 0, 0)
        executed.setMaximumWidth(theme.em(self.font()) * 12)
        self._add(node, run, "account.narrative", "项目进展", Shape.PROSE, 0, 2)
        self._grid.setColumnStretch(1, 0)
        self._grid.setColumnStretch(3, 1)

    def _build_objective(self, node: Objective, run: int) -> None:
        self._content = QLabel(full_content(node), self)
        self._content.setObjectName("objective_content")
        self._content.setWordWrap(True)
        self._content.setTextFormat(Qt.TextFormat.PlainText)
        self._content.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label("考核内容", self._content, 0, 0)
        self._grid.addWidget(self._content, 0, 1)
        self._content.show()
        self._add(node, run, "account.narrative", "进展情况", Shape.PROSE, 1, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 0)

    def _add(
        self, node: Node, run: int, key: str, label: str, shape: Shape, row: int, column: int
    ) -> ValueField:
        judged = isinstance(node, Objective) and not self._desk.office.indicators(node)
        place = Place(kind_of(node), node.id, key, run)
        field = ValueField(
            self._desk,
            place,
            label,
            shape,
            judge=(lambda text: self._judge(place, text)) if judged else None,
            parent=self,
        )
        self._label(label, field.editor, row, column)
        self._grid.addWidget(field, row, column + 1, Qt.AlignmentFlag.AlignTop)
        self.fields.append(field)
        field.show()
        return field

    def _judge(self, place: Place, text: str) -> Judgement:
        node = self._desk.office.find(place.kind, place.record)
        assert isinstance(node, Project | Objective)
        return self._desk.judge_account_text(node, text)

    def _label(self, text: str, buddy: QWidget, row: int, column: int) -> None:
        label = QLabel(text, self)
        label.setProperty("role", "dim")
        label.setBuddy(buddy)
        above = 0 if isinstance(buddy, QLabel) else round(theme.em(self.font()) * 0.5)
        label.setContentsMargins(0, above, 0, 0)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        label.show()
