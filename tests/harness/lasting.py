"""Rows that several tests look at and none changes for the next: made once, taken back at the end."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import transaction

from apps.core.rowscope import elevated


@pytest.fixture(scope="session")
def lasting(django_db_setup: None, django_db_blocker: Any) -> Callable[[], AbstractContextManager[None]]:
    """For fixtures of a class or a module: what is written within stays for its tests, each in its own savepoint."""

    @contextmanager
    def written() -> Iterator[None]:
        with django_db_blocker.unblock(), elevated("a test prepares everything"), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return written
