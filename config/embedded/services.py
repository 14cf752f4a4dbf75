"""Start, stop and describe the embedded services of one checkout. Start and stop hold the checkout's file lock."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from filelock import FileLock, Timeout

from . import postgres, valkey
from .errors import EmbeddedError
from .layout import CHECKOUT, POSTGRES_PORT, SYSTEM_DATA, Layout, layout_of

LOCK_SECONDS = 180
REPLACED_BY = {postgres.NAME: "DATABASE_URL", valkey.NAME: "REDIS_URL"}
SERVICES: dict[str, ModuleType] = {postgres.NAME: postgres, valkey.NAME: valkey}


def needed() -> list[str]:
    """The services that no environment variable replaces by a real server."""
    return [name for name in SERVICES if not os.environ.get(REPLACED_BY[name])]


def start(checkout: Path = CHECKOUT) -> list[str]:
    """Start what is needed and not running; returns the names of those that this call started."""
    names = needed()
    if not names:
        return []
    layout = layout_of(checkout)
    _prepare_folders(layout)
    with _locked(layout):
        return [name for name in names if SERVICES[name].start(layout)]


def stop(checkout: Path = CHECKOUT, names: list[str] | None = None) -> list[str]:
    """Stop the named services (all, if none is named); returns the names of those that this call stopped."""
    layout = layout_of(checkout)
    if not layout.home.is_dir():
        return []
    chosen = list(SERVICES) if names is None else names
    with _locked(layout):
        stopped = [name for name in chosen if SERVICES[name].stop(layout)]
        if layout.sockets.parent != layout.home:
            with suppress(OSError):  # not empty: the other service runs; or not there
                layout.sockets.rmdir()
    return stopped


def status(checkout: Path = CHECKOUT) -> dict[str, str]:
    """Per needed service `running`, `starting` or `stopped`."""
    layout = layout_of(checkout)
    return {name: SERVICES[name].state(layout) for name in needed()}


def settings_database(checkout: Path = CHECKOUT) -> dict[str, Any]:
    """The entry of Django's DATABASES for the embedded PostgreSQL. Computed only: nothing is started."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": postgres.DATABASE,
        "USER": postgres.ROLE,
        "PASSWORD": "",
        "HOST": str(layout_of(checkout).sockets),
        "PORT": str(POSTGRES_PORT),
    }


def database_url(checkout: Path = CHECKOUT) -> str:
    """The database as a libpq URL, for psql and psycopg: DATABASE_URL, or else the embedded PostgreSQL."""
    given = os.environ.get("DATABASE_URL")
    if given:
        return given
    folder = quote(os.fsencode(layout_of(checkout).sockets), safe="")
    return f"postgresql://{postgres.ROLE}@/{postgres.DATABASE}?host={folder}&port={POSTGRES_PORT}"


def redis_url(checkout: Path = CHECKOUT) -> str:
    """The queue and cache as redis-py and Django name them: REDIS_URL, or else the embedded Valkey."""
    return os.environ.get("REDIS_URL") or f"unix://{_quoted_socket(checkout)}?db=0"


def broker_url(checkout: Path = CHECKOUT) -> str:
    """The same as Celery names it; it has a scheme of its own for unix sockets."""
    url = urlsplit(redis_url(checkout))
    if url.scheme != "unix":
        return url.geturl()
    database = parse_qs(url.query).get("db", ["0"])[0]
    return f"redis+socket://{url.path}" + (f"?virtual_host={database}" if database != "0" else "")


def _quoted_socket(checkout: Path) -> str:
    return quote(os.fsencode(layout_of(checkout).valkey_socket))


@contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    try:
        with FileLock(layout.lock, timeout=LOCK_SECONDS):
            _give(layout.lock, layout)
            yield
    except Timeout as error:
        raise EmbeddedError(
            f"Another process has been starting or stopping the services for {LOCK_SECONDS} s ({layout.lock}). "
            "Wait for it or end it, then try again."
        ) from error


def _prepare_folders(layout: Layout) -> None:
    var = layout.link.parent
    if not var.exists():
        var.mkdir()
        if layout.account:
            var.chmod(0o755)
            if layout.account.uid == layout.checkout.stat().st_uid:
                _give(var, layout)
    if layout.home.parent == SYSTEM_DATA and not layout.home.exists():
        layout.home.parent.mkdir(parents=True, exist_ok=True)
        layout.home.parent.chmod(0o755)
    for folder in (layout.home, layout.logs, layout.valkey_data, layout.sockets):
        _private_folder(folder, layout)
    if layout.home.parent == SYSTEM_DATA:
        _link_home(layout)


def _private_folder(folder: Path, layout: Layout) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700)
        _give(folder, layout)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != layout.owner_uid:
        raise EmbeddedError(f"{folder} is not ours: it belongs to account number {found.st_uid}. Remove it.")
    folder.chmod(0o700)


def _give(path: Path, layout: Layout) -> None:
    if layout.account:
        os.chown(path, layout.account.uid, layout.account.gid)


def _link_home(layout: Layout) -> None:
    """Leave a trace in the checkout of where its data is, and in the data of whose it is."""
    (layout.home / "checkout").write_text(str(layout.checkout), encoding="utf-8")
    if layout.link.is_symlink():
        layout.link.unlink()
    layout.link.symlink_to(layout.home, target_is_directory=True)
