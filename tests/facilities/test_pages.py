"""Staff pages, phone pages and API: what they show, and that queries do not grow with rows."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from apps.facilities.models import Facility, FacilityDefect, FacilityInspection
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


def test_matrix_and_its_cells(placed: Any, county_admin: Any, login: Any) -> None:
    settle(placed.other_building, date(1950, 1, 1))
    StandardFactory(kind="clinic", max_minutes=15)
    FacilityFactory(community=placed.own, latitude=CENTRE[0], longitude=CENTRE[1])
    client = login(county_admin)
    page = client.get(reverse("admin:facilities_facility_gaps")).content.decode()
    assert "directions_walk" in page
    cell = client.get(reverse("admin:facilities_facility_gaps_of", args=[placed.own.pk]) + "?kind=clinic")
    assert "directions_walk" in cell.content.decode()
    row = next(row for row in client.get("/api/v1/facilities/gaps/").json() if row["community"] == placed.own.pk)
    assert (row["status"], row["far"], row["gap"]) == ("too_far", 1, True)
    assert compute("facilities.gaps", [placed.own.pk], Span.month(date(2026, 11, 1))).value is not None


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
