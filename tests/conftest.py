"""The harness: services up, five kinds of user, strictness."""

from typing import Any

import pytest

from config import embedded

pytest_plugins = ["tests.strict"]


def pytest_configure(config: pytest.Config) -> None:
    """PostgreSQL and Valkey must run before Django connects; one start serves all workers."""
    if not hasattr(config, "workerinput"):
        config.stash[STARTED] = embedded.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    started = config.stash.get(STARTED, [])
    if started:
        embedded.stop(names=started)


STARTED = pytest.StashKey[list[str]]()


@pytest.fixture(autouse=True)
def _database(db: Any) -> None:
    """Nearly every test of this product asks the database."""
