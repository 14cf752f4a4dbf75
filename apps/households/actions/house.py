"""The register's own columns of a household: class, origin, the title of the new flat, what became of the old house."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from apps.core.errors import ensure
from apps.core.text import squash, tight
from apps.households.actions.recording import keep, locked, not_future
from apps.households.models import Household
from apps.households.policies import may_add, may_correct

DAYS = ("moved_in_on", "title_issued_on", "demolished_on", "reclaimed_on", "compensation_paid_on")


# What other actions write, with a day and a reason, or what is chosen once.
NOT_CORRECTED = frozenset({"kind", "left_on", "community", "community_id"})


@transaction.atomic
def household_add(*, community: Any, by: Any, code: str, **values: Any) -> Household:
    """A household joins the register; people, dwelling and presence are recorded next. Raises Refused, InvalidInput."""
    ensure(may_add(community, by))
    row = Household(community=community, code=tight(code), **values)
    for name in DAYS:
        not_future(getattr(row, name), name)
    keep(row)
    return row


@transaction.atomic
def household_correct(*, household: Household, by: Any, **values: Any) -> Household:
    """Set columns of the register, also after it was left. Raises Refused; InvalidInput where they do not fit."""
    if wrong := NOT_CORRECTED & values.keys():
        raise TypeError(f"not corrected here: {', '.join(sorted(wrong))}")
    row = locked(household, by, decision=may_correct)
    for name, value in values.items():
        setattr(row, name, value)
    for name in DAYS:
        not_future(getattr(row, name), name)
    keep(row)
    return row


def title_record(
    *, household: Household, by: Any, title_issued: bool | None, title_issued_on: date | None = None,
    title_number: str = "",
) -> Household:  # fmt: skip
    """Whether the title of the new dwelling was issued (None: not known), when, and its number."""
    return household_correct(
        household=household, by=by, title_issued=title_issued, title_issued_on=title_issued_on,
        title_number=squash(title_number),
    )  # fmt: skip


def old_house_record(
    *, household: Household, by: Any, old_house: str, demolished_on: date | None = None,
    reclaimed_on: date | None = None, compensation_yuan: Decimal | None = None,
    compensation_paid_on: date | None = None,
) -> Household:  # fmt: skip
    """What became of the old house ("": not known), on which days, and the compensation in yuan."""
    return household_correct(
        household=household, by=by, old_house=old_house, demolished_on=demolished_on, reclaimed_on=reclaimed_on,
        compensation_yuan=compensation_yuan, compensation_paid_on=compensation_paid_on,
    )  # fmt: skip
