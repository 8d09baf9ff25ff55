"""Files coming in: new, open, close, sample, documents to import, and what is dropped on the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.identity import SUFFIX
from perfdesk.operations.gathering import KINDS, documents_in, is_desk_file
from perfdesk.paths import data_folder, documents_folder, readable
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Cancelled, Jobs, Progress
from perfdesk.ui.settings import Settings

_DESK_FILES = f"绩效台数据文件 (*{SUFFIX})"
_KINDS = " ".join(f"*{kind}" for kind in KINDS)
_DOCUMENTS = f"要导入的文档 ({_KINDS})"
_BOTH = f"数据文件和要导入的文档 (*{SUFFIX} {_KINDS})"
_ANY = "所有文件 (*)"


class FileDoor(QObject):
    """Opens what the clerk points at. Dialogs never block; what goes wrong is a sentence of the desk.

    Signals:
        documents_given: a tuple of Paths of documents to import; a desk file is open by then.
        refused: a desk file that is there could not be opened; it may be looked at.
    """

    documents_given = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, settings: Settings, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._settings, self._jobs, self._window = desk, settings, jobs, window

    def open_path(self, path: Path) -> bool:
        """Open a desk file, or import a document or a folder of them; True where that has begun."""
        return self.open_paths([path])

    def open_paths(self, paths: Sequence[Path]) -> bool:
        """Open the first desk file among them and import all others; True where that has begun."""
        desk = next((path for path in paths if is_desk_file(path)), None)
        if desk is not None and not self.open_desk(desk):
            return False
        papers = [path for path in paths if not is_desk_file(path)]
        if len(papers) == 1 and not papers[0].exists():
            self._desk.noticed.emit(f"找不到“{readable(papers[0].name)}”。它可能被移动、改名或删除。")
            return False
        try:
            documents = documents_in(papers)
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return False
        return self._take_documents(documents) if documents else desk is not None

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

    def _take_documents(self, paths: tuple[Path, ...]) -> bool:
        """Import into the open desk; where there is none, ask for a place for a new one first."""
        if self._desk.path is not None:
            self.documents_given.emit(paths)
            return True

        from perfdesk.operations.reading_in import judge_at_sight

        try:
            if len(paths) == 1:  # among several, one that nobody can read stops no other
                judge_at_sight(paths[0])
        except DeskError as error:
            self._desk.noticed.emit(str(error))
            return False

        def begin(place: Path) -> None:
            if self._create(place):
                self.documents_given.emit(paths)

        first = paths[0]
        self._ask_new("导入前，先选好数据放在哪里", first.parent / f"{first.stem}{SUFFIX}", begin)
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
        """Ask for documents to import, one or several."""
        self._ask_existing("import_file_dialog", "导入文档（可以选几份）", [_DOCUMENTS, _ANY])

    @Slot()
    def ask_folder(self) -> None:
        """Ask for a folder whose documents are to be imported."""
        dialog = self._dialog("import_folder_dialog", "导入文件夹里的文档", [])
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog)

    def _ask_existing(self, name: str, title: str, filters: list[str]) -> None:
        dialog = self._dialog(name, title, filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        held = self._desk.path
        dialog.setDirectory(str(held.parent if held else documents_folder()))
        dialog.filesSelected.connect(self._open_named)
        dialog.open()

    @Slot(list)
    def _open_named(self, names: list[str]) -> None:
        self.open_paths([Path(name) for name in names])

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
