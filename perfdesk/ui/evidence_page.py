"""佐证: files that prove a figure, copied beside the desk, and opened once they are proved unaltered."""

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.domain.records import Evidence, Kind
from perfdesk.operations import arranging
from perfdesk.operations.checking import node_name
from perfdesk.operations.evidence import SHOWN, attach, file_of, size_words
from perfdesk.operations.place import Place
from perfdesk.paths import documents_folder
from perfdesk.ui.desk import Desk
from perfdesk.ui.list_page import ListPage
from perfdesk.ui.place_table import Cell, Line, TableColumn, cell_at

_COLUMNS = (
    TableColumn("文件", weight=4),
    TableColumn("大小", width=6, right=True),
    TableColumn("证明什么", weight=4),
    TableColumn("进展期", width=6),
    TableColumn("说明", weight=3),
)


class EvidencePage(ListPage):
    """The files of what is chosen in the tree."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "evidence", "佐证材料", _COLUMNS, parent)
        self.add_button("attach_evidence", "附上文件…", self.ask, icon="plus")
        self.add_button("open_evidence", "打开", self.open_file, icon="eye", edits=False)
        self.add_button("remove_evidence", "删除", self.remove, icon="trash-2")

    def lines(self) -> list[Line]:
        """One for each file."""
        office = self._desk.office
        runs = {run.id: run.label or "" for run in office.runs(self._desk.book.id)} if self._desk.book else {}
        lines = []
        for node in self.nodes:
            for held in office.followers(Evidence, node):
                about = office.find(Kind.INDICATOR, held.indicator or 0)
                proves = " / ".join(part for part in (node_name(node), getattr(about, "name", "")) if part)
                cells = (
                    Cell(held.name or ""),
                    Cell(size_words(held.size)),
                    Cell(proves),
                    Cell(runs.get(held.run or 0, "")),
                    cell_at(self._desk, Place(Kind.EVIDENCE, held.id, "evidence.note")),
                )
                lines.append(Line(held.id, cells))
        return lines

    def sentence(self, count: int) -> str:
        """How many, or what the page is for."""
        if count:
            return f"共 {count} 份，存放在数据文件旁边的附件文件夹里"
        return "还没有佐证材料。附上的文件会复制一份，放在数据文件旁边。"

    @Slot()
    def ask(self) -> None:
        """Ask which files to attach."""
        if self.chosen_record is None:
            self._desk.noticed.emit("先在左边选一个项目、目标或指标，再附上文件。")
            return
        dialog = QFileDialog(self, "附上文件")
        dialog.setObjectName("evidence_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setDirectory(str(documents_folder()))
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_files(self, paths: list[Path]) -> None:
        """Attach files to what is chosen, each as a step of its own."""
        record, session = self.chosen_record, self._desk.session
        if record is None or session is None:
            return
        for path in paths:
            if not self.perform(lambda path=path: attach(session, record, path, run=self._desk.run)):  # type: ignore[misc]
                return

    def _held(self) -> Evidence | None:
        chosen = self.table.chosen
        found = self._desk.office.find(Kind.EVIDENCE, chosen if isinstance(chosen, int) else 0)
        if not isinstance(found, Evidence):
            self._desk.noticed.emit("先在表里选一份材料。")
            return None
        return found

    @Slot()
    def open_file(self) -> None:
        """Open the chosen file with the program of the system; of what could run, its folder only."""
        held, desk = self._held(), self._desk.path
        if held is None or desk is None:
            return
        try:
            path = file_of(desk, held)
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return
        shown = path if path.suffix in SHOWN else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))

    @Slot()
    def remove(self) -> None:
        """Take the record away; the file stays, so that undo finds it."""
        held = self._held()
        if held is not None:
            self.perform(lambda: arranging.remove(self._desk.office, Kind.EVIDENCE, held.id))
