"""Registering, staffing, inspecting, reporting."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from apps.communities.calendar import WorkingCalendar
from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.models import DatedSetting
from apps.facilities.actions import (
    defect_report,
    facility_change,
    facility_register,
    inspection_record,
    staffing_set,
)
from apps.facilities.models import Facility, FacilityDefect, FacilityStaffing
from apps.facilities.rules import INSPECTION_DAYS
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message
from tests.facilities.factories import DefectFactory, FacilityFactory

pytestmark = pytest.mark.django_db


def test_registering_schedules_the_first_inspection_on_a_working_day(county: Any, community_manager: Any) -> None:
    row = facility_register(by=community_manager, community=county.own, kind="market", name=" 集市 ")
    assert (row.name, row.state, row.capacity_unit) == ("集市", "open", "stalls")
    assert row.inspection_due is not None
    assert row.inspection_due >= clock.today() + timedelta(days=30)
    assert WorkingCalendar.load().is_workday(row.inspection_due)
    assert row.steps.get().to_state == "open"


def test_the_interval_is_the_rule_of_the_day(county: Any, community_manager: Any) -> None:
    every = dict.fromkeys(INSPECTION_DAYS.default, 10)
    DatedSetting.objects.create(key=INSPECTION_DAYS.key, valid_from=date(2020, 1, 1), value=every)
    row = facility_register(by=community_manager, community=county.own, kind="clinic", name="卫生室")
    assert row.inspection_due is not None
    assert row.inspection_due < clock.today() + timedelta(days=20)


def test_only_the_county_registers_for_all(community_manager: Any, county_admin: Any) -> None:
    with pytest.raises(Refused) as refused:
        facility_register(by=community_manager, community=None, kind="clinic", name="卫生院")
    assert refused.value.code == "kept_by_the_county"
    facility_register(by=county_admin, community=None, kind="clinic", name="卫生院")
    assert Facility.objects.visible_to(community_manager).filter(name="卫生院").exists()


def test_half_a_place_is_refused(county: Any, community_manager: Any) -> None:
    row = FacilityFactory(community=county.own)
    with pytest.raises(InvalidInput) as refused:
        facility_change(facility=row, by=community_manager, latitude=30.1)
    assert refused.value.field == "longitude"


def test_staffing_ends_what_held_before(county: Any, community_manager: Any) -> None:
    row = FacilityFactory(community=county.own)
    today = clock.today()
    staffing_set(facility=row, by=community_manager, role="doctor", need=2, in_post=2, day=date(2026, 1, 1))
    staffing_set(facility=row, by=community_manager, role="doctor", need=2, in_post=1)
    assert FacilityStaffing.objects.at(date(2026, 3, 1)).get().in_post == 2
    assert FacilityStaffing.objects.at(today).get().in_post == 1
    assert list(Facility.objects.unstaffed()) == [row]
    staffing_set(facility=row, by=community_manager, role="doctor", need=2, in_post=None)
    assert not Facility.objects.unstaffed().exists(), "not collected is no empty post"


def test_an_inspection_moves_the_due_day_and_faults_need_words(county: Any, grid_worker: Any) -> None:
    row = FacilityFactory(community=county.own, inspection_due=clock.today())
    with pytest.raises(InvalidInput) as refused:
        inspection_record(facility=row, by=grid_worker, result="faults")
    assert refused.value.field == "findings"
    done = inspection_record(facility=row, by=grid_worker, result="faults", findings="门坏了")
    row.refresh_from_db()
    assert done.due_on == clock.today()
    due = row.inspection_due
    assert due > clock.today()
    inspection_record(facility=row, by=grid_worker, result="passed", done_on=clock.today() - timedelta(days=90))
    row.refresh_from_db()
    assert row.inspection_due == due, "written down late"


def test_a_defect_sent_twice_is_one(county: Any, grid_worker: Any) -> None:
    row, key = FacilityFactory(community=county.own), uuid.uuid4()
    first, new = defect_report(facility=row, by=grid_worker, text="灯坏", severity="danger", client_id=key)
    again, fresh = defect_report(facility=row, by=grid_worker, text="灯坏", client_id=key)
    assert (first.pk, new, fresh) == (again.pk, True, False)
    assert first.due_on > clock.today()


def test_overdue_is_the_same_in_python_and_sql(county: Any) -> None:
    facility = FacilityFactory(community=county.own)
    for days in (-2, -1, 0, 1):
        DefectFactory(facility=facility, due_on=clock.today() + timedelta(days=days))
    late = set(FacilityDefect.objects.overdue())
    assert late == {row for row in FacilityDefect.objects.all() if row.is_overdue}
    assert len(late) == 2


def test_reminders_are_told_once(county: Any, community_manager: Any) -> None:
    facility = FacilityFactory(community=county.own, inspection_due=clock.today())
    DefectFactory(facility=facility, due_on=clock.today() - timedelta(days=1))
    messages_collect()
    messages_collect()
    found = Message.objects.filter(recipient=community_manager, channel="inbox").values_list("template", flat=True)
    assert sorted(found) == ["facilities.defect", "facilities.inspection"]
