"""Where the embedded services of a checkout keep their files, and as which account they run.

Everything here only looks; nothing is created or started. The same answer must come out for the process that starts the
services and for every process that connects to them.
"""

import contextlib
import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError

CHECKOUT = Path(__file__).resolve().parents[2]
POSTGRES_PORT = 5432  # only a part of the socket's name: nothing listens on the network
SOCKET_NAMES = (f".s.PGSQL.{POSTGRES_PORT}.lock", "valkey.sock")
LONGEST_SOCKET_PATH = 100  # bytes; the kernel allows 107, PostgreSQL's lock file and temporary names need a few
SYSTEM_TEMP = Path("/tmp")  # not $TMPDIR: every process must find the same folder
SYSTEM_DATA = Path("/var/lib/anju")
SYSTEM_ACCOUNTS = ("anju", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """The system account that the services run as when the caller is root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Layout:
    """The folders of one checkout's services. `account` is None when they run as the caller."""

    checkout: Path
    home: Path
    account: Account | None

    @property
    def link(self) -> Path:
        return self.checkout / "var" / "services"

    @property
    def postgres_data(self) -> Path:
        return self.home / "postgres"

    @property
    def valkey_data(self) -> Path:
        return self.home / "valkey"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    @property
    def lock(self) -> Path:
        return self.home / "services.lock"

    @property
    def sockets(self) -> Path:
        """The folder of the unix sockets: inside `home`, or a short one where that path is too long for the kernel."""
        inside = self.home / "run"
        longest = max(len(os.fsencode(inside / name)) for name in SOCKET_NAMES)
        if longest <= LONGEST_SOCKET_PATH:
            return inside
        return SYSTEM_TEMP / f"anju-{_short_hash(self.home)}"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def owner_uid(self) -> int:
        return self.account.uid if self.account else os.geteuid()


def layout_of(checkout: Path = CHECKOUT) -> Layout:
    """The layout of a checkout; stays the same once the data exists, whatever happens to the folders' permissions."""
    checkout = checkout.resolve()
    link = checkout / "var" / "services"
    if _belongs_here(link, checkout):
        home = link.resolve()
        return Layout(checkout, home, _account_of_existing(home))
    account = _account_for_new(checkout)
    if account and not can_reach(account, checkout):
        return Layout(checkout, SYSTEM_DATA / _short_hash(checkout), account)
    return Layout(checkout, link, account)


def can_reach(account: Account, path: Path) -> bool:
    """Whether the account may enter the folder (run the file) and all folders above it, by their permission bits."""
    groups = set(os.getgrouplist(account.name, account.gid))
    return all(_may_enter(account, groups, step) for step in (path, *path.parents))


def _may_enter(account: Account, groups: set[int], path: Path) -> bool:
    status = path.stat()
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid in groups:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _belongs_here(link: Path, checkout: Path) -> bool:
    """A copied checkout brings along a link to the data of its original: that data stays the original's."""
    if not link.is_dir():
        return False
    if not link.is_symlink():
        return True
    stamp = link / "checkout"
    owner = Path(stamp.read_text(encoding="utf-8")) if stamp.exists() else checkout
    if owner == checkout:
        return True
    original_link = owner / "var" / "services"
    moved = not (original_link.is_dir() and original_link.resolve() == link.resolve())
    return moved


def _account_of_existing(home: Path) -> Account | None:
    owner = home.stat().st_uid
    if os.geteuid() == 0:
        return _account(pwd.getpwuid(owner)) if owner else None
    if owner != os.geteuid():
        raise EmbeddedError(
            f"The services' data in {home} belongs to another account ({_name_of(owner)}). "
            f"Run as that account or as root, or give the data to yourself: sudo chown -R $(id -u) '{home}'"
        )
    return None


def _account_for_new(checkout: Path) -> Account | None:
    if os.geteuid() != 0:
        return None
    owner = checkout.stat().st_uid
    if owner:  # `sudo make run` in somebody's folder: that person can later run it without sudo
        with contextlib.suppress(KeyError):  # PostgreSQL refuses an account that has no name
            return _account(pwd.getpwuid(owner))
    for name in SYSTEM_ACCOUNTS:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise EmbeddedError(
        "PostgreSQL does not run as root, and this system has no account to run it as. "
        "Create one: useradd --system --no-create-home anju"
    )


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
