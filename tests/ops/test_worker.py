"""The queue under fire: a worker over the embedded Valkey's unix socket, killed and cut off in the middle of a task."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from celery import Celery

from config import embedded
from config.run.children import with_parent

PATIENCE = 60.0  # seconds until a test gives up on something that should have happened


class Listener:
    """Where the tasks report; each waits until it is answered."""

    def __init__(self, address: Path) -> None:
        self.address = str(address)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(self.address)
        self._socket.listen()
        self._socket.settimeout(PATIENCE)

    def wait_for(self, word: str) -> tuple[int, socket.socket]:
        """The next report with that word: the process that works on it, and the line to answer it."""
        while True:
            line, _ = self._socket.accept()
            line.settimeout(PATIENCE)
            pid, said = line.recv(100).decode().split()
            if said == word:
                return int(pid), line
            line.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    listener = Listener(tmp_path / "tasks.sock")
    yield listener
    listener.close()


@pytest.fixture(scope="module")
def queue_of(new_checkout: Callable[[str], Path]) -> Path:
    """A checkout whose Valkey is up."""
    folder = new_checkout("queue")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", "postgresql://not-needed/")
        assert embedded.start(folder) == ["Valkey"]
    return folder


@pytest.fixture
def start_worker(queue_of: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.ops.worker_settings",
        "REDIS_URL": embedded.redis_url(queue_of),
        "PYTHONWARNINGS": "ignore",
    }
    command = ["celery", "--quiet", "-A", "config", "worker", "--concurrency", "1", "--without-mingle"]

    def start() -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            [*with_parent(), sys.executable, "-m", *command, "--loglevel", "CRITICAL"],
            env=environment,
            start_new_session=True,
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        kill(worker)


def kill(worker: subprocess.Popen[bytes]) -> None:
    """kill -9 the worker and its pool, as the kernel does when memory runs out."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@pytest.fixture
def send(queue_of: Path, listener: Listener) -> Iterator[Callable[[str], None]]:
    with Celery(broker=embedded.broker_url(queue_of), set_as_current=False) as producer:
        yield lambda word: producer.send_task("tests.ops.report", (listener.address, word), queue="anju") and None


Start = Callable[[], subprocess.Popen[bytes]]
Send = Callable[[str], None]


def test_a_task_of_a_killed_process_comes_back(start_worker: Start, listener: Listener, send: Send) -> None:
    start_worker()
    send("one")
    first, line = listener.wait_for("one")
    os.kill(first, signal.SIGKILL)  # only the pool's process; the worker lives and notices
    second, again = listener.wait_for("one")
    assert second != first
    again.sendall(b".")
    line.close()
    again.close()


def test_a_task_of_a_killed_worker_comes_back_to_the_next_one(
    start_worker: Start, listener: Listener, send: Send
) -> None:
    worker = start_worker()
    send("two")
    first, line = listener.wait_for("two")
    kill(worker)
    line.close()
    start_worker()
    second, again = listener.wait_for("two")
    assert second != first
    again.sendall(b".")
    again.close()


def test_a_worker_survives_the_loss_of_the_queue_in_the_middle_of_a_task(
    start_worker: Start, listener: Listener, send: Send, queue_of: Path
) -> None:
    worker = start_worker()
    send("three")
    _, line = listener.wait_for("three")
    embedded.stop(queue_of, ["Valkey"])
    line.sendall(b".")  # it ends its work while there is nobody to tell
    line.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", "postgresql://not-needed/")
        embedded.start(queue_of)
    send("four")
    _, line = listener.wait_for("four")
    line.sendall(b".")
    line.close()
    assert worker.poll() is None, "the same worker, not a new one"
