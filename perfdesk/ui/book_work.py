"""New, moved and removed rows, from the row the tree stands on."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from perfdesk.domain.change import Change
from perfdesk.domain.errors import DeskError
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Node
from perfdesk.domain.permission import approved_node
from perfdesk.domain.records import Indicator, Kind, Objective, Project
from perfdesk.operations import arranging
from perfdesk.operations.adjusting import NEW_INDICATOR
from perfdesk.operations.place import Place
from perfdesk.ui.desk import Desk
from perfdesk.ui.tree_panel import TreePanel
from perfdesk.ui.tree_rows import TreeWords


class BookWork(QObject):
    """Turns the clerk's wish into a change of the desk; the new row is shown with its name ready to type."""

    def __init__(self, desk: Desk, tree: TreePanel, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._tree, self._window = desk, tree, window
        self._words = TreeWords(desk)

    @Slot()
    def new_book(self) -> None:
        """Ask for unit, year and form."""
        from perfdesk.ui.book_dialog import BookDialog

        BookDialog(self._desk, self._window).open()

    @Slot()
    def new_run(self) -> None:
        """Ask for the months of a new run."""
        if self._desk.book is None:
            self.new_book()
            return
        from perfdesk.ui.run_dialog import RunDialog

        RunDialog(self._desk, self._window).open()

    @Slot()
    def new_project(self) -> None:
        """A new project, or objective where the book's form has those; a book first where there is none."""
        book = self._desk.book
        if book is None:
            self.new_book()
        elif book.form == FormKind.PROGRESS_DISCLOSURE:
            self._add(Kind.OBJECTIVE, lambda: arranging.add_objective(self._desk.office, book.id))
        else:
            self._add(Kind.PROJECT, lambda: arranging.add_project(self._desk.office, book.id))

    @Slot()
    def new_indicator(self) -> None:
        """A new indicator under the project the tree stands on."""
        node = self._node()
        if node is None:
            self._desk.noticed.emit("先在左边选一个项目，再新建指标。")
            return
        if approved_node(self._desk.office, node) is not None:
            from perfdesk.ui.adjust_dialog import AdjustDialog

            AdjustDialog(self._desk, node, self._window, NEW_INDICATOR).open()
            return
        self._add(Kind.INDICATOR, lambda: arranging.add_indicator(self._desk.office, node))

    def _node(self) -> Node | None:
        key = self._tree.current
        found = self._desk.office.find(key.kind, key.record) if key and key.kind else None
        if isinstance(found, Indicator):
            return self._desk.office.owner(found)
        return found if isinstance(found, Project | Objective) else None

    def _add(self, kind: Kind, make: Callable[[], tuple[Change, int]]) -> None:
        try:
            change, number = make()
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return
        if self._desk.perform(change):
            self._desk.jump(Place(kind, number, f"{kind.value}.name"))

    @Slot()
    def move_up(self) -> None:
        """Move the row up among its siblings."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the row down among its siblings."""
        self._move(1)

    def _move(self, step: int) -> None:
        key = self._tree.current
        if key is None or key.kind is None:
            return
        kind, record = key.kind, key.record
        self._do(lambda: arranging.move(self._desk.office, kind, record, step))

    @Slot()
    def remove(self) -> None:
        """Remove the row at once; undo brings it back, and the notice says so."""
        key = self._tree.current
        if key is None or key.kind is None:
            self._desk.noticed.emit("这一行是类别，随它下面的目标一起有、一起没有，不能单独删除。")
            return
        kind, record, name = key.kind, key.record, self._words.name(key)
        if self._do(lambda: arranging.remove(self._desk.office, kind, record)):
            self._desk.noticed.emit(f"已删除“{name}”，Ctrl+Z 恢复。")

    def _do(self, make: Callable[[], Change]) -> bool:
        try:
            change = make()
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return False
        return self._desk.perform(change)
