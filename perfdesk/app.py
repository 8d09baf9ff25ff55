"""Builds paths, log, desk and window, and catches what nobody expected: the place that knows everything."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from perfdesk import __version__, logs, notes, output
from perfdesk.domain.errors import AlreadyRunning, StoreBusy
from perfdesk.identity import APP
from perfdesk.paths import data_folder, settle_data_folder
from perfdesk.store.lock import Lock, is_held_here

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from perfdesk.ui.desk import Desk
    from perfdesk.ui.main_window import MainWindow

_RUNNING = "绩效台已经由别人打开，用的是同一个设置文件夹“{folder}”。请等他退出，或用自己的账户登录。"
_NO_SCREEN = "图形界面打不开：连不上屏幕，或者系统缺少图形库。请在桌面上打开；还是不行，请联系管理员。"
_REFUSED = 3  # exit code, as the command line has it
_PATIENCE = 3.0  # seconds for a window that is just closing, or busy, to take what a second start brings


def display_is_there() -> bool:
    """Whether a window could be seen: always on Windows and macOS, with a display server elsewhere."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show(path: Path | None = None) -> int:
    """Start the window on a desk file, on the last one, or on the start page; returns Qt's exit code.

    Where a window with the same data folder is there already, that one opens the file and comes to the front.
    Raises AlreadyRunning where it is another user's or another computer's.
    """
    sentence = settle_data_folder()
    lock = _take_or_hand_over(path)
    if lock is None:
        return 0
    try:
        return _run(path, sentence)
    finally:
        lock.release()


def _take_or_hand_over(path: Path | None) -> Lock | None:
    """The lock of the data folder; None where a running window took the path."""
    instance, note = data_folder() / "window", None
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            lock = Lock.take(instance)
        except StoreBusy:
            if not is_held_here(instance):
                raise AlreadyRunning(_RUNNING.format(folder=data_folder())) from None
        else:
            if note is not None:
                note.unlink(missing_ok=True)
            return lock
        if note is None:
            _allow_to_come_forward()
            note = notes.leave(path)
        if not note.exists() or time.monotonic() > end:
            return None
        time.sleep(0.05)


def _allow_to_come_forward() -> None:
    """Windows lets a program come to the front only when the one in front agrees."""
    if sys.platform == "win32":
        import ctypes

        anybody = -1
        ctypes.windll.user32.AllowSetForegroundWindow(anybody)


def _run(path: Path | None, sentence: str | None) -> int:
    prepare_input_method()
    logs.start()
    reports = logs.CrashReports(output.tell)
    reports.catch()
    from PySide6.QtCore import qInstallMessageHandler

    from perfdesk.ui.opening import Opening

    application = _application()
    qInstallMessageHandler(_log_qt)
    application.setOrganizationName(APP)
    application.setApplicationName(APP)
    application.setApplicationVersion(__version__)
    opening = Opening(path)

    def desk_made(desk: "Desk") -> None:
        reports.tell = desk.noticed.emit

    def window_shown(window: "MainWindow") -> None:
        from perfdesk.ui.handover import Handover

        Handover(window)
        if sentence is not None:
            window.notice.say(sentence)

    opening.frame.painted.connect(lambda: logs.log.info(logs.FIRST_FRAME))
    opening.desk_made.connect(desk_made)
    opening.window_shown.connect(window_shown)
    opening.begin()
    code = application.exec()
    opening.end()
    return code


def _application() -> "QApplication":
    """Qt's application; the process ends with a sentence where it cannot be.

    For want of a screen or of a system library Qt would end the process by a signal, and say nothing.
    """
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running

    def log_or_refuse(kind: object, context: object, text: str) -> None:
        _log_qt(kind, context, text)
        if kind == QtMsgType.QtFatalMsg:
            output.tell(_NO_SCREEN)
            os._exit(_REFUSED)

    qInstallMessageHandler(log_or_refuse)
    application = QApplication([sys.argv[0]])
    qInstallMessageHandler(None)
    return application


def _log_qt(kind: object, context: object, text: str) -> None:
    """Qt's own words go to the log; a windowed program has nowhere else for them."""
    logs.log.warning("Qt: %s", text)


def picture(path: Path, target: Path) -> tuple[int, int]:
    """Open the main window on a desk file, save a picture of it and close; width and height in pixels."""
    if not display_is_there():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer

    from perfdesk.ui.desk import Desk
    from perfdesk.ui.main_window import MainWindow
    from perfdesk.ui.theme import dress

    dress(_application())
    desk = Desk()
    window = MainWindow(desk)
    window.resize(1366, 768)
    window.show()
    window.start(path)
    window.complete()
    loop = QEventLoop()
    # Twice round: what was made last is laid out, and then what waited for that.
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, loop.quit))
    loop.exec()
    grabbed = window.grab()
    saved = grabbed.save(str(target))
    window.close()
    desk.close_file()
    return (grabbed.width(), grabbed.height()) if saved else (0, 0)


def prepare_input_method() -> None:
    """Qt's wheels carry no fcitx plug-in; fcitx5 answers as ibus, so ask for that front end instead."""
    if sys.platform.startswith("linux") and os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
