"""A release: one version everywhere, its part of the change log, and the digests of what is given away."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import bundle
import installer
import linux_package
from bundle import identity
from machine import ROOT, CannotGoOn

CHANGES = Path("resources", "CHANGES.md")
_STATED = {
    Path("pyproject.toml"): re.compile(r'^version = "([^"]+)"$', re.MULTILINE),
    Path("perfdesk", "__init__.py"): re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE),
}
_HEADING = re.compile(r"^## (\S+)", re.MULTILINE)
_VERSION = re.compile(r"(?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3})){2}")


def set_version(root: Path, version: str) -> None:
    """Write a new version into every place that states one, and open its part of the change log."""
    if not _VERSION.fullmatch(version):
        raise CannotGoOn(f"{version} is no version; it has three numbers, such as 0.2.0.")
    for name, pattern in _STATED.items():
        text = (root / name).read_text(encoding="utf-8")
        stated = pattern.search(text)
        if stated is None:
            raise CannotGoOn(f"{name} states no version.")
        changed = text[: stated.start(1)] + version + text[stated.end(1) :]
        (root / name).write_text(changed, encoding="utf-8", newline="\n")
    log = (root / CHANGES).read_text(encoding="utf-8")
    if version not in _HEADING.findall(log):
        first = _HEADING.search(log)
        at = first.start() if first else len(log)
        (root / CHANGES).write_text(f"{log[:at]}## {version}\n\n{log[at:]}", encoding="utf-8", newline="\n")


def agreed_version(root: Path) -> str:
    """The version that all places state; CannotGoOn where they differ or the change log says nothing."""
    stated = {}
    for name, pattern in _STATED.items():
        found = pattern.search((root / name).read_text(encoding="utf-8"))
        stated[name.as_posix()] = found.group(1) if found else "nothing"
    if len(set(stated.values())) != 1:
        told = ", ".join(f"{name} says {version}" for name, version in stated.items())
        raise CannotGoOn(f"The versions differ: {told}. Set one with release --set.")
    (version,) = set(stated.values())
    if not changes_of((root / CHANGES).read_text(encoding="utf-8"), version):
        raise CannotGoOn(f"{CHANGES.as_posix()} does not say what is new in {version}.")
    return version


def changes_of(log: str, version: str) -> str:
    """What the change log says about a version, without its heading; "" where it says nothing."""
    parts = re.split(r"^## ", log, flags=re.MULTILINE)
    for part in parts[1:]:
        heading, _, text = part.partition("\n")
        if heading.split()[:1] == [version]:
            return text.strip()
    return ""


def sums(files: list[Path]) -> str:
    """Lines that `sha256sum -c` reads."""
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


def wanted(version: str) -> list[str]:
    """What a whole release has; the Windows job makes only the first two."""
    windows = [installer.setup_name(version), installer.portable_name(version)]
    return windows if sys.platform == "win32" else [*windows, *linux_package.names(version)]


def make(root: Path = ROOT, folder: Path = bundle.PACKAGES) -> list[Path]:
    """Write SHA256SUMS and the release notes beside the packages; returns the packages.

    CannotGoOn where the versions differ, something is not committed, or there is no package of this version.
    """
    version = agreed_version(root)
    require_committed(root)
    there = [folder / name for name in wanted(version) if (folder / name).is_file()]
    if not there:
        raise CannotGoOn(f"There is nothing of {version} to release: run package and package-windows first.")
    told = sums(there)
    (folder / "SHA256SUMS").write_text(told, encoding="utf-8", newline="\n")
    log = changes_of((root / CHANGES).read_text(encoding="utf-8"), version)
    notes = f"# {identity.TITLE} {version}\n\n{log}\n\n## 校验值（SHA-256）\n\n```\n{told}```\n"
    (folder / f"说明-{version}.md").write_text(notes, encoding="utf-8", newline="\n")
    return there


def doubts(folder: Path = bundle.PACKAGES) -> list[str]:
    """What a person has to know before giving the release away: what is missing, what was made too early."""
    found = []
    for name in wanted(bundle.version()):
        if not (folder / name).is_file():
            found.append(f"{name} is not there: the release is not whole.")
        elif (folder / name).stat().st_mtime < bundle.moment():
            found.append(f"{name} is older than the last commit: package it again.")
    return found


def require_committed(root: Path) -> None:
    """CannotGoOn where what was packed may stand in no commit; a source archive without git goes through."""
    asked = ["git", "-c", f"safe.directory={root}", "status", "--porcelain"]
    try:
        told = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return
    changed = [line[3:] for line in told.stdout.splitlines()] if told.returncode == 0 else []
    if changed:
        raise CannotGoOn(f"Not committed: {', '.join(changed[:3])}. Commit, package again, then release.")
