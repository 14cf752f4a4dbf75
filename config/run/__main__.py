"""`python -m config.run`: prepare, start, watch, end."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

from filelock import FileLock, Timeout

from config import embedded, secrets_file

from .address import Address, AddressError
from .children import Child
from .orphans import MARK, end_orphans
from .output import Printer
from .supervisor import Supervisor

CHECKOUT = Path(__file__).resolve().parents[2]
VAR = CHECKOUT / "var"
METRICS = VAR / "metrics"  # where the web processes add their figures up
SETTINGS = "config.settings.dev"
READY_SECONDS = 180.0
# Celery says it in ten lines; we say it in one.
ROOT_WARNING = "ignore:You're running the worker with superuser privileges"


class SetupError(Exception):
    """The preparation failed; its own words have been printed."""


class Run:
    """One run of the product on this machine."""

    def __init__(self, address: Address, printer: Printer) -> None:
        self.address = address
        self.printer = printer
        self.environment = self._environment()
        self.started_services: set[str] = set()
        self._notes = VAR / "run.services"
        if self._notes.exists():  # what a killed run had started is ours to stop
            self.started_services.update(self._notes.read_text(encoding="ascii").split())
        if os.geteuid() == 0:
            printer.say("anju", "Running as root: fine for a try, but an ordinary account is safer for real data.")

    def prepare(self) -> None:
        """Everything that must be there before the first process starts."""
        leftover = end_orphans(CHECKOUT)
        if leftover:
            self.printer.say("anju", f"An earlier run was killed; ended the {leftover} processes that it left behind.")
        self.address.check_free()
        (VAR / "run.address").write_text(self.address.url, encoding="ascii")
        shutil.rmtree(METRICS, ignore_errors=True)
        METRICS.mkdir()
        self.start_services()
        self.printer.say("anju", "Preparing the database and the static files …")
        if self._wait_for(self._command("config.run.prepare"), "setup"):
            raise SetupError("The preparation failed: the lines above say why. Nothing was started.")

    def start_services(self) -> None:
        """Start the embedded services that do not run; say so where they had been running."""
        started = embedded.start()
        known = set(self.started_services)
        if not known.issuperset(started):
            self.started_services.update(started)
            fresh = self._notes.with_suffix(".new")
            fresh.write_text("\n".join(sorted(self.started_services)), encoding="ascii")
            fresh.replace(self._notes)  # whole or not at all, also when we are killed right now
        for name in started:
            again = name in known
            self.printer.say("anju", f"{name} had stopped; it was started again." if again else f"{name} started.")

    def stop_services(self) -> None:
        """Stop the embedded services that this run (or a killed one before it) started."""
        for name in embedded.stop(names=[name for name in embedded.needed() if name in self.started_services]):
            self.printer.say("anju", f"{name} stopped.")
        self._notes.unlink(missing_ok=True)
        (VAR / "run.address").unlink(missing_ok=True)

    def children(self) -> list[Child]:
        web = [
            *("granian", "--interface", "wsgi", "config.wsgi:application", "--no-ws", "--log-level", "warning"),
            *("--host", self.address.host, "--port", str(self.address.port)),
            *("--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "20"),
        ]
        celery = ("celery", "--quiet", "-A", "config")
        worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-mingle", "--without-gossip"]
        beat = [*celery, "beat", "--loglevel", "WARNING", "--schedule", str(VAR / "beat-schedule")]
        return [
            Child("web", self._command(*web), {**self.environment, "PROMETHEUS_MULTIPROC_DIR": str(METRICS)}),
            # A worker whose output leads nowhere gets stuck in its orderly end; its tasks come back by themselves.
            Child("worker", self._command(*worker), self.environment, last_signal="KILL"),
            Child("beat", self._command(*beat), self.environment),
        ]

    def announce(self, supervisor: Supervisor) -> None:
        """Wait for the product to answer, then print where it is and who may log in."""
        waiting = threading.Event()
        waited = 0.0
        while not self.address.answers("/health/ready"):
            if supervisor.asked_to_end:
                return
            waited += 0.3
            waiting.wait(0.3)
            if waited > READY_SECONDS:
                self.printer.say("anju", "The product still does not answer; the lines above say why.")
                waited = 0.0
        self._wait_for(self._command("config.run.welcome", self.address.url, *self.address.neighbours()), "anju")

    def _command(self, module: str, *arguments: str) -> list[str]:
        return [sys.executable, "-m", module, *arguments]

    def _wait_for(self, command: list[str], name: str) -> int:
        process = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert process.stdout is not None
        self.printer.follow(name, process.stdout).join()
        return process.wait()

    def _environment(self) -> dict[str, str]:
        if secrets_file.ensure():
            self.printer.say("anju", f"Secrets written to {secrets_file.SECRETS_FILE}: keep a copy.")
        defaults = {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "ALLOWED_HOSTS": ",".join(self.address.names()),
            "PUBLIC_URL": self.address.url,
            "PYTHONWARNINGS": ROOT_WARNING,
        }
        return {
            **defaults,
            **secrets_file.read(),
            **{name: value for name, value in os.environ.items() if value},
            MARK: str(CHECKOUT),
            "PYTHONUNBUFFERED": "1",
        }


def run_as_owner() -> None:
    """`sudo make run` in somebody's folder: go on as that person, or they could not run it without sudo afterwards."""
    owner = CHECKOUT.stat().st_uid
    if os.geteuid() != 0 or owner == 0:
        return
    try:
        person = pwd.getpwuid(owner)
    except KeyError:  # a number without an account, as in some containers
        return
    os.initgroups(person.pw_name, person.pw_gid)
    os.setgid(person.pw_gid)
    os.setuid(person.pw_uid)
    os.environ.update(HOME=person.pw_dir, USER=person.pw_name, LOGNAME=person.pw_name)
    print(f"This folder belongs to {person.pw_name}: running as {person.pw_name}.", flush=True)


def main() -> int:
    os.chdir(CHECKOUT)
    run_as_owner()
    VAR.mkdir(exist_ok=True)
    lock = FileLock(VAR / "run.lock")
    try:
        with lock.acquire(timeout=0):
            return run()
    except Timeout:
        where = VAR / "run.address"
        found = where.read_text(encoding="ascii") if where.exists() else "starting"
        return refuse(f"Anju already runs in this folder ({found}). End that run first (Ctrl-C there).")


def run() -> int:
    """Prepare, serve until told to end, end. The exit code."""
    try:
        this = Run(Address.from_environment(), Printer())
    except AddressError as error:
        return refuse(str(error))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        this.prepare()
        supervisor = Supervisor(this.children(), this.printer, watch=this.start_services)
        supervisor.listen()
        threading.Thread(target=this.announce, args=(supervisor,), name="announce", daemon=True).start()
        supervisor.run()
    except (AddressError, SetupError, embedded.EmbeddedError) as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        return 130
    finally:
        this.stop_services()
    this.printer.say("anju", "Everything has ended; the data is kept.")
    return 0


def refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
