"""What is recorded of a person, one verb each. All raise Refused (`not_in_scope`, `not_your_role`, `before_birth`,
`after_death`, `future`) and InvalidInput (`already_recorded`, `ends_too_early`, `constraint`).

`ends` is the day from which it no longer holds; None while it does.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput
from apps.core.periods import since
from apps.households.actions.facts import begin
from apps.households.models import (
    Disability,
    Employment,
    HealthRecord,
    Insurance,
    LabourAbility,
    Member,
    Schooling,
    Training,
)
from apps.households.vocabulary import Health


@transaction.atomic
def health_record(
    *,
    member: Member,
    by: Any,
    health: str,
    starts: date,
    ends: date | None = None,
    diagnosis: str = "",
    hospital: str = "",
) -> HealthRecord:
    """A state of health; several hold at once, but “healthy” ends with an illness, and an illness with “healthy”.

    Diagnosis and hospital are encrypted, and shown by a reveal only.
    """
    details = {"diagnosis": diagnosis or None, "hospital": hospital or None}
    row = begin(
        HealthRecord, member=member, by=by, starts=starts, ends=ends, same={"health": health},
        values={"health": health, **details},
    )  # fmt: skip
    others = HealthRecord.objects.filter(member=member, period__holds_on=starts).exclude(pk=row.pk)
    contrary = others.exclude(health=health) if health == Health.HEALTHY else others.filter(health=Health.HEALTHY)
    for other in contrary.order_by("pk"):
        if other.started == starts:
            said = _("“%(what)s” is recorded for the same day. Correct that entry first.") % {"what": str(other)}
            raise InvalidInput(said, code="already_recorded", field="starts")
        other.period = since(other.period.lower, starts)
        other.save()
    return row


@transaction.atomic
def disability_record(
    *, member: Member, by: Any, category: str, grade: int, starts: date, ends: date | None = None
) -> Disability:
    """A disability card: from the day it was issued to the day it runs out. The card before it ends with it."""
    values = {"category": category, "grade": grade}
    return begin(Disability, member=member, by=by, starts=starts, ends=ends, same={}, values=values)


@transaction.atomic
def labour_record(*, member: Member, by: Any, labour: str, starts: date, ends: date | None = None) -> LabourAbility:
    """What work somebody is able to do, from a day on; what held before ends."""
    return begin(LabourAbility, member=member, by=by, starts=starts, ends=ends, same={}, values={"labour": labour})


@transaction.atomic
def employment_record(
    *,
    member: Member,
    by: Any,
    work: str,
    starts: date,
    ends: date | None = None,
    place: str = "",
    place_text: str = "",
    employer: str = "",
    wage_month: Decimal | None = None,
    unstable: bool = False,
) -> Employment:
    """A line of the ledger from a day on; the work before it ends. “Not working” is a line too: then it is known.

    The place is kept only where the kind of work does not say it. Raises InvalidInput `no_wage_without_work`.
    """
    values = {
        "work": work, "place": place,
        "place_text": place_text, "employer": employer, "wage_month": wage_month, "unstable": unstable,
    }  # fmt: skip
    return begin(Employment, member=member, by=by, starts=starts, ends=ends, same={}, values=values)


@transaction.atomic
def schooling_record(
    *,
    member: Member,
    by: Any,
    stage: str,
    starts: date,
    ends: date | None = None,
    school: str = "",
    grade: str = "",
    boarding: bool | None = None,
) -> Schooling:
    """At school from a day on; the school before it ends."""
    values = {"stage": stage, "school": school, "grade": grade, "boarding": boarding}
    return begin(Schooling, member=member, by=by, starts=starts, ends=ends, same={}, values=values)


@transaction.atomic
def insurance_record(
    *, member: Member, by: Any, branch: str, scheme: str, starts: date, ends: date | None = None
) -> Insurance:
    """How somebody is insured for a time; what held in this branch before ends."""
    values = {"branch": branch, "scheme": scheme}
    same = {"branch": branch}
    return begin(Insurance, member=member, by=by, starts=starts, ends=ends, same=same, values=values)


@transaction.atomic
def training_record(
    *,
    member: Member,
    by: Any,
    course: str,
    starts: date,
    ends: date | None = None,
    days: int | None = None,
    certificate: str = "",
) -> Training:
    """A course somebody took; several may run beside each other."""
    values = {"course": course, "days": days, "certificate": certificate}
    return begin(Training, member=member, by=by, starts=starts, ends=ends, values=values)
