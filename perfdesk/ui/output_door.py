"""Papers going out: preview, PDF, workbook. Written beside the window, with a cancel; whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.operations.checking import form_name
from perfdesk.paths import documents_folder
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Cancelled, Jobs, Progress

_PUBLIC = "公开稿 PDF (*.pdf)"
_INTERNAL = "内部稿 PDF，带本期实际和判定 (*.pdf)"
_WORKBOOK = "公开稿工作簿 (*.xlsx)"
_WORKBOOK_INTERNAL = "内部稿工作簿，带本期实际和判定 (*.xlsx)"
_FOR_THE_OFFICE = (_INTERNAL, _WORKBOOK_INTERNAL)


class OutputDoor(QObject):
    """Previews and exports the current book and run.

    Signals:
        written: Path of the file, and a sentence that says what was written.
    """

    written = Signal(object, str)

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._window = desk, jobs, window

    @Slot()
    def preview(self) -> None:
        """Show the pages as they will be printed."""
        book, run = self._desk.book, self._desk.run
        if book is None:
            self._desk.noticed.emit("还没有内容可以预览。请先导入或新建项目。")
            return
        from perfdesk.ui.preview_dialog import PreviewDialog

        PreviewDialog(self._desk, book.id, run.id if run else None, self._window).open()

    @Slot()
    def cross_table(self) -> None:
        """Show the desk's rows counted by their columns."""
        from perfdesk.ui.cross_dialog import CrossDialog

        CrossDialog(self._desk, self._jobs, self._window).open()

    @Slot()
    def export_pdf(self) -> None:
        """Ask where the PDF shall lie, then write it."""
        self._ask("export_pdf_dialog", "导出 PDF", ".pdf", [_PUBLIC, _INTERNAL])

    @Slot()
    def export_xlsx(self) -> None:
        """Ask where the workbook shall lie, then write it."""
        self._ask("export_xlsx_dialog", "导出 Excel", ".xlsx", [_WORKBOOK, _WORKBOOK_INTERNAL])

    def _ask(self, name: str, title: str, suffix: str, filters: list[str]) -> None:
        book, run, held = self._desk.book, self._desk.run, self._desk.path
        if book is None:
            self._desk.noticed.emit("还没有内容可以导出。请先导入或新建项目。")
            return
        dialog = QFileDialog(self._window, title)
        dialog.setObjectName(name)
        dialog.setAccessibleName(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.setDirectory(str(held.parent if held else documents_folder()))
        period = f"_{run.label}" if run and run.label else ""
        dialog.selectFile(f"{book.year or ''}{form_name(book)}{period}{suffix}")
        dialog.fileSelected.connect(self._write_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _write_chosen(self, name: str) -> None:
        dialog = self.sender()
        inside = isinstance(dialog, QFileDialog) and dialog.selectedNameFilter() in _FOR_THE_OFFICE
        self.write(Path(name), inside)

    def write(self, path: Path, internal: bool = False) -> None:
        """Write the current book and run to a file, by its suffix."""
        from perfdesk.operations import reporting

        book, run = self._desk.book, self._desk.run
        if book is None:
            return
        try:
            # Composed here, from the office as it stands; what is written later is frozen.
            sheet = reporting.compose(self._desk.office, book, run, reporting.Copy(internal=internal))
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return
        still_open = self._desk.counts().open

        def work(progress: Progress, cancelled: Cancelled) -> object:
            return reporting.write_sheet(sheet, path, progress=progress, cancelled=cancelled)

        def tell(pages: object) -> None:
            said = f"已导出“{path.name}”" + (f"，共 {pages} 页" if pages else "") + "。"
            said += f"还有 {still_open} 处疑点没有答复。" if still_open else ""
            self.written.emit(path, said)

        job = self._jobs.begin(f"正在导出 {path.name}", work)
        job.finished.connect(tell)
        job.failed.connect(self._desk.noticed)

    @staticmethod
    def show_folder(path: Path) -> None:
        """Open the folder of a written file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
