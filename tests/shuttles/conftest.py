"""A community with a driver's account, and the evening before the day of the trips."""

from typing import Any

import pytest
import time_machine

from apps.accounts.roles import Role
from tests.accounts.factories import StaffFactory
from tests.shuttles.plans import season_of

EVENING = "2026-11-30T10:00:00Z"  # 18:00 on the day before


@pytest.fixture
def evening() -> Any:
    """18:00 on the evening before the trips of the factories, standing still."""
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def driver_account(county: Any) -> Any:
    """A driver of the own community."""
    return StaffFactory(username="driver", role=Role.DRIVER, areas=[county.own])


@pytest.fixture
def season(county: Any) -> Any:
    """A field season of the own community, with what a plan needs."""
    return season_of(county.own)
