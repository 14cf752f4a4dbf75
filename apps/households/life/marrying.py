"""Who may marry: both are of age, and neither is married to somebody of their household."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.households.ages import age_on
from apps.households.life.draft import day_words, stop
from apps.households.models import Member, Membership
from apps.households.vocabulary import Relation

# Minors do not marry (Civil Code, art. 17). The legal age of 22 and 20 (art. 1047) is not asked: families are
# registered as they live, with or without a certificate.
OF_AGE = 18
COUPLE = frozenset({Relation.HEAD, Relation.SPOUSE})


def of_age(name: str, born: date | None, day: date) -> None:
    """Refuse somebody who is known to be under 18 on the day."""
    if born is not None and age_on(born, day) < OF_AGE:
        facts = {"name": name, "day": day_words(day)}
        message = _("%(name)s was under 18 on %(day)s and cannot have married. Check person and day.") % facts
        raise stop("too_young", message, field="member")


def free_to_marry(members: Collection[Member], day: date) -> None:
    """Refuse minors, and whoever is half of the couple at the head of their household on the day."""
    for member in members:
        of_age(member.name, member.birth_date, day)
        partner = _partner(member, day)
        if partner is not None:
            facts = {"name": member.name, "partner": partner.member.name}
            message = _("%(name)s is married to %(partner)s. Record the divorce or the death first.") % facts
            raise stop("married_already", message, field="member")


def _partner(member: Member, day: date) -> Any:
    """The other half of the couple at the head of the household, as far as the relations tell it."""
    own = Membership.objects.filter(member=member, period__holds_on=day).order_by("pk").first()
    if own is None or own.relation not in COUPLE:
        return None
    (other,) = COUPLE - {own.relation}
    rows = Membership.objects.filter(household=own.household_id, relation=other, period__holds_on=day)
    return rows.select_related("member").order_by("pk").first()
