"""Staff pages, phone pages and API: what they show, and that queries do not grow with rows."""

from datetime import date
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook

from apps.communities.calendar import WorkingCalendar
from apps.core.geo import rides
from apps.facilities.gaps import gather
from apps.facilities.models import Facility, FacilityDefect, FacilityInspection
from apps.facilities.words import opening
from apps.reports.registry import compute
from apps.reports.span import Span
from tests.facilities.conftest import CENTRE, settle
from tests.facilities.factories import DefectFactory, FacilityFactory, StandardFactory

pytestmark = pytest.mark.django_db
HOURS = {str(day): [["08:00", "12:00"]] for day in range(1, 8)}


def many(community: Any) -> Any:
    def make(count: int) -> None:
        for _each in range(count):
            facility = FacilityFactory(community=community, latitude=CENTRE[0], longitude=CENTRE[1], hours=HOURS)
            DefectFactory(facility=facility)

    return make


@pytest.mark.parametrize(
    "url",
    [
        "/admin/facilities/facility/",
        "/admin/facilities/facilitydefect/",
        "/api/v1/facilities/",
        "/api/v1/facility-defects/",
        "/api/v1/facilities/geojson/",
    ],
)
def test_lists_ask_the_same_number_of_questions(
    url: str, county: Any, community_manager: Any, login: Any, api: Any, equal_queries: Any
) -> None:
    many(county.own)(2)
    client = api(community_manager) if "/api/" in url else login(community_manager)
    client.get(url)
    equal_queries(lambda: client.get(url), more=many(county.own))


@pytest.fixture
def far_clinic(placed: Any) -> Any:
    """A clinic beside building 1; an old person lives in building 2, four kilometres off, and a child in building 1."""
    settle(placed.other_building, date(1950, 1, 1))
    settle(placed.building, date(2020, 1, 1), date(1955, 1, 1))
    StandardFactory(kind="clinic", age_from=60, max_minutes=30)
    FacilityFactory(community=placed.own, latitude=CENTRE[0], longitude=CENTRE[1], altitude_m=800)
    return placed


GAPS = "/admin/facilities/facility/gaps/"


def test_every_number_of_the_matrix_opens_its_list(far_clinic: Any, county_admin: Any, login: Any) -> None:
    client, own = login(county_admin), far_clinic.own.pk
    page = client.get(GAPS).content.decode()
    cell = f"{GAPS}list/?community={own}&amp;kind=clinic"
    row, column = f"{GAPS}list/?community={own}&amp;status=gap", f"{GAPS}list/?kind=clinic&amp;status=gap"
    for address in (cell, row, column, f"{GAPS}list/?status=too_far"):
        assert f'href="{address}' in page
    listed = client.get(f"{GAPS}list/?community={own}&kind=clinic").content.decode()
    assert "aj-map-plain" in listed, "the map stands beside the buildings"
    assert listed.count("data-map-show") == 2
    assert (
        f"{GAPS}people/?community={own}&amp;building={far_clinic.other_building.pk}&amp;kind=clinic&amp;far=1" in listed
    )
    assert client.get(f"{GAPS}{own}/").status_code == 200


def test_the_people_behind_a_number(far_clinic: Any, community_manager: Any, login: Any) -> None:
    client, asked = login(community_manager), f"{GAPS}people/?community={far_clinic.own.pk}&kind=clinic"
    everybody, far = client.get(asked), client.get(f"{asked}&far=1")
    assert (everybody.context["page"].paginator.count, far.context["page"].paginator.count) == (2, 1)
    foreign = client.get(f"{GAPS}people/?community={far_clinic.foreign.pk}&kind=clinic")
    assert foreign.status_code == 404


def test_the_list_as_a_workbook_and_through_the_api(far_clinic: Any, county_admin: Any, login: Any) -> None:
    client = login(county_admin)
    taken = client.post(f"{GAPS}list/?status=too_far")
    book = load_workbook(BytesIO(b"".join(taken.streaming_content)))
    cells = [cell for line in book.active.iter_rows(values_only=True) for cell in line]
    assert far_clinic.own.name in cells
    (row,) = client.get("/api/v1/facilities/gaps/?status=too_far").json()
    assert (row["community"], row["far"], row["gap"], row["far_by_shuttle"]) == (far_clinic.own.pk, 1, True, 0)
    assert 20 < row["shuttle_minutes"] < 30, "10 min of waiting and 4 km × 1.6 at 25 km/h"
    (building,) = client.get("/api/v1/facilities/gaps/?status=gap&level=building").json()
    assert building["building"] == far_clinic.other_building.pk
    assert client.get("/api/v1/facilities/gaps/?kind=castle").status_code == 400
    assert compute("facilities.gaps", [far_clinic.own.pk], Span.month(date(2026, 11, 1))).value == 1


def test_the_timetable_takes_the_place_of_the_estimate(far_clinic: Any, monkeypatch: Any) -> None:
    asked: list[date] = []

    class Bus:
        minutes = staticmethod(lambda places, goals: np.full((len(places), len(goals)), 31.0))

    monkeypatch.setitem(
        rides.TIMETABLES,
        "bus",
        rides.Timetable("bus", "班车", "directions_bus", lambda day: asked.append(day) or Bus()),
    )
    cell = gather([far_clinic.own.pk]).cells[far_clinic.own.pk]["clinic"]
    assert len(asked) == 1, "read once for all kinds of facilities"
    assert cell.worst is not None
    assert (cell.worst.by_shuttle, cell.worst.timetabled, cell.far, cell.far_by_shuttle) == (31.0, True, 1, 1)


