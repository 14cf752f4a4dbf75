"""The gap analysis over a small county, counted by hand."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.periods import since
from apps.core.rowscope import entered
from apps.core.scope import communities
from apps.facilities.gaps import Status, gather
from apps.facilities.models import FacilityStandard
from tests.facilities.conftest import CENTRE, settle
from tests.facilities.factories import FacilityFactory, StaffingFactory, StandardFactory
from tests.harness.people import County

OLD, CHILD = date(1950, 1, 1), date(2022, 6, 1)
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


def place(**more: Any) -> dict[str, Any]:
    return {"latitude": CENTRE[0], "longitude": CENTRE[1], "altitude_m": 800, **more}


def test_far_counts_those_concerned_only(placed: County) -> None:
    settle(placed.building, OLD, CHILD)
    settle(placed.other_building, OLD, OLD, CHILD, date(1990, 1, 1))
    StandardFactory(kind="clinic", age_from=60, max_minutes=15)
    clinic = FacilityFactory(community=placed.own, **place())
    matrix = gather([placed.own.pk], with_buildings=True)
    cell = matrix.cells[placed.own.pk]["clinic"]
    assert (cell.status, cell.concerned, cell.far) == (Status.TOO_FAR, 3, 2)
    assert cell.worst is not None
    assert cell.worst.site.pk == clinic.pk
    assert 55 < cell.worst.minutes < 70, "4 km × 1.3 at Tobler's flat 5 km/h"
    assert matrix.buildings[placed.building.pk]["clinic"].status == Status.FINE
    assert matrix.buildings[placed.other_building.pk]["clinic"].status == Status.TOO_FAR


def test_ages_include_both_ends(placed: County) -> None:
    settle(placed.building, date(2023, 11, 22), date(2020, 11, 23), date(2020, 11, 22), date(2023, 11, 23))
    StandardFactory(kind="kindergarten", age_from=3, age_to=5, max_minutes=None, residents_from=1)
    cell = gather([placed.own.pk], TODAY).cells[placed.own.pk]["kindergarten"]
    assert cell.concerned == 2


def test_the_nearest_may_be_another_communitys(placed: County) -> None:
    settle(placed.building, OLD)
    StandardFactory(kind="clinic", max_minutes=15)
    FacilityFactory(community=placed.foreign, name="邻村卫生室", **place(latitude=CENTRE[0] + 0.005))
    with entered(communities(placed.own.pk)):
        cell = gather([placed.own.pk]).cells[placed.own.pk]["clinic"]
    assert cell.status == Status.FINE
    assert cell.served_elsewhere
    assert cell.alternative is not None
    assert cell.alternative.site.name == "邻村卫生室"


def test_a_place_that_was_not_collected(placed: County) -> None:
    settle(placed.other_building, OLD)
    StandardFactory(kind="clinic", max_minutes=15)
    FacilityFactory(community=placed.own)
    assert gather([placed.own.pk]).cells[placed.own.pk]["clinic"].status == Status.NOT_COLLECTED


def test_a_facility_stands_where_its_building_stands(placed: County) -> None:
    settle(placed.building, OLD)
    StandardFactory(kind="clinic", max_minutes=5)
    FacilityFactory(community=placed.own, building=placed.building)
    assert gather([placed.own.pk]).cells[placed.own.pk]["clinic"].status == Status.FINE


def test_closed_ones_do_not_serve_and_staffing_holds_on_the_day(placed: County) -> None:
    settle(placed.building, OLD)
    StandardFactory(kind="clinic", max_minutes=15)
    FacilityFactory(community=placed.own, state="closed", **place())
    matrix = gather([placed.own.pk])
    assert matrix.cells[placed.own.pk]["clinic"].status == Status.MISSING
    facility = FacilityFactory(community=placed.own, **place())
    StaffingFactory(facility=facility, need=2, in_post=0, period=since(date(2026, 1, 1), date(2026, 6, 1)))
    StaffingFactory(facility=facility, need=2, in_post=2, period=since(date(2026, 6, 1)))
    assert gather([placed.own.pk]).cells[placed.own.pk]["clinic"].status == Status.FINE


def test_the_latest_standard_of_the_day_holds(placed: County) -> None:
    StandardFactory(kind="clinic", valid_from=date(2020, 1, 1), max_minutes=15)
    StandardFactory(kind="clinic", valid_from=date(2026, 6, 1), max_minutes=20)
    assert FacilityStandard.objects.on(date(2026, 5, 31))["clinic"].max_minutes == 15
    assert FacilityStandard.objects.on(date(2026, 11, 22))["clinic"].max_minutes == 20


def test_queries_do_not_grow_with_rows(placed: County, more_buildings: Any) -> None:
    StandardFactory(kind="clinic", max_minutes=15)
    counts = []
    for more in (2, 18):
        more_buildings(more)
        for number in range(more):
            FacilityFactory(community=placed.own, kind="library", name=f"书屋{more}-{number}", **place())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            gather([placed.own.pk, placed.foreign.pk], with_buildings=True)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
