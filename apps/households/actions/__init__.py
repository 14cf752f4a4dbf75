"""What changes a household's file, one verb each; the only writers of what happens to it."""

from apps.households.actions.belongings import asset_record, debt_record, debt_settle
from apps.households.actions.classes import class_correct, class_record
from apps.households.actions.guarantees import guarantee_check, guarantee_withdraw
from apps.households.actions.house import household_add, household_correct, old_house_record, title_record
from apps.households.actions.money import expense_record, income_record, vegetables_record
from apps.households.actions.presence import presence_record

__all__ = [
    "asset_record",
    "class_correct",
    "class_record",
    "debt_record",
    "debt_settle",
    "expense_record",
    "guarantee_check",
    "guarantee_withdraw",
    "household_add",
    "household_correct",
    "income_record",
    "old_house_record",
    "presence_record",
    "title_record",
    "vegetables_record",
]
