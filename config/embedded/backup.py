"""A copy of the embedded database in one file, and back. For photos and keys see docs/deployment.md."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from . import process
from .errors import EmbeddedError
from .layout import CHECKOUT, POSTGRES_PORT, Layout, layout_of
from .postgres import DATABASE, ROLE, SUPERUSER, state
from .programs import postgres_program


def dump(file: Path, checkout: Path = CHECKOUT) -> None:
    """Write the database to the file, as of this moment; the product may go on working."""
    layout = _running(checkout)
    unfinished = file.with_name(f"{file.name}.unfinished")
    with unfinished.open("wb") as target:
        unfinished.chmod(0o600)
        _run(layout, "pg_dump", "--format=custom", DATABASE, stdout=target)
    unfinished.replace(file)


def restore(file: Path, checkout: Path = CHECKOUT) -> str:
    """Make the file's contents the database. The one before is kept under another name, which is returned."""
    layout = _running(checkout)
    if not file.is_file():
        raise EmbeddedError(f"{file} does not exist.")
    before = f"{DATABASE}_before_{datetime.now(UTC):%Y%m%d_%H%M%S_%f}"
    fresh = f"{DATABASE}_restored"
    _sql(layout, f"DROP DATABASE IF EXISTS {fresh}", f"CREATE DATABASE {fresh} OWNER {ROLE}")
    with file.open("rb") as source:
        _run(layout, "pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={fresh}", stdin=source)
    # One string is one transaction: both names change, or neither.
    _sql(layout, f"ALTER DATABASE {DATABASE} RENAME TO {before}; ALTER DATABASE {fresh} RENAME TO {DATABASE}")
    return before


def _running(checkout: Path) -> Layout:
    layout = layout_of(checkout)
    if state(layout) != "running":
        raise EmbeddedError("PostgreSQL does not run here. Start it first: make services")
    return layout


def _sql(layout: Layout, *commands: str) -> None:
    options = [part for command in commands for part in ("-c", command)]
    _run(layout, "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", "postgres", *options)


def _run(
    layout: Layout, name: str, *arguments: str, stdin: IO[bytes] | None = None, stdout: IO[bytes] | None = None
) -> None:
    where = ["-h", str(layout.sockets), "-p", str(POSTGRES_PORT), "-U", SUPERUSER]
    done = subprocess.run(
        [postgres_program(layout, name), *where, *arguments],
        stdin=stdin or subprocess.DEVNULL,
        stdout=stdout or subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=process.plain_environment(),
        check=False,
    )
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip()
        if "being accessed by other users" in words:
            words = "the database is in use. End the running product (Ctrl-C there), then: make services"
        raise EmbeddedError(f"{name} failed: {words}")
