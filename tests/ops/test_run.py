"""The parts of `make run`: address, secrets, output, supervision. The whole is tried in test_compose."""

import io
import os
import queue
import select
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from config import secrets_file
from config.run import welcome
from config.run.address import Address, AddressError
from config.run.children import Child, ending_words
from config.run.orphans import MARK, end_orphans
from config.run.output import Printer
from config.run.supervisor import Supervisor

PATIENCE = 30.0  # seconds until a test gives up on something that should have happened


class Transcript(Printer):
    """What was said, to wait for."""

    def __init__(self) -> None:
        super().__init__(io.StringIO())
        self._said: queue.Queue[tuple[str, str]] = queue.Queue()

    def say(self, name: str, text: str) -> None:
        self._said.put((name, text))

    def wait_for(self, name: str, word: str) -> str:
        """The next text of that name with that word; what was said in between is dropped."""
        while True:
            who, text = self._said.get(timeout=PATIENCE)
            if who == name and word in text:
                return text


Supervise = Callable[..., tuple[Supervisor, Transcript]]


@pytest.fixture
def supervise() -> Iterator[Supervise]:
    running: list[tuple[Supervisor, threading.Thread]] = []

    def start(code: str, watch: Callable[[], None] | None = None) -> tuple[Supervisor, Transcript]:
        transcript = Transcript()
        child = Child("web", [sys.executable, "-uc", code], dict(os.environ), pause=0.01)
        supervisor = Supervisor([child], transcript, watch)
        thread = threading.Thread(target=supervisor.run)
        thread.start()
        running.append((supervisor, thread))
        return supervisor, transcript

    yield start
    for supervisor, thread in running:
        supervisor.end()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert all(child.process is None for child in supervisor.children)


WAITS = "import os, signal; print('up', os.getpid()); signal.pause()"
STARTS_ANOTHER = f"import subprocess, sys; subprocess.run([sys.executable, '-uc', {WAITS!r}])"
DEAF = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf');[signal.pause() for _ in iter(int, 1)]"
)


def test_a_killed_child_is_started_again_and_it_is_said(
    supervise: Supervise,
) -> None:
    _, transcript = supervise(WAITS)
    first = int(transcript.wait_for("web", "up").split()[1])
    os.kill(first, signal.SIGKILL)
    assert "web was ended by SIGKILL; starting it again" in transcript.wait_for("anju", "web")
    assert int(transcript.wait_for("web", "up").split()[1]) != first


def test_what_a_child_had_started_ends_with_it(supervise: Supervise) -> None:
    """A worker's own children must not hold the port or a task when it is started again."""
    _, transcript = supervise(STARTS_ANOTHER)
    grandchild = int(transcript.wait_for("web", "up").split()[1])
    handle = os.pidfd_open(grandchild)
    parent = int(Path(f"/proc/{grandchild}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(parent, signal.SIGKILL)
    transcript.wait_for("anju", "SIGKILL")
    assert has_ended(handle)


def has_ended(handle: int) -> bool:
    """Wait until the process behind the handle has ended."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    try:
        return bool(poll.poll(PATIENCE * 1000))
    finally:
        os.close(handle)


def test_a_child_that_fails_at_once_is_tried_again_with_patience(
    supervise: Supervise,
) -> None:
    _, transcript = supervise("print('no'); raise SystemExit(3)")
    assert "ended with code 3" in transcript.wait_for("anju", "web")
    transcript.wait_for("web", "no")


def test_a_child_that_ignores_the_request_is_ended_on_the_second(
    supervise: Supervise,
) -> None:
    supervisor, transcript = supervise(DEAF)
    transcript.wait_for("web", "deaf")
    supervisor._on_signal(signal.SIGINT, None)
    supervisor._on_signal(signal.SIGINT, None)


def test_services_are_looked_after_too(supervise: Supervise) -> None:
    looked = threading.Event()
    supervise(WAITS, looked.set)
    assert looked.wait(PATIENCE)


def test_exit_codes_in_words() -> None:
    assert ending_words(0) == "ended with code 0"
    assert ending_words(-9) == "was ended by SIGKILL"


def test_leftovers_of_a_killed_run_are_found_by_their_mark_and_others_spared(tmp_path: Path) -> None:
    def start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-uc", WAITS], env=environment, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        return process

    with (
        start({**os.environ, MARK: str(tmp_path)}) as leftover,
        start({**os.environ, MARK: f"{tmp_path}-other"}) as neighbour,
        start({**os.environ}) as stranger,
    ):
        assert end_orphans(tmp_path) == 1
        assert leftover.wait(PATIENCE) == -signal.SIGTERM
        assert neighbour.poll() is None
        assert stranger.poll() is None
        neighbour.kill()
        stranger.kill()
    assert end_orphans(tmp_path) == 0


def test_lines_carry_the_name_and_do_not_mix() -> None:
    stream = io.StringIO()
    printer = Printer(stream)
    printer.say("worker", "一\n二")
    lines = stream.getvalue().splitlines()
    assert [line.split(" ", 1)[1] for line in lines] == ["worker | 一", "worker | 二"]


class ClosedPipe(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_output_that_nobody_reads_any_more_goes_on_elsewhere() -> None:
    spare = io.StringIO()
    printer = Printer(ClosedPipe(), spare)
    printer.say("web", "hello")
    printer.say("web", "still here")
    told, *lines = spare.getvalue().splitlines()
    assert "goes on here" in told
    assert [line.split("| ")[1] for line in lines] == ["hello", "still here"]


def test_output_that_nobody_reads_anywhere_is_no_reason_to_stop() -> None:
    printer = Printer(ClosedPipe(), ClosedPipe())
    printer.say("web", "hello")
    printer.say("web", "hello")


def test_a_port_already_taken_gets_a_clear_message() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=f"Port {port} is already taken.*PORT={port + 1} make run"):
            Address("127.0.0.1", port).check_free()
    Address("127.0.0.1", port).check_free()


@pytest.mark.parametrize("text", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(AddressError, match="is not a port"):
        Address.from_environment()


def test_host_and_port_have_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.delenv("HOST", raising=False)
    assert Address.from_environment() == Address("127.0.0.1", 8000)
    assert Address("0.0.0.0", 8000).url == "http://127.0.0.1:8000"
    assert socket.gethostname() in Address("0.0.0.0", 8000).names()
    assert Address("127.0.0.1", 8000).neighbours() == []


def test_an_unknown_host_gets_a_clear_message() -> None:
    with pytest.raises(AddressError, match=r"HOST=host\.invalid is not an address"):
        Address("host.invalid", 8000).check_free()


def test_secrets_are_made_once_and_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secrets.env"
    assert secrets_file.ensure(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = secrets_file.read(path)
    assert set(first) == {"SECRET_KEY", "FIELD_KEYS", "INDEX_KEY"}
    assert not secrets_file.ensure(path)
    assert secrets_file.read(path) == first


def test_a_newer_release_adds_its_secret_and_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    path.write_text("FIELD_KEYS=2:bmV3,1:b2xk\n", encoding="ascii")
    assert secrets_file.ensure(path)
    found = secrets_file.read(path)
    assert found["FIELD_KEYS"] == "2:bmV3,1:b2xk"
    assert found["SECRET_KEY"]
    assert found["INDEX_KEY"]


def test_the_addresses_that_are_printed_exist(client: Client) -> None:
    for path in welcome.ADDRESSES.values():
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path
