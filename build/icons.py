"""Fetch the line icons of resources/icons and make the pictures that Windows wants in its own formats.

resources/perfdesk.svg and setup.svg are drawn by hand; perfdesk.ico, which the program wears, and setup.bmp,
the side of the setup's first and last page, are made from them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from npm import Package, unpack

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
ICONS = RESOURCES / "icons"
LUCIDE = Package(
    "lucide-static",
    "1.62.0",
    "581640fe6d8fbe41693061c3b6c05c9393f603d1b87a12e562ee06c302027261"
    "26d41bd85608f4d25083c4a4562e56cc94e89b2da8b0750f3c1b9a479125a0c0",
)
NAMES = (
    "arrow-left",
    "arrow-right",
    "calendar-plus",
    "check",
    "chevron-down",
    "chevron-right",
    "circle",
    "circle-dashed",
    "circle-help",
    "clock",
    "copy",
    "eye",
    "file-down",
    "file-input",
    "file-plus",
    "folder-open",
    "folder-plus",
    "funnel",
    "history",
    "info",
    "keyboard",
    "list-checks",
    "loader",
    "lock",
    "minus",
    "moon",
    "package",
    "plus",
    "printer",
    "redo-2",
    "save",
    "search",
    "settings",
    "star",
    "sun",
    "table",
    "trash-2",
    "triangle-alert",
    "undo-2",
    "x",
    "zoom-in",
    "zoom-out",
)
ICO_SIZES = (256, 128, 64, 48, 32, 24, 16)


def main() -> int:
    """Replace the icons and perfdesk.ico."""
    ICONS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        root = unpack(LUCIDE, Path(scratch, "lucide"))
        for name in NAMES:
            shutil.copyfile(root / "icons" / f"{name}.svg", ICONS / f"{name}.svg")
        shutil.copyfile(root / "LICENSE", ICONS / "LICENSE.txt")
    application = QGuiApplication.instance() or QGuiApplication([])
    write_ico(RESOURCES / "perfdesk.svg", RESOURCES / "perfdesk.ico")
    write_bmp(RESOURCES / "setup.svg", RESOURCES / "setup.bmp")
    del application
    print(f"{len(NAMES)} icons, {LUCIDE.name} {LUCIDE.version}; perfdesk.ico in {len(ICO_SIZES)} sizes")
    return 0


def write_ico(drawing: Path, target: Path) -> None:
    """Draw each size from the vector, which stays sharper than shrinking the largest one."""
    renderer = QSvgRenderer(str(drawing))
    pictures = [_draw(renderer, size, size) for size in ICO_SIZES]
    pictures[0].save(target, sizes=[(size, size) for size in ICO_SIZES], append_images=pictures[1:])


def write_bmp(drawing: Path, target: Path) -> None:
    """Draw a picture without transparency in its own size; 256 colours are all that a flat drawing has."""
    renderer = QSvgRenderer(str(drawing))
    size = renderer.defaultSize()
    _draw(renderer, size.width(), size.height()).convert("RGB").quantize(256).save(target)


def _draw(renderer: QSvgRenderer, width: int, height: int) -> Image.Image:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(memory, "PNG")
    return Image.open(BytesIO(memory.data().data()))


if __name__ == "__main__":
    sys.exit(main())
