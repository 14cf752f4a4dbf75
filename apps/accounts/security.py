"""Passwords for one use, recovery codes, and who needs a second factor."""

import secrets
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from apps.accounts.roles import OFFICE_ROLES, Role

# No 0 O 1 l I: these are read out over the telephone and copied from paper.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
RECOVERY_CODES = 10


def _groups(count: int, length: int) -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _i in range(length)) for _j in range(count))


def one_time_password() -> str:
    """Three groups of four letters: 31¹² possibilities."""
    return _groups(3, 4)


def recovery_code() -> str:
    """Two groups of four letters: 8.5 × 10¹¹ possibilities, with tries slowed down by django-otp."""
    return _groups(2, 4)


def fingerprint(staff: Any, code: str) -> str:
    """What the database keeps of a recovery code (16 characters). Bound to the person and to SECRET_KEY."""
    return salted_hmac("accounts.recovery_code", f"{staff.pk}:{code}").hexdigest()[:16]


def roles_that_need_it() -> frozenset[str]:
    """Roles that must have a second factor: settings.REQUIRE_SECOND_FACTOR; "office" is every role with the admin."""
    named = set(settings.REQUIRE_SECOND_FACTOR)
    if "office" in named:
        named |= OFFICE_ROLES
    return frozenset(named & set(Role.values))
