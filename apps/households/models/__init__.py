"""Models of households."""

from apps.households.models.household import Household, Occupancy, Presence
from apps.households.models.income import Income
from apps.households.models.member import Employment, HealthRecord, Member, Membership
from apps.households.models.roster import (
    ColumnMeaning,
    RosterAbsence,
    RosterFault,
    RosterFile,
    RosterHousehold,
    RosterImport,
    RosterStep,
)

__all__ = [
    "ColumnMeaning",
    "Employment",
    "HealthRecord",
    "Household",
    "Income",
    "Member",
    "Membership",
    "Occupancy",
    "Presence",
    "RosterAbsence",
    "RosterFault",
    "RosterFile",
    "RosterHousehold",
    "RosterImport",
    "RosterStep",
]
