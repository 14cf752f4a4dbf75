"""Setting up, asking and taking away the second factor."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.accounts.actions.access import access_record
from apps.accounts.models import AccessKind
from apps.accounts.policies import may_manage
from apps.accounts.security import RECOVERY_CODES, fingerprint, recovery_code
from apps.core.errors import InvalidInput, TooMany, ensure
from apps.core.text import tight


def second_factor_begin(*, staff: Any) -> TOTPDevice:
    """The device being set up; the same one until it is confirmed, so that reloading the page keeps the QR code."""
    device = TOTPDevice.objects.filter(user=staff, confirmed=False).order_by("pk").last()
    return device or TOTPDevice.objects.create(user=staff, name="phone", confirmed=False)


@transaction.atomic
def second_factor_confirm(*, staff: Any, code: str, address: str | None = None) -> tuple[TOTPDevice, list[str]]:
    """Turn the second factor on with the first code of the new phone; the recovery codes, which are shown only now.

    Raises InvalidInput (`wrong_code`) when the code is not the phone's.
    """
    device = second_factor_begin(staff=staff)
    if not device.verify_token(tight(code)):
        raise InvalidInput(_wrong_code(), code="wrong_code", field="code")
    TOTPDevice.objects.filter(user=staff).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    codes = recovery_codes_make(staff=staff)
    access_record(staff=staff, kind=AccessKind.SECOND_FACTOR, subject=staff, field="on", address=address)
    return device, codes


@transaction.atomic
def recovery_codes_make(*, staff: Any) -> list[str]:
    """Ten new recovery codes; the old ones stop working. The database keeps only their fingerprints."""
    device, _created = StaticDevice.objects.get_or_create(user=staff, defaults={"name": "recovery"})
    codes = [recovery_code() for _i in range(RECOVERY_CODES)]
    device.token_set.all().delete()
    StaticToken.objects.bulk_create(StaticToken(device=device, token=fingerprint(staff, code)) for code in codes)
    return codes


def second_factor_check(*, staff: Any, code: str, address: str | None = None) -> Any:
    """The device that accepted the code: six digits from the phone, or a recovery code, which is used up.

    Raises InvalidInput (`wrong_code`), or TooMany while tries are slowed down. Failures are logged.
    """
    code = tight(code).lower()
    with transaction.atomic():
        model, token = (TOTPDevice, code) if code.isdigit() else (StaticDevice, fingerprint(staff, code))
        device = model.objects.select_for_update().filter(user=staff, confirmed=True).first()
        if device is not None:
            allowed, why = device.verify_is_allowed()
            until = (why or {}).get("locked_until")
            if allowed and device.verify_token(token):
                return device
        access_record(staff=staff, kind=AccessKind.FAILED, subject=staff, field="second_factor", address=address)
    if device is not None and not allowed and until is not None:
        raise TooMany(
            _("Too many wrong codes. Try again at %(time)s.") % {"time": f"{timezone.localtime(until):%H:%M:%S}"}
        )
    raise InvalidInput(_wrong_code(), code="wrong_code", field="code")


@transaction.atomic
def second_factor_remove(*, staff: Any, by: Any, address: str | None = None) -> None:
    """Take the second factor away: one's own, or a colleague's who lost the phone (administrators). Logged."""
    if by.pk != staff.pk:
        ensure(may_manage(by, staff))
    TOTPDevice.objects.filter(user=staff).delete()
    StaticDevice.objects.filter(user=staff).delete()
    access_record(staff=by, kind=AccessKind.SECOND_FACTOR, subject=staff, field="off", address=address)


def _wrong_code() -> str:
    return _("This code is not right. Enter the six digits that the app shows now, or a recovery code.")
