"""Log-ins, log-outs and failures go to the access log."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.core.requests import address_of


@receiver(user_logged_in)
def _logged_in(request: Any, user: Any, **kwargs: Any) -> None:
    access_record(staff=user, kind=AccessKind.LOGIN, address=address_of(request))


@receiver(user_logged_out)
def _logged_out(request: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        access_record(staff=user, kind=AccessKind.LOGOUT, address=address_of(request))


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    name = str(credentials.get("username", ""))[:60]
    access_record(staff=None, kind=AccessKind.FAILED, subject=f"username:{name}"[:60], address=address_of(request))
