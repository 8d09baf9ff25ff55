"""The middle of the window: what is chosen in the tree, under a header, in tabs."""

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.records import Book, Indicator, Kind, Objective, Project, Record, Run
from perfdesk.domain.verdict import Verdict
from perfdesk.domain.wording import VERDICT_WORDS, shortened
from perfdesk.forms.registry import FORMS
from perfdesk.operations.checking import node_name
from perfdesk.operations.place import Place
from perfdesk.ui import theme
from perfdesk.ui.adjustment_page import AdjustmentPage
from perfdesk.ui.desk import Desk
from perfdesk.ui.empty_state import EmptyState
from perfdesk.ui.evidence_page import EvidencePage
from perfdesk.ui.grid_rows import rebuilds
from perfdesk.ui.history_view import HistoryView
from perfdesk.ui.overview_page import OverviewPage
from perfdesk.ui.progress_page import ProgressPage
from perfdesk.ui.publish_page import PublishPage
from perfdesk.ui.rectification_page import RectificationPage
from perfdesk.ui.score_page import ScorePage
from perfdesk.ui.target_page import TargetPage

_GAP = "\u3000"
_TITLE_AT_MOST = 80  # characters, two lines of the usual window
_NOTHING_YET = "点“导入”读入已有的表，或点“新建项目”从头填。"
_SHOWN_ORDER = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.IN_PROGRESS,
    Verdict.NO_DATA,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.NOT_APPLICABLE,
)


