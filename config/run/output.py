"""One readable stream out of many: every line carries the time and the name of the process that said it."""

import os
import sys
import threading
import time
from typing import IO, TextIO

COLOURS = {"web": 32, "worker": 36, "beat": 35, "setup": 33, "anju": 1}
WIDTH = 7


class Printer:
    """Prints whole lines of several processes; lines never mix."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._lock = threading.Lock()
        self._coloured = self._stream.isatty() and "NO_COLOR" not in os.environ

    def say(self, name: str, text: str) -> None:
        """Print the text, each of its lines with time and name."""
        clock = time.strftime("%H:%M:%S")
        head = f"{clock} {name:<{WIDTH}}|"
        if self._coloured:
            head = f"\033[{COLOURS.get(name, 37)}m{head}\033[0m"
        lines = "".join(f"{head} {line}\n" for line in text.splitlines() or [""])
        with self._lock:
            try:
                self._stream.write(lines)
                self._stream.flush()
            except (BrokenPipeError, ValueError):
                # Whoever read our words (`make run | head`) has gone: that is no reason to stop serving.
                pass

    def follow(self, name: str, source: IO[bytes]) -> threading.Thread:
        """Print what comes out of the pipe until it closes."""

        def read() -> None:
            with source:
                for line in source:
                    self.say(name, line.decode("utf-8", "replace").rstrip())

        thread = threading.Thread(target=read, name=f"output of {name}", daemon=True)
        thread.start()
        return thread
