"""Papers going out: preview, PDF, workbook, document. Written beside the window, whole or not at all."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.operations.checking import form_name
from perfdesk.paths import documents_folder
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Cancelled, Jobs, Progress

if TYPE_CHECKING:
    from perfdesk.operations.reporting import Copy

_PUBLIC = "公开稿 PDF (*.pdf)"
_INTERNAL = "内部稿 PDF，带本期实际和判定 (*.pdf)"
_WORKBOOK = "公开稿工作簿 (*.xlsx)"
_WORKBOOK_INTERNAL = "内部稿工作簿，带本期实际和判定 (*.xlsx)"
_FORMATS = {".pdf": "PDF (*.pdf)", ".xlsx": "Excel 工作簿 (*.xlsx)", ".docx": "Word 文档 (*.docx)"}
_NOTHING = "还没有内容可以导出。请先导入或新建项目。"
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
        self._copy: Copy | None = None

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

    @Slot()
    def export_other(self) -> None:
        """Ask for form, copy and format, then where the file shall lie."""
        book = self._desk.book
        if book is None:
            self._desk.noticed.emit(_NOTHING)
            return
        from perfdesk.ui.export_dialog import ExportDialog

        ExportDialog(book, self._ask_for, self._window).open()

    @Slot()
    def captions(self) -> None:
        """Let the office word the captions of its forms."""
        if self._desk.book is None:
            self._desk.noticed.emit(_NOTHING)
            return
        from perfdesk.ui.caption_dialog import CaptionDialog

        CaptionDialog(self._desk, self._desk.book, self._window).open()

    def _ask_for(self, copy: "Copy", suffix: str) -> None:
        from perfdesk.operations.reporting import form_of

        self._copy = copy
        name = form_of(copy.form).name if copy.form else ""
        self._ask("export_other_dialog", f"导出{name}", suffix, [_FORMATS[suffix]], name)

    def _ask(self, name: str, title: str, suffix: str, filters: list[str], form: str = "") -> None:
        book, run, held = self._desk.book, self._desk.run, self._desk.path
        if book is None:
            self._desk.noticed.emit(_NOTHING)
            return
        dialog = QFileDialog(self._window, title)
        dialog.setObjectName(name)
        dialog.setAccessibleName(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.setDirectory(str(held.parent if held else documents_folder()))
        period = f"_{run.label}" if run and run.label else ""
        dialog.selectFile(f"{book.year or ''}{form or form_name(book)}{period}{suffix}")
        dialog.fileSelected.connect(self._write_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _write_chosen(self, name: str) -> None:
        dialog, copy, self._copy = self.sender(), self._copy, None
        inside = isinstance(dialog, QFileDialog) and dialog.selectedNameFilter() in _FOR_THE_OFFICE
        self.write(Path(name), inside, copy)

    def write(self, path: Path, internal: bool = False, copy: "Copy | None" = None) -> None:
        """Write the current book and run to a file, by its suffix; `copy` says more than `internal`."""
        from perfdesk.operations import reporting

        book, run = self._desk.book, self._desk.run
        if book is None:
            return
        wanted = copy or reporting.Copy(internal=internal)
        if wanted.internal:
            wanted = replace(wanted, printed_on=QDate.currentDate().toString(Qt.DateFormat.ISODate))
        try:
            # Composed here, from the office as it stands; what is written later is frozen.
            sheet = reporting.compose(self._desk.office, book, run, wanted)
            left_out = () if wanted.internal else reporting.withheld(self._desk.office, book)
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return
        still_open = self._desk.counts().open

        def work(progress: Progress, cancelled: Cancelled) -> object:
            return reporting.write_sheet(sheet, path, progress=progress, cancelled=cancelled)

        def tell(pages: object) -> None:
            said = f"已导出“{path.name}”" + (f"，共 {pages} 页" if pages else "") + "。"
            said += f"公开稿略去了 {len(left_out)} 个涉密项目。" if left_out and not wanted.blank else ""
            said += f"还有 {still_open} 处疑点没有答复。" if still_open else ""
            self.written.emit(path, said)

        job = self._jobs.begin(f"正在导出 {path.name}", work)
        job.finished.connect(tell)
        job.failed.connect(self._desk.noticed)

    @staticmethod
    def show_folder(path: Path) -> None:
        """Open the folder of a written file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
