"""The reading process: a file from outside to grids or documents, in a process of its own with limits.

It reads one request from standard input and answers with lines of JSON: {"progress": [rows done, rows]}, then
{"documents": [...]}, pieces of grids and {"end": true}, or {"refused": [place, cause, remedy]}. Anything else
that goes wrong ends it without an answer; the program that started it turns that into a sentence.
"""

import gc
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.confinement import bound
from perfdesk.exchange.readers.progress import Progress
from perfdesk.exchange.wire import grid_messages, plain

COMMAND = "--read-worker"
DOCUMENTS, GRIDS = "documents", "grids"


def serve() -> int:
    """Answer one request. Always 0 when an answer was given, a refusal too."""
    results = _results()
    bound()
    gc.disable()  # rows and cells make no cycles, and the process ends with its one file
    request = json.loads(sys.stdin.buffer.readline() if sys.stdin else _handle(-10, "rb").readline())

    def progress(done: int, rows: int) -> None:
        bound(rows)
        _send(results, {"progress": [done, rows]})

    try:
        for message in _answer(Path(request["path"]), request["encoding"], request["want"], progress):
            _send(results, message)
    except DocumentRefused as refused:
        _send(results, {"refused": [refused.place, refused.cause, refused.remedy]})
    except MemoryError:
        _send(results, {"too_much": True})
    return 0


def _answer(path: Path, encoding: str | None, want: str, progress: Progress) -> Iterator[dict[str, Any]]:
    from perfdesk.exchange.readers.choose import grids_of
    from perfdesk.exchange.reading import recognise_grids

    grids = grids_of(path, encoding, progress)
    if want == DOCUMENTS:
        yield {"documents": recognise_grids(path.name, tuple(grids))}
    else:
        for grid in grids:
            yield from grid_messages(grid)
    yield {"end": True}


def _send(results: IO[bytes], message: dict[str, Any]) -> None:
    results.write(
        json.dumps(message, ensure_ascii=True, separators=(",", ":"), default=plain).encode("ascii")
    )
    results.write(b"\n")
    results.flush()


def _results() -> IO[bytes]:
    """The pipe to the program. A library that prints must not speak into it."""
    if sys.platform == "win32" and sys.stdout is None:
        return _handle(-11, "wb")
    kept = os.dup(1)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return os.fdopen(kept, "wb")


def _handle(number: int, mode: str) -> IO[bytes]:
    """A standard stream of a program without console, which Python itself does not open."""
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        handle = ctypes.windll.kernel32.GetStdHandle(number)
        return os.fdopen(msvcrt.open_osfhandle(handle, 0), mode)
    raise OSError("only Windows starts a program without standard streams")
