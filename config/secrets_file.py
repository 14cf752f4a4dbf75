"""The secrets of a one-machine installation: made once, kept in var/secrets.env, never in the repository.

On a real server the same names come from the environment, and this file is not used.
"""

import base64
import os
import secrets
from pathlib import Path

SECRETS_FILE = Path(__file__).resolve().parents[1] / "var" / "secrets.env"
HEAD = (
    "# Made by `make run`, once. Keep a copy in a safe place, apart from the database's:\n"
    "# without FIELD_KEYS the encrypted fields cannot be read again.\n"
)


def _new_values() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": f"1:{_new_key()}",
        "INDEX_KEY": _new_key(),
    }


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def ensure(path: Path = SECRETS_FILE) -> bool:
    """Make the file, or add what a newer release needs; existing values stay. True if something was written."""
    found = read(path)
    missing = {name: value for name, value in _new_values().items() if name not in found}
    if not missing:
        return False
    path.parent.mkdir(exist_ok=True)
    lines = [f"{name}={value}\n" for name, value in {**found, **missing}.items()]
    fresh = path.with_name(f"{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="ascii") as file:
        file.writelines([HEAD, *lines])
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return True


def read(path: Path = SECRETS_FILE) -> dict[str, str]:
    """The file's values; empty if there is no file."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="ascii").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def load(path: Path = SECRETS_FILE) -> None:
    """Put the values into the environment, where they are not set already."""
    for name, value in read(path).items():
        os.environ.setdefault(name, value)
