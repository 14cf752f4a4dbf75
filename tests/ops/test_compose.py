"""docker-compose.yml and the Dockerfile, without containers: what they name exists, and what they start works."""

import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.urls import resolve

from config import embedded, probe
from config.embedded.layout import POSTGRES_PORT, layout_of
from config.embedded.programs import postgres_program
from config.run.children import with_parent

ROOT = Path(__file__).resolve().parents[2]
OURS = ("migrate", "web", "worker", "beat")
# Set for programs other than ours.
FOREIGN_VARIABLES = {"DJANGO_SETTINGS_MODULE", "PROMETHEUS_MULTIPROC_DIR"}
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


@pytest.fixture(scope="module")
def fresh_env() -> dict[str, str]:
    """The variables that deploy/new-env makes."""
    made = subprocess.run(["deploy/new-env", "anju.example"], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line for line in made.stdout.splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def environment_of(service: str, given: dict[str, str]) -> dict[str, str]:
    """The service's environment as compose would fill it in. Raises KeyError for a required variable nobody set."""

    def fill(match: re.Match[str]) -> str:
        name, rule = match["name"], match["rule"]
        return given[name] if rule.startswith(":?") else given.get(name) or rule.removeprefix(":-")

    pattern = re.compile(r"\$\{(?P<name>\w+)(?P<rule>:[?-][^}]*)\}")
    return {name: pattern.sub(fill, str(value)) for name, value in SERVICES[service]["environment"].items()}


def test_the_parts_are_there_and_watched() -> None:
    assert {"postgres", "valkey", "web", "worker", "beat"} <= set(SERVICES)
    for name in {*SERVICES} - {"migrate"}:
        assert SERVICES[name]["healthcheck"]["test"][0] == "CMD", f"{name} has no health check"
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).exists(), f"{source} does not exist"


def test_images_name_no_registry() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    images = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE) + [service["image"] for service in SERVICES.values()]
    assert images
    assert not [image for image in images if "." in image.split("/")[0] and "/" in image]


@pytest.mark.parametrize("service", OURS)
def test_each_variable_is_one_that_the_settings_read(service: str, fresh_env: dict[str, str]) -> None:
    sources = [*ROOT.glob("config/settings/*.py"), *ROOT.glob("config/embedded/*.py")]
    read = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    for name in set(environment_of(service, fresh_env)) - FOREIGN_VARIABLES:
        assert f'"{name}"' in read, f"{name} is read nowhere"


