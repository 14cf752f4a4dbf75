"""The embedded PostgreSQL: one cluster per checkout, reached over a unix socket only.

Two roles: `postgres` owns the cluster, `anju` is the application's: no superuser, bound by row security, owner of its
database, and allowed to create others (the tests').
"""

import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

from . import process
from .errors import EmbeddedError
from .layout import POSTGRES_PORT, Layout
from .programs import postgres_program

NAME = "PostgreSQL"
SUPERUSER = "postgres"
ROLE = "anju"
DATABASE = "anju"
RETRY_SECONDS = 60  # after a crash, old backends may hold the shared memory a while
RECOVERY_SECONDS = 600  # replaying the log after a crash
STOP_SECONDS = 60

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(POSTGRES_PORT),
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    "lc_messages": "C.UTF-8",
    "timezone": "UTC",
    "jit": "off",
}

PREPARE_ROLE = f"""
SELECT 'CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') \\gexec
SELECT 'CREATE DATABASE {DATABASE} OWNER {ROLE}'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""


def socket_file(layout: Layout) -> Path:
    return layout.sockets / f".s.PGSQL.{POSTGRES_PORT}"


def state(layout: Layout) -> str:
    """`running`, `starting` (also: stopping, recovering) or `stopped`, as pg_isready says."""
    if not socket_file(layout).exists():
        return "stopped"
    where = ("-h", layout.sockets, "-p", str(POSTGRES_PORT), "-U", SUPERUSER, "-d", "postgres")
    answer = subprocess.run(
        [postgres_program(layout, "pg_isready"), "-q", "-t", "5", *where],
        env=process.plain_environment(),
        check=False,
    )
    return {0: "running", 1: "starting"}.get(answer.returncode, "stopped")


def start(layout: Layout) -> bool:
    """Start the server and wait until it accepts connections. False if it already did. The caller holds the lock."""
    if state(layout) == "running":
        return False
    if not (layout.postgres_data / "PG_VERSION").exists():
        _create_cluster(layout)
    _refuse_other_version(layout)
    _start_with_retries(layout)
    _tool(layout, "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", "postgres", stdin=PREPARE_ROLE)
    return True


def stop(layout: Layout) -> bool:
    """Stop the server ("fast": sessions are ended, nothing is lost). False if it did not run."""
    return process.end_server(socket_file(layout), signal.SIGINT, STOP_SECONDS)


def _create_cluster(layout: Layout) -> None:
    """initdb into a temporary folder, then rename: a start that was cut short leaves no half cluster behind."""
    for leftover in layout.home.glob("postgres.new-*"):
        shutil.rmtree(leftover)
    fresh = layout.home / f"postgres.new-{secrets.token_hex(4)}"
    # The builtin provider sorts the same on every machine; the libc locale beside it is what pg_trgm asks whether a
    # character is a letter, and in "C" no Chinese character is.
    process.run_tool(
        [
            postgres_program(layout, "initdb"),
            f"--pgdata={fresh}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--auth-local=trust",  # the socket's folder is closed to every other account
            "--auth-host=reject",
        ],
        folder=layout.home,
        account=layout.account,
    )
    fresh.rename(layout.postgres_data)


def _refuse_other_version(layout: Layout) -> None:
    found = (layout.postgres_data / "PG_VERSION").read_text().strip()
    words = process.run_tool(
        [postgres_program(layout, "postgres"), "--version"], folder=layout.home, account=layout.account
    )
    ours = words.split()[-1].split(".")[0]
    if found != ours:
        raise EmbeddedError(
            f"The data in {layout.postgres_data} was written by PostgreSQL {found}, and this release brings {ours}. "
            "docs/deployment.md tells how to move the data to the new version."
        )


def _start_with_retries(layout: Layout) -> None:
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        if not process.works_inside(layout.postgres_data):
            _remove_stale_pid_files(layout)
        log = layout.logs / "postgres.log"
        before = log.stat().st_size if log.exists() else 0
        server = _launch(layout, log)
        if _wait_until_ready(layout, server):
            return
        if time.monotonic() > deadline:
            with log.open("rb") as words:
                words.seek(before)
                reason = words.read().decode("utf-8", "replace").strip()
            raise EmbeddedError(f"PostgreSQL does not start. It says:\n{reason}\nThe whole log: {log}")
        time.sleep(1)


def _remove_stale_pid_files(layout: Layout) -> None:
    """After a crash these name a process number that anybody may have by now, and PostgreSQL would refuse to start.

    Safe only because no process works inside the data folder: then no server of this cluster is alive.
    """
    (layout.postgres_data / "postmaster.pid").unlink(missing_ok=True)
    for name in (f".s.PGSQL.{POSTGRES_PORT}.lock", f".s.PGSQL.{POSTGRES_PORT}"):
        (layout.sockets / name).unlink(missing_ok=True)


def _launch(layout: Layout, log: Path) -> subprocess.Popen[bytes]:
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    return process.start_server(
        [
            postgres_program(layout, "postgres"),
            "-D",
            layout.postgres_data,
            "-c",
            f"unix_socket_directories={_quoted(layout.sockets)}",
            *options,
        ],
        log=log,
        folder=layout.home,
        account=layout.account,
    )


def _quoted(folder: Path) -> str:
    """One element of a PostgreSQL list setting: commas and spaces are the folder's own."""
    return '"' + str(folder).replace('"', '""') + '"'


def _wait_until_ready(layout: Layout, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + RECOVERY_SECONDS
    while server.poll() is None:
        if state(layout) == "running":
            return True
        if time.monotonic() > deadline:
            raise EmbeddedError(f"PostgreSQL is still recovering after {RECOVERY_SECONDS} s: see {layout.logs}")
        time.sleep(0.05)
    return False


def _tool(layout: Layout, name: str, *arguments: str, stdin: str = "") -> str:
    where = ("-h", str(layout.sockets), "-p", str(POSTGRES_PORT), "-U", SUPERUSER)
    return process.run_tool(
        [postgres_program(layout, name), *where, *arguments], folder=layout.home, account=layout.account, stdin=stdin
    )
