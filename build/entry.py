"""Where the frozen program starts; PyInstaller wants a file outside the package."""

from __future__ import annotations

import sys

from perfdesk.__main__ import main

REFUSED = 3


def start() -> int:
    """The program; an error that nobody foresaw is reported and ends it.

    PyInstaller's starter would show it in a box in English, and wait for a click even in a self-test.
    """
    try:
        return main()
    except Exception:  # noqa: BLE001
        kind, error, trace = sys.exc_info()
        if kind is not None and error is not None:
            sys.excepthook(kind, error, trace)
        return REFUSED


if __name__ == "__main__":
    sys.exit(start())
