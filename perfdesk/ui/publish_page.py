"""公开: where the run stands, the check list with its answers, and what was published before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.records import Run, RunState
from perfdesk.domain.wording import shortened
from perfdesk.forms.sheet import Sheet
from perfdesk.operations import running
from perfdesk.operations.arranging import answer
from perfdesk.operations.checking import ReviewLine
from perfdesk.operations.publishing import SEVERITY_WORDS, by_answer, checklist_sheet, publications
from perfdesk.ui import theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.list_page import ListPage
from perfdesk.ui.place_table import Cell, Line, PlaceTable, TableColumn
from perfdesk.ui.review_model import ANSWER_PROMPT, WHERE_AT_MOST

_COLUMNS = (
    TableColumn("类别", width=5),
    TableColumn("所在", weight=3),
    TableColumn("说明", weight=5),
    TableColumn("答复", weight=3),
)
_MADE = (
    TableColumn("版次", width=5),
    TableColumn("公开时间", width=11),
    TableColumn("文件", weight=3),
    TableColumn("页数", width=4, right=True),
    TableColumn("更正说明", weight=2),
    TableColumn("校验值", weight=2),
)
_NO_RUN = "还没有进展期。先新建进展，填好后在这里核对和公开。"


class PublishPage(ListPage):
    """The whole book, whatever is chosen in the tree: a table is published as one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "publish", "公开前清单", _COLUMNS, parent)
        self.back_button = self.add_button("send_back", "退回", self.send_back)
        self.on_button = self.add_button("advance", "送复核", self.advance)
        self.lock_button = self.add_button("lock_run", "锁定", self.lock)
        self.add_button("checklist_pdf", "导出清单…", self.ask_checklist, edits=False)
        self.publish_button = self.add_button("publish", "公开…", self.publish)
        theme.mark(self.publish_button, "primary", True)
        self.made = PlaceTable("publication_table", "已公开的版本", _MADE, self)
        self.made.setMaximumHeight(theme.em(self.font()) * 10)
        self.body.addWidget(self.made)

    def lines(self) -> list[Line]:
        """One for each flag, those without an answer first."""
        return [self._line(one) for one in by_answer(self._desk.review())]

    def _line(self, one: ReviewLine) -> Line:
        enter = None if self._desk.read_only else partial(self._answer, one.key)
        words = (
            Cell(SEVERITY_WORDS[one.severity]),
            Cell(shortened(one.where, WHERE_AT_MOST)),
            Cell(one.message),
        )
        return Line(one.key, (*words, Cell(one.answer or "", enter, ANSWER_PROMPT)))

    def _answer(self, key: str, note: str) -> bool:
        return self._desk.perform(answer(self._desk.office, key, note))

    def sentence(self, count: int) -> str:
        """The state of the run, and what still stands in the way."""
        book, run = self._desk.book, self._desk.run
        if book is None or run is None:
            return _NO_RUN
        still = sum(1 for one in self._desk.review() if not one.answer)
        state = f"{run.label or ''}：{running.state_words(run)}"
        if running.state_of(run) is RunState.PUBLISHED:
            return state
        return f"{state}　共 {count} 条，" + (f"{still} 条没有答复" if still else "都有答复，可以公开")

    @Slot()
    def refresh(self) -> None:
        """Ask the desk again, if anybody looks."""
        super().refresh()
        if not self.isVisible():
            return
        self._show_publications()
        self._name_buttons(self._desk.run)

    def _show_publications(self) -> None:
        book = self._desk.book
        made = publications(self._desk.office, book) if book else []
        lines = []
        for one in reversed(made):
            texts = (
                f"第 {one.version} 版",
                one.published_on,
                one.file,
                str(one.pages or ""),
                one.correction,
                one.digest,
            )
            lines.append(Line(one.id, tuple(Cell(text or "") for text in texts)))
        self.made.show_lines(lines)
        self.made.setVisible(bool(lines))

    def _name_buttons(self, run: Run | None) -> None:
        there = run is not None and not self._desk.read_only
        state = running.state_of(run) if run else RunState.OPEN
        self.on_button.setText("送审核" if state is RunState.CHECKING else "送复核")
        self.on_button.setAccessibleName(self.on_button.text())
        moving = there and run is not None and not run.locked
        self.on_button.setEnabled(moving and state in (RunState.OPEN, RunState.CHECKING))
        self.back_button.setEnabled(moving and state is not RunState.OPEN)
        self.publish_button.setEnabled(moving)
        self.lock_button.setEnabled(there)
        self.lock_button.setText("解锁…" if run and run.locked else "锁定")
        self.lock_button.setAccessibleName(self.lock_button.text())

    # -- the verbs

    @Slot()
    def advance(self) -> None:
        """Hand the run on."""
        self._move(running.advance)

    @Slot()
    def send_back(self) -> None:
        """Hand the run back."""
        self._move(running.send_back)

    @Slot()
    def lock(self) -> None:
        """Lock the run, or ask why it shall be opened."""
        run = self._desk.run
        if run is None or not run.locked:
            self._move(running.lock)
            return
        from perfdesk.ui.unlock_dialog import UnlockDialog

        UnlockDialog(self._desk, run.id, self).open()

    def _move(self, make: Callable[[Run], Change]) -> None:
        run = self._desk.run
        if run is None:
            self._desk.noticed.emit(_NO_RUN)
            return
        self.perform(lambda: make(run))

    @Slot()
    def publish(self) -> None:
        """Ask where the public file shall lie; the dialog says what stands in the way."""
        book, run = self._desk.book, self._desk.run
        if book is None:
            return
        from perfdesk.ui.publish_dialog import PublishDialog

        PublishDialog(self._desk, book.id, run.id if run else None, self).open()

    @Slot()
    def ask_checklist(self) -> None:
        """Ask where the check list shall lie."""
        self.ask_save("checklist_dialog", "保存公开前清单", "公开前检查清单", ("pdf", "xlsx"))

    def sheet(self) -> Sheet:
        """The check list as a page of its own."""
        if self._desk.book is None:
            raise NotUnderstood(_NO_RUN)
        return checklist_sheet(self._desk.office, self._desk.book, self._desk.run)
