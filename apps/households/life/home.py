"""Where somebody belongs on a day."""

from datetime import date

from apps.households.models import Household, Member, Membership


def home_of(member: Member, day: date) -> Household | None:
    """The household of the day; None where the person belonged to none."""
    row = Membership.objects.filter(member=member, period__holds_on=day).select_related("household").order_by("pk")
    found = row.first()
    return found.household if found is not None else None
