"""The documents behind what a clerk points at: files as they are, folders by what lies in them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from perfdesk.domain.errors import DocumentRefused
from perfdesk.identity import SUFFIX

KINDS = (
    *(".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx", ".pdf", ".csv", ".txt", ".tsv"),
    *(".html", ".htm", ".xml"),
)
MOST = 100  # files in one go: each wants to be looked at
_MOST_LOOKED_AT = 20_000  # names in all folders; a whole disk dropped by mistake is not searched through
_ASIDE = ("~$", ".~", ".")  # what office programs leave beside an open file, and hidden files


def documents_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to read, each once: those named, and those of known kinds in folders and folders in them.

    Links to folders are not followed. Raises DocumentRefused where folders hold none, or too many.
    """
    found: dict[Path, None] = {}
    given = tuple(paths)
    for path in given:
        found |= dict.fromkeys(_in_folder(path) if path.is_dir() else (path,))
    if not found and given:
        raise DocumentRefused(given[0].name, "文件夹里没有可以导入的文档", "请选表格、Word、PDF 或文本文件")
    if len(found) > MOST:
        raise DocumentRefused(
            given[0].name, f"一次最多导入 {MOST} 份，这里有 {len(found)} 份", "请分几次导入"
        )
    return tuple(found)


def _in_folder(folder: Path) -> Iterator[Path]:
    looked = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        looked += len(names) + len(folders)
        if looked > _MOST_LOOKED_AT:
            raise DocumentRefused(folder.name, "文件夹里的文件太多", "请只选放着要导入文档的文件夹")
        for name in sorted(names):
            if name.lower().endswith(KINDS) and not name.startswith(_ASIDE):
                yield Path(place, name)


def is_desk_file(path: Path) -> bool:
    """Whether a name is one of a desk file."""
    return path.suffix.lower() == SUFFIX
