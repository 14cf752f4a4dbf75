"""Showing what is encrypted about somebody's health."""

from typing import Any

from django.db import transaction

from apps.accounts.actions import reveal
from apps.households.models import HealthRecord

DETAILS = ("diagnosis", "hospital")


@transaction.atomic
def health_details_reveal(*, record: HealthRecord, by: Any, reason: str, address: str | None = None) -> dict[str, str]:
    """Diagnosis and hospital in plain text, each look logged with its reason; empty where not entered.

    Raises Refused with `reason_needed`, `not_your_role` or `not_in_scope`.
    """
    return {name: reveal(staff=by, obj=record, field=name, reason=reason, address=address) for name in DETAILS}
