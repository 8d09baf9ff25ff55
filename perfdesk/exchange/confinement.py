"""The bounds of the reading process: memory and processor time, more of both for a file with many rows.

Elsewhere than on Windows the process bounds itself before it looks at the file (`bound`); on Windows the
program that starts it puts it into a job that ends with the program (`Cell`).
"""

import signal
import subprocess
import sys
from typing import Any

_MEMORY = 400 * 1024 * 1024
_SECONDS = 9
_MOST_MEMORY = 1000 * 1024 * 1024
_MOST_SECONDS = 118
_MANY_ROWS = 5_000
_ROWS_PER_SECOND = 1_500

# Exit codes of a process that used up its time: the signal, or what Windows gives a job's process.
OUT_OF_TIME = frozenset({-int(getattr(signal, "SIGXCPU", 24)), 1816, 0xC000_0044})


def bounds(rows: int = 0) -> tuple[int, int]:
    """Memory in bytes and processor time in seconds that a file with so many rows may take.

    >>> bounds(0) < bounds(40_000) < bounds(200_000)
    True
    """
    if rows < _MANY_ROWS:
        return _MEMORY, _SECONDS
    return _MOST_MEMORY, min(_SECONDS + rows // _ROWS_PER_SECOND, _MOST_SECONDS)


def bound(rows: int = 0) -> None:
    """Bound this process; called first of all, and again when it is known how many rows there are."""
    if sys.platform == "win32":
        return
    import resource

    memory, seconds = bounds(rows)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, _MOST_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":  # macOS accepts this one only with values it already has
        resource.setrlimit(resource.RLIMIT_AS, (memory, _MOST_MEMORY))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _PROCESS_TIME, _ONE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
    _NO_ERROR_WINDOW, _ENDS_WITH_US = 0x400, 0x2000
    _TICKS = 10_000_000  # a second, in the hundred nanoseconds Windows counts in

    class _Basic(ctypes.Structure):
        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        ]

    class _Limits(ctypes.Structure):
        _fields_ = [
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        ]

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.CreateJobObjectW.restype = wintypes.HANDLE
    _KERNEL.SetInformationJobObject.argtypes = [
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
    ]
    _KERNEL.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
    _KERNEL.OpenProcess.restype = wintypes.HANDLE
    _KERNEL.CloseHandle.argtypes = [wintypes.HANDLE]
    _ALL_ACCESS = 0x1F_FFFF


class Cell:
    """The bounds around one reading process, from its start to its end. Only Windows needs more than none."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._job: Any = None
        if sys.platform == "win32":
            self._job = _KERNEL.CreateJobObjectW(None, None)
            self.allow(0)
            handle = _KERNEL.OpenProcess(_ALL_ACCESS, False, process.pid)
            _KERNEL.AssignProcessToJobObject(self._job, handle)
            _KERNEL.CloseHandle(handle)

    def allow(self, rows: int) -> None:
        """Let it take what a file with so many rows may."""
        if sys.platform == "win32":
            memory, seconds = bounds(rows)
            limits = _Limits()
            limits.basic.flags = (
                _PROCESS_TIME | _ONE_PROCESS | _PROCESS_MEMORY | _NO_ERROR_WINDOW | _ENDS_WITH_US
            )
            limits.basic.process_time = seconds * _TICKS
            limits.basic.processes = 1
            limits.process_memory = memory
            _KERNEL.SetInformationJobObject(
                self._job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
            )

    def close(self) -> None:
        """Let go of the process; on Windows it ends with that."""
        if sys.platform == "win32" and self._job:
            _KERNEL.CloseHandle(self._job)
