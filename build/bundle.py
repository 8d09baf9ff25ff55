"""The program folder: made by PyInstaller, looked at as a whole, and packed so that two packs are equal."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from machine import ROOT, CannotGoOn

sys.path.append(str(ROOT))
from perfdesk import identity

OUT = ROOT / "out"
FOLDER = OUT / "dist" / identity.APP
PACKAGES = OUT / "packages"
MEGA = 1 << 20  # as Windows counts what it calls MB
LARGEST_INSTALLED_MB = {"windows": 145, "linux": 290}
# With these two PyInstaller writes the same bytes again.
_FIXED_HASHES = {"PYTHONHASHSEED": "1"}


def version() -> str:
    """The version of the project, as pyproject.toml states it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def moment() -> int:
    """The date of every packed file, in seconds since 1970: the last commit's, so that rebuilds agree."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stated.isdecimal():
        return int(stated)
    asked = ["git", "-c", f"safe.directory={ROOT}", "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        told = ""
    return int(told) if told.isdecimal() else 1_700_000_000


def settings() -> dict[str, str]:
    """The environment under which two builds are equal byte for byte."""
    return {**_FIXED_HASHES, "SOURCE_DATE_EPOCH": str(moment())}


def pyinstaller(work: str, dist: str) -> list[str]:
    """PyInstaller's words; its own default work folder is ./build, which holds sources here."""
    places = ("--workpath", work, "--distpath", dist)
    return ["-m", "PyInstaller", "-y", "--clean", "--log-level", "WARN", *places, "perfdesk.spec"]


def files_of(folder: Path) -> Iterator[Path]:
    """Every file and link below the folder in order of name."""
    yield from sorted(p for p in folder.rglob("*") if p.is_symlink() or p.is_file())


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its name inside the folder; a link counts by where it points."""
    found = {}
    for path in files_of(folder):
        content = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
        found[path.relative_to(folder).as_posix()] = hashlib.sha256(content).hexdigest()
    return found


def whole_digest(folder: Path) -> str:
    """One SHA-256 for all of it."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in digests(folder).items())
    return hashlib.sha256(lines.encode()).hexdigest()


def differences(first: Path, second: Path) -> list[str]:
    """Names whose bytes differ or that only one folder has."""
    one, other = digests(first), digests(second)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def megabytes(folder: Path) -> float:
    """What it takes on the disk, in MB as Windows counts them."""
    return sum(path.lstat().st_size for path in files_of(folder)) / MEGA


def require_size(folder: Path, system: str) -> float:
    """The size, or CannotGoOn where the folder outgrew what was agreed for the system."""
    size, most = megabytes(folder), LARGEST_INSTALLED_MB[system]
    if size > most:
        raise CannotGoOn(f"The program folder has {size:.0f} MB, at most {most} MB are agreed for {system}.")
    return size


def zip_folder(folder: Path, target: Path, root: str, extra: dict[str, bytes]) -> None:
    """A zip of the folder below `root`, with further files by name; equal bytes for equal content."""
    stamp = max(time.gmtime(moment())[:6], (1980, 1, 1, 0, 0, 0))
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        contents = {p.relative_to(folder).as_posix(): p.read_bytes() for p in files_of(folder)}
        for name, content in sorted({**contents, **extra}.items()):
            entry = zipfile.ZipInfo(f"{root}/{name}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)


def tar_folder(folder: Path, packed: tarfile.TarFile, root: str) -> None:
    """Add the folder below `root` to an archive, owned by the system and with one date."""
    for path in sorted([folder, *folder.rglob("*")]):
        name = root if path == folder else f"{root}/{path.relative_to(folder).as_posix()}"
        entry = packed.gettarinfo(str(path), name)
        _make_plain(entry)
        if entry.isfile():
            with path.open("rb") as content:
                packed.addfile(entry, content)
        else:
            packed.addfile(entry)


def tar_bytes(packed: tarfile.TarFile, name: str, content: bytes, mode: int = 0o644) -> None:
    """Add a file that is only in memory."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), mode
    _make_plain(entry)
    packed.addfile(entry, io.BytesIO(content))


def _make_plain(entry: tarfile.TarInfo) -> None:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = moment()
    executable = entry.isdir() or entry.mode & 0o100
    entry.mode = 0o777 if entry.issym() else 0o755 if executable else 0o644
    # Two names of one file would be stored as a link to whichever came first.
    if entry.islnk():
        entry.type = tarfile.REGTYPE


def xz(content: bytes) -> bytes:
    """Compressed for the stick: smaller than gzip by a third."""
    return lzma.compress(content, preset=6)


def gz(content: bytes) -> bytes:
    """Compressed without a date."""
    return gzip.compress(content, 9, mtime=0)
