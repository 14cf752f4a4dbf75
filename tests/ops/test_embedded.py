"""The embedded PostgreSQL and Valkey, really started, in a folder whose name has a space and Chinese characters."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from redis import Redis

from config import embedded
from config.embedded import backup, layout, process, services
from config.embedded.layout import layout_of
from config.embedded.postgres import socket_file


@pytest.fixture(scope="module")
def checkout(new_checkout: Callable[[str], Path]) -> Path:
    folder = new_checkout("安居 一号")
    assert embedded.start(folder) == ["PostgreSQL", "Valkey"]
    return folder


@pytest.fixture
def running(checkout: Path) -> Path:
    """The checkout with its services up, whatever the test before did to them."""
    embedded.start(checkout)
    return checkout


@pytest.fixture
def stopped(checkout: Path) -> Path:
    embedded.stop(checkout)
    return checkout


@pytest.fixture
def bystander(checkout: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the services' account that has nothing to do with them."""
    waiting = subprocess.Popen(["cat"], stdin=subprocess.PIPE, **process.as_account(layout_of(checkout).account))
    yield waiting
    waiting.communicate()


def query(checkout: Path, words: str) -> Any:
    with psycopg.connect(embedded.database_url(checkout), autocommit=True) as connection:
        found = connection.execute(words)
        return found.fetchall() if found.description else None


def kill(socket_path: Path) -> None:
    """kill -9, and wait until the process is gone."""
    assert process.end_server(socket_path, signal.SIGKILL, 30)


def test_start_stop_and_status_can_be_repeated(running: Path) -> None:
    assert embedded.start(running) == []
    assert embedded.status(running) == {"PostgreSQL": "running", "Valkey": "running"}
    assert embedded.stop(running) == ["PostgreSQL", "Valkey"]
    assert embedded.status(running) == {"PostgreSQL": "stopped", "Valkey": "stopped"}
    assert embedded.stop(running) == []
    assert embedded.start(running) == ["PostgreSQL", "Valkey"]


