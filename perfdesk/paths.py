"""Where things lie: the one place that decides folders.

Data: `PERFDESK_DATA`, else `data` beside the program when `portable.flag` lies there, else the user's own
data folder (local, never roaming). Resources travel with the program.
"""

import os
import sys
from pathlib import Path

from perfdesk.identity import APP, PORTABLE_DATA, PORTABLE_FLAG


def resources() -> Path:
    """The folder of fonts, icons, sample office and help."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).resolve().parent.parent / "resources"


def data_folder() -> Path:
    """The folder for settings, logs and drafts; not created here."""
    override = os.environ.get("PERFDESK_DATA")
    if override:
        return Path(override)
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).parent
        if (beside / PORTABLE_FLAG).exists():
            return beside / PORTABLE_DATA
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / APP
    share = os.environ.get("XDG_DATA_HOME")
    return (Path(share) if share else Path.home() / ".local" / "share") / APP


def documents_folder() -> Path:
    """Where file dialogs start: the user's documents, else the home folder."""
    for name in ("文档", "Documents"):
        candidate = Path.home() / name
        if candidate.is_dir():
            return candidate
    return Path.home()


def readable(name: str) -> str:
    r"""A name from outside as text that can be stored; what the system cannot decode is read as GB18030.

    >>> readable("\udcb1\udced.txt"), readable("表.txt")
    ('表.txt', '表.txt')
    """
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        held = name.encode("utf-8", "surrogatepass" if os.name == "nt" else "surrogateescape")
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return held.decode("gb18030", "replace")
