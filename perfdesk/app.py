"""Builds paths, log, desk and window, and catches what nobody expected: the place that knows everything."""

import faulthandler
import logging
import logging.handlers
import os
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from perfdesk import __version__
from perfdesk.paths import data_folder

log = logging.getLogger("perfdesk")


def display_is_there() -> bool:
    """Whether a window could be seen: always on Windows and macOS, with a display server elsewhere."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show(path: Path | None = None) -> int:
    """Start the window on a desk file, on the last one, or on the start page; returns Qt's exit code."""
    prepare_input_method()
    folder = _logs()
    from PySide6.QtWidgets import QApplication

    from perfdesk.ui.opening import Opening

    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication([sys.argv[0]])
    application.setOrganizationName("perfdesk")
    application.setApplicationName("perfdesk")
    application.setApplicationVersion(__version__)
    opening = Opening(path)
    opening.desk_made.connect(lambda desk: _catch(folder, desk))
    opening.begin()
    code = application.exec()
    opening.end()
    return code


def picture(path: Path, target: Path) -> tuple[int, int]:
    """Open the main window on a desk file, save a picture of it and close; width and height in pixels."""
    if not display_is_there():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from perfdesk.ui.desk import Desk
    from perfdesk.ui.main_window import MainWindow
    from perfdesk.ui.theme import dress

    running = QApplication.instance()
    dress(running if isinstance(running, QApplication) else QApplication(["perfdesk"]))
    desk = Desk()
    window = MainWindow(desk)
    window.resize(1366, 768)
    window.show()
    window.start(path)
    window.complete()
    grabbed = window.grab()
    saved = grabbed.save(str(target))
    window.close()
    desk.close_file()
    return (grabbed.width(), grabbed.height()) if saved else (0, 0)


def prepare_input_method() -> None:
    """Qt's wheels carry no fcitx plug-in; fcitx5 answers as ibus, so ask for that front end instead."""
    if sys.platform.startswith("linux") and os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"


def _logs() -> Path:
    """Start the rotating log; the temp folder serves where the data folder cannot be written."""
    folder = data_folder() / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "perfdesk.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8"
        )
    except OSError:
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="perfdesk-"))
        handler = logging.handlers.RotatingFileHandler(folder / "perfdesk.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.info("started %s on %s", __version__, sys.platform)
    return folder


def _catch(folder: Path, desk: object) -> None:
    """Anything that is not a DeskError is a bug: write a report file and say so in the window."""
    crash_log = (folder / "crash.log").open("a", encoding="utf-8")
    faulthandler.enable(crash_log)
    notice = getattr(desk, "noticed", None)

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
        path = folder / f"crash-{stamp}.txt"
        # Frames and the exception's class only: its text may quote what the clerk typed.
        frames = "".join(traceback.format_tb(trace))
        try:
            path.write_text(f"perfdesk {__version__}\n{frames}{kind.__name__}\n", encoding="utf-8")
        except OSError:
            log.error("no crash report could be written")
        log.error("unexpected %s, report %s", kind.__name__, path.name)
        if notice is not None and threading.current_thread() is threading.main_thread():
            notice.emit(f"程序出了意外，已录入的内容都已保存。请把报告文件交给维护人员：{path}")

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        report(kind, error, trace)

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = thread_hook
