"""Models of households."""

from apps.households.models.belongings import Asset, Debt
from apps.households.models.event import Correction, EventKind, LifeEvent
from apps.households.models.expense import Expense, VegetableSpending
from apps.households.models.guarantee import GuaranteeCheck
from apps.households.models.household import Household, Occupancy
from apps.households.models.income import Income
from apps.households.models.member import Employment, HealthRecord, Member, Membership
from apps.households.models.presence import Presence
from apps.households.models.roster import (
    ColumnMeaning,
    RosterAbsence,
    RosterFault,
    RosterFile,
    RosterHousehold,
    RosterImport,
    RosterStep,
)
from apps.households.models.transfer import Transfer, TransferStep

__all__ = [
    "Asset",
    "ColumnMeaning",
    "Correction",
    "Debt",
    "Employment",
    "EventKind",
    "Expense",
    "GuaranteeCheck",
    "HealthRecord",
    "Household",
    "Income",
    "LifeEvent",
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
    "Transfer",
    "TransferStep",
    "VegetableSpending",
]
