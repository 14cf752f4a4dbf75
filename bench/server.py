"""A real server on one of the databases, and what it costs."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

import psutil

from bench.data import ROOT, Size, environment

START_SECONDS = 60


class Server:
    """granian as `make run` starts it; for pages with one worker, so that the county's and the small one are alike."""

    def __init__(self, size: Size, *, workers: int = 1, without: str = "") -> None:
        self.size = size
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = (ROOT / "var" / "bench" / f"{size.name}.log").open("wb")
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application", "--no-ws",
                "--log-level", "warning", "--host", "127.0.0.1", "--port", str(self.port), "--workers", str(workers),
                "--blocking-threads", "4",
            ],
            env={**environment(size), "BENCH_WITHOUT": without},
            cwd=ROOT, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/staff/login/")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"the server did not start; see {self.log.name}")

    def cpu_seconds(self) -> tuple[float, float]:
        """CPU time so far: of the server's processes, and of the database backends that serve it."""
        ours = psutil.Process(self.process.pid)
        server = sum(_cpu(process) for process in (ours, *ours.children(recursive=True)))
        return server, sum(_cpu(process) for process in self._backends())

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *args: object) -> None:
        self.stop()

    def _backends(self) -> list[psutil.Process]:
        title = f" {self.size.database} "
        return [p for p in psutil.process_iter(["cmdline"]) if title in " ".join(p.info["cmdline"] or ()) + " "
                and "postgres" in (p.info["cmdline"] or [""])[0]]  # fmt: skip

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()


def _cpu(process: psutil.Process) -> float:
    try:
        used = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return used.user + used.system


@contextmanager
def servers(sizes: tuple[Size, ...]) -> Iterator[dict[str, Server]]:
    """One server for each size, by its name; all are stopped at the end."""
    (ROOT / "var" / "bench").mkdir(parents=True, exist_ok=True)
    running: dict[str, Server] = {}
    try:
        for size in sizes:
            running[size.name] = Server(size)
        yield running
    finally:
        for server in running.values():
            server.stop()
