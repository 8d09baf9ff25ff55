"""Evidence files: copied into a folder beside the desk, named by their digest, checked by it.

The folder's name is decided here and nowhere else. Files are never overwritten and never removed: undo brings
a record back, and its file must still be there.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from perfdesk.domain.errors import EvidenceRefused, StoreFull, StoreReadOnly
from perfdesk.store import wording
from perfdesk.store.opening import sync_file, sync_folder

_BLOCK = 1 << 20
LARGEST = 500 * _BLOCK
_DIGEST = re.compile("[0-9a-f]{64}")
_KEPT = re.compile(r"([0-9a-f]{64})(\.[a-z0-9]{1,8})?")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_NUMBERED = re.compile(r"(.+)-\d{8}-.*")


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file: SHA-256 in hexadecimal and size in bytes."""

    digest: str
    size: int


def folder_of(desk: Path) -> Path:
    """Where the evidence of a desk file lies.

    >>> folder_of(Path("台账.perfdesk")).name
    '台账.附件'
    """
    return desk.with_name(f"{desk.stem}.{wording.ATTACHMENTS}")


def path_of(desk: Path, digest: str, name: str) -> Path:
    """Where a kept file lies; EvidenceRefused for a record that has no digest."""
    if not _DIGEST.fullmatch(digest):
        raise EvidenceRefused(wording.EVIDENCE_NOTHING.format(name=name))
    return (_found(desk) or folder_of(desk)) / _file_name(digest, name)


def _file_name(digest: str, name: str) -> str:
    """The digest with a plain suffix; nothing else of a name from outside goes into a path."""
    suffix = Path(name).suffix
    return digest + (suffix.lower() if _SUFFIX.fullmatch(suffix) else "")


def keep(desk: Path, source: Path) -> Kept:
    """Copy a file in and return what it is; a file that is kept already is not copied again."""
    name = source.name
    if not source.is_file():
        raise EvidenceRefused(wording.EVIDENCE_NO_FILE.format(name=name))
    if not os.access(source, os.R_OK):
        raise EvidenceRefused(wording.EVIDENCE_UNREADABLE.format(name=name))
    folder = folder_of(desk)
    try:
        size = source.stat().st_size
        if size > LARGEST:
            raise EvidenceRefused(wording.EVIDENCE_LARGE.format(name=name))
        folder.mkdir(exist_ok=True)
        if shutil.disk_usage(folder).free < 2 * size:
            raise StoreFull(wording.FULL_COPY)
        return _copied(desk, source, folder)
    except PermissionError:
        raise StoreReadOnly(wording.EVIDENCE_NO_FOLDER.format(name=name)) from None
    except FileNotFoundError:
        raise EvidenceRefused(wording.EVIDENCE_NO_FILE.format(name=name)) from None
    except FileExistsError:
        raise StoreReadOnly(wording.EVIDENCE_NO_FOLDER.format(name=name)) from None
    except OSError:
        raise StoreFull(wording.FULL_COPY) from None


def _copied(desk: Path, source: Path, folder: Path) -> Kept:
    """One pass that copies and hashes, so that what is kept is what was hashed."""
    number, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
    part = Path(temporary)
    hashed, size = hashlib.sha256(), 0
    try:
        with os.fdopen(number, "wb") as target, source.open("rb") as read:
            while block := read.read(_BLOCK):
                size += len(block)
                if size > LARGEST:  # it grew while it was read
                    raise EvidenceRefused(wording.EVIDENCE_LARGE.format(name=source.name))
                hashed.update(block)
                target.write(block)
        kept = Kept(hashed.hexdigest(), size)
        final = folder / _file_name(kept.digest, source.name)
        if not (final.exists() and digest_of(final) == kept.digest):
            sync_file(part)
            os.replace(part, final)
            sync_folder(folder)
        return kept
    finally:
        part.unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal; raises OSError."""
    with path.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def checked(desk: Path, digest: str, name: str) -> Path:
    """The kept file, proved to be what it was; EvidenceRefused where it is missing or altered."""
    path = path_of(desk, digest, name)
    try:
        if digest_of(path) == digest:
            return path
    except OSError:
        raise EvidenceRefused(wording.EVIDENCE_MISSING.format(name=name)) from None
    raise EvidenceRefused(wording.EVIDENCE_ALTERED.format(name=name))


def problems(desk: Path, wanted: Iterable[tuple[str, str]]) -> list[str]:
    """Sentences about kept files, given as digest and name, that are missing or altered."""
    found = []
    for digest, name in dict.fromkeys(wanted):
        try:
            checked(desk, digest, name)
        except EvidenceRefused as refused:
            found.append(str(refused))
    return found


def copy_beside(desk: Path, to: Path) -> None:
    """Bring the evidence of one desk file beside another one; what is there already is left.

    A numbered backup shares one folder with its siblings, since names are digests and never clash.
    """
    source, target = _found(desk), folder_of(_unnumbered(to))
    if source is None or source == target:
        return
    try:
        target.mkdir(exist_ok=True)
        for held in sorted(source.iterdir()):
            named = _KEPT.fullmatch(held.name)
            if named and not _is_there(target / held.name, named[1]):
                _copy(held, target / held.name)
        sync_folder(target)
    except OSError:
        raise StoreFull(wording.EVIDENCE_NOT_COPIED) from None


def _is_there(path: Path, digest: str) -> bool:
    return path.exists() and digest_of(path) == digest


def _copy(held: Path, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(held, part)
        sync_file(part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _found(desk: Path) -> Path | None:
    """The folder that holds a desk file's evidence; a numbered backup may have its siblings' one."""
    candidates = (folder_of(desk), folder_of(_unnumbered(desk)))
    return next((folder for folder in candidates if folder.is_dir()), None)


def _unnumbered(desk: Path) -> Path:
    numbered = _NUMBERED.fullmatch(desk.stem)
    return desk.with_name(numbered[1] + desk.suffix) if numbered else desk
