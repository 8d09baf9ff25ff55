"""A release: one version everywhere, its part of the change log, and the digests of what is given away."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import bundle
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


def make(root: Path = ROOT, folder: Path = bundle.PACKAGES) -> list[Path]:
    """Write SHA256SUMS and the release notes beside the packages; returns the packages."""
    version = agreed_version(root)
    files = sorted(folder.glob(f"{identity.APP}[-_]{version}*")) if folder.is_dir() else []
    if not files:
        raise CannotGoOn(f"There is nothing of {version} to release: run package and package-windows first.")
    told = sums(files)
    (folder / "SHA256SUMS").write_text(told, encoding="utf-8", newline="\n")
    log = changes_of((root / CHANGES).read_text(encoding="utf-8"), version)
    notes = f"# {identity.TITLE} {version}\n\n{log}\n\n## 校验值（SHA-256）\n\n```\n{told}```\n"
    (folder / f"说明-{version}.md").write_text(notes, encoding="utf-8", newline="\n")
    return files
