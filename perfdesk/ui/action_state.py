"""What can be done now and what it is called: keeps the actions in step with the desk."""

from PySide6.QtCore import QObject, Slot

from perfdesk.domain.form_kind import FormKind
from perfdesk.ui.actions import ACTIONS, Actions, name_action
from perfdesk.ui.desk import Desk
from perfdesk.ui.tool_strip import ToolStrip


class ActionState(QObject):
    """Listens to the desk and its undo stack."""

    def __init__(self, desk: Desk, actions: Actions, tools: ToolStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._actions, self._tools = desk, actions, tools
        undo = desk.undo_stack
        undo.canUndoChanged.connect(actions["undo"].setEnabled)
        undo.canRedoChanged.connect(actions["redo"].setEnabled)
        undo.undoTextChanged.connect(self._name_undo)
        undo.redoTextChanged.connect(self._name_redo)
        desk.opened.connect(self.allow)
        desk.chosen.connect(self._name_new)
        self.allow()

    @Slot()
    def allow(self) -> None:
        """Turn on what a file that is open, or may be written, allows."""
        is_open = self._desk.path is not None
        for spec in ACTIONS:
            if spec.edits:
                self._actions[spec.name].setEnabled(is_open and not self._desk.read_only)
            elif spec.asks:
                self._actions[spec.name].setEnabled(is_open)
        undo = self._desk.undo_stack
        self._actions["undo"].setEnabled(undo.canUndo())
        self._actions["redo"].setEnabled(undo.canRedo())
        self._name_undo(undo.undoText())
        self._name_redo(undo.redoText())
        self._name_new()

    @Slot()
    def _name_new(self) -> None:
        """A book of prose has objectives, not projects."""
        book = self._desk.book
        prose = book is not None and book.form == FormKind.PROGRESS_DISCLOSURE
        action = self._actions["new_project"]
        name_action(action, "新建目标" if prose else "新建项目")
        if button := self._tools.button("new_project"):
            button.setAccessibleName(action.text())

    @Slot(str)
    def _name_undo(self, text: str) -> None:
        self._actions["undo"].setToolTip(f"撤消 {text}（Ctrl+Z）" if text else "没有可撤消的（Ctrl+Z）")

    @Slot(str)
    def _name_redo(self, text: str) -> None:
        self._actions["redo"].setToolTip(f"重做 {text}（Ctrl+Y）" if text else "没有可重做的（Ctrl+Y）")
