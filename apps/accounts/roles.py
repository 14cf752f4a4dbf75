"""Roles, and which model permissions each has. Apps add theirs in their permissions.py (a small registry)."""

from collections import defaultdict

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a staff member does."""

    COUNTY_ADMIN = "county_admin", _("county administrator")
    TOWNSHIP_OFFICER = "township_officer", _("township officer")
    COMMUNITY_MANAGER = "community_manager", _("community manager")
    GRID_WORKER = "grid_worker", _("grid worker")
    AUDITOR = "auditor", _("auditor")
    DRIVER = "driver", pgettext_lazy("shuttle", "driver")


OFFICE_ROLES = frozenset({Role.COUNTY_ADMIN, Role.TOWNSHIP_OFFICER, Role.COMMUNITY_MANAGER, Role.AUDITOR})
# Whose area says what they see. A driver has none: he sees his own trips.
AREA_ROLES = frozenset({*OFFICE_ROLES, Role.GRID_WORKER})

_permissions: dict[str, set[str]] = defaultdict(set)


def grant(role: str, *permissions: str) -> None:
    """Give a role model permissions, e.g. grant(Role.AUDITOR, "accounts.view_accesslog")."""
    _permissions[role].update(permissions)


def permissions_of(role: str) -> frozenset[str]:
    """All permissions of a role."""
    return frozenset(_permissions[role])
