"""A Wednesday in the middle of a month."""

from typing import Any

import pytest
import time_machine

NOON = "2026-11-18T04:00:00Z"  # 12:00


@pytest.fixture
def wednesday() -> Any:
    """Noon of 18 November 2026, standing still."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
