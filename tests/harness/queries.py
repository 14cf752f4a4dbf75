"""Lists cost the same number of queries at 2 rows and at 20."""

from collections.abc import Callable
from typing import Any, Protocol

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


class EqualQueries(Protocol):
    """Calls `fetch` over two rows and, after `more(18)`, over twenty. Returns the number of queries."""

    def __call__(self, fetch: Callable[[], Any], *, more: Callable[[int], Any]) -> int: ...


def _count(fetch: Callable[[], Any]) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as captured:
        fetch()
    return len(captured), "\n".join(query["sql"][:300] for query in captured.captured_queries)


@pytest.fixture
def equal_queries() -> EqualQueries:
    """Fails when a list needs more queries for more rows (the classic N+1).

    Usage, with two rows made before: `equal_queries(lambda: client.get(url), more=FactoryBoy.create_batch)`.
    """

    def check(fetch: Callable[[], Any], *, more: Callable[[int], Any]) -> int:
        fetch()  # content types, sessions and rules are read once
        few, _ = _count(fetch)
        more(18)
        many, listing = _count(fetch)
        assert few == many, f"{few} queries at 2 rows, {many} at 20:\n{listing}"
        return few

    return check
