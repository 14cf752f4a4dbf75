"""Whether a recorded consent or a statute stands behind a look at somebody's sensitive data."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from apps.accounts.policies import checks_reveal
from apps.core import clock
from apps.core.decisions import ALLOW, Decision, refuse
from apps.core.lists.export import Export, checks_whole
from apps.core.rules import value_of
from apps.households.models import BankAccount, Consent, HealthRecord, Household, Member, Membership
from apps.households.models.consent import Purpose
from apps.households.privacy.rules import CONSENT_CHECK

CHILD_UNDER = 14  # PIPL Art. 31: the guardian's consent
OF_FIELDS: dict[tuple[type[models.Model], str], Purpose] = {
    (Member, "id_number"): Purpose.ID_NUMBER,
    (HealthRecord, "diagnosis"): Purpose.HEALTH,
    (HealthRecord, "hospital"): Purpose.HEALTH,
    (BankAccount, "number"): Purpose.BANK,
}


def purposes_of(obj: models.Model, field: str) -> list[Purpose]:
    """What must be covered to see this field of this object; nothing for what no consent speaks of."""
    purpose = OF_FIELDS.get((type(obj), field))
    if purpose is None:
        return []
    person = _person(obj)
    child = person is not None and person.age is not None and person.age < CHILD_UNDER
    return [purpose, Purpose.CHILDREN] if child else [purpose]


def _person(obj: Any) -> Member | None:
    return obj if isinstance(obj, Member) else obj.member


def missing_basis(
    *, purposes: Collection[str], member: Member | None = None, household: Household | None = None,
    day: date | None = None,
) -> list[Purpose]:  # fmt: skip
    """Those of `purposes` for which nothing valid is recorded, for this person or their whole household. Two queries.

    For an export, ask for each purpose that its columns touch.
    """
    about = Q(pk__in=[])
    if member is not None:
        homes = Membership.objects.at(day or clock.today()).filter(member=member).order_by().values("household")
        about |= Q(member=member) | Q(member__isnull=True, household__in=homes)
    if household is not None:
        about |= Q(member__isnull=True, household=household)
    held = set(Consent.objects.in_force(day).filter(about, purpose__in=purposes).values_list("purpose", flat=True))
    return [Purpose(purpose) for purpose in purposes if purpose not in held]


def _missing_for(obj: Any, field: str) -> list[Purpose]:
    wanted = purposes_of(obj, field)
    if not wanted:
        return []
    household = obj.household if isinstance(obj, BankAccount) else None
    return missing_basis(purposes=wanted, member=_person(obj), household=household)


def warning(obj: Any, field: str) -> str:
    """What to say before the value is revealed; empty when a basis is recorded or the rule does not ask."""
    if value_of(CONSENT_CHECK.key) == "off":
        return ""
    missing = _missing_for(obj, field)
    return _words(missing) if missing else ""


def _words(missing: list[Purpose]) -> str:
    names = _(", ").join(str(purpose.label) for purpose in missing)
    return _("No valid consent or statute is recorded for: %(names)s. Record it under “Privacy” of the file.") % {
        "names": names
    }


@checks_reveal
def has_basis(staff: Any, obj: models.Model, field: str) -> Decision:
    """Refuses a reveal without a basis where the county's rule says so."""
    if value_of(CONSENT_CHECK.key) != "block":
        return ALLOW
    missing = _missing_for(obj, field)
    return refuse("no_basis", _words(missing)) if missing else ALLOW


@checks_whole
def export_has_basis(by: Any, export: Export) -> Decision:
    """Refuses whole numbers in a workbook while some of its people have no basis, where the rule says so. One query."""
    if export.model is not Member or value_of(CONSENT_CHECK.key) != "block":
        return ALLOW
    held = Consent.objects.in_force().filter(purpose=Purpose.ID_NUMBER).order_by()
    of_homes = held.filter(member__isnull=True).values("household")
    homes = Membership.objects.current().filter(member=OuterRef("pk"), household__in=of_homes)
    rows = export.rows.filter(id_index__isnull=False).exclude(pk__in=held.filter(member__isnull=False).values("member"))
    lacking = rows.filter(~Exists(homes)).order_by().count()
    if not lacking:
        return ALLOW
    words = _(
        "For %(count)s of these people no valid consent or statute is recorded. Narrow the list, or export masked."
    )
    return refuse("no_basis", words % {"count": f"{lacking:,}"})
