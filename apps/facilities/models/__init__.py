"""Models of public facilities."""

from apps.facilities.models.defect import DefectStep, FacilityDefect
from apps.facilities.models.facility import Facility
from apps.facilities.models.facility_import import FacilityImport
from apps.facilities.models.inspection import FacilityInspection
from apps.facilities.models.photo import FacilityPhoto
from apps.facilities.models.staffing import FacilityStaffing
from apps.facilities.models.standard import FacilityStandard
from apps.facilities.models.step import FacilityStep

__all__ = [
    "DefectStep",
    "Facility",
    "FacilityDefect",
    "FacilityImport",
    "FacilityInspection",
    "FacilityPhoto",
    "FacilityStaffing",
    "FacilityStandard",
    "FacilityStep",
]
