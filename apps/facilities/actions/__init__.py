"""What can be done to facilities: the only writers of them.

Every action is atomic: it locks the row, asks the policy (errors.Refused), changes, appends the step, and tells
listeners after the commit (`facility.<step>`, `facility_defect.<step>`).
"""

from collections.abc import Callable
from typing import Any

from apps.facilities.actions.life import (
    defect_dismiss,
    defect_fix,
    defect_reopen,
    defect_report,
    defect_start,
    facility_close,
    facility_limit,
    facility_open,
    facility_restore,
    inspection_record,
)
from apps.facilities.actions.photos import photos_add
from apps.facilities.actions.register import FIELDS, facility_change, facility_register, staffing_set

# Step name → action; the faces call steps by name.
BY_STEP: dict[str, Callable[..., Any]] = {
    "open": facility_open,
    "limit": facility_limit,
    "restore": facility_restore,
    "close": facility_close,
}
BY_DEFECT_STEP: dict[str, Callable[..., Any]] = {
    "start": defect_start,
    "fix": defect_fix,
    "dismiss": defect_dismiss,
    "reopen": defect_reopen,
}

__all__ = [
    "BY_DEFECT_STEP",
    "BY_STEP",
    "FIELDS",
    "defect_dismiss",
    "defect_fix",
    "defect_reopen",
    "defect_report",
    "defect_start",
    "facility_change",
    "facility_close",
    "facility_limit",
    "facility_open",
    "facility_register",
    "facility_restore",
    "inspection_record",
    "photos_add",
    "staffing_set",
]
