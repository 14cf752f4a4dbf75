"""A complaint comes in. The busiest write of the product: two rows in one statement."""

import uuid
from contextlib import nullcontext
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from apps.complaints.actions.stepping import RESIDENT
from apps.complaints.clocks import set_clocks
from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.models.complaint import FILED_ONCE
from apps.complaints.policies import in_scope, may_file
from apps.complaints.vocabulary import URGENCY_OF, Category, Channel, Kind, Urgency
from apps.complaints.workflow import State
from apps.core import clock
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.inserting import insert_with_log

LONGEST = {"place": 60, "text": 1000, "reporter_name": 40, "reporter_phone": 20, "device": 32}
OUT_OF_DATE = _("The form is out of date. Please reload the page and send it again.")
PHONE_CHARACTERS = frozenset("0123456789+-() ")


def complaint_submit(
    *,
    community: Any,
    category: str,
    channel: str,
    client_id: uuid.UUID | str | None = None,
    building: Any = None,
    unit: int | None = None,
    place: str = "",
    text: str = "",
    kind: str = Kind.COMPLAINT,
    reporter_name: str = "",
    reporter_phone: str = "",
    filed_by: Any = None,
    household: Any = None,
    device: str = "",
) -> tuple[Complaint, bool]:
    """File a complaint; (complaint, True), or (the one already filed, False) when this `client_id` came before.

    `filed_by` is the staff member who files for a resident, None for the resident's own phone. Raises InvalidInput
    with the field that is wrong (also when a staff member sends the `client_id` of a complaint that is not theirs to
    see), Refused when they may not file there.
    """
    if filed_by is not None:
        ensure(may_file(filed_by, community, building))
    complaint = Complaint(
        community=community,
        category=_one_of(Category, category, "category"),
        channel=_one_of(Channel, channel, "channel"),
        kind=_one_of(Kind, kind, "kind"),
        urgency=URGENCY_OF.get(Category(category), Urgency.ORDINARY),
        client_id=_client_id(client_id),
        filed_by=filed_by,
        submitted_at=clock.now(),
        **_place(community, building, unit, household),
        **_words(place=place, text=text, device=device),
        **_reporter(reporter_name, reporter_phone),
    )
    set_clocks(complaint)
    return _insert(complaint)


def _insert(complaint: Complaint) -> tuple[Complaint, bool]:
    """The row and its first step; the unique `client_id` decides, so that two copies at once are one complaint."""
    step = ComplaintStep(
        community_id=complaint.community_id,
        step="submit",
        to_state=State.SUBMITTED,
        by=complaint.filed_by,
        by_label="" if complaint.filed_by_id else RESIDENT,
        at=complaint.submitted_at,
    )
    try:
        # Within a transaction a refused row must not end it; alone, the statement is its own transaction.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            insert_with_log(complaint, step, link="complaint_id")
    except IntegrityError as error:
        cause = error.__cause__
        if getattr(getattr(cause, "diag", None), "constraint_name", "") != FILED_ONCE:
            raise
        return _filed_before(complaint), False
    emit("complaint.submit", complaint_id=complaint.pk)
    return complaint, True


def _filed_before(again: Complaint) -> Complaint:
    """The complaint of this `client_id`. A phone's number is its own; staff get only what they may see, and row
    security may hide it from them altogether."""
    found = Complaint.objects.filter(client_id=again.client_id).first()
    if found is None or (again.filed_by is not None and not in_scope(found, again.filed_by)):
        raise InvalidInput(OUT_OF_DATE, code="client_id_taken", field="client_id")
    return found


def _client_id(value: uuid.UUID | str | None) -> uuid.UUID:
    if not value:
        return uuid.uuid4()
    try:
        return value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))
    except ValueError as error:
        raise InvalidInput(OUT_OF_DATE) from error


def _one_of(choices: Any, value: str, field: str) -> str:
    if value not in choices.values:
        raise InvalidInput(_("Please choose one of the entries."), field=field)
    return value


def _place(community: Any, building: Any, unit: int | None, household: Any) -> dict[str, Any]:
    if building is not None and building.community_id != community.pk:
        raise InvalidInput(_("This building belongs to another community. Please choose it again."), field="building")
    if unit is not None and building is None:
        raise InvalidInput(_("Please choose the building too."), field="building")
    if unit is not None and not 1 <= unit <= building.units:
        message = _("This building has units 1 to %(units)s. Please choose again.") % {"units": building.units}
        raise InvalidInput(message, field="unit")
    if household is not None and household.community_id != community.pk:
        raise InvalidInput(_("This household belongs to another community."), field="household")
    return {"building": building, "unit": unit, "household": household}


def _words(**words: str) -> dict[str, str]:
    tidy = {name: value.strip() for name, value in words.items()}
    for name, value in tidy.items():
        _short(name, value)
    return tidy


def _reporter(name: str, phone: str) -> dict[str, str | None]:
    name, phone = name.strip(), phone.strip()
    _short("reporter_name", name)
    _short("reporter_phone", phone)
    digits = sum(character.isdigit() for character in phone)
    if phone and (not set(phone) <= PHONE_CHARACTERS or digits < 7):
        message = _("This does not look like a telephone number. Correct it, or leave it empty.")
        raise InvalidInput(message, field="reporter_phone")
    return {"reporter_name": name or None, "reporter_phone": phone or None}


def _short(name: str, value: str) -> None:
    if len(value) > LONGEST[name]:
        message = _("This is too long: at most %(most)s characters, now %(now)s.")
        raise InvalidInput(message % {"most": LONGEST[name], "now": len(value)}, field=name)
