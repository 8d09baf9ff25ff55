"""Line icons: SVG files drawn in a colour of the palette, at the pixel density of the screen, and kept.

A widget or action remembers the name of its icon, so that a change of palette can draw all of them anew.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from perfdesk.paths import resources
from perfdesk.ui import theme

_NAME = "icon_name"
_ROLE = "icon_role"
_FULL = 24  # the size the family is drawn for; QIcon scales it down


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    """The SVG text; an empty picture where the file is missing, so that a word never waits for its icon."""
    path = resources() / "icons" / f"{name}.svg"
    return path.read_bytes() if path.is_file() else b""


@lru_cache(maxsize=512)
def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    text = _source(name)
    if text:
        painter = QPainter(picture)
        drawing = QSvgRenderer(QByteArray(text.replace(b"currentColor", colour.encode("ascii"))))
        drawing.render(painter, QRectF(0, 0, picture.width(), picture.height()))
        painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """An icon as a square picture of `size` logical pixels in a colour of the palette."""
    return _draw(name, colour, max(size, 1), ratio)


def icon(name: str, role: str = "text") -> QIcon:
    """An icon in the palette's colour of that role, with its disabled twin."""
    palette = theme.palette()
    made = QIcon()
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    size = max(round(_FULL * theme.scale() / 100), _FULL)
    made.addPixmap(pixmap(name, getattr(palette, role), size, ratio), QIcon.Mode.Normal)
    made.addPixmap(pixmap(name, palette.disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def give(target: QAction | QAbstractButton, name: str, role: str = "text") -> None:
    """Put an icon on an action or button, air between it and the words; it follows the palette."""
    if isinstance(target, QPushButton) and target.text():
        target.setText(f" {target.text().strip()}")
    target.setProperty(_NAME, name)
    target.setProperty(_ROLE, role)
    target.setIcon(icon(name, role))


def draw_anew(application: QApplication) -> None:
    """Draw every given icon in the present palette."""
    for window in application.topLevelWidgets():
        _draw_in(window)


def _draw_in(window: QWidget) -> None:
    targets: list[QAction | QAbstractButton] = [
        *window.findChildren(QAction),
        *window.findChildren(QAbstractButton),
    ]
    for target in targets:
        name = target.property(_NAME)
        if isinstance(name, str):
            target.setIcon(icon(name, str(target.property(_ROLE))))


def small(em: int) -> QSize:
    """The size of an icon that stands beside text of that size."""
    return QSize(round(em * 1.35), round(em * 1.35))
