"""Where the embedded services keep their files: computed only, nothing is started here."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from config.embedded import layout as layout_module
from config.embedded import services
from config.embedded.layout import Account, can_reach, layout_of

NewCheckout = Callable[[str], Path]


def test_sockets_stay_inside_the_checkout_where_the_path_is_short(new_checkout: NewCheckout) -> None:
    checkout = new_checkout("short")
    assert layout_of(checkout).sockets == checkout / "var/services/run"


def test_a_long_path_gets_a_short_folder_for_its_sockets(new_checkout: NewCheckout) -> None:
    found = layout_of(new_checkout("long-" * 20))
    assert found.sockets.parent == Path("/tmp")
    assert len(os.fsencode(found.valkey_socket)) < 100
    assert layout_of(found.checkout).sockets == found.sockets, "every process must compute the same"


def test_the_length_counts_bytes_not_characters(new_checkout: NewCheckout) -> None:
    chinese = layout_of(new_checkout("安居" * 12))
    assert len(str(chinese.home / "run" / ".s.PGSQL.5432.lock")) < 100
    assert chinese.sockets.parent == Path("/tmp")


def test_two_checkouts_side_by_side_do_not_meet(new_checkout: NewCheckout) -> None:
    first, second = layout_of(new_checkout("long-" * 20 + "1")), layout_of(new_checkout("long-" * 20 + "2"))
    assert first.home != second.home
    assert first.sockets != second.sockets


def test_urls_carry_spaces_and_chinese_characters(new_checkout: NewCheckout) -> None:
    checkout = new_checkout("安 居")
    folder = str(layout_of(checkout).sockets)
    assert folder in unquote(services.database_url(checkout))
    assert services.redis_url(checkout).isascii()
    assert unquote(services.redis_url(checkout)) == f"unix://{folder}/valkey.sock?db=0"
    assert unquote(services.broker_url(checkout)) == f"redis+socket://{folder}/valkey.sock"


def test_real_servers_replace_the_embedded_ones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://anju@db/anju")
    monkeypatch.setenv("REDIS_URL", "redis://queue:6379/3")
    assert services.needed() == []
    assert services.start(tmp_path) == []
    assert services.database_url() == "postgresql://anju@db/anju"
    assert services.redis_url() == services.broker_url() == "redis://queue:6379/3"
    assert not (tmp_path / "var").exists(), "nothing embedded is prepared either"


def test_a_queue_on_a_unix_socket_is_named_as_celery_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "unix:///run/valkey.sock?db=2")
    assert services.broker_url() == "redis+socket:///run/valkey.sock?virtual_host=2"


STRANGER = Account("nobody", 65534, 65534)


def test_an_account_cannot_reach_below_a_closed_folder(open_folder: Path) -> None:
    closed = open_folder / "closed"
    (closed / "inside").mkdir(parents=True)
    closed.chmod(0o700)
    assert can_reach(STRANGER, open_folder)
    assert not can_reach(STRANGER, closed / "inside")


def test_data_of_a_closed_checkout_go_where_the_account_can_enter(
    open_folder: Path, new_checkout: NewCheckout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root's home is closed to the account that PostgreSQL runs as."""
    monkeypatch.setattr(layout_module, "_account_for_new", lambda checkout: STRANGER)
    monkeypatch.setattr(layout_module, "SYSTEM_DATA", open_folder / "system")
    checkout = new_checkout("home")
    assert layout_of(checkout).home == checkout / "var/services"
    checkout.chmod(0o700)
    assert layout_of(checkout).home.parent == open_folder / "system"


@pytest.fixture
def moved_data(open_folder: Path, new_checkout: NewCheckout, request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """A checkout whose data lie outside it, and those data."""
    checkout = new_checkout(f"{request.node.name}/original")
    home = open_folder / f"data-{request.node.name}"
    home.mkdir()
    (home / "checkout").write_text(str(checkout), encoding="utf-8")
    (checkout / "var").mkdir()
    (checkout / "var/services").symlink_to(home)
    return checkout, home


def test_a_copied_checkout_does_not_take_the_data_of_its_original(moved_data: tuple[Path, Path]) -> None:
    checkout, home = moved_data
    copy = checkout.parent / "copy"
    (copy / "var").mkdir(parents=True)
    (copy / "var/services").symlink_to(home)
    assert layout_of(checkout).home == home
    assert layout_of(copy).home != home


def test_a_moved_checkout_keeps_its_data(moved_data: tuple[Path, Path]) -> None:
    checkout, home = moved_data
    moved = checkout.rename(checkout.parent / "moved")
    assert layout_of(moved).home == home
