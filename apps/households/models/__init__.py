"""Models of households."""

from apps.households.models.bank import AccountUse, BankAccount
from apps.households.models.belongings import Asset, Debt
from apps.households.models.class_period import ClassPeriod
from apps.households.models.consent import Basis, Consent, Purpose
from apps.households.models.contact import Contact
from apps.households.models.duplicate import LikelyPair, MergeRecord, MergeUndo, NotSame
from apps.households.models.duplicate_household import LikelyHouseholds, NotSameHousehold
from apps.households.models.erasure import Erasure
from apps.households.models.event import Correction, EventKind, LifeEvent
from apps.households.models.expense import Expense, VegetableSpending
from apps.households.models.guarantee import GuaranteeCheck
from apps.households.models.health import Disability, HealthRecord
from apps.households.models.household import Household, Occupancy
from apps.households.models.income import Income
from apps.households.models.insurance import Insurance
from apps.households.models.member import Member, Membership
from apps.households.models.presence import Presence
from apps.households.models.roster import (
    RosterAbsence,
    RosterFault,
    RosterFile,
    RosterHousehold,
    RosterImport,
    RosterStep,
)
from apps.households.models.schooling import Schooling
from apps.households.models.skill import MemberSkill, Skill
from apps.households.models.transfer import Transfer, TransferStep
from apps.households.models.work import Employment, LabourAbility, Training

__all__ = [
    "AccountUse",
    "Asset",
    "BankAccount",
    "Basis",
    "ClassPeriod",
    "Consent",
    "Contact",
    "Correction",
    "Debt",
    "Disability",
    "Employment",
    "Erasure",
    "EventKind",
    "Expense",
    "GuaranteeCheck",
    "HealthRecord",
    "Household",
    "Income",
    "Insurance",
    "LabourAbility",
    "LifeEvent",
    "LikelyHouseholds",
    "LikelyPair",
    "Member",
    "MemberSkill",
    "Membership",
    "MergeRecord",
    "MergeUndo",
    "NotSame",
    "NotSameHousehold",
    "Occupancy",
    "Presence",
    "Purpose",
    "RosterAbsence",
    "RosterFault",
    "RosterFile",
    "RosterHousehold",
    "RosterImport",
    "RosterStep",
    "Schooling",
    "Skill",
    "Training",
    "Transfer",
    "TransferStep",
    "VegetableSpending",
]
