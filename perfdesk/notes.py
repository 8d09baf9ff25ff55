"""Notes from a second start to the running window: small files, since nothing opens a socket."""

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from perfdesk.paths import data_folder


def folder() -> Path:
    """Where the notes lie; a window watches it."""
    return data_folder() / "notes"


def leave(path: Path | None) -> Path:
    """Ask the running window to come forward and, with a path, to open it.

    Returns the note, which is gone when it was taken.
    """
    folder().mkdir(parents=True, exist_ok=True)
    note = folder() / f"{time.time_ns()}-{os.getpid()}.json"
    part = note.with_suffix(".part")
    said = str(path.absolute()) if path is not None else None
    part.write_text(json.dumps({"open": said}), encoding="ascii")
    part.replace(note)
    return note


def take() -> list[Path | None]:
    """What was asked, oldest first, None for nothing but to come forward; the notes are gone afterwards."""
    asked: list[Path | None] = []
    for note in sorted(folder().glob("*.json")):
        path = None
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads(note.read_text(encoding="ascii"))["open"]
            path = Path(said) if said is not None else None
        with suppress(OSError):
            note.unlink()
        asked.append(path)
    return asked