class CentrePage(QWidget):
    """Header and tabs of one record; it follows the desk by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre_page")
        self.setProperty("surface", "panel")
        self._desk = desk
        self._kind: Kind | None = None
        self._record = 0
        self.title = QLabel(self)
        self.title.setObjectName("centre_title")
        self.title.setProperty("role", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.line = QLabel(self)
        self.line.setObjectName("centre_line")
        self.line.setProperty("role", "dim")
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setWordWrap(True)
        self.progress = ProgressPage(desk, self)
        self.targets = TargetPage(desk, self)
        self.scores = ScorePage(desk, self)
        self.history = HistoryView(desk, self)
        self.overview = OverviewPage(desk, self)
        self.adjustments = AdjustmentPage(desk, self)
        self.evidence = EvidencePage(desk, self)
        self.rectifications = RectificationPage(desk, self)
        self.publish = PublishPage(desk, self)
        self.empty = EmptyState("centre_empty", self)
        self.empty.say(_NOTHING_YET)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("centre_tabs")
        self.tabs.setAccessibleName("进展、目标、自评、历史、概览和其他")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for number, (page, word) in enumerate(
            (
                (self.progress, "进展"),
                (self.targets, "目标"),
                (self.scores, "自评"),
                (self.history, "历史"),
                (self.overview, "概览"),
                (self.adjustments, "调整"),
                (self.evidence, "佐证"),
                (self.rectifications, "整改"),
                (self.publish, "公开"),
            ),
            1,
        ):
            self.tabs.addTab(page, word)
            self.tabs.setTabToolTip(number - 1, f"{word}（Alt+{number}）")
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(partial(self._go_to, page))
        self.tabs.currentChanged.connect(self._show_history)
        self._lay_out()
        desk.changed.connect(self._take)
        desk.chosen.connect(self._show_again)
        desk.opened.connect(self._forget)
        self._show_again()

    def _go_to(self, page: QWidget) -> None:
        """Show a tab by its key and go on writing in it."""
        self.tabs.setCurrentWidget(page)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keys into what the tab shows; where that is nothing to write in, on the tab itself."""
        page = self.tabs.currentWidget() if self.tabs.isVisible() else None
        inside = (page.focusProxy() or page) if page is not None else None
        if inside is not None and inside.isVisible() and inside.focusPolicy() != Qt.FocusPolicy.NoFocus:
            inside.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        head = QVBoxLayout()
        head.setContentsMargins(round(em * 1.3), em, round(em * 1.3), round(em * 0.6))
        head.setSpacing(em // 3)
        head.addWidget(self.title)
        head.addWidget(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.empty, 1)

    # -- what is shown

    def show_record(self, kind: Kind | None, record: int) -> None:
        """Show a project, objective, indicator, run or book; None for nothing chosen."""
        self._kind, self._record = kind, record
        self._show_again()

    def focus_place(self, place: Place) -> None:
        """Show the place's record and put the cursor there."""
        if place.key.startswith(("entry.", "account.")):
            page: ProgressPage | TargetPage = self.progress
        else:
            page = self.targets
        if not page.focus_place(place):
            self.show_record(place.kind, place.record)
        self.tabs.setCurrentWidget(page)
        page.focus_place(place)

    @Slot()
    def _show_again(self) -> None:
        if self._kind is not None and self._desk.office.find(self._kind, self._record) is None:
            self._kind, self._record = None, 0
        self._show_header()
        self.progress.show_record(self._kind, self._record)
        self.targets.show_record(self._kind, self._record)
        self.scores.show_record(self._kind, self._record)
        for page in (self.overview, self.adjustments, self.evidence, self.rectifications, self.publish):
            page.show_record(self._kind, self._record)
        self._show_history()

    @Slot()
    def _forget(self) -> None:
        self.show_record(None, 0)

    @Slot(object)
    def _take(self, change: Change) -> None:
        if rebuilds(change):
            self._show_again()
            return
        self._show_header()
        self._show_history()

    @Slot()
    def _show_history(self) -> None:
        if self.tabs.currentWidget() is self.history:
            self.history.show_record(self._kind, self._record)

    # -- the header

    def _show_header(self) -> None:
        found = self._desk.office.find(self._kind, self._record) if self._kind else None
        shown = self._desk.office.owner(found) if isinstance(found, Indicator) else found
        there = bool(self._desk.office.books())
        title = self._title(shown) or ("没有选中内容" if there else "还没有内容")
        self.title.setText(shortened(title, _TITLE_AT_MOST))
        self.title.setToolTip(title if len(title) > _TITLE_AT_MOST else "")
        self.tabs.setVisible(there)
        self.empty.setVisible(not there)
        self.line.setText(self._line(shown))
        self.line.setVisible(bool(self.line.text()))

    def _title(self, found: Record | None) -> str:
        match found:
            case Project() | Objective():
                return node_name(found)
            case Book():
                kind = FormKind(found.form) if found.form in {k.value for k in FormKind} else None
                form = FORMS.get(kind) if kind else None
                return f"{found.year or ''} 年度{form.name if form else (found.title or '')}"
            case Run():
                return f"{found.label or ''} 进展"
            case _:
                return ""

    def _line(self, found: Record | None) -> str:
        match found:
            case Project():
                unit = " 万元" if (found.budget or " ")[-1].isdecimal() else ""
                budget = f"本年预算 {found.budget}{unit}" if found.budget else "没有填预算"
                return _GAP.join((budget, self._counts(found)))
            case Objective():
                month = f"{found.due_month} 月前完成" if (found.due_month or "").isdecimal() else ""
                parts = (found.category, found.subcategory, found.attribute, month)
                return _GAP.join(part for part in parts if part)
            case Book():
                nodes = self._desk.office.nodes(found.id)
                word = "目标" if any(isinstance(n, Objective) for n in nodes) else "项目"
                return _GAP.join((found.unit_name or "", f"{word} {len(nodes)} 项"))
            case Run():
                book = self._desk.office.find(Kind.BOOK, found.book or 0)
                months = f"{found.from_month} 月至 {found.to_month} 月"
                return _GAP.join((getattr(book, "unit_name", "") or "", months))
            case _:
                return ""

    def _counts(self, project: Project) -> str:
        indicators = self._desk.office.indicators(project)
        counted = Counter(self._desk.judge_indicator(i).verdict for i in indicators)
        parts = [f"{VERDICT_WORDS[v]} {counted[v]}" for v in _SHOWN_ORDER if counted[v]]
        return f"指标 {len(indicators)} 项" + ("：" + _GAP.join(parts) if parts else "")
