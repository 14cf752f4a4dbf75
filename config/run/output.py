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

    def __init__(self, stream: TextIO | None = None, spare: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._spare = [spare or sys.stderr]
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
            self._write(lines)

    def _write(self, lines: str) -> None:
        """Who reads our words may go (`make run | head`): that is no reason to stop. They go on elsewhere."""
        try:
            self._stream.write(lines)
            self._stream.flush()
        except (BrokenPipeError, ValueError):
            if not self._spare:
                return  # nobody is left to be told
            self._stream, self._coloured = self._spare.pop(), False
            self._write(f"Nobody reads the output any more. It goes on here.\n{lines}")

    def follow(self, name: str, source: IO[bytes]) -> threading.Thread:
        """Print what comes out of the pipe until it closes."""

        def read() -> None:
            with source:
                for line in source:
                    self.say(name, line.decode("utf-8", "replace").rstrip())

        thread = threading.Thread(target=read, name=f"output of {name}", daemon=True)
        thread.start()
        return thread
