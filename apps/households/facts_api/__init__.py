"""A household's facts through the API: lists within scope, and what records one: the actions that the pages call."""

from apps.households.facts_api.belongings import AssetViewSet, DebtViewSet
from apps.households.facts_api.classes import ClassPeriodViewSet
from apps.households.facts_api.guarantees import GuaranteeCheckViewSet
from apps.households.facts_api.living import PresenceViewSet
from apps.households.facts_api.money import ExpenseViewSet, IncomeViewSet, VegetableSpendingViewSet

__all__ = [
    "AssetViewSet",
    "ClassPeriodViewSet",
    "DebtViewSet",
    "ExpenseViewSet",
    "GuaranteeCheckViewSet",
    "IncomeViewSet",
    "PresenceViewSet",
    "VegetableSpendingViewSet",
]
