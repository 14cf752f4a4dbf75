"""The harness: services up, strictness, five kinds of user. The parts stand in tests/harness/."""

from typing import Any

import pytest

from config import embedded, messages

pytest_plugins = [
    "tests.strict",
    "tests.harness.strict",
    "tests.harness.people",
    "tests.harness.queries",
    "tests.harness.clocks",
]

STARTED = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """PostgreSQL and Valkey must run before Django connects; one start serves all workers."""
    if not hasattr(config, "workerinput"):
        messages.compile_catalogs()
        config.stash[STARTED] = embedded.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    started = config.stash.get(STARTED, [])
    if started:
        embedded.stop(names=started)


@pytest.fixture(autouse=True)
def _database(db: Any) -> None:
    """Nearly every test of this product asks the database."""
