"""Files coming in: new, open, close, sample, documents to import, and what is dropped on the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.identity import SUFFIX
from perfdesk.paths import data_folder, documents_folder, readable
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Cancelled, Jobs, Progress
from perfdesk.ui.settings import Settings

_DESK_FILES = f"绩效台数据文件 (*{SUFFIX})"
_KINDS = "*.xlsx *.xlsm *.xls *.et *.ods *.docx *.pdf *.csv *.txt *.tsv *.html *.htm *.xml"
_DOCUMENTS = f"要导入的文档 ({_KINDS})"
_BOTH = f"数据文件和要导入的文档 (*{SUFFIX} {_KINDS})"
_ANY = "所有文件 (*)"


class FileDoor(QObject):
    """Opens what the clerk points at. Dialogs never block; what goes wrong is a sentence of the desk.

    Signals:
        document_given: Path of a document to import; a desk file is open by then.
        refused: a desk file that is there could not be opened; it may be looked at.
    """

    document_given = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, settings: Settings, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._settings, self._jobs, self._window = desk, settings, jobs, window

    def open_path(self, path: Path) -> bool:
        """Open a desk file, or import a document; True where that has begun."""
        if path.suffix.lower() != SUFFIX and path.is_file():
            return self._take_document(path)
        if path.suffix.lower() != SUFFIX and not path.exists():
            self._desk.noticed.emit(f"找不到“{readable(path.name)}”。它可能被移动、改名或删除。")
            return False
        return self.open_desk(path)

    def open_desk(self, path: Path, read_only: bool = False) -> bool:
        """Open a desk file and remember it."""
        if self._desk.open_file(path, read_only):
            self._settings.remember(path)
            return True
        if path.is_file() and not read_only:
            self.refused.emit(path)
        elif not path.exists():
            self._settings.forget(path)
        return False

    def _create(self, path: Path) -> bool:
        made = self._desk.create_file(path if path.suffix else path.with_suffix(SUFFIX))
        if made and self._desk.path is not None:
            self._settings.remember(self._desk.path)
        return made

    def _take_document(self, path: Path) -> bool:
        """Import into the open desk; where there is none, ask for a place for a new one first."""
        if self._desk.path is not None:
            self.document_given.emit(path)
            return True

        from perfdesk.operations.reading_in import judge_at_sight

        try:
            judge_at_sight(path)
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return False

        def begin(place: Path) -> None:
            if self._create(place):
                self.document_given.emit(path)

        self._ask_new("导入前，先选好数据放在哪里", path.parent / f"{path.stem}{SUFFIX}", begin)
        return True

    # -- asking for a file

    @Slot()
    def ask_new(self) -> None:
        """Ask where a new desk file shall lie."""
        self._ask_new("新建数据文件", documents_folder() / f"绩效数据文件{SUFFIX}", self._create)

    def _ask_new(self, title: str, suggested: Path, then: Callable[[Path], object]) -> None:
        dialog = self._dialog("new_desk_dialog", title, [_DESK_FILES])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        # The desk refuses to overwrite and says so; the dialog need not ask as well.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    @Slot()
    def ask_open(self) -> None:
        """Ask for a desk file or a document."""
        self._ask_existing("open_desk_dialog", "打开", [_BOTH, _DESK_FILES, _DOCUMENTS, _ANY])

    @Slot()
    def ask_document(self) -> None:
        """Ask for a document to import."""
        self._ask_existing("import_file_dialog", "导入文档", [_DOCUMENTS, _ANY])

    def _ask_existing(self, name: str, title: str, filters: list[str]) -> None:
        dialog = self._dialog(name, title, filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        held = self._desk.path
        dialog.setDirectory(str(held.parent if held else documents_folder()))
        dialog.fileSelected.connect(self._open_named)
        dialog.open()

    @Slot(str)
    def _open_named(self, name: str) -> None:
        self.open_path(Path(name))

    def _dialog(self, name: str, title: str, filters: list[str]) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setObjectName(name)
        dialog.setAccessibleName(title)
        dialog.setNameFilters(filters)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    # -- the sample

    @Slot()
    def open_sample(self) -> None:
        """Make the sample anew and open it; it is a copy, so nothing can be spoilt."""
        from perfdesk.operations import sample

        folder = data_folder() / "示例"
        if self._desk.path == folder / sample.DESK_NAME:
            self._desk.close_file()

        def work(_progress: Progress, _cancelled: Cancelled) -> object:
            return sample.make(folder)

        job = self._jobs.begin("正在准备示例", work)
        job.finished.connect(self._open_made)
        job.failed.connect(self._desk.noticed)

    @Slot(object)
    def _open_made(self, path: object) -> None:
        if isinstance(path, Path):
            self.open_desk(path)


def dropped_paths(data: QMimeData) -> list[Path]:
    """Files on this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
