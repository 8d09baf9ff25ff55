"""The setup on a real Windows: installed silently, the installed program proves itself, removed silently.

The Wine bench does the same and more; this is what the Windows job runs, in an account that is thrown away.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import bundle
import installer
from bundle import identity
from machine import CannotGoOn, say

_PATIENCE = 60.0  # seconds that the removal may go on after its first process ended


def run() -> None:
    """Raises CannotGoOn at the first thing that is not as it must be."""
    if sys.platform != "win32":
        raise CannotGoOn("This runs on Windows; elsewhere take package-windows.")
    local = Path(os.environ["LOCALAPPDATA"])
    program, data = local / "Programs" / identity.APP, local / identity.APP
    menu = Path(os.environ["APPDATA"]) / "Microsoft/Windows/Start Menu/Programs" / identity.TITLE
    _expect(not program.exists(), "perfdesk is installed in this account; the test would remove it.")
    setup = bundle.PACKAGES / installer.setup_name(bundle.version())
    say("Installing")
    _do(str(setup), "/S")
    data.mkdir(parents=True, exist_ok=True)
    kept = data / "settings.ini"
    kept.write_text("[clerk]\n", encoding="utf-8")
    _expect(menu.is_dir() and _opens_desks(program), "The menu entry or the kind of file is missing.")
    say("Self-test of the installed program")
    place = bundle.OUT / "自检 installed"
    _do(str(program / f"{identity.APP}.exe"), "self-test", str(place))
    _do(str(program / f"{identity.CONSOLE_APP}.exe"), "--version")
    say("Installing over it")
    _do(str(setup), "/S")
    say("Removing")
    _do(str(program / "uninstall.exe"), "/S")
    end = time.monotonic() + _PATIENCE
    while program.exists() or menu.exists() or _opens_desks(program):
        if time.monotonic() > end:
            left = [path.name for path in (*program.rglob("*"), *menu.rglob("*"))]
            raise CannotGoOn(f"Left behind: {left[:5] or 'the kind of file'}")
        time.sleep(0.5)
    _expect(kept.exists(), "The data went with the program.")


def _opens_desks(program: Path) -> bool:
    """Whether a double click on a desk file would start this program."""
    import winreg

    key = f"Software\\Classes\\{identity.PROG_ID}\\shell\\open\\command"
    try:
        command = winreg.QueryValue(winreg.HKEY_CURRENT_USER, key)
    except FileNotFoundError:
        return False
    wanted = f'"{program / identity.APP}.exe" open "%1"'
    return command.lower() == wanted.lower()


def _expect(condition: bool, otherwise: str) -> None:
    if not condition:
        raise CannotGoOn(otherwise)


def _do(*command: str) -> None:
    code = subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode
    _expect(code == 0, f"{Path(command[0]).name} ended with {code}.")
