"""A small county with the five kinds of user, a colleague of another community and a stranger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from rest_framework.test import APIClient

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.communities.models import Building, Community, Township
from tests.accounts.factories import StaffFactory
from tests.communities.factories import BuildingFactory, CommunityFactory

BACKEND = "apps.accounts.backends.RoleBackend"


@dataclass(frozen=True)
class County:
    """Two townships: `own` community with two buildings, `foreign` community of the other township with one."""

    township: Township
    own: Community
    building: Building
    other_building: Building
    foreign_township: Township
    foreign: Community
    foreign_building: Building


@pytest.fixture
def county(db: Any) -> County:
    own, foreign = CommunityFactory(name="晴川家园"), CommunityFactory(name="外乡社区")
    return County(
        township=own.township,
        own=own,
        building=BuildingFactory(community=own, number=1),
        other_building=BuildingFactory(community=own, number=2),
        foreign_township=foreign.township,
        foreign=foreign,
        foreign_building=BuildingFactory(community=foreign, number=1),
    )


@pytest.fixture
def county_admin(county: County) -> Staff:
    """The whole county."""
    return StaffFactory(username="county", role=Role.COUNTY_ADMIN, areas="county")


@pytest.fixture
def township_officer(county: County) -> Staff:
    """The township of the own community."""
    return StaffFactory(username="township", role=Role.TOWNSHIP_OFFICER, areas=[county.township])


@pytest.fixture
def community_manager(county: County) -> Staff:
    """The own community."""
    return StaffFactory(username="manager", role=Role.COMMUNITY_MANAGER, areas=[county.own])


@pytest.fixture
def grid_worker(county: County) -> Staff:
    """Building 1 of the own community."""
    return StaffFactory(username="grid", role=Role.GRID_WORKER, areas=[county.building])


@pytest.fixture
def auditor(county: County) -> Staff:
    """The whole county, reading only."""
    return StaffFactory(username="auditor", role=Role.AUDITOR, areas="county")


@pytest.fixture
def colleague(county: County) -> Staff:
    """The manager of the foreign community."""
    return StaffFactory(username="colleague", role=Role.COMMUNITY_MANAGER, areas=[county.foreign])


@pytest.fixture
def people(
    county_admin: Staff,
    township_officer: Staff,
    community_manager: Staff,
    grid_worker: Staff,
    auditor: Staff,
    colleague: Staff,
) -> dict[str, Staff | None]:
    """Everybody by name; `anonymous` is None."""
    return {
        "county_admin": county_admin,
        "township_officer": township_officer,
        "community_manager": community_manager,
        "grid_worker": grid_worker,
        "auditor": auditor,
        "colleague": colleague,
        "anonymous": None,
    }


@pytest.fixture
def english() -> Iterator[None]:
    """The words of the source, for tests that read messages outside a request."""
    with translation.override("en"):
        yield


@pytest.fixture
def login() -> Callable[[Staff | None], Client]:
    """`login(user)` gives a browser in which this person is logged in; None is a stranger's."""

    def browser(user: Staff | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend=BACKEND)
        return client

    return browser


@pytest.fixture
def api() -> Callable[[Staff | None], APIClient]:
    """`api(user)` gives an API client with this person's session; JSON by default."""

    def client_of(user: Staff | None) -> APIClient:
        client = APIClient()
        client.default_format = "json"
        if user is not None:
            client.force_login(user, backend=BACKEND)
        return client

    return client_of
