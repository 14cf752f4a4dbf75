"""`python -m config.probe web | worker | beat [SECONDS]`: does it do its work? For containers' health checks.

With SECONDS it keeps asking for so long before it says no. Exit code 0 means yes.
"""

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

BEAT_SILENCE = 600.0  # seconds; beat writes its schedule down at least every three minutes


def web() -> str:
    """Ask /health/ready on this machine, under a host name that the product accepts. What is wrong; "" if nothing."""
    host = (os.environ.get("ALLOWED_HOSTS") or "localhost").split(",")[0].lstrip(".")
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=10)
    try:
        connection.request("GET", "/health/ready", headers={"Host": host})
        answer = connection.getresponse()
        return "" if answer.status == 200 else f"/health/ready answers {answer.status}: {answer.read(300).decode()}"
    except (OSError, HTTPException) as error:
        return f"no answer: {error}"
    finally:
        connection.close()


def worker() -> str:
    """Ask the worker of this machine through the queue."""
    from kombu.exceptions import OperationalError

    from config.celery import app

    name = f"celery@{socket.gethostname()}"
    try:
        answers = app.control.ping(destination=[name], timeout=2)
    except (OperationalError, OSError) as error:
        return f"the queue does not answer: {error}"
    return "" if answers else f"{name} does not answer"


def beat() -> str:
    """Look when beat last wrote its schedule down."""
    schedule = Path(os.environ.get("BEAT_SCHEDULE") or "var/beat-schedule")
    found = [file.stat().st_mtime for file in schedule.parent.glob(f"{schedule.name}*")]
    if not found:
        return f"{schedule} is not there"
    silence = time.time() - max(found)
    return "" if silence < BEAT_SILENCE else f"beat has been silent for {silence:.0f} s"


PROBES: dict[str, Callable[[], str]] = {"web": web, "worker": worker, "beat": beat}


def main(arguments: list[str]) -> int:
    match arguments:
        case [name] if name in PROBES:
            patience = 0.0
        case [name, seconds] if name in PROBES and seconds.isdigit():
            patience = float(seconds)
        case _:
            print("usage: python -m config.probe web | worker | beat [SECONDS]", file=sys.stderr)
            return 2
    deadline = time.monotonic() + patience
    pause = threading.Event()
    while wrong := PROBES[name]():
        if time.monotonic() >= deadline:
            print(f"{name}: {wrong}", file=sys.stderr)
            return 1
        pause.wait(0.3)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
