"""Models of households."""

from apps.households.models.household import Household, Occupancy, Presence
from apps.households.models.income import Income
from apps.households.models.member import Employment, HealthRecord, Member, Membership

__all__ = ["Employment", "HealthRecord", "Household", "Income", "Member", "Membership", "Occupancy", "Presence"]
