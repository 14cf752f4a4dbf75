"""What must be there before the first process starts: words, tables, static files, demo data. All idempotent."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands

from config import messages


def main() -> None:
    compiled = messages.compile_catalogs()
    django.setup()
    if compiled:
        print(f"Words compiled: {', '.join(compiled)}.")
    call_command("migrate", interactive=False, verbosity=1)
    collect_static()
    # The demo data come once, into an empty database, and not into the database of a real county.
    if "demo" in get_commands() and not os.environ.get("NO_DEMO"):
        call_command("demo", if_empty=True)


def collect_static() -> None:
    """Collect and compress the static files, unless nothing changed since the last time (it takes several seconds)."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = static_state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=False, verbosity=0)
    stamp.write_text(state, encoding="ascii")
    print("Static files collected.")


def static_state() -> str:
    """A checksum over the names, sizes and times of all static files."""
    import hashlib

    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = os.stat(storage.path(path))
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
