"""Samples of facilities for the walk over every address."""

from datetime import date
from typing import Any

from apps.core.periods import since
from apps.facilities.models import DefectStep, FacilityStandard, FacilityStep
from tests.accounts.factories import StaffFactory
from tests.core.sheets import read, workbook
from tests.facilities.factories import DefectFactory, FacilityFactory, InspectionFactory, StaffingFactory, photo_of
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    facility = FacilityFactory(community=side.community, name=side.mark, address=side.mark, note=side.mark)
    inspection = InspectionFactory(facility=facility, findings=side.mark, by=StaffFactory(role="community_manager"))
    defect = DefectFactory(facility=facility, text=side.mark)
    standard, _made = FacilityStandard.objects.get_or_create(
        kind="clinic", valid_from=date(2020, 1, 1), defaults={"max_minutes": 15}
    )
    return {
        "facilities.facility": facility,
        "facilities.facilitystaffing": StaffingFactory(facility=facility, period=since(date(2026, 1, 1))),
        "facilities.facilityinspection": inspection,
        "facilities.facilitydefect": defect,
        "facilities.facilityphoto": photo_of(defect),
        "facilities.facilitystep": FacilityStep.objects.create(facility=facility, step="register", why=side.mark),
        "facilities.defectstep": DefectStep.objects.create(defect=defect, step="report", why=side.mark),
        "facilities.facilitystandard": standard,
        "facilities.facilityimport": _import(side),
    }


def _import(side: Side) -> Any:
    """An import that touches this side's community only, read and ready to be looked at."""
    data = workbook(("设施名称", "类别", "所在社区"), [[f"{side.mark}站", "卫生室", side.community.name]])
    return read("facilities", data, name=f"{side.mark}.xlsx")


_STANDARD = "the standards of the whole county"
COMMON = {
    "admin:facilities_facilitystandard_change": _STANDARD,
    "admin:facilities_facilitystandard_history": _STANDARD,
    "admin:facilities_facilitystandard_delete": _STANDARD,
}

ROUTES = {
    "admin:facilities_facility_photo": lambda side: {
        "object_id": side["facilities.facility"].pk,
        "photo": side["facilities.facilityphoto"].pk,
    },
    "portal:field-facility-photo": lambda side: {"pk": side["facilities.facilityphoto"].pk},
    "admin:facilities_facility_gaps_of": lambda side: {"community": side.community.pk},
    "admin:facilities_facility_step": lambda side: {"object_id": side["facilities.facility"].pk, "step": "limit"},
    "admin:facilities_facilitydefect_step": lambda side: {
        "object_id": side["facilities.facilitydefect"].pk,
        "step": "start",
    },
}
COMMON["api:facility-standard-detail"] = _STANDARD
