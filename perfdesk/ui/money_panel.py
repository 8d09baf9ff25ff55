"""资金: a project's money by source, budgeted and executed, with what does not add up said below."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.records import Fund, Kind, Project
from perfdesk.operations import arranging
from perfdesk.operations.funding import USUAL_SOURCES, MoneyLine, add_fund, money_of
from perfdesk.operations.place import Place
from perfdesk.ui import icons, theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.place_table import Cell, Line, PlaceTable, TableColumn, cell_at

_COLUMNS = (
    TableColumn("资金来源", weight=3),
    TableColumn("年初预算数", width=8, right=True),
    TableColumn("全年预算数", width=8, right=True),
    TableColumn("执行数", width=8, right=True),
    TableColumn("执行率", width=6, right=True),
    TableColumn("全年预计", width=8, right=True),
)
_FUND = ("fund.initial", "fund.adjusted", "outlay.executed", "outlay.forecast")
_WHOLE = ("project.budget", "project.adjusted_budget", "account.executed", "account.forecast_executed")


class MoneyPanel(QWidget):
    """The whole in the first row, a source in each other one; 万元."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("money_panel")
        self._desk = desk
        self._project: int | None = None
        self.table = PlaceTable("money_table", "资金（万元）", _COLUMNS, self)
        self.add_button = self._button("add_fund", "新增来源", "plus", self._add)
        self.remove_button = self._button("remove_fund", "删除来源", "trash-2", self._remove)
        self.notice = QLabel(self)
        self.notice.setObjectName("money_notice")
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setWordWrap(True)
        theme.mark(self.notice, "role", "strong")
        em = theme.em(self.font())
        self.table.setMinimumHeight(em * 4)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addWidget(self.notice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em // 2)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        row.setContentsMargins(round(em * 1.3), 0, round(em * 1.3), em // 2)
        desk.changed.connect(self._take)
        desk.chosen.connect(self.refresh)

    def _button(self, name: str, word: str, icon: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(word, self)
        button.setObjectName(name)
        button.setAccessibleName(word)
        icons.give(button, icon)
        button.clicked.connect(act)
        return button

    def show_project(self, project: Project | None) -> None:
        """Show a project's money in the current run."""
        self._project = project.id if project else None
        self.refresh()

    @Slot(object)
    def _take(self, change: Change) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what the desk holds now."""
        found = self._desk.office.find(Kind.PROJECT, self._project or 0)
        if not isinstance(found, Project):
            self.table.show_lines(())
            return
        held = money_of(self._desk.office, found, self._desk.run)
        lines = [self._line(Kind.PROJECT, found.id, held.whole, _WHOLE)]
        funds = self._desk.office.followers(Fund, found)
        for fund, part in zip(funds, held.parts, strict=True):
            lines.append(self._line(Kind.FUND, fund.id, part, _FUND))
        self.table.show_lines(lines)
        self.notice.setText("\n".join(held.notices))
        for button in (self.add_button, self.remove_button):
            button.setEnabled(not self._desk.read_only)

    def _line(self, kind: Kind, record: int, held: MoneyLine, keys: tuple[str, ...]) -> Line:
        run = self._desk.run.id if self._desk.run else None
        name = Cell(held.name)
        if kind is Kind.FUND:
            name = cell_at(self._desk, Place(kind, record, "fund.name"))
        figures = []
        for key in keys:
            reported = key.startswith(("account.", "outlay."))
            if reported and run is None:
                figures.append(Cell(""))
            else:
                figures.append(cell_at(self._desk, Place(kind, record, key, run if reported else None)))
        initial, adjusted, executed, forecast = figures
        return Line((kind, record), (name, initial, adjusted, executed, Cell(held.rate), forecast))

    @Slot()
    def _add(self) -> None:
        """The next usual source, its name ready to be written over."""
        found = self._desk.office.find(Kind.PROJECT, self._project or 0)
        if not isinstance(found, Project):
            return
        held = {fund.name for fund in self._desk.office.followers(Fund, found)}
        free = [name for name in USUAL_SOURCES if name not in held] or [f"来源 {len(held) + 1}"]
        change, number = add_fund(self._desk.office, found, free[0])
        if self._desk.perform(change):
            self.table.edit_cell((Kind.FUND, number), 0)

    @Slot()
    def _remove(self) -> None:
        chosen = self.table.chosen
        if not isinstance(chosen, tuple) or chosen[0] is not Kind.FUND:
            self._desk.noticed.emit("先在表里选一个来源；总额这一行不能删除。")
            return
        self._desk.perform(arranging.remove(self._desk.office, *chosen))
