"""What the window remembers: one INI file in the data folder. Nothing of the office is kept here."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize

from perfdesk.paths import data_folder
from perfdesk.ui.palette import Appearance

FILE_NAME = "settings.ini"
RECENT_AT_MOST = 10


class EnterDirection(StrEnum):
    """Where Enter goes in the grid."""

    DOWN = "down"
    RIGHT = "right"


class Settings:
    """Typed reading and writing; a value that was spoilt by hand reads as its default."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(
            str(path or data_folder() / FILE_NAME),
            QSettings.Format.IniFormat,
        )

    def flush(self) -> None:
        """Write everything to the file now."""
        self._store.sync()

    def _text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    @property
    def appearance(self) -> Appearance:
        """跟随系统, 浅色 or 深色."""
        value = self._text("window/appearance")
        return Appearance(value) if value in {a.value for a in Appearance} else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._store.setValue("window/appearance", value.value)

    @property
    def scale(self) -> int:
        """Font size in per cent, as stored; the theme keeps it between 90 and 200."""
        value = self._text("window/scale")
        return int(value) if value.isdecimal() and len(value) <= 3 else 100

    @scale.setter
    def scale(self, value: int) -> None:
        self._store.setValue("window/scale", str(value))

    @property
    def enter_direction(self) -> EnterDirection:
        """Where Enter goes in the grid."""
        right = self._text("grid/enter") == EnterDirection.RIGHT.value
        return EnterDirection.RIGHT if right else EnterDirection.DOWN

    @enter_direction.setter
    def enter_direction(self, value: EnterDirection) -> None:
        self._store.setValue("grid/enter", value.value)

    @property
    def clerk(self) -> str:
        """The name history lines carry; "" means the login name."""
        return self._text("clerk/name")

    @clerk.setter
    def clerk(self, value: str) -> None:
        self._store.setValue("clerk/name", value.strip())

    @property
    def recent(self) -> list[Path]:
        """Desk files opened last, newest first, missing ones included."""
        value = self._store.value("files/recent", [])
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [Path(text) for text in texts if isinstance(text, str) and text][:RECENT_AT_MOST]

    def remember(self, path: Path) -> None:
        """Put a desk file at the head of the recent ones."""
        wanted = path.absolute()
        kept = [wanted, *(p for p in self.recent if p != wanted)][:RECENT_AT_MOST]
        self._store.setValue("files/recent", [str(p) for p in kept])

    def forget(self, path: Path) -> None:
        """Take a file that is gone out of the list."""
        self._store.setValue("files/recent", [str(p) for p in self.recent if p != path])

    @property
    def columns(self) -> str:
        """Columns that were put right in imports, as the text of `column_memory`."""
        return self._text("import/columns")

    @columns.setter
    def columns(self, value: str) -> None:
        self._store.setValue("import/columns", value)

    @property
    def size(self) -> QSize:
        """Size of the window; invalid where none was kept. Never its place: Wayland would refuse."""
        value = self._store.value("window/size")
        return value if isinstance(value, QSize) else QSize()

    @size.setter
    def size(self, value: QSize) -> None:
        self._store.setValue("window/size", value)

    @property
    def maximized(self) -> bool:
        """Whether the window filled the screen."""
        return self._text("window/maximized") == "yes"

    @maximized.setter
    def maximized(self, value: bool) -> None:
        self._store.setValue("window/maximized", "yes" if value else "no")

    def state(self, name: str) -> QByteArray:
        """State of a splitter or header; empty where none was kept."""
        value = self._store.value(f"state/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, name: str, value: QByteArray) -> None:
        """Keep the state of a splitter or header."""
        self._store.setValue(f"state/{name}", value)
