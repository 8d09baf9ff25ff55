"""Both palettes can be read, the style sheet finds its pictures, and everything follows the font."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QTableWidget,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from perfdesk.domain.verdict_kind import Verdict
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.paths import resources
from perfdesk.ui import icons, theme
from perfdesk.ui.badge import BadgeLabel, badge_size, face_of, widest
from perfdesk.ui.palette import DARK, LIGHT, Appearance, Palette
from perfdesk.ui.settings import EnterDirection, Settings
from perfdesk.ui.style_sheet import style_sheet


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light palette at 100 %, and so again afterwards."""
    theme.dress(qapp)
    theme.wear(qapp, Appearance.LIGHT, 100)
    yield qapp
    theme.wear(qapp, Appearance.LIGHT, 100)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_every_text_can_be_read_on_its_ground(palette: Palette) -> None:
    poor = [
        f"{what}: {contrast(text, ground):.2f}"
        for what, text, ground in palette.readable_pairs()
        if contrast(text, ground) < 4.5
    ]
    assert poor == []


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_the_style_sheet_finds_its_pictures_and_they_wear_the_palette(palette: Palette) -> None:
    paths = re.findall(r'url\("([^"]+)"\)', style_sheet(palette, 13, 10.0))
    assert paths
    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        drawn = set(re.findall(r"#[0-9A-Fa-f]{6}", text))
        assert drawn <= {palette.dim, palette.accent, palette.on_accent}


def test_colours_stand_in_the_palette_only() -> None:
    folder = Path(theme.__file__).parent
    offenders = [
        path.name
        for path in sorted(folder.glob("*.py"))
        if path.name != "palette.py"
        and re.search(r"""["']#[0-9A-Fa-f]{3,8}["']|QColor\(\d""", path.read_text(encoding="utf-8"))
    ]
    assert offenders == []


def test_every_verdict_has_its_own_icon_and_word(dressed: QApplication) -> None:
    faces = [face_of(verdict) for verdict in Verdict]
    assert len({face.icon for face in faces}) == len(faces)
    assert [face.word for face in faces] == [VERDICT_WORDS[verdict] for verdict in Verdict]
    assert face_of(None).word == "疑点"
    for face in (*faces, face_of(None)):
        assert (resources() / "icons" / f"{face.icon}.svg").is_file()


@pytest.mark.parametrize("percent", [90, 100, 150, 200])
def test_everything_grows_with_the_font(dressed: QApplication, percent: int) -> None:
    usual = theme.row_height(dressed.font(), 2.05)
    badge = badge_size(dressed.font(), Verdict.NOT_MET).width()
    theme.wear(dressed, Appearance.LIGHT, percent)
    font = dressed.font()
    assert font.pointSizeF() == pytest.approx(10 * percent / 100)
    assert theme.row_height(font, 2.05) == pytest.approx(usual * percent / 100, abs=2)
    assert widest(font) >= badge_size(font, Verdict.MET).width()
    assert badge_size(font, Verdict.NOT_MET).width() == pytest.approx(badge * percent / 100, abs=6)


@pytest.fixture
def as_windows_does(dressed: QApplication) -> Iterator[None]:
    """Fonts for single classes, as Windows brings them back whenever its theme changes."""
    other = QFont(theme.base_font(60))
    for name in ("QAbstractItemView", "QMenu", "QMenuBar", "QMessageBox", "QStatusBar", "QTipLabel"):
        dressed.setFont(other, name)
    yield
    dressed.setFont(theme.base_font(100))  # forgets those of the classes


