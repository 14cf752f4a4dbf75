"""The questions that every policy asks in the same words: is it yours to see, does your role do this, is it complete.

Each answers a Decision, for `first_refusal`. What only one app knows (four eyes, limits, states of its own) stays in
that app's policies.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, refuse
from apps.core.scope import scope_of
from apps.core.workflow import Transition

Inputs = Mapping[str, Any]
NOT_YOURS = _("This belongs to an area that is not yours.")
READ_ONLY = _("Your role may look at this, but not change it.")


def not_in_scope(words: Any = NOT_YOURS, *, field: str = "") -> Decision:
    """The refusal of what lies outside one's areas."""
    return refuse("not_in_scope", words, field=field)


def not_your_role(words: Any = READ_ONLY) -> Decision:
    """The refusal of what another role does."""
    return refuse("not_your_role", words)


def sees(row: models.Model, by: Any, words: Any = NOT_YOURS) -> Decision:
    """Whether visible_to shows this row to `by`."""
    shown = type(row)._default_manager.visible_to(by)  # type: ignore[attr-defined]
    return ALLOW if shown.filter(pk=row.pk).exists() else not_in_scope(words)


def covers(community: Any, by: Any, words: Any = NOT_YOURS) -> Decision:
    """Whether a whole community was given to `by`, not only buildings of it; asks no query."""
    scope = scope_of(by)
    whole = scope.county or community.pk in scope.communities or community.township_id in scope.townships
    return ALLOW if whole else not_in_scope(words)


def has_permission(by: Any, permission: str, words: Any = READ_ONLY) -> Decision:
    """Whether the role of `by` has a permission, such as "farmland.change_parcel"."""
    return ALLOW if by.has_perm(permission) else not_your_role(words)


def has_role(by: Any, roles: Collection[str], words: Any = READ_ONLY) -> Decision:
    """Whether `by` has one of these roles."""
    return ALLOW if getattr(by, "role", "") in roles else not_your_role(words)


def given(step: Transition, inputs: Inputs | None, words: Mapping[str, Any]) -> Decision:
    """Whether what a step requires was told; None leaves it open (which buttons to show)."""
    for name in step.requires if inputs is not None else ():
        value = inputs.get(name) if inputs else None
        if value is None or not str(value).strip():
            return refuse("required", words[name], field=name)
    return ALLOW
