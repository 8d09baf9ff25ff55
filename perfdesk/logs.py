"""The log, the crash reports, and the file with both that a maintainer gets. Never what a clerk typed."""

import faulthandler
import logging
import logging.handlers
import platform
import sys
import threading
import traceback
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from perfdesk import __version__
from perfdesk.domain.errors import FolderRefused
from perfdesk.paths import data_folder, readable

log = logging.getLogger("perfdesk")
FIRST_FRAME = "first frame"  # the bench of the frozen start reads its moment
_LARGEST, _KEPT = 1_000_000, 5
_CRASHED = "程序出了意外，已录入的内容都已保存。请把报告文件交给维护人员：{path}"


def folder() -> Path:
    """Where log and reports lie."""
    return data_folder() / "logs"


def start() -> None:
    """Start the rotating log in the data folder, which has been settled before."""
    place = folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            place / "perfdesk.log", maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:  # a full disk: the window must come all the same
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.info("started %s on %s", __version__, platform.platform())


class CrashReports:
    """Anything that is not a DeskError is a bug: it gets a report file and the clerk a sentence."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self._native: TextIO | None = None
        with suppress(OSError):
            folder().mkdir(parents=True, exist_ok=True)
            self._native = (folder() / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._native)

    def catch(self) -> None:
        """From now on every unexpected error, in whatever thread, is reported."""
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def end(self) -> None:
        """Give the file of the interpreter's own crashes back."""
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            self._native = None

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write a report and say where it lies; the error's own text may quote the clerk and stays out."""
        if issubclass(kind, KeyboardInterrupt):
            return
        path = folder() / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
        frames = "".join(traceback.format_tb(trace))
        try:
            path.write_text(f"perfdesk {__version__}\n{frames}{kind.__name__}\n", encoding="utf-8")
        except OSError:
            log.error("no crash report could be written")
        log.error("unexpected %s, report %s", kind.__name__, path.name)
        if threading.current_thread() is threading.main_thread():
            self.tell(_CRASHED.format(path=path))

    def _report_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def export(target: Path) -> None:
    """Write log, crash reports, version and system into one zip; raises FolderRefused."""
    about = f"perfdesk {__version__}\n{platform.platform()}\nPython {platform.python_version()}\n"
    try:
        found = sorted(path for path in folder().glob("*") if path.is_file()) if folder().is_dir() else []
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("version.txt", about)
            for path in found:
                packed.write(path, f"logs/{path.name}")
    except OSError:
        raise FolderRefused(
            f"写不出诊断信息“{readable(target.name)}”：磁盘可能已满，或者不许写入。请另选一个位置。"
        ) from None
