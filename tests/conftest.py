"""The harness: services up, strictness, five kinds of user. The parts stand in tests/harness/."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import settings

from apps.core.rowscope import elevated
from config import embedded, messages
from tests.harness import template

pytest_plugins = [
    "tests.strict",
    "tests.harness.strict",
    "tests.harness.emptying",
    "tests.harness.people",
    "tests.harness.queries",
    "tests.harness.clocks",
    "tests.harness.lasting",
]

# The same examples each time, so that a change fails for what it changed; `HYPOTHESIS_PROFILE=search` looks for others.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

STARTED = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """PostgreSQL and Valkey must run before Django connects; one start serves all workers."""
    if not hasattr(config, "workerinput"):
        messages.compile_catalogs()
        config.stash[STARTED] = embedded.start()
        template.ensure()


def pytest_unconfigure(config: pytest.Config) -> None:
    started = config.stash.get(STARTED, [])
    if started:
        embedded.stop(names=started)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Test databases are copies of the migrated template; pytest-django asks here before it makes them."""
    connection.settings_dict["TEST"] |= {"TEMPLATE": template.name(), "MIGRATE": False}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A browser's last keep-alive request may still hold a session when its server has stopped: nobody waits for it."""
    yield
    connection.close()  # a process that a test forked may have ended the session behind its back
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _whole_county() -> Iterator[None]:
    """A test prepares and looks at rows of all communities; what it asks of the product runs in its user's scope."""
    with elevated("a test looks at everything"):
        yield


@pytest.fixture(autouse=True)
def _language() -> None:
    """A request leaves its language on the thread: the next test begins in the language of the product."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _database(db: Any) -> None:
    """Nearly every test of this product asks the database."""
