"""The embedded Valkey: queue and cache of one checkout, on a unix socket, every write in its append-only file."""

import signal
import socket
import subprocess
import time

from . import process
from .errors import EmbeddedError
from .layout import Layout
from .programs import valkey_program

NAME = "Valkey"
START_SECONDS = 60
STOP_SECONDS = 30


def state(layout: Layout) -> str:
    """`running`, `starting` (loading its file) or `stopped`, as its answer to PING says."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(5)
        try:
            client.connect(str(layout.valkey_socket))
            client.sendall(b"PING\r\n")
            answer = client.recv(64)
        except (FileNotFoundError, ConnectionError):
            return "stopped"
        except PermissionError as error:
            raise EmbeddedError(
                f"{layout.valkey_socket} belongs to another account: run as that account or as root."
            ) from error
        except TimeoutError:
            return "starting"
    return "running" if answer.startswith(b"+PONG") else "starting"


def start(layout: Layout) -> bool:
    """Start the server and wait until it answers. False if it already did. The caller holds the lock."""
    found = state(layout)
    if found == "running":
        return False
    server = _launch(layout) if found == "stopped" else None
    deadline = time.monotonic() + START_SECONDS
    while state(layout) != "running":
        if server is not None and server.poll() is not None:
            raise EmbeddedError(f"Valkey does not start. See {layout.logs / 'valkey.log'}")
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Valkey did not answer within {START_SECONDS} s. See {layout.logs / 'valkey.log'}")
        time.sleep(0.05)
    return True


def stop(layout: Layout) -> bool:
    """Stop the server after it has written everything down. False if it did not run."""
    return process.end_server(layout.valkey_socket, signal.SIGTERM, STOP_SECONDS)


def _launch(layout: Layout) -> subprocess.Popen[bytes]:
    settings = {
        "port": "0",
        "unixsocket": str(layout.valkey_socket),
        "unixsocketperm": "700",
        "dir": str(layout.valkey_data),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",  # a queue must never forget
        "daemonize": "no",
    }
    options = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return process.start_server(
        [valkey_program(layout), *options],
        log=layout.logs / "valkey.log",
        folder=layout.home,
        account=layout.account,
    )
