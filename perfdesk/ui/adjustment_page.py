"""调整: what was changed of approved targets by procedure, from what to what, and why; never written over."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from perfdesk.domain.records import Adjustment, Kind
from perfdesk.operations.adjusting import SUBJECT_WORDS, counted
from perfdesk.operations.checking import node_name
from perfdesk.ui.desk import Desk
from perfdesk.ui.list_page import ListPage
from perfdesk.ui.place_table import Cell, Line, TableColumn

_COLUMNS = (
    TableColumn("日期", width=7),
    TableColumn("哪一项", weight=4),
    TableColumn("内容", width=7),
    TableColumn("原来", weight=3),
    TableColumn("改为", weight=3),
    TableColumn("依据", weight=4),
    TableColumn("文号", weight=3),
)


class AdjustmentPage(ListPage):
    """The adjustments of what is chosen, and the two verbs that lead to them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "adjustment", "目标调整", _COLUMNS, parent)
        self.add_button("approve_targets", "批复…", self.approve)
        self.add_button("adjust_target", "调整目标…", self.adjust)

    def lines(self) -> list[Line]:
        """One for each adjustment."""
        office = self._desk.office
        lines = []
        for node in self.nodes:
            for held in office.followers(Adjustment, node):
                about = office.find(Kind.INDICATOR, held.indicator or 0)
                name = getattr(about, "name", None) or node_name(node)
                texts = (
                    held.adjusted_on,
                    name,
                    SUBJECT_WORDS.get(held.subject or "", ""),
                    held.before,
                    held.after,
                    held.basis,
                    held.approval_doc,
                )
                lines.append(Line(held.id, tuple(Cell(text or "") for text in texts)))
        return lines

    def sentence(self, count: int) -> str:
        """Whether the targets are approved, and how often they were adjusted."""
        nodes = self.nodes
        approved = [node for node in nodes if node.approved_on]
        if len(nodes) == 1 and approved:
            said = f"{approved[0].approved_on} 批复，{approved[0].approval_doc or '没有写文号'}"
        else:
            said = f"共{counted(nodes)}，已批复 {len(approved)}" if len(nodes) > 1 else ""
        return "　".join(part for part in (said, f"调整 {count} 次" if count else "没有调整过") if part)

    @Slot()
    def approve(self) -> None:
        """Ask for date and number of the approval."""
        from perfdesk.ui.approve_dialog import ApproveDialog

        ApproveDialog(self._desk, self.nodes, self).open()

    @Slot()
    def adjust(self) -> None:
        """Ask what is adjusted, to what and why."""
        from perfdesk.ui.adjust_dialog import AdjustDialog

        record = self.chosen_record
        if record is None:
            self._desk.noticed.emit("先在左边选要调整的指标、项目或目标。")
            return
        AdjustDialog(self._desk, record, self).open()
