"""整改: what is to be put right, by whom, until when, and what came of it; written in the table."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.records import Indicator, Kind, Rectification
from perfdesk.forms.sheet import Sheet
from perfdesk.operations import arranging
from perfdesk.operations.checking import node_name
from perfdesk.operations.place import Place
from perfdesk.operations.rectifying import add_rectification, finish, rectification_sheet
from perfdesk.ui.desk import Desk
from perfdesk.ui.list_page import ListPage
from perfdesk.ui.place_table import Cell, Line, TableColumn, cell_at

_COLUMNS = (
    TableColumn("项目或目标", weight=3),
    TableColumn("问题", weight=4),
    TableColumn("整改措施", weight=4),
    TableColumn("责任人", width=6),
    TableColumn("完成时限", width=8),
    TableColumn("整改结果", weight=3),
    TableColumn("完成", width=4),
)
_ISSUE = 1
_NEW = "待填写"


class RectificationPage(ListPage):
    """The list of the project that is chosen, or of the whole book."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "rectification", "整改清单", _COLUMNS, parent)
        self.add_button("add_rectification", "新增整改", self.add, icon="plus")
        self.add_button("finish_rectification", "标为完成", self.finish, icon="check")
        self.add_button("remove_rectification", "删除", self.remove, icon="trash-2")
        self.add_button("export_rectification", "导出…", self.ask_export, icon="file-down", edits=False)

    def lines(self) -> list[Line]:
        """One for each rectification, open ones first."""
        held = [
            (node, line) for node in self.nodes for line in self._desk.office.followers(Rectification, node)
        ]
        held.sort(key=lambda pair: pair[1].done)
        return [
            Line(
                line.id,
                (
                    Cell(node_name(node)),
                    *(
                        cell_at(self._desk, Place(Kind.RECTIFICATION, line.id, f"rectification.{name}"))
                        for name in ("issue", "measure", "owner", "due_on", "result")
                    ),
                    Cell("已完成" if line.done else ""),
                ),
            )
            for node, line in held
        ]

    def sentence(self, count: int) -> str:
        """How many there are, and how many are open."""
        if not count:
            return "没有整改事项。监控或检查发现问题时，在这里记下来，一直跟到完成。"
        held = [r for node in self.nodes for r in self._desk.office.followers(Rectification, node)]
        return f"共 {count} 条，未完成 {sum(1 for line in held if not line.done)} 条"

    @Slot()
    def add(self) -> None:
        """A new line for the chosen project, its issue ready to be written."""
        record = self.chosen_record
        if record is None:
            self._desk.noticed.emit("先在左边选一个项目或目标，再新增整改。")
            return
        node = self._desk.office.owner(record) if isinstance(record, Indicator) else record
        change, number = add_rectification(self._desk.office, node, self._desk.run, _NEW)
        if self._desk.perform(change):
            self.table.edit_cell(number, _ISSUE)

    def _line(self) -> Rectification | None:
        chosen = self.table.chosen
        found = self._desk.office.find(Kind.RECTIFICATION, chosen if isinstance(chosen, int) else 0)
        if not isinstance(found, Rectification):
            self._desk.noticed.emit("先在表里选一条整改。")
            return None
        return found

    @Slot()
    def finish(self) -> None:
        """Mark the chosen line as done; its result is asked."""
        line = self._line()
        if line is not None:
            self.perform(lambda: finish(line, line.result or ""))

    @Slot()
    def remove(self) -> None:
        """Take the chosen line away; undo brings it back."""
        line = self._line()
        if line is not None:
            self.perform(lambda: arranging.remove(self._desk.office, Kind.RECTIFICATION, line.id))

    @Slot()
    def ask_export(self) -> None:
        """Ask where the list shall lie."""
        year = self._desk.book.year or "" if self._desk.book else ""
        self.ask_save("rectification_export_dialog", "导出整改清单", f"{year}整改清单", ("xlsx", "pdf"))

    def sheet(self) -> Sheet:
        """The list of the whole book."""
        if self._desk.book is None:
            raise NotUnderstood("还没有年度。请先导入文件或新建年度。")
        return rectification_sheet(self._desk.office, self._desk.book)
