"""perfdesk-cli.exe: the program for scripts on Windows, where a windowed program has no console.

It starts the windowed program beside it and passes on what that prints, so that the libraries and the
bytecode lie in the folder once.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

PROGRAM = "perfdesk.exe"


def main() -> int:
    """Run the windowed program with the same words; its exit code is this one's."""
    command = [str(Path(sys.executable).with_name(PROGRAM)), *sys.argv[1:]]
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    pairs = ((child.stdout, sys.stdout), (child.stderr, sys.stderr))
    passing = [threading.Thread(target=hand_on, args=(pipe, stream.buffer)) for pipe, stream in pairs]
    for one in passing:
        one.start()
    try:
        code = child.wait()
    except KeyboardInterrupt:
        # It has no console and hears no Ctrl+C; what it was writing is undone by the desk file's journal.
        child.terminate()
        code = child.wait()
    for one in passing:
        one.join()
    return code


def hand_on(pipe: BinaryIO, stream: BinaryIO) -> None:
    """Pass bytes on as they come; where nobody reads any more, the program learns it by its closed pipe."""
    with pipe, suppress(OSError):
        while piece := pipe.read1():  # type: ignore[attr-defined]
            stream.write(piece)
            stream.flush()


if __name__ == "__main__":
    sys.exit(main())
