"""One supervised process, with everything that it started itself."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from .output import Printer

FIRST_PAUSE = 1.0  # seconds before a restart; doubled each time, up to
LONGEST_PAUSE = 30.0
CALM = 60.0  # after so long without an end, the next restart waits only FIRST_PAUSE again


def with_parent(number: str = "TERM") -> list[str]:
    """The start of a command whose process gets the signal from the kernel when its parent dies, however that dies."""
    return ["setpriv", "--pdeathsig", number, "--"] if shutil.which("setpriv") else []


@dataclass
class Child:
    """A process that is restarted when it ends. It leads a process group, so that nothing of it outlives it."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    last_signal: str = "TERM"  # what it gets when the supervisor is killed
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    due: float = field(default=0.0)

    def start(self, printer: Printer) -> None:
        self.process = subprocess.Popen(
            [*with_parent(self.last_signal), *self.command],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.started_at = time.monotonic()
        assert self.process.stdout is not None
        printer.follow(self.name, self.process.stdout)

    def tend(self, printer: Printer) -> None:
        """Start the process if it is due; notice its end and plan the restart."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start(printer)
            return
        if not self.has_ended():
            return
        code = self.reap()
        pause = FIRST_PAUSE if now - self.started_at > CALM else self.pause
        self.due = now + pause
        self.pause = min(pause * 2, LONGEST_PAUSE)
        printer.say("anju", f"{self.name} {ending_words(code)}; starting it again in {pause:.0f} s.")

    def has_ended(self) -> bool:
        """Whether the process has ended; it stays unreaped, so that its group's number stays its own."""
        assert self.process is not None
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def reap(self) -> int:
        """End what is left of the group, forget the process, and return its exit code."""
        assert self.process is not None
        self._signal_group(signal.SIGKILL)
        code = self.process.wait()
        self.process = None
        return code

    def ask_to_end(self) -> None:
        if self.process is not None and not self.has_ended():
            self.process.terminate()

    def end_at_once(self) -> None:
        self._signal_group(signal.SIGKILL)

    def _signal_group(self, number: signal.Signals) -> None:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def ending_words(code: int) -> str:
    """An exit code as a person would say it."""
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