def test_new_env_fills_every_required_variable_and_makes_new_secrets_each_time(fresh_env: dict[str, str]) -> None:
    for service in SERVICES:
        if "environment" in SERVICES[service]:
            environment_of(service, fresh_env)
    again = subprocess.run(["deploy/new-env", "x"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert fresh_env["SECRET_KEY"] not in again
    assert fresh_env["FIELD_KEYS"] not in again


@pytest.mark.parametrize("missing", ["SECRET_KEY", "FIELD_KEYS", "INDEX_KEY"])
def test_production_refuses_to_start_without_its_secrets(missing: str, fresh_env: dict[str, str]) -> None:
    environment = {**os.environ, **environment_of("web", fresh_env), missing: ""}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert f"Set {missing}" in done.stderr


def test_the_dockerfile_names_what_exists() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for source in re.findall(r"^COPY (?!--)(\S+) ", dockerfile, re.MULTILINE):
        assert (ROOT / source).exists()
    assert re.search(r"^USER anju$", dockerfile, re.MULTILINE), "not as root"
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"var", ".git", ".venv", ".env"} <= set(ignored), "no data and no secret goes into the image"
    assert resolve("/health/ready").url_name == "health-ready"
    assert set(probe.PROBES) == {SERVICES[name]["healthcheck"]["test"][-1] for name in ("web", "worker", "beat")}


def test_the_role_script_makes_a_role_that_row_security_binds(new_checkout: Callable[[str], Path]) -> None:
    checkout = new_checkout("postgres-role")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDIS_URL", "redis://not-needed")
        embedded.start(checkout)
    layout = layout_of(checkout)
    address = f"host={layout.sockets} port={POSTGRES_PORT} user=postgres"
    with psycopg.connect(f"{address} dbname=postgres", autocommit=True) as superuser:
        superuser.execute("DROP DATABASE anju")
        superuser.execute("DROP ROLE anju")
    environment = {
        "PATH": f"{postgres_program(layout, 'psql').parent}:{os.environ['PATH']}",
        "PGHOST": str(layout.sockets),
        "ANJU_DATABASE_PASSWORD": "it's a secret",
    }
    for _ in range(2):  # it may be run again
        subprocess.run(["bash", "deploy/postgres-role.sh"], cwd=ROOT, env=environment, check=True)
    with psycopg.connect(f"{address} dbname=anju") as superuser:
        found = superuser.execute(
            "SELECT rolsuper, rolbypassrls, rolpassword IS NOT NULL, pg_get_userbyid(datdba)"
            " FROM pg_authid, pg_database WHERE rolname = 'anju' AND datname = 'anju'"
        ).fetchone()
    assert found == (False, False, True, "anju")


# The commands themselves, started here with the variables of docker-compose.yml.


@pytest.fixture
def production(fresh_env: dict[str, str], tmp_path: Path, unused_port: int) -> dict[str, str]:
    """The environment of the services in compose, with this machine's servers and the tests' (migrated) database."""
    database = quote(str(settings.DATABASES["default"]["HOST"]), safe="")
    name = connection.settings_dict["NAME"]
    return {
        **os.environ,
        **environment_of("web", fresh_env),
        "DATABASE_URL": f"postgresql://anju@/{name}?host={database}&port={POSTGRES_PORT}",
        "REDIS_URL": embedded.redis_url().replace("db=0", "db=9"),  # not the queue of a product that runs here
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        "PORT": str(unused_port),
        "BEAT_SCHEDULE": str(tmp_path / "beat-schedule"),
        "MEDIA_ROOT": str(tmp_path),
    }


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def start(production: dict[str, str]) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start(service: str) -> subprocess.Popen[bytes]:
        places = {
            "8000": production["PORT"],
            "/data/beat-schedule": production["BEAT_SCHEDULE"],
            "0.0.0.0": "127.0.0.1",
        }
        command = [places.get(part, part) for part in SERVICES[service]["command"]]
        assert command.pop(0) == "python"
        process = subprocess.Popen([*with_parent(), sys.executable, *command], cwd=ROOT, env=production)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_a_service_starts_gets_healthy_and_ends_when_asked(
    service: str, start: Callable[[str], subprocess.Popen[bytes]], production: dict[str, str]
) -> None:
    process = start(service)
    assert probe_says(service, production, patience=120) == 0
    process.terminate()
    assert process.wait(120) == 0
    if service != "beat":  # beat's sign of life is a file, which stays for a while
        assert probe_says(service, production, patience=0) == 1


def probe_says(service: str, environment: dict[str, str], patience: int) -> int:
    """The exit code of the service's health check, which may keep asking for so many seconds."""
    _, program, *command = SERVICES[service]["healthcheck"]["test"]
    assert program == "python"
    return subprocess.run(
        [sys.executable, *command, str(patience)], cwd=ROOT, env=environment, capture_output=True, check=False
    ).returncode


def test_migrate_runs_and_has_nothing_left_to_do(start: Callable[[str], subprocess.Popen[bytes]]) -> None:
    assert start("migrate").wait(120) == 0


def test_the_probe_explains_itself(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, unused_port: int, tmp_path: Path
) -> None:
    monkeypatch.setenv("PORT", str(unused_port))
    monkeypatch.setenv("BEAT_SCHEDULE", str(tmp_path / "beat-schedule"))
    assert probe.main(["web"]) == 1
    assert probe.main(["beat"]) == 1
    assert probe.main(shlex.split("web soon")) == 2
    said = capsys.readouterr().err
    assert "web: no answer" in said
    assert "is not there" in said
