"""People around one complaint of the own community."""

from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.complaints.actions import complaint_submit
from tests.accounts.factories import StaffFactory
from tests.harness.people import County


@pytest.fixture
def manager(community_manager: Staff) -> Staff:
    return community_manager


@pytest.fixture
def second_manager(county: County) -> Staff:
    return StaffFactory(username="manager2", role=Role.COMMUNITY_MANAGER, areas=[county.own])


@pytest.fixture
def second_grid_worker(county: County) -> Staff:
    return StaffFactory(username="grid2", role=Role.GRID_WORKER, areas=[county.building])


@pytest.fixture
def submit(county: County) -> Any:
    """Files a complaint about building 1 of the own community."""

    def file(**words: Any) -> Any:
        given = {
            "community": county.own,
            "building": county.building,
            "category": "damage",
            "channel": "phone_page",
            "text": "楼道灯坏了",
        }
        return complaint_submit(**(given | words))[0]

    return file
