"""The form of one record: labelled fields from a table of data, each saved by itself when it is left."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.measure import ACCUMULATION_WORDS, DIRECTION_WORDS
from perfdesk.domain.records import Indicator, Kind
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.grid_columns import KIND_KEYS, OPERATORS
from perfdesk.ui.grid_rows import GUESSED, kind_words
from perfdesk.ui.value_field import Shape, ValueField, Words


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a form. Fields marked `half` stand two in a row."""

    key: str
    label: str
    shape: Shape = Shape.LINE
    half: bool = False
    choices: tuple[str, ...] = ()


_MONTHS = tuple(str(month) for month in range(1, 13))
FIELDS: dict[Kind, tuple[FormField, ...]] = {
    Kind.BOOK: (
        FormField("book.unit_name", "单位名称"),
        FormField("book.year", "年度", half=True),
        FormField("book.source", "来源文件", half=True),
        FormField("book.title", "表名"),
    ),
    Kind.PROJECT: (
        FormField("project.seq", "序号", half=True),
        FormField("project.budget", "本年预算（万元）", Shape.FIGURE, half=True),
        FormField("project.name", "项目名称"),
        FormField("project.overview", "项目概况", Shape.PROSE),
        FormField("project.annual_goal", "年度绩效目标", Shape.PROSE),
    ),
    Kind.OBJECTIVE: (
        FormField("objective.category", "类别", half=True),
        FormField("objective.subcategory", "分项指标", half=True),
        FormField("objective.name", "目标名称"),
        FormField("objective.content", "考核内容及指标", Shape.PROSE),
        FormField("objective.scoring_text", "计分方法", Shape.PROSE),
        FormField("objective.attribute", "指标属性", Shape.TYPED_CHOICE, True, ("预期性", "约束性")),
        FormField("objective.due_month", "完成时限（月）", Shape.TYPED_CHOICE, True, _MONTHS),
        FormField("objective.starred", "重点（★）", Shape.CHOICE, True, ("否", "是")),
    ),
    Kind.INDICATOR: (
        FormField("indicator.name", "指标名称"),
        FormField("indicator.operator", "运算符", Shape.TYPED_CHOICE, True, OPERATORS),
        FormField("indicator.target", "年度目标值", Shape.FIGURE, half=True),
        FormField("indicator.unit", "单位", half=True),
        FormField("indicator.weight", "权重", Shape.FIGURE, half=True),
        FormField(KIND_KEYS[0], "累计方式", Shape.CHOICE, True, tuple(ACCUMULATION_WORDS.values())),
        FormField(KIND_KEYS[1], "方向", Shape.CHOICE, True, tuple(DIRECTION_WORDS.values())),
        FormField("indicator.level1", "一级指标", half=True),
        FormField("indicator.level2", "二级指标", half=True),
    ),
    Kind.RUN: (
        FormField("run.label", "进展期", half=True),
        FormField("run.as_of", "截止日期", half=True),
    ),
}


class RecordForm(QWidget):
    """All fields of one record; follows the desk, never touches a text that is being typed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_form")
        self._desk = desk
        self._about: tuple[Kind, int] | None = None
        self.fields: list[ValueField] = []
        self._grid = QGridLayout(self)
        em = theme.em(self.font())
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em)
        self._grid.setVerticalSpacing(round(em * 0.7))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        desk.changed.connect(self._take)

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Show a record's fields; what is still being typed into the ones before is saved first."""
        wanted = (kind, record) if kind in FIELDS and self._desk.office.find(kind, record) else None
        if wanted is not None and wanted == self._about:
            self.refresh()
            return
        self._clear()
        self._about = wanted
        if wanted is not None:
            self._build(*wanted)

    def field(self, key: str) -> ValueField | None:
        """The field with this key."""
        return next((field for field in self.fields if field.place.key == key), None)

    @Slot()
    def refresh(self) -> None:
        """Show what the desk holds now."""
        for field in self.fields:
            field.refresh()

    @Slot(object)
    def _take(self, change: Change) -> None:
        if self._about is None:
            return
        if self._desk.office.find(*self._about) is None:
            self._clear()
            self._about = None
        elif self._about in change.touched():
            self.refresh()

    def _clear(self) -> None:
        for field in self.fields:
            if self._about and self._desk.office.find(*self._about):
                field.commit()
        self.fields.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _build(self, kind: Kind, record: int) -> None:
        row, at = -1, 2
        for definition in FIELDS[kind]:
            if not definition.half or at == 2:
                row, at = row + 1, 0
            else:
                at = 2
            self._add(definition, kind, record, row, at)
            if not definition.half:
                at = 2

    def _add(self, definition: FormField, kind: Kind, record: int, row: int, at: int) -> None:
        field = ValueField(
            self._desk,
            Place(kind, record, definition.key),
            definition.label,
            definition.shape,
            choices=definition.choices,
            words=self._words(definition, record),
            parent=self,
        )
        field.editor.setEnabled(not self._desk.read_only)
        label = QLabel(definition.label, self)
        label.setProperty("role", "dim")
        label.setBuddy(field.editor)
        label.setContentsMargins(0, round(theme.em(self.font()) * 0.5), 0, 0)
        self._grid.addWidget(label, row, at, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(field, row, at + 1, 1, 1 if definition.half else 3)
        self.fields.append(field)
        label.show()
        field.show()

    def _words(self, definition: FormField, record: int) -> Words | None:
        if definition.key == "objective.starred":
            return Words(lambda value: "是" if value == "1" else "否", str)
        if definition.key not in KIND_KEYS:
            return None

        def shown(_: str) -> str:
            found = self._desk.office.find(Kind.INDICATOR, record)
            return kind_words(found, definition.key) if isinstance(found, Indicator) else ""

        return Words(shown, lambda text: "" if text.endswith(GUESSED) else text)
