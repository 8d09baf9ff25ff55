"""The undo stack of the desk: steps are domain changes, and one that a lock forbids stays where it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from perfdesk.domain.change import Act, Change

Ask = Callable[[Change, Act], bool]


class _Step(QUndoCommand):
    """A change that was already made when it was pushed; undo and redo write it again the other way round."""

    def __init__(self, change: Change, write: Ask) -> None:
        super().__init__(change.title)
        self.change = change
        self._write = write
        self._made = True

    def redo(self) -> None:
        """Qt calls this on push as well; a step must never raise, so a failed one drops itself."""
        if self._made:
            self._made = False
            return
        if not self._write(self.change, Act.REDO):
            self.setObsolete(True)

    def undo(self) -> None:
        """Write the change the other way round."""
        if not self._write(self.change.reversed(), Act.UNDO):
            self.setObsolete(True)


class UndoSteps(QUndoStack):
    """Asks `allowed` before a step is taken: Qt would drop a step that fails, and a lock opens again."""

    def __init__(self, write: Ask, allowed: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._write, self._allowed = write, allowed

    def add(self, change: Change) -> None:
        """Put a change that was made on the stack."""
        self.push(_Step(change, self._write))

    def undo(self) -> None:
        """Take the last step back where that is allowed."""
        step = self.command(self.index() - 1)
        if isinstance(step, _Step) and self._allowed(step.change.reversed(), Act.UNDO):
            super().undo()

    def redo(self) -> None:
        """Make the step again where that is allowed."""
        step = self.command(self.index())
        if isinstance(step, _Step) and self._allowed(step.change, Act.REDO):
            super().redo()
