"""What commands print: receipts and tables on standard output, sentences on standard error.

A windowed program has neither stream, and a reader may hang up (`| head`): both are normal, and the work that
was done stays done.
"""

import json
import os
import sys
from contextlib import suppress
from typing import Any, TextIO

from perfdesk.domain.errors import DeskError
from perfdesk.identity import TITLE


class OutputLost(DeskError):
    """What was printed did not arrive: the disk behind standard output is full or failed."""

    def __init__(self) -> None:
        super().__init__("结果没有写全：输出的磁盘已满或出错。请换一个位置再输出。")


def speak_utf8() -> None:
    """Print Chinese wherever the output goes."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """A line on standard output; raises OutputLost."""
    if sys.stdout is not None:
        _sent(sys.stdout, text + "\n")


def say_json(held: Any) -> None:
    """A JSON object on standard output; raises OutputLost."""
    say(json.dumps(held, ensure_ascii=False, indent=1))


def warn(text: str) -> None:
    """A sentence on standard error, as far as there is one."""
    if sys.stderr is not None:
        with suppress(OutputLost):
            _sent(sys.stderr, text + "\n", flush=True)


def tell(text: str) -> None:
    """A sentence for who started the program by a double click: in a box where there is no standard error."""
    if sys.stderr is None and sys.platform == "win32":
        import ctypes

        warning_in_front = 0x30 | 0x10000
        ctypes.windll.user32.MessageBoxW(None, text, TITLE, warning_in_front)
    else:
        warn(text)


def finish() -> None:
    """Hand over what is still held back; raises OutputLost."""
    if sys.stdout is not None:
        _sent(sys.stdout, "", flush=True)


def _sent(stream: TextIO, text: str, *, flush: bool = False) -> None:
    try:
        stream.write(text)
        if flush:
            stream.flush()
    except BrokenPipeError:
        _hang_up(stream)
    except OSError:
        _hang_up(stream)
        raise OutputLost from None


def _hang_up(stream: TextIO) -> None:
    """Let the rest go nowhere: Python would otherwise fail once more when it flushes at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
