"""批复: the date and document number under which targets were approved."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.domain.office import Node
from perfdesk.operations.adjusting import approve, counted
from perfdesk.operations.checking import node_name
from perfdesk.ui.desk import Desk
from perfdesk.ui.question_dialog import QuestionDialog


class ApproveDialog(QuestionDialog):
    """Approves the given projects or objectives; an emptied date takes an approval back."""

    def __init__(self, desk: Desk, nodes: Sequence[Node], parent: QWidget | None = None) -> None:
        super().__init__("批复目标", "approve_dialog", "批复", parent)
        self._desk, self._nodes = desk, tuple(nodes)
        one = self._nodes[0] if len(self._nodes) == 1 else None
        whose = QLabel(node_name(one) if one else f"本年度全部{counted(self._nodes)}", self)
        whose.setWordWrap(True)
        self.on = self.line("approve_on", "批复日期")
        self.document = self.line("approve_document", "批复文号")
        self.on.setText(
            (one.approved_on if one else None) or QDate.currentDate().toString(Qt.DateFormat.ISODate)
        )
        self.document.setText((one.approval_doc if one else None) or "")
        self.add_row("对象", whose)
        self.add_row("批复日期", self.on)
        self.add_row("批复文号", self.document)
        self.document.setFocus()

    def answer(self) -> bool:
        """Approve; the sentence says what is missing."""
        if not self._nodes:
            self.say("这里没有项目或目标可以批复。请先在左边选项目、目标或年度。")
            return False
        try:
            change = approve(self._nodes, self.on.text(), self.document.text())
        except DeskError as error:
            self.say(str(error))
            return False
        return self._desk.perform(change)
