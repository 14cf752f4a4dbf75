"""What a household owns that lasts, and what it owes."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.text import prose
from apps.households.actions.recording import keep, locked, not_future
from apps.households.models import Asset, Debt, Household
from apps.households.vocabulary import AssetKind


@transaction.atomic
def asset_record(*, household: Household, by: Any, kind: str, count: int, note: str = "") -> Asset:
    """How many of a thing there are (0: none). Said again, it is corrected; of other things, by their note."""
    home = locked(household, by)
    note = prose(note)
    same = {"note": note} if kind == AssetKind.OTHER else {}
    if kind == AssetKind.OTHER and not note:
        raise InvalidInput(_("Write what it is."), code="required", field="note")
    found = Asset.objects.filter(household=home, kind=kind, **same).first()
    row = found or Asset(household=home, community_id=home.community_id, kind=kind)
    row.count, row.note = count, note
    keep(row)
    return row


@transaction.atomic
def debt_record(
    *, household: Household, by: Any, kind: str, amount: Decimal, lender: str, since: date | None = None,
    note: str = "",
) -> Debt:  # fmt: skip
    """A debt in yuan, who lent, and since when."""
    home = locked(household, by)
    not_future(since, "since")
    row = Debt(
        household=home, community_id=home.community_id, kind=kind, amount=amount, lender=lender, since=since,
        note=prose(note),
    )  # fmt: skip
    keep(row)
    return row


@transaction.atomic
def debt_settle(*, debt: Debt, by: Any, settled_on: date | None = None) -> Debt:
    """The debt was paid back."""
    locked(debt.household, by)
    settled_on = settled_on or clock.today()
    not_future(settled_on, "settled_on")
    row = Debt.objects.select_for_update(of=("self",)).get(pk=debt.pk)
    if row.settled_on is not None:
        raise InvalidInput(_("This debt was settled already."), code="settled")
    row.settled_on = settled_on
    keep(row)
    return row
