"""scripts/install and scripts/install-browser on machines where something is missing, made of stand-ins."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "env", "dirname", "mkdir", "cat", "flock", "sha256sum", "touch", "chmod")
FINE = "exit 0"
OLD = 'case "$*" in *version_info*) exit 1;; esac; exit 0'
WITHOUT_VENV = 'case "$*" in *ensurepip*) exit 1;; *version_info\\[:2\\]*) echo 3.11;; esac; exit 0'
# A Python whose `-m venv` makes an environment in which pip does what the next line says.
MAKES_VENV = """case "$*" in *"-m venv"*)
    mkdir -p .venv/bin; printf '#!/bin/bash\\n%s\\n' "$INSIDE" >.venv/bin/python; chmod +x .venv/bin/python;; esac"""


class Machine:
    """A checkout, and a PATH with nothing but what the test puts there."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "安 居"
        self.bin = folder / "bin"
        self.bin.mkdir()
        shutil.copytree(ROOT / "scripts", self.checkout / "scripts")
        (self.checkout / "requirements").mkdir()
        for name in ("runtime", "test"):
            (self.checkout / f"requirements/{name}.txt").write_text(f"{name}==1\n")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found
            (self.bin / tool).symlink_to(found)
        self.add("id", "echo 1000")

    def add(self, name: str, code: str) -> None:
        program = self.bin / name
        program.write_text(f"#!/bin/bash\n{code}\n", encoding="utf-8")
        program.chmod(0o755)

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.checkout / "scripts" / script, *arguments],
            env={"PATH": str(self.bin), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> str:
        log = self.checkout / "calls"
        return log.read_text(encoding="utf-8") if log.exists() else ""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


NOTES_CALLS = 'echo "$*" >>calls; case "$*" in *"-m pip install"*) exit ${PIP:-0};; esac'


@pytest.mark.parametrize("python", [None, OLD])
def test_without_a_python_that_is_new_enough(machine: Machine, python: str | None) -> None:
    if python:
        machine.add("python3", python)
    done = machine.run("install", "runtime")
    assert done.returncode == 1
    assert "Python 3.11 or newer was not found" in done.stderr
    assert not (machine.checkout / ".venv").exists()


def test_without_the_venv_module_an_ordinary_user_is_told_the_command(machine: Machine) -> None:
    machine.add("python3", WITHOUT_VENV)
    done = machine.run("install", "runtime")
    assert done.returncode == 1
    assert "sudo apt-get install -y python3.11-venv" in done.stderr


def test_without_the_venv_module_root_installs_it(machine: Machine) -> None:
    machine.add("id", "echo 0")
    machine.add("apt-get", 'echo "apt-get $*" >>calls; exit 1')
    machine.add("python3", WITHOUT_VENV)
    done = machine.run("install", "runtime")
    assert "apt-get update" in machine.calls()
    assert "Could not install python3.11-venv" in done.stderr


def test_the_second_time_nothing_is_done(machine: Machine) -> None:
    machine.add("python3", MAKES_VENV)
    assert machine.run("install", "test", INSIDE=NOTES_CALLS).returncode == 0
    assert machine.calls().count("pip install") == 2
    assert "--require-hashes -r requirements/runtime.txt" in machine.calls()
    (machine.checkout / "calls").unlink()
    again = machine.run("install", "test", INSIDE=NOTES_CALLS)
    assert again.returncode == 0
    assert "pip install" not in machine.calls()
    assert again.stderr == ""


def test_a_changed_lock_is_installed(machine: Machine) -> None:
    machine.add("python3", MAKES_VENV)
    machine.run("install", "test", INSIDE=NOTES_CALLS)
    (machine.checkout / "calls").unlink()
    (machine.checkout / "requirements/test.txt").write_text("test==2\n")
    machine.run("install", "test", INSIDE=NOTES_CALLS)
    assert machine.calls().count("pip install") == 1


def test_an_installation_that_failed_is_tried_again(machine: Machine) -> None:
    machine.add("python3", MAKES_VENV)
    failed = machine.run("install", "runtime", INSIDE=NOTES_CALLS, PIP="1")
    assert failed.returncode == 1
    assert "could not be installed" in failed.stderr
    assert machine.run("install", "runtime", INSIDE=NOTES_CALLS).returncode == 0


def test_a_linked_environment_is_left_alone(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (machine.checkout / ".venv").symlink_to(tmp_path / "theirs")
    assert machine.run("install", "test").returncode == 0
    assert list((tmp_path / "theirs").iterdir()) == []


@pytest.fixture
def fonts(machine: Machine) -> Callable[[str], None]:
    return lambda found: machine.add("fc-list", f"echo '{found}'")


def test_browser_and_fonts_that_are_there_need_nothing(machine: Machine, fonts: Callable[[str], None]) -> None:
    machine.add("chromium", FINE)
    fonts("Noto Sans CJK SC")
    done = machine.run("install-browser")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_rights_the_command_is_told(machine: Machine, fonts: Callable[[str], None]) -> None:
    machine.add("sudo", "exit 1")
    fonts("")
    done = machine.run("install-browser")
    assert done.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk" in done.stderr


def test_root_installs_what_is_missing(machine: Machine, fonts: Callable[[str], None]) -> None:
    machine.add("id", "echo 0")
    machine.add("apt-get", f'echo "apt-get $*" >>"{machine.checkout}/calls"')
    fonts("Noto Sans CJK SC")
    assert machine.run("install-browser").returncode == 0
    assert "apt-get install -y --no-install-recommends chromium" in machine.calls()
    assert "fonts" not in machine.calls()


def test_the_scripts_parse() -> None:
    for script in [
        *(path for path in (ROOT / "scripts").iterdir() if not path.suffix),
        ROOT / ".ci/run",
        ROOT / "deploy/new-env",
    ]:
        subprocess.run(["bash", "-n", script], check=True)
        assert os.access(script, os.X_OK), f"{script} is not executable"


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {line.removeprefix(".PHONY:").strip() for line in makefile.splitlines() if line.startswith(".PHONY:")}
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"run", "test", "help", "demo", "bench"} <= targets
    assert [target for target in sorted(targets) if f"make {target} " not in said] == []