def test_the_map_shows_the_rows_of_the_list(county: Any, community_manager: Any, login: Any) -> None:
    shown = FacilityFactory(community=county.own, kind="market", latitude=CENTRE[0], longitude=CENTRE[1])
    unplaced = FacilityFactory(community=county.own, kind="market")
    hidden = FacilityFactory(community=county.own, kind="clinic")
    page = login(community_manager).get("/admin/facilities/facility/map/?kind=market").content.decode()
    assert f'data-map-show="{shown.pk}"' in page
    assert unplaced.name in page
    assert hidden.name not in page
    assert "geojson/?kind=market" in page


def test_public_holidays(county: Any) -> None:
    facility = FacilityFactory(community=county.own, name="节日卫生室", hours=HOURS)
    assert opening(facility, holiday=True).key == "unknown"
    facility.on_holidays = "closed"
    assert opening(facility, holiday=True).key == "holiday"
    assert opening(facility, holiday=False).key in ("open", "closed")
    calendar = WorkingCalendar([], {date(2026, 3, 3): False})
    assert calendar.is_public_holiday(date(2026, 10, 1))
    assert calendar.is_public_holiday(date(2026, 3, 3)), "the county's own day off"
    assert not calendar.is_public_holiday(date(2026, 11, 22)), "an ordinary Sunday"


def test_gaps_are_for_the_office(county: Any, grid_worker: Any, login: Any) -> None:
    assert login(grid_worker).get("/api/v1/facilities/gaps/").status_code == 403


def test_registering_by_the_form(county: Any, community_manager: Any, login: Any) -> None:
    sent = {
        "community": county.own.pk, "kind": "clinic", "name": "新卫生室", "starts_as": "planned",
        "capacity_unit": "beds", "hours_0": "08:00-12:00 14:00-17:30",
    }  # fmt: skip
    client = login(community_manager)
    response = client.post("/admin/facilities/facility/add/", sent)
    row = Facility.objects.get(name="新卫生室")
    assert response.headers["Location"] == f"/admin/facilities/facility/{row.pk}/change/"
    assert (row.state, row.hours) == ("planned", {"1": [["08:00", "12:00"], ["14:00", "17:30"]]})
    changed = {**sent, "name": "改名卫生室", "capacity": "4"}
    client.post(f"/admin/facilities/facility/{row.pk}/edit/", changed)
    row.refresh_from_db()
    assert (row.name, row.capacity) == ("改名卫生室", 4)


def test_residents_read_what_is_open(county: Any, client: Any) -> None:
    FacilityFactory(community=county.own, name="老街卫生室", hours=HOURS, phone="0718-0000208")
    FacilityFactory(community=county.own, name="关门书屋", state="closed")
    FacilityFactory(community=county.foreign, name="邻村卫生室")
    FacilityFactory(community=None, name="镇中心小学")
    page = client.get(f"/c/{county.own.slug}/facilities/").content.decode()
    assert "老街卫生室" in page
    assert "tel:07180000208" in page
    assert "镇中心小学" in page
    assert "关门书屋" not in page
    assert "邻村卫生室" not in page


def test_residents_see_the_nearest_first(placed: Any, client: Any) -> None:
    for name, north in (("远书屋", 0.02), ("近书屋", 0.001)):
        FacilityFactory(community=placed.own, name=name, latitude=CENTRE[0] + north, longitude=CENTRE[1])
    page = client.get(f"/c/{placed.own.slug}/facilities/?building={placed.building.pk}").content.decode()
    assert page.index("近书屋") < page.index("远书屋")
    assert str(placed.building) in page
    assert client.get(f"/c/{placed.own.slug}/facilities/?building=nobody").status_code == 200


def test_field_workers_inspect_and_report(county: Any, grid_worker: Any, login: Any) -> None:
    facility = FacilityFactory(community=county.own)
    client = login(grid_worker)
    assert facility.name in client.get("/f/facilities/").content.decode()
    address = f"/f/facilities/{facility.pk}/"
    assert client.get(address).status_code == 200
    client.post(f"{address}defect/", {"text": "门锁坏了", "severity": "minor"})
    assert FacilityDefect.objects.get().text == "门锁坏了"
    refused = client.post(f"{address}inspection/", {"result": "faults", "done_on": "2026-11-01"})
    assert refused.headers["X-Refusal"] == "required"
    client.post(f"{address}inspection/", {"result": "passed", "done_on": "2026-11-01"})
    assert FacilityInspection.objects.get().result == "passed"


def test_geojson_leaves_out_what_has_no_place(county: Any, community_manager: Any, api: Any) -> None:
    FacilityFactory(community=county.own, latitude=CENTRE[0], longitude=CENTRE[1])
    FacilityFactory(community=county.own)
    (feature,) = api(community_manager).get("/api/v1/facilities/geojson/").json()["features"]
    assert feature["geometry"]["coordinates"] == [CENTRE[1], CENTRE[0]]


def test_the_work_of_a_month_is_counted(county: Any, grid_worker: Any) -> None:
    facility = FacilityFactory(community=county.own)
    DefectFactory(facility=facility)
    span = Span.month(date(2026, 11, 1))
    assert compute("facilities.defects_open", [county.own.pk], span).value in (0, 1)
    assert not compute("facilities.defects_open", [county.foreign.pk], span).collected
