"""Keeps Python's cycle collector off other threads: it would destroy widgets there, and Qt would crash.

The collector runs on whatever thread happens to allocate. While any thread of ours works it rests; refcounts
still free nearly everything at once.
"""

import gc

_working = 0


def thread_begins() -> None:
    """Call on the main thread before a thread starts."""
    global _working
    _working += 1
    gc.disable()


def thread_ended() -> None:
    """Call on the main thread when it has ended; the last one lets the collector run again."""
    global _working
    _working = max(_working - 1, 0)
    if not _working:
        gc.enable()
