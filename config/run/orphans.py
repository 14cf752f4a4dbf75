"""Processes that a supervisor which was killed left behind.

They are known by a mark in their environment that names this checkout, never by a remembered number.
"""

import os
import select
import signal
import time
from pathlib import Path

MARK = "ANJU_SUPERVISED"
GENTLE_SECONDS = 3.0


def end_orphans(checkout: Path) -> int:
    """End what an earlier run of this checkout left running; how many processes there were.

    The caller holds the run lock, so no living supervisor of this checkout can own them.
    """
    handles = _orphans(f"{MARK}={checkout}".encode())
    try:
        _signal_all(handles, signal.SIGTERM)
        _wait(handles, GENTLE_SECONDS)
        _signal_all(handles, signal.SIGKILL)
        _wait(handles, GENTLE_SECONDS)
    finally:
        for handle in handles:
            os.close(handle)
    return len(handles)


def _orphans(mark: bytes) -> list[int]:
    handles = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            handle = os.pidfd_open(int(entry.name))
        except (ProcessLookupError, OSError):
            continue
        try:  # read after the handle is taken: then they are of the same process
            marked = mark in (entry / "environ").read_bytes().split(b"\0")
        except OSError:  # ended meanwhile, or somebody else's
            marked = False
        if marked:
            handles.append(handle)
        else:
            os.close(handle)
    return handles


def _signal_all(handles: list[int], number: signal.Signals) -> None:
    for handle in handles:
        try:
            signal.pidfd_send_signal(handle, number)
        except ProcessLookupError:
            continue


def _wait(handles: list[int], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    for handle in handles:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
