"""Phones that keep households: registered with the first PIN, seen, revoked, emptied; each download is logged."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from apps.accounts.actions.access import access_record
from apps.accounts.models import AccessKind, FieldDevice
from apps.accounts.models.field_device import Wiped
from apps.accounts.policies import may_revoke_device
from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused, ensure
from apps.core.text import prose, squash

NAME_LENGTH, WHY_LENGTH = 60, 200
MUST_WIPE = refuse("device_revoked", _("This phone may no longer hold households. What was on it is removed."))


@transaction.atomic
def device_register(*, staff: Any, client_id: UUID, name: str) -> FieldDevice:
    """The phone on which `staff` set a PIN; the same number again is the same phone.

    Raises Refused: `device_revoked` for one that was told to empty itself, `others_device` for a colleague's.
    """
    known = {"staff": staff, "name": squash(name)[:NAME_LENGTH] or pgettext("device", "phone")}
    device, made = FieldDevice.objects.get_or_create(client_id=client_id, defaults=known)
    return device if made else _fit(device, staff)


def device_of(*, staff: Any, client_id: UUID | None) -> FieldDevice:
    """The registered phone that speaks, seen now. Raises Refused as `device_register`, and `device_unknown`."""
    device = None if client_id is None else FieldDevice.objects.filter(client_id=client_id).first()
    if device is None:
        raise Refused(refuse("device_unknown", _("This phone is not registered. Please set a PIN first.")))
    found = _fit(device, staff)
    _seen(found)
    return found


def _fit(device: FieldDevice, staff: Any) -> FieldDevice:
    if device.staff_id != staff.pk:
        raise Refused(refuse("others_device", _("This phone holds the households of a colleague.")))
    if device.must_wipe:
        raise Refused(MUST_WIPE)
    return device


def device_contact(*, client_id: UUID) -> FieldDevice | None:
    """A phone asks whether it may go on, logged in or not: whoever knows its number is the phone. None: not known."""
    device = FieldDevice.objects.select_related("staff").filter(client_id=client_id).first()
    if device is not None:
        _seen(device)
    return device


def _seen(device: FieldDevice) -> None:
    device.seen_at = max(clock.now(), device.seen_at)
    device.save(update_fields=["seen_at"])


@transaction.atomic
def device_revoke(*, device: FieldDevice, by: Any, why: str) -> FieldDevice:
    """The phone empties itself at its next contact; what it did not send is lost. Raises Refused."""
    row = FieldDevice.objects.select_for_update(of=("self",)).select_related("staff").get(pk=device.pk)
    why = prose(why)[:WHY_LENGTH]
    ensure(may_revoke_device(row, by, why))
    row.revoked_at, row.revoked_by, row.revoked_why = clock.now(), by, why
    row.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    return row


@transaction.atomic
def device_wiped(*, client_id: UUID, why: str) -> FieldDevice | None:
    """The phone tells that it emptied itself, and why; told twice, the first stays. None: not known."""
    if why not in Wiped.values:
        raise InvalidInput(code="unknown_reason", field="why")
    row = FieldDevice.objects.select_for_update().filter(client_id=client_id).first()
    if row is not None and row.wiped_at is None:
        row.wiped_at, row.wiped_why, row.households = clock.now(), why, 0
        row.save(update_fields=["wiped_at", "wiped_why", "households"])
    return row


@transaction.atomic
def pack_taken(*, device: FieldDevice, by: Any, counts: Mapping[int, int], address: str | None = None) -> None:
    """Log that households went onto the phone: `counts` of them by the key of their community, a row for each."""
    for community, count in sorted(counts.items()):
        access_record(
            staff=by, kind=AccessKind.EXPORT, subject=device, field=f"rows:{count}", community_id=community,
            address=address,
        )  # fmt: skip
    device.pack_at, device.households = clock.now(), sum(counts.values())
    device.save(update_fields=["pack_at", "households"])
