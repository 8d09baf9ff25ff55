"""自评: points, how they came about, what is open; what is typed is tried before it is entered."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.records import Indicator, Kind, Objective, Project
from perfdesk.domain.scoring.lights import LIGHT_WORDS
from perfdesk.domain.scoring.points import two_places
from perfdesk.operations import scoring
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.empty_state import EmptyState
from perfdesk.ui.grid_columns import Sheet
from perfdesk.ui.grid_model import GridModel
from perfdesk.ui.grid_view import GridView
from perfdesk.ui.pack_dialog import PackDialog
from perfdesk.ui.scheme_panel import SchemePanel
from perfdesk.ui.score_words import money_of, standing_of, total_of


class ScorePage(QWidget):
    """The total above, the grid of points below; for an objective its scoring scheme."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("score_page")
        self._desk = desk
        self._project: Project | None = None
        self.total = self._label("score_total", "title")
        self.standing = self._label("score_standing", "dim")
        self.propose_button = self._button("propose_weights", "分配分值", self._propose)
        self.pack_button = self._button("choose_pack", "打分规则…", self._choose_pack)
        self.model = GridModel(desk, Sheet.SCORES, self)
        self.grid = GridView(self.model, self)
        self.grid.setObjectName("score_grid")
        self.grid.setAccessibleName("自评表")
        self.scheme = SchemePanel(desk, self)
        self.empty = EmptyState("score_empty", self)
        self._lay_out()
        self.setFocusProxy(self.grid)
        self.model.dataChanged.connect(self._show_total)
        self.model.modelReset.connect(self._show_total)
        desk.changed.connect(self._take)

    def _label(self, name: str, role: str) -> QLabel:
        made = QLabel(self)
        made.setObjectName(name)
        made.setProperty("role", role)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(role == "dim")
        return made

    def _button(self, name: str, word: str, act: object) -> QPushButton:
        made = QPushButton(word, self)
        made.setObjectName(name)
        made.setAccessibleName(word)
        made.clicked.connect(act)
        return made

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        head = QHBoxLayout()
        head.setContentsMargins(round(em * 1.3), em // 2, round(em * 1.3), em // 2)
        head.setSpacing(em)
        head.addWidget(self.total)
        head.addWidget(self.standing, 1)
        head.addWidget(self.propose_button)
        head.addWidget(self.pack_button)
        line = QFrame(self)
        line.setProperty("role", "line")
        self._stack = QStackedWidget(self)
        for page in (self.grid, self.scheme, self.empty):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(line)
        layout.addWidget(self._stack, 1)

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Show the points of a project, of everything in a book, or an objective's scheme."""
        found = self._desk.office.find(kind, record) if kind else None
        owner = self._desk.office.owner(found) if isinstance(found, Indicator) else found
        self._project = owner if isinstance(owner, Project) else None
        self.model.show_record(kind, record)
        self.scheme.show_objective(owner if isinstance(owner, Objective) else None)
        if isinstance(owner, Objective):
            self._stack.setCurrentWidget(self.scheme)
        elif self._desk.run is None:
            self._say("还没有进展期。请先在“进展”里新建，再自评。")
        elif self.model.rowCount():
            self._stack.setCurrentWidget(self.grid)
        else:
            self._say("请在左边选一个项目，或选一个有计分方法的目标。")
        self._show_total()

    def _say(self, sentence: str) -> None:
        self.empty.say(sentence)
        self._stack.setCurrentWidget(self.empty)

    @Slot(object)
    def _take(self, change: Change) -> None:
        self._show_total()

    @Slot()
    def _show_total(self) -> None:
        """The project's total, and beside it what it would be with the figure being typed."""
        project = self._project
        if project is not None:
            found = self._desk.office.find(Kind.PROJECT, project.id)
            project = self._project = found if isinstance(found, Project) else None
        scored = self._desk.scores.project(project) if project else None
        pack = self._desk.scores.pack
        self.pack_button.setEnabled(self._desk.book is not None)
        self.pack_button.setToolTip(f"现在用：{pack.name}" if pack else "现在的规则读不出来，请重新选一套。")
        self.propose_button.setVisible(bool(project and self._desk.scores.proposals(project)))
        self.propose_button.setEnabled(not self._desk.read_only)
        self.total.setText(total_of(scored) if scored else "")
        self.total.setVisible(scored is not None)
        if scored is None or project is None:
            self.standing.setText(f"规则：{pack.name}" if pack else "")
            return
        drafts = {row.record: text for row, text in self.model.drafts().items()}
        tried = self._desk.scores.project(project, drafts) if drafts else None
        if tried is not None and (tried.total, tried.so_far) != (scored.total, scored.so_far):
            now = two_places(scored.total if scored.total is not None else scored.so_far)
            self.total.setText(total_of(tried))
            self.standing.setText(f"按正在输入的数试算，原来 {now}")
            return
        light = self._desk.scores.light(project)
        shown = f"监控{LIGHT_WORDS[light]}" if light else ""
        parts = (shown, money_of(scored), standing_of(scored), f"规则：{pack.name}" if pack else "")
        self.standing.setText("\u3000".join(part for part in parts if part))

    def focus_place(self, place: Place) -> bool:
        """Select the place's cell; whether it is here."""
        if self._stack.currentWidget() is self.grid and self.grid.show_place(place):
            self.grid.setFocus()
            return True
        return False

    @Slot()
    def _propose(self) -> None:
        """Write the proposed weights as one step that can be undone; the button says how many."""
        if self._project is not None:
            proposals = self._desk.scores.proposals(self._project)
            self._desk.perform(scoring.accept(self._desk.office, proposals))

    @Slot()
    def _choose_pack(self) -> None:
        if self._desk.book is not None:
            PackDialog(self._desk, self).open()
