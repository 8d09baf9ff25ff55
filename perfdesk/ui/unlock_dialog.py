"""解锁: why a locked run is opened again; the reason goes into the history."""

from PySide6.QtWidgets import QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.operations.running import unlock
from perfdesk.ui.desk import Desk
from perfdesk.ui.question_dialog import QuestionDialog


class UnlockDialog(QuestionDialog):
    """One line for the reason."""

    def __init__(self, desk: Desk, run: int, parent: QWidget | None = None) -> None:
        super().__init__("解锁进展期", "unlock_dialog", "解锁", parent)
        self._desk, self._run = desk, run
        self.reason = self.line("unlock_reason", "原因")
        self.add_row("原因", self.reason)
        self.say("原因会写进历史。已公开的一期解锁后回到审核，再公开时是新的一版，表上会写明更正。")

    def answer(self) -> bool:
        """Unlock; the sentence says what is missing."""
        try:
            change = unlock(self._desk.office.run(self._run), self.reason.text())
        except DeskError as error:
            self.say(str(error))
            return False
        return self._desk.perform(change)
