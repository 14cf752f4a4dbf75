"""Starting and ending server processes without ever trusting a number in a file.

Who serves a unix socket is asked of the kernel (SO_PEERCRED), and a signal goes through a pidfd taken while the socket
still answers, so it cannot reach a process that merely inherited the number.
"""

import os
import select
import signal
import socket
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .errors import EmbeddedError
from .layout import Account

KEEP_LOG_BYTES = 10 * 1024 * 1024
_started: list[subprocess.Popen[bytes]] = []  # they may outlive us; while we live, we take note of their end


def serving_pid(socket_path: Path) -> int | None:
    """The process that listens on the unix socket; None if nobody does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(5)
        try:
            client.connect(str(socket_path))
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        except PermissionError as error:
            raise EmbeddedError(f"{socket_path} belongs to another account: run as that account or as root.") from error
        pid: int = struct.unpack("3i", client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
    if pid <= 0:
        raise EmbeddedError(f"{socket_path} is served from another container: stop the services there.")
    return pid


def end_server(socket_path: Path, how: signal.Signals, seconds: float) -> bool:
    """End the process that serves the socket and wait until it is gone. False if nobody served it."""
    pid = serving_pid(socket_path)
    if pid is None:
        return False
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return False
    try:
        if serving_pid(socket_path) != pid:  # it ended, and the number may be another's by now
            return False
        signal.pidfd_send_signal(handle, how)
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        if not poll.poll(seconds * 1000):
            raise EmbeddedError(f"The server of {socket_path} did not stop within {seconds:.0f} seconds. Try again.")
    finally:
        os.close(handle)
    return True


def start_server(
    command: Sequence[str | Path], *, log: Path, folder: Path, account: Account | None
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own (a Ctrl-C in the terminal is not for it), its words appended to `log`."""
    if log.exists() and log.stat().st_size > KEEP_LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as words:
        if account is not None:
            os.chown(log, account.uid, account.gid)
        server = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            env=plain_environment(),
            start_new_session=True,
            **as_account(account),
        )
    _started[:] = [earlier for earlier in _started if earlier.poll() is None] + [server]
    return server


def run_tool(command: Sequence[str | Path], *, folder: Path, account: Account | None, stdin: str = "") -> str:
    """Run a short command to its end and return what it printed; its own words are in the error if it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=plain_environment(),
        check=False,
        **as_account(account),
    )
    if done.returncode:
        raise EmbeddedError(f"{Path(str(command[0])).name} failed: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def as_account(account: Account | None) -> dict[str, Any]:
    """Arguments for subprocess that make a child of root run as the account, and keep its files private."""
    if account is None:
        return {"umask": 0o077}
    return {"user": account.uid, "group": account.gid, "extra_groups": [], "umask": 0o077}


def plain_environment() -> dict[str, str]:
    """No PG* variable of the caller may redirect our tools; messages in English, so that they can be searched for."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def works_inside(folder: Path) -> bool:
    """Whether any process has the folder as its working folder: every process of a PostgreSQL cluster does."""
    wanted = folder.stat()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            found = (entry / "cwd").stat()
        except OSError:  # ended meanwhile, or somebody else's
            continue
        if (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino):
            return True
    return False
