"""Being seen by the setup: on Windows every running perfdesk holds a mutex by an agreed name."""

import sys

from perfdesk.identity import MUTEX

_held: list[int] = []


def be_seen() -> None:
    """Hold the mutex until the process ends; the setup and the removal refuse meanwhile."""
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.CreateMutexW(None, False, MUTEX)
        if handle:
            _held.append(handle)