def test_processes_that_start_at_once_start_it_once(stopped: Path) -> None:
    code = "import sys, pathlib; from config import embedded; print(embedded.start(pathlib.Path(sys.argv[1])))"
    starters = [
        subprocess.Popen([sys.executable, "-c", code, str(stopped)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    answers = sorted(starter.communicate()[0].strip() for starter in starters)
    assert answers == ["['PostgreSQL', 'Valkey']", "[]", "[]"]


def test_the_application_is_no_superuser_and_bound_by_row_security(running: Path) -> None:
    rights = query(running, "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user")
    assert rights == [(False, False, True)]
    assert query(running, "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'anju'") == [("anju",)]


def test_the_application_may_create_the_extensions_that_it_needs(running: Path) -> None:
    for extension in ("btree_gist", "pg_trgm"):
        query(running, f"CREATE EXTENSION IF NOT EXISTS {extension}")
    assert len(query(running, "SELECT show_trgm('张三丰')")[0][0]) > 3, "Chinese characters must count as letters"


def test_nothing_listens_on_the_network_and_commits_are_safe(running: Path) -> None:
    assert query(running, "SHOW listen_addresses") == [("",)]
    assert query(running, "SHOW fsync") == query(running, "SHOW synchronous_commit") == [("on",)]
    with Redis.from_url(embedded.redis_url(running)) as queue:
        assert queue.config_get("port")["port"] == "0"
        assert queue.config_get("appendonly")["appendonly"] == "yes"


def test_the_sockets_are_closed_to_other_accounts(running: Path) -> None:
    found = layout_of(running)
    assert found.sockets.stat().st_mode & 0o077 == 0
    assert socket_file(found).stat().st_mode & 0o077 == 0


def test_a_killed_server_comes_back_with_everything(running: Path) -> None:
    found = layout_of(running)
    query(running, "CREATE TABLE IF NOT EXISTS kept (word text); INSERT INTO kept VALUES ('留下')")
    with Redis.from_url(embedded.redis_url(running)) as queue:
        queue.set("kept", "留下")
    kill(socket_file(found))
    kill(found.valkey_socket)
    assert embedded.status(running) == {"PostgreSQL": "stopped", "Valkey": "stopped"}
    assert embedded.start(running) == ["PostgreSQL", "Valkey"]
    assert query(running, "SELECT DISTINCT word FROM kept") == [("留下",)]
    with Redis.from_url(embedded.redis_url(running), decode_responses=True) as queue:
        assert queue.get("kept") == "留下"


def test_a_stale_pid_file_that_names_somebody_else_harms_nobody(
    stopped: Path, bystander: subprocess.Popen[bytes]
) -> None:
    """After a crash the number in postmaster.pid may be another process's."""
    found = layout_of(stopped)
    for stale in (found.postgres_data / "postmaster.pid", found.sockets / ".s.PGSQL.5432.lock"):
        stale.write_text(
            f"{bystander.pid}\n{found.postgres_data}\n1\n5432\n{found.sockets}\n\n  1 1\n", encoding="utf-8"
        )
    assert embedded.stop(stopped) == [], "stop trusts the socket, not the file"
    assert "PostgreSQL" in embedded.start(stopped)
    assert embedded.stop(stopped)
    assert bystander.poll() is None, "the other process lives"


def test_an_initdb_that_was_cut_short_leaves_nothing_in_the_way(new_checkout: Callable[[str], Path]) -> None:
    folder = new_checkout("cut-short")
    services._prepare_folders(layout_of(folder))
    half = layout_of(folder).home / "postgres.new-1234"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    assert embedded.start(folder) == ["PostgreSQL", "Valkey"]
    assert not half.exists()
    assert query(folder, "SELECT 1") == [(1,)]


def test_a_cluster_of_another_version_is_left_alone(stopped: Path) -> None:
    version = layout_of(stopped).postgres_data / "PG_VERSION"
    original = version.read_text()
    version.write_text("17\n")
    try:
        with pytest.raises(embedded.EmbeddedError, match="written by PostgreSQL 17"):
            embedded.start(stopped)
    finally:
        version.write_text(original)


def test_sockets_in_a_foreign_folder_are_refused(
    new_checkout: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, open_folder: Path
) -> None:
    """The short folder lies in the system's temp: another account may have made it first, with its own server."""
    monkeypatch.setattr(layout, "SYSTEM_TEMP", open_folder)
    folder = new_checkout("long-trap-" * 10)
    trap = layout_of(folder).sockets
    trap.symlink_to(open_folder)
    with pytest.raises(embedded.EmbeddedError, match="is not ours"):
        embedded.start(folder)


def test_a_backup_brings_everything_back_and_loses_nothing(running: Path, tmp_path: Path) -> None:
    query(running, "DROP TABLE IF EXISTS saved; CREATE TABLE saved (word text); INSERT INTO saved VALUES ('存')")
    backup.dump(tmp_path / "anju.dump", running)
    assert (tmp_path / "anju.dump").stat().st_mode & 0o077 == 0, "as closed as the database itself"
    query(running, "UPDATE saved SET word = '改'")
    before = backup.restore(tmp_path / "anju.dump", running)
    assert query(running, "SELECT word FROM saved") == [("存",)]
    assert query(running, "SELECT tableowner FROM pg_tables WHERE tablename = 'saved'") == [("anju",)]
    with psycopg.connect(embedded.database_url(running), dbname=before) as connection:
        assert connection.execute("SELECT word FROM saved").fetchall() == [("改",)]


def test_a_restore_that_cannot_be_done_changes_nothing(running: Path, tmp_path: Path) -> None:
    query(running, "DROP TABLE IF EXISTS saved; CREATE TABLE saved (word text); INSERT INTO saved VALUES ('留')")
    (tmp_path / "broken.dump").write_bytes(b"not a dump")
    with pytest.raises(embedded.EmbeddedError, match="pg_restore failed"):
        backup.restore(tmp_path / "broken.dump", running)
    backup.dump(tmp_path / "anju.dump", running)
    with (
        psycopg.connect(embedded.database_url(running)),
        pytest.raises(embedded.EmbeddedError, match="End the running product"),
    ):
        backup.restore(tmp_path / "anju.dump", running)
    assert query(running, "SELECT word FROM saved") == [("留",)]


def test_a_short_folder_for_sockets_goes_when_they_do(new_checkout: Callable[[str], Path]) -> None:
    folder = new_checkout("long-" * 20)
    embedded.start(folder)
    sockets = layout_of(folder).sockets
    assert query(folder, "SELECT 1") == [(1,)]
    assert sockets.parent == Path("/tmp")
    embedded.stop(folder)
    assert not sockets.exists()


def test_the_command_line(running: Path) -> None:
    """The commands of `make services`, on the services of this checkout, which the tests use."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "config.embedded", *arguments], capture_output=True, text=True, check=False
        )

    assert run("status").stdout == "PostgreSQL: running\nValkey: running\n"
    assert "was already running" in run("start").stdout
    assert run("url").stdout.startswith("postgresql://anju@/anju?host=")
    assert run("run", sys.executable, "-c", "raise SystemExit(7)").returncode == 7
    assert run("status").returncode == 0, "run stops only what it started"
    assert run("dance").returncode == 2
