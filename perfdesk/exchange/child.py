"""Starting the reading process and listening to it. Whatever becomes of it is an answer or one sentence."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from perfdesk.domain.errors import DocumentRefused, ReadingStopped
from perfdesk.exchange import confinement
from perfdesk.exchange.worker import COMMAND

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_LONGEST = 300  # seconds by the clock, for a process that sleeps; its processor time is bounded by itself
_LOOK = 0.05
# -P above all: the folder the clerk works in must not be searched for modules.
_PROGRAM = ("-m", "perfdesk")
_REMEDY = "请在 Excel 或 WPS 里打开，只留要导入的表，另存后再读"


def ask(
    path: Path,
    encoding: str | None,
    want: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Iterator[dict[str, Any]]:
    """The messages of the reading process for a file, up to and without the last.

    Raises DocumentRefused for its refusal and for its failure, ReadingStopped where `cancelled` says so.
    """
    request = {"path": str(path.absolute()), "encoding": encoding, "want": want}
    stopped = threading.Event()
    with _started(path.name) as process:
        watch = _Watch(process, cancelled, stopped)
        cell = confinement.Cell(process)
        try:
            watch.start()
            yield from _conversation(process, cell, request, path.name, progress)
        except DocumentRefused as refused:
            if watch.cancelled:
                raise ReadingStopped(f"{path.name}：已停止读取，什么都没有写入。") from refused
            raise
        finally:
            stopped.set()
            process.kill()
            cell.close()
            watch.join()


class _Watch(threading.Thread):
    """Ends the process when the clerk cancels or time is up; the listener then finds its pipe closed."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", cancelled: Cancelled | None, stopped: threading.Event
    ) -> None:
        super().__init__(name="perfdesk-reading-watch", daemon=True)
        self._process, self._asked, self._stopped = process, cancelled, stopped
        self.cancelled = False

    def run(self) -> None:
        """Look until the listener is done."""
        for _ in range(round(_LONGEST / _LOOK)):
            if self._stopped.wait(_LOOK):
                return
            if self._asked is not None and self._asked():
                self.cancelled = True
                break
        self._process.kill()


def _started(source: str) -> "subprocess.Popen[bytes]":
    """The process, waiting for its request. It is this same program, frozen or not."""
    command = [sys.executable]
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False):
        command += ["-P", "-X", "utf8", *_PROGRAM]
        home = str(Path(__file__).resolve().parents[2])
        known = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = home + (os.pathsep + known if known else "")
    try:
        return subprocess.Popen(
            [*command, COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise DocumentRefused(
            source, "读取程序没有启动", "请关掉一些程序后再试；若仍这样，请重新安装本程序"
        ) from error


def _conversation(
    process: "subprocess.Popen[bytes]",
    cell: confinement.Cell,
    request: dict[str, Any],
    source: str,
    progress: Progress | None,
) -> Iterator[dict[str, Any]]:
    assert process.stdin
    assert process.stdout
    with suppress(OSError):  # it is gone already: the answer that does not come says so
        process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
        process.stdin.close()
    for message in _messages(process.stdout, source):
        if "end" in message:
            return
        if "refused" in message:
            place, cause, remedy = message["refused"]
            raise DocumentRefused(place, cause, remedy)
        if "too_much" in message:
            raise DocumentRefused(source, "文件内容太多，读不下去", _REMEDY)
        if "progress" in message:
            done, rows = message["progress"]
            cell.allow(rows)
            if progress is not None:
                progress(done, rows)
        else:
            yield message
    raise DocumentRefused(source, _ended(process), _REMEDY)


def _messages(stream: IO[bytes], source: str) -> Iterator[dict[str, Any]]:
    for line in stream:
        if not line.endswith(b"\n"):
            return  # cut off in the middle: the process has gone
        try:
            message = json.loads(line)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            raise DocumentRefused(source, "读取程序的回答不对", "请重新安装本程序后再试")
        yield message


def _ended(process: "subprocess.Popen[bytes]") -> str:
    """Why no answer came, as far as the system says."""
    with suppress(subprocess.TimeoutExpired):
        if process.wait(5) in confinement.OUT_OF_TIME:
            return "文件太大或内容不正常，读了很久也没有读完"
    return "文件已损坏或内容太多，读不下去"
