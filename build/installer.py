"""The two files for Windows: the setup, made by NSIS here or on Windows, and the portable zip."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import bundle
from bundle import identity
from machine import ROOT, CannotGoOn

SCRIPT = ROOT / "build" / "windows" / "perfdesk.nsi"
LARGEST_SETUP_MB = 50
# In NSIS's words; it has to be the folder that perfdesk.paths finds by LOCALAPPDATA.
DATA_FOLDER = f"$LOCALAPPDATA\\{identity.APP}"
_WINDOWS_PLACE = Path("C:/Program Files (x86)/NSIS/makensis.exe")


def setup_name(version: str) -> str:
    """What the file on the stick is called."""
    return f"{identity.APP}-{version}-setup.exe"


def portable_name(version: str) -> str:
    """What the zip for a stick is called."""
    return f"{identity.APP}-{version}-portable.zip"


def names(version: str, folder: Path, target: Path) -> dict[str, str]:
    """Everything the script is told, by the name it knows it under."""
    return {
        "APP": identity.APP,
        "CONSOLE_APP": identity.CONSOLE_APP,
        "TITLE": identity.TITLE,
        "SUMMARY": identity.SUMMARY,
        "SUFFIX": identity.SUFFIX,
        "FILE_KIND": identity.FILE_KIND,
        "PROG_ID": identity.PROG_ID,
        "MUTEX": identity.MUTEX,
        "OLDEST_BUILD": str(identity.OLDEST_WINDOWS_BUILD),
        "DATADIR": DATA_FOLDER,
        "VERSION": version,
        # The new program is unpacked beside the old one, and a little more is needed for the rest.
        "NEEDED_MB": str(round(bundle.megabytes(folder) * 1.1) + 10),
        "FILES": str(folder / "*"),
        "RES": str(ROOT / "resources"),
        "OUT": str(target),
    }


def make_setup(folder: Path, target: Path, version: str, *, quick: bool = False) -> Path:
    """Write the setup for a program folder; `quick` packs badly and fast.

    Raises CannotGoOn without makensis or where NSIS refuses.
    """
    work = bundle.OUT / "work" / "setup"
    work.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [f'!define {key} "{value}"' for key, value in names(version, folder, target).items()]
    # With its mark, or NSIS would read the Chinese in the system's own encoding.
    (work / "names.nsh").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    command = [_makensis(), "-V2", "-INPUTCHARSET", "UTF8", f"-DNAMES={work}"]
    command += ["-DQUICK"] if quick else []
    if subprocess.run([*command, str(SCRIPT)], stdin=subprocess.DEVNULL, check=False).returncode:
        raise CannotGoOn("NSIS did not make the setup; see the lines above.")
    return target


def make_portable(folder: Path, target: Path, version: str) -> Path:
    """The same program with the flag that keeps its data beside it."""
    root = f"{identity.APP}-{version}"
    bundle.zip_folder(folder, target, root, {identity.PORTABLE_FLAG: b""})
    return target


def _makensis() -> str:
    found = shutil.which("makensis")
    if not found and sys.platform == "win32" and _WINDOWS_PLACE.is_file():
        found = str(_WINDOWS_PLACE)
    if not found:
        raise CannotGoOn("The setup is made by NSIS: install nsis.")
    return found
