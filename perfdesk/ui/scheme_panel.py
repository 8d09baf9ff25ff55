"""计分方法: what an objective's scheme asks for this run, and what it comes to, line by line."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.change import Change
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.records import Kind, Objective
from perfdesk.domain.scoring.points import two_places
from perfdesk.domain.scoring.scheme import ROUNDINGS, Scheme
from perfdesk.domain.scoring.scheme_reading import read_inputs, read_scheme, write_inputs
from perfdesk.domain.scoring.scheme_text import propose_scheme
from perfdesk.operations.checking import full_content
from perfdesk.operations.place import Place
from perfdesk.paths import resources
from perfdesk.ui import theme
from perfdesk.ui.cell_edit import LineEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.toml_edit import TomlEdit

_NONE = "这个目标还没有计分方法。原文有计分方法的，可以照着写成一份，以后每期填几个数就能算出得分。"


class SchemePanel(QScrollArea):
    """Fields for the inputs of the run at the left, the reckoning beside them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scheme_panel")
        self.setWidgetResizable(True)
        self._desk = desk
        self._objective: int | None = None
        self._shape = ""
        self.fields: dict[str, LineEdit] = {}
        inside = QWidget(self)
        inside.setProperty("surface", "panel")
        em = theme.em(self.font())
        self._rows = QFormLayout()
        self._rows.setVerticalSpacing(em // 2)
        self._rows.setHorizontalSpacing(em)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.result = QLabel(inside)
        self.result.setObjectName("scheme_result")
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.edit_button = QPushButton("写计分方法…", inside)
        self.edit_button.setObjectName("edit_scheme")
        self.edit_button.clicked.connect(self._edit)
        told = QVBoxLayout()
        told.setSpacing(em)
        told.addWidget(self.result)
        told.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignLeft)
        told.addStretch(1)
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(round(em * 1.3), em, round(em * 1.3), em)
        layout.setSpacing(em * 2)
        asked = QVBoxLayout()
        asked.addLayout(self._rows)
        asked.addStretch(1)
        layout.addLayout(asked)
        layout.addLayout(told, 1)
        self.setWidget(inside)
        desk.changed.connect(self._take)

    def show_objective(self, objective: Objective | None) -> None:
        """Show an objective's scheme; None for nothing."""
        self._objective = objective.id if objective else None
        self._refresh()

    def _found(self) -> Objective | None:
        found = self._desk.office.find(Kind.OBJECTIVE, self._objective or 0)
        return found if isinstance(found, Objective) else None

    @Slot(object)
    def _take(self, change: Change) -> None:
        if self._objective is not None:
            self._refresh()

    def _refresh(self) -> None:
        objective = self._found()
        if objective is None:
            self._build(None)
            return
        word = "修改计分方法…" if objective.scheme else "写计分方法…"
        self.edit_button.setText(word)
        self.edit_button.setAccessibleName(word)
        self.edit_button.setEnabled(not self._desk.read_only)
        if not objective.scheme:
            self._build(None)
            self.result.setText(_NONE)
            return
        try:
            scheme = read_scheme(objective.scheme)
        except NotUnderstood as refusal:
            self._build(None)
            self.result.setText(str(refusal))
            return
        self._build(scheme)
        self._fill(objective)
        self.result.setText(self._reckoned(objective, scheme))

    def _build(self, scheme: Scheme | None) -> None:
        """One field for every input, and for every part that may have to be scored by hand."""
        asked: list[tuple[str, str]] = []
        if scheme is not None:
            asked = [(i.key, f"{i.name}（{i.unit}）" if i.unit else i.name) for i in scheme.inputs]
            by_hand = [p for p in scheme.parts if p.applies and any(s.every is None for s in p.steps)]
            asked += [(part.key, f"{part.name} 手工分（原文没有写明时填）") for part in by_hand]
        shape = repr((self._objective, asked))
        if shape == self._shape:
            return
        self._shape = shape
        self.fields.clear()
        while self._rows.rowCount():
            self._rows.removeRow(0)
        for key, label in asked:
            field = LineEdit(self)
            field.setObjectName(f"scheme_{key}")
            field.setAccessibleName(label)
            field.setMaximumWidth(theme.em(self.font()) * 12)
            field.editingFinished.connect(self._enter)
            self._rows.addRow(label, field)
            self.fields[key] = field

    def _given(self, objective: Objective) -> dict[str, str]:
        run = self._desk.run
        account = self._desk.office.account(run.id, objective) if run else None
        try:
            return read_inputs(account.scheme_inputs if account else None)
        except NotUnderstood:
            return {}

    def _fill(self, objective: Objective) -> None:
        given = self._given(objective)
        for key, field in self.fields.items():
            field.setEnabled(self._desk.run is not None and not self._desk.read_only)
            if not field.hasFocus() or not field.isModified():
                field.setText(given.get(key, ""))

    def _reckoned(self, objective: Objective, scheme: Scheme) -> str:
        result = self._desk.scores.item(objective).result
        if self._desk.run is None or result is None:
            return "还没有进展期。请先在“进展”里新建，再填数。"
        told = [f"{line.name}：{line.formula}" for line in result.lines]
        if result.score is not None:
            told.append(f"得分 {two_places(result.score)}")
        told += [f"待定：{sentence}" for sentence in result.open]
        told += [f"说明：{sentence}" for sentence in result.remarks]
        told.append(f"本单位选定：扣分步数{ROUNDINGS[scheme.rounding]}。")
        return "\n".join(told)

    @Slot()
    def _enter(self) -> None:
        """Write all inputs as one step; nothing where nothing was typed."""
        objective, run = self._found(), self._desk.run
        if objective is None or run is None:
            return
        given = {**self._given(objective), **{key: field.text() for key, field in self.fields.items()}}
        place = Place(Kind.OBJECTIVE, objective.id, "account.scheme_inputs", run.id)
        text = write_inputs(given)
        if text != self._desk.text(place):
            self._desk.enter_many("填写计分的数", [(place, text)])

    @Slot()
    def _edit(self) -> None:
        objective = self._found()
        if objective is not None:
            SchemeDialog(self._desk, objective, self).open()


