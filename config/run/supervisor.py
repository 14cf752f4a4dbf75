"""Keeps the product's processes alive until it is told to end, and then ends all of them."""

import signal
import threading
import time
from collections.abc import Callable, Iterable
from types import FrameType

from .children import Child
from .output import Printer

TICK = 0.2  # seconds between two looks at the children
END_SECONDS = 30.0  # what a worker may take for the task in its hands


class Supervisor:
    """Starts the children, restarts those that end, and stops all of them on SIGINT or SIGTERM (a second one: at once).

    `watch` is called about every two seconds: it looks after what is not a child, i.e. the database and the queue.
    """

    def __init__(self, children: Iterable[Child], printer: Printer, watch: Callable[[], None] | None = None) -> None:
        self.children = list(children)
        self._printer = printer
        self._watch = watch
        self._asked = threading.Event()
        self._times_asked = 0

    def listen(self) -> None:
        """Take the signals over; only the main thread may."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    @property
    def asked_to_end(self) -> bool:
        return self._asked.is_set()

    def end(self) -> None:
        """Ask the loop to finish; safe from any thread."""
        self._asked.set()

    def run(self) -> None:
        """Work until asked to end. Must be called in the thread that shall be the children's parent."""
        ticks = 0
        while not self.asked_to_end:
            for child in self.children:
                child.tend(self._printer)
            if self._watch is not None and ticks % 10 == 0:
                self._watch()
            ticks += 1
            self._asked.wait(TICK)
        self._printer.say("anju", "Ending …")
        self._end_children()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._times_asked += 1
        self._asked.set()

    def _end_children(self) -> None:
        alive = [child for child in self.children if child.process is not None]
        for child in alive:
            child.ask_to_end()
        deadline = time.monotonic() + END_SECONDS
        while alive:
            hurry = self._times_asked > 1 or time.monotonic() > deadline
            for child in list(alive):
                if hurry:
                    child.end_at_once()
                if child.has_ended():
                    child.reap()
                    alive.remove(child)
            time.sleep(TICK / 4)
