"""Who may look at what is sensitive, and how long the log of it stays."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.accounts.rules import access_log_months
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.fields import EncryptedTextField
from apps.core.text import squash

REASON_AT_LEAST = 4


def sensitive_fields(model: type[models.Model]) -> frozenset[str]:
    """Encrypted columns, and what the model itself names in `sensitive_fields`."""
    encrypted = {field.name for field in model._meta.get_fields() if isinstance(field, EncryptedTextField)}
    return frozenset(encrypted | set(getattr(model, "sensitive_fields", ())))


def may_reveal(staff: Any, obj: models.Model, field: str, reason: str) -> Decision:
    """Whether this person may see one sensitive field of one object, for the reason given."""
    if field not in sensitive_fields(type(obj)):
        raise ValueError(f"{obj._meta.label}.{field} is not a sensitive field")
    return first_refusal(
        (lambda: _has_reason(reason), lambda: _has_permission(staff, obj), lambda: _in_scope(staff, obj))
    )


def _has_reason(reason: str) -> Decision:
    if len(squash(reason)) >= REASON_AT_LEAST:
        return ALLOW
    return refuse("reason_needed", _("Write why you need to see it, in at least four characters."), field="reason")


def _has_permission(staff: Any, obj: models.Model) -> Decision:
    if staff.has_perm(f"{obj._meta.app_label}.reveal_{obj._meta.model_name}"):
        return ALLOW
    return refuse("not_your_role", _("Your role does not show this. Ask the community manager if you need it."))


def _in_scope(staff: Any, obj: models.Model) -> Decision:
    if type(obj)._default_manager.visible_to(staff).filter(pk=obj.pk).exists():  # type: ignore[attr-defined]
        return ALLOW
    return refuse("not_in_scope", _("This belongs to an area that is not yours."))


def trim_before(today: date) -> date:
    """The first day of the access log that must be kept."""
    month = today.year * 12 + today.month - 1 - access_log_months(today)
    return date(month // 12, month % 12 + 1, 1)