class SchemeDialog(QDialog):
    """The text of a scheme; it is only kept when it can be read."""

    def __init__(self, desk: Desk, objective: Objective, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scheme_dialog")
        self.setWindowTitle("计分方法")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._objective = objective.id
        em = theme.em(self.font())
        theme.open_within(self, 60, 42)
        source = QLabel(full_content(objective), self)
        source.setTextFormat(Qt.TextFormat.PlainText)
        source.setWordWrap(True)
        source.setProperty("role", "dim")
        source.setVisible(bool(source.text()))
        self.text = TomlEdit("scheme_text", "计分方法", read_scheme, self)
        buttons = QDialogButtonBox(self)
        self.save_button = buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setObjectName("scheme_save")
        theme.mark(self.save_button, "primary", True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em * 2, round(em * 1.6), em * 2, round(em * 1.4))
        layout.setSpacing(em)
        layout.addWidget(source)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.text.checked.connect(self._follow)
        self.text.show_text(objective.scheme or _example(objective), writable=True)

    @Slot(str)
    def _follow(self, problem: str) -> None:
        self.save_button.setEnabled(not problem)

    def accept(self) -> None:
        """Keep the scheme."""
        place = Place(Kind.OBJECTIVE, self._objective, "objective.scheme")
        if not self.text.problem and self._desk.enter_many("写计分方法", [(place, self.text.text())]):
            super().accept()


def _example(objective: Objective) -> str:
    """The scheme its own text lays down, else the example that travels with the program, under its name."""
    read = propose_scheme(objective.name or "", full_content(objective))
    if read is not None:
        return read
    text = (resources() / "schemes" / "investment.toml").read_text(encoding="utf-8")
    name = (objective.name or "").replace("\\", "").replace('"', "").replace("\n", " ").strip()
    return text.replace("重大产业项目招引和推进", name, 1) if name else text
