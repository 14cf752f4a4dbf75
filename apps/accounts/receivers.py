"""Log-ins, log-outs, failures and lockouts go to the access log."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.accounts.actions import access_record
from apps.accounts.middleware import NEEDS_CODE
from apps.accounts.models import AccessKind, Staff
from apps.core.requests import address_of


@receiver(user_logged_in)
def _logged_in(request: Any, user: Any, **kwargs: Any) -> None:
    access_record(staff=user, kind=AccessKind.LOGIN, address=address_of(request))
    if TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        request.session[NEEDS_CODE] = True


@receiver(user_logged_out)
def _logged_out(request: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        access_record(staff=user, kind=AccessKind.LOGOUT, address=address_of(request))


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    _about_account(AccessKind.FAILED, credentials.get("username"), request)


@receiver(user_locked_out)
def _locked_out(request: Any, username: str, **kwargs: Any) -> None:
    # The signal comes with every try while locked too; only the try that locked carries the count.
    if request.axes_failures_since_start is not None:
        _about_account(AccessKind.LOCKED, username, request)


def _about_account(kind: AccessKind, username: Any, request: Any) -> None:
    """The account is named only if there is one: people type passwords into the wrong field."""
    staff = Staff.objects.filter(username=str(username or "").replace("\0", "")).first()
    subject = f"accounts.staff:{staff.pk}" if staff else "accounts.staff:unknown"
    access_record(staff=staff, kind=kind, subject=subject, address=address_of(request))
