"""Opening: a frame with the names at once, then the main window in its place; nothing heavy before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from perfdesk.operations.sample import make
from perfdesk.store.glance import glance
from perfdesk.ui.opening import Opening

FORBIDDEN = ("sqlalchemy", "sqlmodel", "pydantic", "pandas", "numpy", "reportlab", "openpyxl", "pypdfium2")
_FIRST_FRAME = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from perfdesk.ui.opening import Opening
app = QApplication(["perfdesk"])
opening = Opening(Path(sys.argv[1]))
opening.frame.painted.disconnect()
opening.frame.painted.connect(app.quit)
opening.begin()
app.exec()
print(" ".join(sys.modules))
"""


def test_the_first_look_gives_the_names_in_paper_order(tmp_path: Path) -> None:
    books = glance(make(tmp_path / "示 例"))
    assert len(books) == 2
    assert any(name.startswith("1 ") for _, names in books for name in names)
    assert all(names for _, names in books)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_desk_gives_no_names_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.perfdesk"
    path.write_bytes(content)
    assert glance(path) == []
    assert path.read_bytes() == content
    assert glance(tmp_path / "没有.perfdesk") == []


def test_the_main_window_takes_the_frames_place(qtbot: QtBot, tmp_path: Path) -> None:
    opening = Opening(make(tmp_path / "示例"))
    with qtbot.waitSignal(opening.window_shown, timeout=20_000):
        opening.begin()
    assert opening.window is not None
    assert opening.window.isVisible()
    assert opening.desk is not None
    assert opening.desk.path is not None
    qtbot.addWidget(opening.window)
    opening.window.close()
    opening.end()


def test_a_frame_closed_early_opens_nothing_more(qtbot: QtBot, tmp_path: Path) -> None:
    opening = Opening(make(tmp_path / "示例"))
    qtbot.addWidget(opening.frame)
    opening.frame.close()
    with qtbot.waitSignal(opening._loader.loaded, timeout=20_000):
        opening._loader.start()
    assert opening.window is None
    opening.end()


def test_nothing_heavy_is_loaded_at_the_first_frame(tmp_path: Path) -> None:
    desk = make(tmp_path / "示例")
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_FRAME, str(desk)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & set(FORBIDDEN)
    assert "perfdesk.ui.main_window" not in done.stdout
