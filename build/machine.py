"""What a chore needs around it: system libraries and the .venv with the locked packages.

Only the standard library, because this runs before anything is installed. A second run must cost
next to nothing, so the .venv carries a stamp that names everything it was made from.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
# Every wheel of the program for Windows and of what builds it, and nothing else.
WINDOWS_LOCK = ROOT / "build" / "requirements-windows.txt"
VENV = ROOT / ".venv"
STAMP = VENV / ".stamp"

# Debian names. Without the first group QtWidgets does not even import.
QT_LIBRARIES = (
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
)
# A visible window needs these as well.
SCREEN_LIBRARIES = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
)
# A virtual screen for pictures, and Chinese letters on it.
SCREEN_PACKAGES = (
    *SCREEN_LIBRARIES,
    "xvfb",
    "xauth",
    "fonts-noto-cjk",
)
# Tests turn other offices' old documents into pages with these, and skip without them.
DOCUMENT_PACKAGES = (
    "libreoffice-calc-nogui",
    "libreoffice-writer-nogui",
    "poppler-utils",
)


class CannotGoOn(Exception):
    """The chore stops; the text is one sentence that says what to do."""


def venv_python() -> Path:
    """The interpreter inside .venv; it may not exist yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(lock: Path = LOCK) -> None:
    """Bring the machine to the state the chores expect, .venv from this lock; quick when it already is."""
    _check_python()
    _provide_system_packages()
    stamp = _wanted_stamp(lock)
    if not venv_python().exists() or not STAMP.exists() or STAMP.read_text() != stamp:
        _make_venv(lock)
        STAMP.write_text(stamp)


def say(line: str) -> None:
    """Tell the newcomer what is going on, before the step and not after it."""
    print(f"== {line}", flush=True)


def run_quietly(command: list[str], otherwise: str, env: dict[str, str] | None = None) -> None:
    """Run a set-up step with its output held back, and show its end if it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        tail = done.stdout.decode("utf-8", "replace").strip().splitlines()[-15:]
        raise CannotGoOn("\n".join([*tail, otherwise]))


def _check_python() -> None:
    # Only the locked numpy and Qt decide the upper end; both have wheels for these.
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        raise CannotGoOn(f"Python 3.11 to 3.13 is needed; this is {sys.version.split()[0]}.")


def _provide_system_packages() -> None:
    if not sys.platform.startswith("linux"):
        return
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        if not STAMP.exists():
            libraries = " ".join(QT_LIBRARIES)
            say(f"Not a Debian system: if Qt does not start, install the counterparts of {libraries}")
        return
    vital = _missing((*QT_LIBRARIES, *_venv_package()))
    useful = _missing((*SCREEN_PACKAGES, *DOCUMENT_PACKAGES))
    if not vital and not useful:
        return
    if os.geteuid() == 0:
        _install([*vital, *useful])
        return
    request = "Please have an administrator run: apt-get install " + " ".join([*vital, *useful])
    if vital:
        raise CannotGoOn(request)
    say(request)


def _venv_package() -> tuple[str, ...]:
    """Debian cuts ensurepip out of its Python; any other Python is whole or beyond apt's help."""
    if importlib.util.find_spec("ensurepip") is not None or venv_python().exists():
        return ()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return ("python3-venv", f"{version}-venv")


def _missing(names: tuple[str, ...]) -> list[str]:
    # dpkg-query answers in milliseconds; it exits with 1 when a name is unknown, which is an answer too.
    asked = [name + suffix for name in names for suffix in ("", "t64")]
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\\n", *asked],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    present = {line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")}
    # Newer Debian and Ubuntu renamed some libraries when time_t grew to 64 bits.
    return [name for name in names if not {name, name + "t64"} & present]


def _install(names: list[str]) -> None:
    say("Installing system packages: " + " ".join(names))
    otherwise = "The system packages could not be installed; check the network and the lines above."
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run_quietly(["apt-get", "update", "-qq"], otherwise, quiet)
    run_quietly(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names], otherwise, quiet)


def _wanted_stamp(lock: Path) -> str:
    parts = (
        lock.read_bytes(),
        " ".join((*QT_LIBRARIES, *SCREEN_PACKAGES)).encode(),
        # The wheels differ by minor version; a patch release may come and go under the same .venv.
        f"{sys.version_info.major}.{sys.version_info.minor}".encode(),
        # A moved repository has a .venv full of paths that are gone.
        str(ROOT).encode(),
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make_venv(lock: Path) -> None:
    say("Creating .venv and installing the locked packages (about a minute)")
    python = str(venv_python())
    run_quietly(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        "The virtual environment could not be created; this Python lacks the venv or ensurepip module.",
    )
    run_quietly(
        [
            *(python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
            # Nothing is built here: a wheel is unpacked, a source archive would run its own code.
            *("--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(lock)),
        ],
        "The locked packages could not be installed; check the network and the lines above.",
    )
    _make_importable(python)


def _make_importable(python: str) -> None:
    """Point .venv at the sources, so that nothing has to be built to import them."""
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    Path(site.stdout.strip(), "perfdesk.pth").write_text(f"{ROOT}\n", encoding="utf-8")
