"""What a household takes in and spends."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.text import prose
from apps.households.actions.recording import keep, locked, not_future
from apps.households.models import Expense, Household, Income, VegetableSpending
from apps.households.policies import may_tell
from apps.households.vocabulary import IncomeSource


def _no_year_to_come(year: int) -> None:
    if year > clock.today().year:
        raise InvalidInput(_("This year is still to come."), code="future", field="year")


@transaction.atomic
def income_record(*, household: Household, by: Any, year: int, amounts: Mapping[str, Decimal | None]) -> list[Income]:
    """Income of a year by source, in yuan. What is None or not named stays as it was (not collected stays so)."""
    home = locked(household, by, decision=partial(may_tell, noun="income"))
    _no_year_to_come(year)
    rows = []
    for source, amount in amounts.items():
        if amount is None:
            continue
        found = Income.objects.filter(household=home, year=year, source=source).first()
        row = found or Income(
            household=home, community_id=home.community_id, year=year, source=IncomeSource(source).value
        )
        row.amount = amount
        keep(row)
        rows.append(row)
    if not rows:
        raise InvalidInput(_("Enter at least one amount; 0 says that there was none."), code="required")
    return rows


@transaction.atomic
def expense_record(*, household: Household, by: Any, year: int, kind: str, amount: Decimal, note: str = "") -> Expense:
    """What was spent on one large matter in a year, in yuan; said again, it is corrected."""
    home = locked(household, by, decision=partial(may_tell, noun="expense"))
    _no_year_to_come(year)
    found = Expense.objects.filter(household=home, year=year, kind=kind).first()
    row = found or Expense(household=home, community_id=home.community_id, year=year, kind=kind)
    row.amount, row.note = amount, prose(note)
    keep(row)
    return row


@transaction.atomic
def vegetables_record(
    *, household: Household, by: Any, phase: str, yuan_a_month: Decimal, asked_on: date | None = None
) -> VegetableSpending:
    """What vegetables cost in a month before or after the move, as asked on a day; said again, it is corrected."""
    home = locked(household, by, decision=partial(may_tell, noun="vegetablespending"))
    asked_on = asked_on or clock.today()
    not_future(asked_on, "asked_on")
    found = VegetableSpending.objects.filter(household=home, phase=phase, asked_on=asked_on).first()
    row = found or VegetableSpending(household=home, community_id=home.community_id, phase=phase, asked_on=asked_on)
    row.yuan_a_month = yuan_a_month
    keep(row)
    return row
