"""Pictures of every window and dialog on the sample office, in both sizes and palettes, to be looked at.

Run: python build/tasks.py pictures; they go to out/pictures, and the README's own to resources/pictures.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
OUT = ROOT / "out" / "pictures"
SIZES = (("1366x768", 1366, 768, 100), ("1920x1080-150", 1920, 1080, 150))
README_PICTURE = ROOT / "resources" / "pictures" / "window.png"


def main() -> int:
    """Take all pictures; returns 0."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PERFDESK_DATA"] = folder
        shutil.rmtree(OUT, ignore_errors=True)
        OUT.mkdir(parents=True)
        _Camera(Path(folder)).take_all("".join(sys.argv[1:2]))
    return 0


class _Camera:
    """One application, one desk, many looks."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from perfdesk.operations.sample import make
        from perfdesk.ui.theme import dress

        self._app = QApplication(["perfdesk"])
        dress(self._app)
        self._desk_path = make(folder / "示例")

    def take_all(self, wanted: str) -> None:
        """Every look that has `wanted` in its name, such as dark-1366."""
        from perfdesk.ui.palette import Appearance
        from perfdesk.ui.theme import wear

        for appearance in (Appearance.LIGHT, Appearance.DARK):
            for name, width, height, percent in SIZES:
                look = f"{appearance.value}-{name}"
                if wanted in look:
                    wear(self._app, appearance, percent)
                    self._take(look, width, height)

    def _settle(self, ready: Callable[[], bool] = lambda: False, turns: int = 400) -> None:
        """Let the window work until it is ready, or for a bounded while."""
        from PySide6.QtCore import QEventLoop, QTimer

        for _ in range(turns):
            loop = QEventLoop()
            QTimer.singleShot(2, loop.quit)
            loop.exec()
            if ready():
                return

    def _take(self, look: str, width: int, height: int) -> None:
        from perfdesk.operations.checking import actual_place
        from perfdesk.ui.desk import Desk
        from perfdesk.ui.main_window import MainWindow

        desk = Desk()
        window = MainWindow(desk)
        window.resize(width, height)
        window.show()
        self._settle(turns=100)
        self._keep(window, f"start-{look}")
        window.open_path(self._desk_path)
        summary = next(b for b in desk.office.books() if b.form == "target_summary")
        desk.choose(summary.id, desk.office.runs(summary.id)[-1].id)
        indicator = desk.office.indicators(desk.office.nodes(summary.id)[1])[3]
        desk.jump(actual_place(indicator, desk.run))
        self._settle(turns=150)
        self._keep(window, f"window-{look}")
        if look.startswith("light-1366"):
            README_PICTURE.parent.mkdir(exist_ok=True)
            window.grab().save(str(README_PICTURE))
        self._take_tabs(window, look)
        self._take_dialogs(window, desk, look)
        self._take_rest(window, look)
        window.close()
        desk.close_file()
        window.deleteLater()
        self._settle(turns=20)

    def _take_tabs(self, window, look: str) -> None:  # type: ignore[no-untyped-def]
        desk = window._desk
        tabs = window.panes.centre.tabs
        centre = window.panes.centre
        for page, name in (
            (centre.targets, "targets"),
            (centre.scores, "scores"),
            (centre.history, "history"),
            (centre.overview, "overview"),
        ):
            tabs.setCurrentWidget(page)
            self._settle(turns=60)
            self._keep(window, f"{name}-{look}")
        self._take_year(window, look)
        tabs.setCurrentIndex(0)
        disclosure = next(b for b in desk.office.books() if b.form == "progress_disclosure")
        from perfdesk.domain.records import Kind

        window.panes.tree.select(Kind.BOOK, disclosure.id)
        window.panes.show_key(window.panes.tree.current)
        self._settle(turns=80)
        self._keep(window, f"disclosure-{look}")

    def _take_year(self, window, look: str) -> None:  # type: ignore[no-untyped-def]
        """The year's tabs and dialogs, filled with a little of everything."""
        import tests.stories.year_pictures as year

        for name, widget in year.scenes(window):
            self._settle(turns=60)
            self._keep(widget, f"{name}-{look}")

    def _take_rest(self, window, look: str) -> None:  # type: ignore[no-untyped-def]
        """Menus, refusals, empty places, and every page of the help."""
        import tests.stories.more_pictures as more

        for name, widget in more.scenes(window, self._settle):
            self._keep(widget, f"{name}-{look}")

    def _take_dialogs(self, window, desk, look: str) -> None:  # type: ignore[no-untyped-def]
        from perfdesk.paths import resources
        from perfdesk.ui.about_dialog import AboutDialog
        from perfdesk.ui.book_dialog import BookDialog
        from perfdesk.ui.cross_dialog import CrossDialog
        from perfdesk.ui.help_window import HelpWindow
        from perfdesk.ui.import_dialog import ImportDialog
        from perfdesk.ui.pack_dialog import PackDialog
        from perfdesk.ui.preview_dialog import PreviewDialog
        from perfdesk.ui.run_dialog import RunDialog
        from perfdesk.ui.settings_dialog import SettingsDialog

        book, run = desk.book, desk.run
        document = resources() / "sample" / "绩效考核目标进展情况公示.txt"
        made = {
            "import": lambda: ImportDialog(desk, [document], window),
            "preview": lambda: PreviewDialog(desk, book.id, run.id, window),
            "run": lambda: RunDialog(desk, window),
            "book": lambda: BookDialog(desk, window),
            "packs": lambda: PackDialog(desk, window),
            "settings": lambda: SettingsDialog(window.settings, window),
            "cross": lambda: CrossDialog(desk, window.jobs, window),
            "help": lambda: HelpWindow(window),
            "about": lambda: AboutDialog(window),
        }
        for name, make in made.items():
            dialog = make()
            dialog.show()
            self._settle(turns=250 if name in ("preview", "import", "cross") else 60)
            self._keep(dialog, f"{name}-{look}")
            if name == "import":
                self._take_pages(dialog, look)
            dialog.close()
            self._settle(turns=20)

    def _take_pages(self, dialog, look: str) -> None:  # type: ignore[no-untyped-def]
        """The rows beside the desk, the header and columns, the doubts."""
        for at, name in ((0, "rows"), (1, "columns"), (3, "doubts")):
            dialog.panel.tabs.setCurrentIndex(at)
            self._settle(turns=30)
            self._keep(dialog, f"import-{name}-{look}")

    def _keep(self, widget, name: str) -> None:  # type: ignore[no-untyped-def]
        """A picture with the focus where the clerk would see it."""
        widget.window().activateWindow()
        self._settle(widget.isActiveWindow, turns=40)
        widget.grab().save(str(OUT / f"{name}.png"))


if __name__ == "__main__":
    sys.exit(main())
