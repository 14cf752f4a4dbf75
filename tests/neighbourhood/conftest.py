"""The days on which community life happens in tests."""

from typing import Any

import pytest
import time_machine

DURING = "2026-12-01T07:30:00Z"  # 15:30 on the factories' day: meetings and activities have begun


@pytest.fixture
def during() -> Any:
    """Half an hour after meetings and activities of the factories began, standing still."""
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def before() -> Any:
    """The evening before."""
    with time_machine.travel("2026-11-30T10:00:00Z", tick=False) as traveller:
        yield traveller