def test_no_class_keeps_a_font_of_its_own(as_windows_does: None, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    box, table, words = QComboBox(window), QTableWidget(2, 2, window), QLabel("已保存", window)
    box.addItem("上半年")
    window.setCentralWidget(table)
    window.statusBar().addWidget(words)
    menu = window.menuBar().addMenu("文件")
    menu.addAction("打开")
    QTreeWidget(table)
    window.show()
    every = [window, menu, box.view(), table.horizontalHeader(), *window.findChildren(QWidget)]
    sizes = {type(widget).__name__: widget.font().pointSizeF() for widget in every}
    assert set(sizes.values()) == {theme.BASE_POINTS}, sizes
    assert table.font().families() == theme.base_font(100).families()


def test_the_scale_stays_between_its_ends(dressed: QApplication) -> None:
    theme.wear(dressed, Appearance.LIGHT, 500)
    assert theme.scale() == 200
    theme.wear(dressed, Appearance.LIGHT, 10)
    assert theme.scale() == 90


def test_dark_reaches_qt_and_the_icons(dressed: QApplication, qtbot: QtBot) -> None:
    theme.wear(dressed, Appearance.DARK, 100)
    assert theme.palette() is DARK
    assert dressed.palette().window().color() == QColor(DARK.panel)
    picture = icons.pixmap("check", DARK.text, 24, 1.0).toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert DARK.text.lower() in seen


def test_qt_speaks_chinese_whatever_the_system_speaks(dressed: QApplication, qtbot: QtBot) -> None:
    assert dressed.findChild(QTranslator, "qtbase_zh_CN") is not None
    assert QLocale().language() == QLocale.Language.Chinese
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_dressing_twice_leaves_one_translator(dressed: QApplication) -> None:
    theme.dress(dressed)
    assert len(dressed.findChildren(QTranslator)) == 1


def test_a_badge_tells_a_screen_reader(dressed: QApplication, qtbot: QtBot) -> None:
    label = BadgeLabel()
    qtbot.addWidget(label)
    label.show_verdict(Verdict.NOT_MET, "差 2.6", "实际 27.4 %，目标 ≥ 30 %，差 2.6 个百分点。")
    assert label.accessibleName() == "判定：未达标"
    assert "差 2.6" in label.accessibleDescription()
    assert label.sizeHint().width() > label.minimumSizeHint().width()


def test_a_mark_changes_what_the_sheet_sees(dressed: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    theme.mark(field, "doubtful", True)
    assert field.property("doubtful") is True


def test_settings_come_back_and_spoilt_ones_read_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "设置.ini"
    kept = Settings(path)
    kept.appearance, kept.scale, kept.enter_direction, kept.clerk = (
        Appearance.DARK,
        150,
        EnterDirection.RIGHT,
        " 王敏 ",
    )
    kept.flush()
    read = Settings(path)
    assert (read.appearance, read.scale, read.enter_direction, read.clerk) == (
        Appearance.DARK,
        150,
        EnterDirection.RIGHT,
        "王敏",
    )
    other = tmp_path / "坏设置.ini"
    other.write_text("[window]\nappearance=pink\nscale=huge\nsize=x\n", encoding="utf-8")
    spoilt = Settings(other)
    assert (spoilt.appearance, spoilt.scale, spoilt.size.isValid()) == (Appearance.SYSTEM, 100, False)


def test_ten_recent_files_newest_first(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    for number in range(12):
        settings.remember(tmp_path / f"{number}.perfdesk")
    settings.remember(tmp_path / "5.perfdesk")
    names = [path.stem for path in settings.recent]
    assert names[:3] == ["5", "11", "10"]
    assert len(names) == 10
    settings.forget(tmp_path / "11.perfdesk")
    assert "11" not in [path.stem for path in settings.recent]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring a Chinese face")
def test_a_system_without_a_chinese_face_gets_the_programs_own(tmp_path: Path) -> None:
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{tmp_path}/none</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    words = (
        "from PySide6.QtGui import QFontMetrics; from PySide6.QtWidgets import QApplication; "
        "from perfdesk.ui import theme; application = QApplication([]); theme.dress(application); "
        "print(all(QFontMetrics(application.font()).inFontUcs4(ord(sign)) for sign in '绩效台达标'))"
    )
    env = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=resources().parent,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"
