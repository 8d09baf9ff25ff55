"""The form of one record: labelled fields from a table of data, each saved by itself when it is left."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.records import Indicator, Kind, Role, role_of
from perfdesk.domain.verdict import Judgement, Verdict
from perfdesk.domain.wording import LIKELIHOOD_WORDS
from perfdesk.operations.place import Place
from perfdesk.operations.standing import judge_milestone
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.form_fields import FIELDS, FormField
from perfdesk.ui.grid_columns import KIND_KEYS
from perfdesk.ui.grid_rows import GUESSED, kind_words, touched_rows
from perfdesk.ui.value_field import Shape, ValueField, Words

_REPORTED = ("entry.", "account.")


class RecordForm(QWidget):
    """All fields of one record; follows the desk, never touches a text that is being typed.

    Groups of fields stand under tabs of their own; ticks of one group stand in one row under its words.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        name: str = "record_form",
        fields: Mapping[Kind, tuple[FormField, ...]] = FIELDS,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._desk, self._table = desk, fields
        self._about: tuple[Kind, int, int | None] | None = None
        self.fields: list[ValueField] = []
        self._pages: dict[str, QWidget] = {}
        self.groups = QTabBar(self)
        self.groups.setObjectName(f"{name}_groups")
        self.groups.setAccessibleName("字段分组")
        self.groups.setDrawBase(False)
        self.groups.setExpanding(False)
        self.groups.hide()
        self.groups.currentChanged.connect(self._show_group)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(round(theme.em(self.font()) * 0.7))
        self._box.addWidget(self.groups)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        desk.changed.connect(self._take)

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Show a record's fields; what is still being typed into the ones before is saved first."""
        run = self._desk.run.id if self._desk.run is not None else None
        there = kind in self._table and self._desk.office.find(kind, record) if kind else None
        wanted = (kind, record, run) if kind and there else None
        if wanted is not None and wanted == self._about:
            self.refresh()
            return
        self._clear()
        self._about = wanted
        if wanted is not None:
            self._build(wanted[0], record)

    def field(self, key: str) -> ValueField | None:
        """The field with this key."""
        return next((field for field in self.fields if field.place.key == key), None)

    def reveal(self, field: ValueField) -> None:
        """Show the group a field stands in."""
        for at, page in enumerate(self._pages.values()):
            if page.isAncestorOf(field):
                self.groups.setCurrentIndex(at)

    @Slot()
    def refresh(self) -> None:
        """Show what the desk holds now."""
        for field in self.fields:
            field.refresh()

    @Slot(object)
    def _take(self, change: Change) -> None:
        if self._about is None:
            return
        rows = touched_rows(self._desk.office, change)
        if self._desk.office.find(*self._about[:2]) is None:
            self._clear()
            self._about = None
        elif any(row == self._about[:2] or row.kind is Kind.RUN for row in rows):
            self.refresh()

    def _clear(self) -> None:
        for field in self.fields:
            if self._about and self._desk.office.find(*self._about[:2]):
                field.commit()
        self.fields.clear()
        self.groups.blockSignals(True)
        while self.groups.count():
            self.groups.removeTab(0)
        self.groups.blockSignals(False)
        self.groups.hide()
        for page in self._pages.values():
            self._box.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()

    def _build(self, kind: Kind, record: int) -> None:
        row, at = -1, 2
        grid: QGridLayout | None = None
        ticks: tuple[str, QHBoxLayout] | None = None
        for definition in self._table[kind]:
            page = "" if definition.shape is Shape.FLAG else definition.group
            if grid is None or page not in self._pages:
                grid, row, at = self._page(page), -1, 2
            if definition.shape is Shape.FLAG and definition.group:
                if ticks is None or ticks[0] != definition.group:
                    row, at = row + 1, 2
                    ticks = (definition.group, self._tick_row(grid, definition.group, row))
                ticks[1].insertWidget(ticks[1].count() - 1, self._field(definition, kind, record))
                continue
            if not definition.half or at == 2:
                row, at = row + 1, 0
            else:
                at = 2
            self._add(grid, definition, kind, record, row, at)
            if not definition.half:
                at = 2
        if len(self._pages) > 1:
            for word in self._pages:
                self.groups.addTab(word)
            self.groups.show()
        self._show_group()

    def _page(self, word: str) -> QGridLayout:
        page = QWidget(self)
        grid = QGridLayout(page)
        em = theme.em(self.font())
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em)
        grid.setVerticalSpacing(round(em * 0.7))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._pages[word] = page
        self._box.addWidget(page)
        return grid

    @Slot()
    def _show_group(self) -> None:
        for at, page in enumerate(self._pages.values()):
            page.setVisible(at == max(self.groups.currentIndex(), 0))

    def _tick_row(self, grid: QGridLayout, words: str, row: int) -> QHBoxLayout:
        ticks = QHBoxLayout()
        ticks.setSpacing(theme.em(self.font()))
        ticks.addStretch(1)
        label = QLabel(words, self)
        label.setProperty("role", "dim")
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        grid.addLayout(ticks, row, 1, 1, 3)
        return ticks

    def _field(self, definition: FormField, kind: Kind, record: int) -> ValueField:
        reported = definition.key.startswith(_REPORTED)
        run = self._desk.run.id if reported and self._desk.run is not None else None
        field = ValueField(
            self._desk,
            Place(kind, record, definition.key, run),
            definition.label,
            definition.shape,
            choices=definition.choices,
            words=self._words(definition, record),
            judge=(lambda text: self._milestone(record, text)) if definition.key == _MILESTONE else None,
            parent=self,
        )
        self.fields.append(field)
        return field

    def _add(
        self, grid: QGridLayout, definition: FormField, kind: Kind, record: int, row: int, at: int
    ) -> None:
        field = self._field(definition, kind, record)
        if definition.shape is not Shape.FLAG:
            label = QLabel(definition.label, self)
            label.setProperty("role", "dim")
            label.setBuddy(field.editor)
            label.setContentsMargins(0, round(theme.em(self.font()) * 0.5), 0, 0)
            grid.addWidget(label, row, at, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        tick = definition.shape is Shape.FLAG
        side = Qt.AlignmentFlag.AlignVCenter if tick else Qt.AlignmentFlag.AlignTop
        grid.addWidget(field, row, at + 1, 1, 1 if definition.half else 3, side)

    def _milestone(self, record: int, text: str) -> Judgement:
        """The run's actual against the run's own target."""
        found = self._desk.office.find(Kind.INDICATOR, record)
        run = self._desk.run
        entry = self._desk.office.entry(run.id, record) if run else None
        judged = None
        if isinstance(found, Indicator):
            judged = judge_milestone(found, text, entry.actual if entry else None)
        # The sentence stands below the field; beside the badge there is no room for words.
        return (
            Judgement(judged.verdict, judged.sentence, "") if judged else Judgement(Verdict.NO_DATA, "", "")
        )

    def _words(self, definition: FormField, record: int) -> Words | None:
        holder, _, name = definition.key.partition(".")
        if name == "likelihood":
            words = {kind.value: word for kind, word in LIKELIHOOD_WORDS.items()}
            return Words(lambda value: words.get(value, value), str)
        if definition.shape is Shape.CHOICE and role_of(Kind(holder), name) is Role.FLAG:
            return Words(lambda value: "是" if value == "1" else "否", str)
        if definition.key not in KIND_KEYS:
            return None

        def shown(_: str) -> str:
            found = self._desk.office.find(Kind.INDICATOR, record)
            return kind_words(found, definition.key) if isinstance(found, Indicator) else ""

        return Words(shown, lambda text: "" if text.endswith(GUESSED) else text)


_MILESTONE = "entry.milestone"
