"""The embedded services by hand: `python -m config.embedded`; `run COMMAND …` keeps them up as long as it runs."""

import subprocess
import sys
from pathlib import Path

from . import EmbeddedError, backup, broker_url, database_url, needed, redis_url, services, start, status, stop

USAGE = "usage: python -m config.embedded start | stop | status | url | dump FILE | restore FILE | run COMMAND …"


def main(arguments: list[str]) -> int:
    match arguments:
        case ["start"]:
            started = start()
            for name in services.SERVICES:
                print(f"{name}: {_start_words(name, started)}")
        case ["stop"]:
            stopped = stop()
            for name in services.SERVICES:
                print(f"{name}: {'stopped' if name in stopped else 'was not running'}")
        case ["status"]:
            found = status()
            for name, state in found.items():
                print(f"{name}: {state}")
            return 0 if all(state == "running" for state in found.values()) else 3
        case ["url"]:
            print(f"{database_url()}\n{redis_url()}\n{broker_url()}")
        case ["dump", file]:
            backup.dump(Path(file))
            print(f"The database is in {file}.")
        case ["restore", file]:
            print(f"Restored. The database that was there before is kept as {backup.restore(Path(file))}.")
        case ["run", *command] if command:
            return run(command)
        case _:
            print(USAGE, file=sys.stderr)
            return 2
    return 0


def run(command: list[str]) -> int:
    """Run the command with the services up; those that this call started are stopped after it. Its exit code."""
    started = start()
    try:
        return subprocess.run(command, check=False).returncode
    finally:
        if started:
            stop(names=started)


def _start_words(name: str, started: list[str]) -> str:
    if name in started:
        return "started"
    return "was already running" if name in needed() else f"not needed: {services.REPLACED_BY[name]} is set"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except EmbeddedError as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit(130)
