"""关于: licences of all that travels along, and the file for the maintainer."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from perfdesk.ui import licence_window
from perfdesk.ui.about_dialog import AboutDialog
from perfdesk.ui.licence_window import LicenceWindow


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The licence folder as the build makes it."""
    folder = tmp_path / "resources" / "licences"
    for name in ("许可说明.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "pandas/LICENSE", "numpy/LICENSE.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"text of {name}", encoding="utf-8")
    monkeypatch.setattr(licence_window, "resources", lambda: tmp_path / "resources")
    return folder


def test_the_notice_comes_first_and_every_text_can_be_read(qtbot: QtBot, bundled: Path) -> None:
    window = LicenceWindow()
    qtbot.addWidget(window)
    titles = [window.names.item(row).text() for row in range(window.names.count())]
    assert titles[0] == "许可说明"
    assert set(titles) == {"许可说明", "LGPL-3.0", "GPL-3.0", "pandas / LICENSE", "numpy / LICENSE"}
    assert window.text.toPlainText() == "text of 许可说明.txt"
    window.names.setCurrentRow(titles.index("pandas / LICENSE"))
    assert window.text.toPlainText() == "text of pandas/LICENSE"


def test_without_any_text_the_window_says_what_to_do(qtbot: QtBot, bundled: Path) -> None:
    for path in [p for p in bundled.rglob("*") if p.is_file()]:
        path.unlink()
    window = LicenceWindow()
    qtbot.addWidget(window)
    assert "重新安装" in window.text.toPlainText()


def test_about_leads_to_the_licences(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    about.show()
    button = about.findChild(QPushButton, "about_licences")
    assert button is not None
    button.click()
    window = about.findChild(QDialog, "licence_window")
    assert isinstance(window, LicenceWindow)
    assert window.names.count() >= 2
    window.reject()


def test_about_writes_the_file_for_the_maintainer_or_says_why_not(qtbot: QtBot, tmp_path: Path) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    told = about.findChild(QLabel, "about_told")
    assert told is not None
    target = tmp_path / "诊断 信息.zip"
    about.export(str(target))
    assert zipfile.is_zipfile(target)
    assert "已导出" in told.text()
    about.export(str(tmp_path / "没有" / "x.zip"))
    assert "另选一个位置" in told.text()
