"""The access log, for apps below the one that keeps it: `record` passes on to whoever keeps the log (accounts)."""

from collections.abc import Callable
from typing import Any

Recorder = Callable[..., Any]
_recorder: list[Recorder] = []


def keep_with(recorder: Recorder) -> None:
    """Name the function that writes the access log; it takes what apps.accounts.actions.access_record takes."""
    _recorder[:] = [recorder]


def record(**entry: Any) -> None:
    """Write one entry. Raises IndexError when nobody keeps a log: then nothing sensitive may leave either."""
    _recorder[0](**entry)
