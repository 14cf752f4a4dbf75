"""Staff pages of facilities."""

from apps.facilities.admin.defects import DefectAdmin
from apps.facilities.admin.facility import FacilityAdmin
from apps.facilities.admin.standards import StandardAdmin

__all__ = ["DefectAdmin", "FacilityAdmin", "StandardAdmin"]
