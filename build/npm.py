"""Fetch one pinned npm package and refuse it if its bytes are not the ones that were looked at."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """Name, exact version and the SHA-512 of the packed archive in hexadecimal."""

    name: str
    version: str
    sha512: str


def unpack(package: Package, folder: Path) -> Path:
    """Unpack the package below folder and return its root; needs the npm client and the network."""
    npm = shutil.which("npm")
    if not npm:
        raise SystemExit("This chore fetches from npm: install npm.")
    folder.mkdir(parents=True)
    wanted = f"{package.name}@{package.version}"
    subprocess.run([npm, "pack", "--silent", wanted], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    if hashlib.sha512(archive.read_bytes()).hexdigest() != package.sha512:
        raise SystemExit(f"{wanted} is not the archive that was pinned; nothing was taken from it.")
    # No extraction filter: Debian 12's Python has none, and the digest already vouches for every name.
    with tarfile.open(archive) as packed:
        packed.extractall(folder)
    return folder / "package"
