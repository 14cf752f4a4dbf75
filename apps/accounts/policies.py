"""Who may look at what is sensitive, who may manage whom, and how long the access log stays."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Assignment
from apps.accounts.roles import Role
from apps.accounts.rules import access_log_months
from apps.core.decisions import ALLOW, Decision, first_refusal, reason_given, refuse
from apps.core.fields import EncryptedTextField
from apps.core.permits import has_permission, sees
from apps.core.text import squash

RevealCheck = Callable[[Any, models.Model, str], Decision]
REVEAL_CHECKS: list[RevealCheck] = []
SHOWS_NOT = _("Your role does not show this. Ask the community manager if you need it.")


def checks_reveal(check: RevealCheck) -> RevealCheck:
    """Ask this check (staff, object, field) too before a value is revealed; for apps above, from AppConfig.ready."""
    if check not in REVEAL_CHECKS:
        REVEAL_CHECKS.append(check)
    return check


DEVICE_NOT_YOURS = _("Only the worker, the community manager or a county administrator revokes a phone.")
WHY_MISSING = refuse("required", _("Write why the phone is revoked."), field="why")
DEVICE_GONE = _("This phone is revoked or empty already.")

# Which roles a role may hand out. Nobody else manages accounts at all.
GRANTS: dict[str, frozenset[str]] = {Role.COUNTY_ADMIN: frozenset(Role.values)}


def sensitive_fields(model: type[models.Model]) -> frozenset[str]:
    """Encrypted columns, and what the model itself names in `sensitive_fields`."""
    encrypted = {field.name for field in model._meta.get_fields() if isinstance(field, EncryptedTextField)}
    return frozenset(encrypted | set(getattr(model, "sensitive_fields", ())))


def may_reveal(staff: Any, obj: models.Model, field: str, reason: str) -> Decision:
    """Whether this person may see one sensitive field of one object, for the reason given."""
    if field not in sensitive_fields(type(obj)):
        raise ValueError(f"{obj._meta.label}.{field} is not a sensitive field")
    return first_refusal(
        (
            lambda: reason_given(reason),
            lambda: has_permission(staff, f"{obj._meta.app_label}.reveal_{obj._meta.model_name}", SHOWS_NOT),
            lambda: sees(obj, staff),
            *(lambda check=check: check(staff, obj, field) for check in REVEAL_CHECKS),
        )
    )


def may_manage_at_all(by: Any) -> Decision:
    """Whether this person manages accounts."""
    if by.is_active and GRANTS.get(by.role):
        return ALLOW
    return refuse("not_your_role", _("Only a county administrator manages staff accounts."))


def may_grant_role(by: Any, role: str) -> Decision:
    """Whether `by` may hand out a role."""
    if role in GRANTS.get(by.role, frozenset()):
        return ALLOW
    return refuse("beyond_your_role", _("You cannot give a role beyond your own."), field="role")


def may_give_area(by: Any, assignment: Assignment) -> Decision:
    """Whether the area lies within `by`'s own. The area itself decides, not what is visible on the way to it."""
    if _holds(by, assignment):
        return ALLOW
    return refuse("beyond_your_area", _("You cannot give an area beyond your own."), field="level")


def _holds(by: Any, assignment: Assignment) -> bool:
    scope = by.scope
    if scope.county:
        return True
    if assignment.township_id:
        return assignment.township_id in scope.townships
    if assignment.community is not None:
        return assignment.community_id in scope.communities or assignment.community.township_id in scope.townships
    if assignment.building is not None:
        community = assignment.building.community
        return (
            assignment.building_id in scope.buildings
            or community.pk in scope.communities
            or community.township_id in scope.townships
        )
    return False


def may_manage(by: Any, staff: Any) -> Decision:
    """Whether `by` may change, close or reset this account.

    Never one's own (another administrator does that), and nobody with a role or an area beyond one's own: whoever
    resets a password could log in with it.
    """
    return first_refusal(
        (
            lambda: may_manage_at_all(by),
            lambda: _not_oneself(by, staff),
            lambda: may_grant_role(by, staff.role),
            lambda: _areas_within(by, staff),
        )
    )


def _not_oneself(by: Any, staff: Any) -> Decision:
    if by.pk != staff.pk:
        return ALLOW
    return refuse("not_yourself", _("Your own account is changed by another county administrator."))


def _areas_within(by: Any, staff: Any) -> Decision:
    areas = staff.assignments.select_related("community", "building__community").order_by("pk")
    return first_refusal([lambda area=area: may_give_area(by, area) for area in areas])


def may_revoke_device(device: Any, by: Any, why: str | None = None) -> Decision:
    """Whether `by` may tell this phone to empty itself: one's own, or those of visible colleagues for the office.

    `why` is asked of the office; None leaves it open (which buttons to show).
    """
    own = device.staff_id == by.pk
    return first_refusal(
        (
            lambda: ALLOW if own else has_permission(by, "accounts.change_fielddevice", DEVICE_NOT_YOURS),
            lambda: sees(device, by),
            lambda: refuse("gone", DEVICE_GONE) if device.revoked_at or device.wiped_at else ALLOW,
            lambda: ALLOW if own or why is None or squash(why) else WHY_MISSING,
        )
    )


def trim_before(today: date) -> date:
    """The first day of the access log that must be kept."""
    month = today.year * 12 + today.month - 1 - access_log_months(today)
    return date(month // 12, month % 12 + 1, 1)
