"""Where things lie: the one place that decides folders.

Data: `PERFDESK_DATA`, else `data` beside the program when `portable.flag` lies there, else the user's own
data folder (local, never roaming). Resources travel with the program; desk files lie where they are put.
"""

import os
import sys
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from perfdesk.domain.errors import FolderRefused
from perfdesk.identity import APP, PORTABLE_DATA, PORTABLE_FLAG

# Of the data folder: raised when a version writes there what the ones before would spoil.
DATA_FORMAT = 1
_MARK = "format"
_TEMPORARY = "设置和日志这次放在临时文件夹里，不会保留；数据文件不受影响。"
_NO_HOME = f"这个账户没有主文件夹，{_TEMPORARY}请联系管理员。"
_NOT_WRITABLE = f"文件夹“{{folder}}”写不进去，{_TEMPORARY}请检查磁盘空间和权限。"
_NOWHERE = "没有一个文件夹可以写，连临时文件夹也不行，绩效台开不了。请腾出磁盘空间，或联系管理员。"
_NEWER = f"“{{folder}}”里的设置由更新版本的绩效台写成，没有改动；{_TEMPORARY}请升级绩效台。"


def resources() -> Path:
    """The folder of fonts, icons, sample office and help."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).resolve().parent.parent / "resources"


def data_folder() -> Path:
    """The folder for settings, logs and drafts; not created here, see `settle_data_folder`."""
    override = os.environ.get("PERFDESK_DATA")
    if override:
        return Path(override)
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).parent
        if (beside / PORTABLE_FLAG).exists():
            return beside / PORTABLE_DATA
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else _home() / "AppData" / "Local") / APP
    share = os.environ.get("XDG_DATA_HOME")
    return (Path(share) if share else _home() / ".local" / "share") / APP


def settle_data_folder() -> str | None:
    """Make the data folder ready for this process; where it cannot be used, a temporary one serves.

    Returns the sentence that tells the clerk so, None where all is well. A folder that a newer version wrote
    stays as it is, byte for byte. Raises FolderRefused where not even a temporary folder can be written.
    """
    folder = data_folder()
    sentence = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if _format_of(folder) > DATA_FORMAT:
            sentence = _NEWER.format(folder=folder)
        else:
            # One try by a plain name: on Windows tempfile takes a refusal for a name in use and tries 10,000.
            trial = folder / f"trial-{os.getpid()}"
            trial.write_bytes(b"\0")
            trial.unlink()
            if not (folder / _MARK).exists():
                (folder / _MARK).write_text(f"{DATA_FORMAT}\n", encoding="ascii")
    except OSError:
        sentence = _NOT_WRITABLE.format(folder=folder)
    if not _has_home() and not os.environ.get("PERFDESK_DATA"):
        sentence = _NO_HOME
    if sentence is not None:
        # By the environment, so that whatever this process starts looks there as well.
        try:
            os.environ["PERFDESK_DATA"] = tempfile.mkdtemp(prefix=f"{APP}-", dir=_temporary())
        except OSError:
            raise FolderRefused(_NOWHERE) from None
    return sentence


def _format_of(folder: Path) -> int:
    """What the mark says; 0 where there is none or it was spoilt."""
    with suppress(FileNotFoundError, ValueError):
        return int((folder / _MARK).read_text(encoding="ascii"))
    return 0


def documents_folder() -> Path:
    """Where file dialogs start: the user's documents, else the home folder."""
    for name in ("文档", "Documents"):
        candidate = _home() / name
        if candidate.is_dir():
            return candidate
    return _home()


def _has_home() -> bool:
    """False for an account that has no home folder, such as a bare service account."""
    try:
        return Path.home().is_dir()
    except RuntimeError:
        return False


def _home() -> Path:
    return Path.home() if _has_home() else _temporary()


def _temporary() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:
        raise FolderRefused(_NOWHERE) from None


def readable(name: str) -> str:
    r"""A name from outside as text that can be stored and reads as it is.

    What the system cannot decode is read as GB18030. Control characters, and marks that turn the order of
    what follows (they make 「表exe.txt」 of an .exe), become a replacement character.

    >>> readable("\udcb1\udced.txt"), readable("表.txt"), readable("表\n\u202etxt.exe")
    ('表.txt', '表.txt', '表��txt.exe')
    """
    return "".join("�" if unicodedata.category(sign) in ("Cc", "Cf") else sign for sign in _decoded(name))


def _decoded(name: str) -> str:
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        held = name.encode("utf-8", "surrogatepass" if os.name == "nt" else "surrogateescape")
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return held.decode("gb18030", "replace")
