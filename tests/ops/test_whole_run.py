"""`make run` as a whole, in a checkout of its own whose path has a space and Chinese characters."""

import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from config import embedded
from config.embedded import process
from config.embedded.layout import layout_of
from config.embedded.postgres import socket_file
from config.run.orphans import MARK

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds until a test gives up on something that should have happened


class Running:
    """One `python -m config.run`, and what it prints."""

    def __init__(self, checkout: Path, port: int) -> None:
        environment = {
            name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", MARK}
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=checkout,
            env={**environment, "PORT": str(port), "NO_DEMO": "1", "PYTHONPATH": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self._new: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            for line in self.process.stdout:
                self._new.put(line.decode())
        self._new.put("")

    def wait_for(self, *words: str) -> None:
        """Wait until each of the words was said, in any order."""
        open_words = set(words)
        while open_words:
            self.lines.append(self._new.get(timeout=PATIENCE))
            assert self.lines[-1], f"it ended without saying {open_words}:\n{''.join(self.lines[-40:])}"
            open_words = {word for word in open_words if word not in self.lines[-1]}

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code


@pytest.fixture(scope="module")
def checkout(new_checkout: Callable[[str], Path]) -> Path:
    folder = new_checkout("安居 全程")
    left_out = shutil.ignore_patterns(".git", ".venv", "var", ".*_cache", "__pycache__", "tests", "docs")
    shutil.copytree(ROOT, folder, ignore=left_out, dirs_exist_ok=True)
    return folder


@pytest.fixture
def start(checkout: Path) -> Iterator[Callable[[], Running]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    started: list[Running] = []

    def start() -> Running:
        started.append(Running(checkout, port))
        return started[-1]

    yield start
    for run in started:
        if run.process.poll() is None:
            run.end(signal.SIGTERM)


def marked_processes(checkout: Path) -> list[str]:
    """The processes of the product that live, by their mark."""
    mark = f"{MARK}={checkout}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_it_starts_survives_every_kill_keeps_the_data_and_ends_cleanly(
    checkout: Path, start: Callable[[], Running]
) -> None:
    first = start()
    first.wait_for("Anju is ready", "Residents' phone page", "ready.")
    with urlopen(f"{(checkout / 'var/run.address').read_text()}/health/ready") as answer:
        assert answer.status == 200
    with psycopg.connect(embedded.database_url(checkout), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '留下' AS word")

    again = start()
    assert again.process.wait(PATIENCE) == 1
    again.wait_for("Anju already runs in this folder")

    # The queue, then the database.
    layout = layout_of(checkout)
    assert process.end_server(layout.valkey_socket, signal.SIGKILL, 30)
    first.wait_for("Valkey had stopped; it was started again")
    assert process.end_server(socket_file(layout), signal.SIGKILL, 30)
    first.wait_for("PostgreSQL had stopped; it was started again")

    # The supervisor itself: nothing tells its children to end but the kernel.
    assert first.end(signal.SIGKILL) == -signal.SIGKILL
    second = start()
    second.wait_for("Anju is ready")
    with psycopg.connect(embedded.database_url(checkout)) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("留下",)]

    assert second.end(signal.SIGINT) == 0
    second.wait_for("PostgreSQL stopped", "Valkey stopped", "Everything has ended")
    assert embedded.status(checkout) == {"PostgreSQL": "stopped", "Valkey": "stopped"}
    assert marked_processes(checkout) == []
