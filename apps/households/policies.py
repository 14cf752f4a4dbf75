"""Who may change a household's file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.scope import scope_of
from apps.households.models import Household


def may_change(household: Household, by: Any) -> Decision:
    """Whether `by` may record what happens to this household: theirs to see, theirs to change, and still here."""
    return first_refusal(
        (
            lambda: _in_scope(household, by),
            lambda: _role(by, "households.change_household"),
            lambda: still_here(household),
        )
    )


def may_tell(household: Household, by: Any, noun: str) -> Decision:
    """Whether `by` may record what they were told or saw at the door: presence, income. Grid workers too."""
    return first_refusal(
        (
            lambda: _in_scope(household, by),
            lambda: _role(by, f"households.add_{noun}"),
            lambda: still_here(household),
        )
    )


def may_correct(household: Household, by: Any) -> Decision:
    """Whether `by` may correct what the register says of this household, also after it has left."""
    return first_refusal(
        (lambda: _in_scope(household, by), lambda: _role(by, "households.change_household")),
    )


def may_add(community: Community, by: Any) -> Decision:
    """Whether `by` may add a household to this community: theirs as a whole, not only buildings of it."""
    return first_refusal((lambda: _role(by, "households.add_household"), lambda: _whole(community, by)))


def _whole(community: Community, by: Any) -> Decision:
    scope = scope_of(by)
    if scope.county or community.pk in scope.communities or community.township_id in scope.townships:
        return ALLOW
    return refuse("not_in_scope", _("This belongs to an area that is not yours."))


def _in_scope(household: Household, by: Any) -> Decision:
    if Household.objects.visible_to(by).filter(pk=household.pk).exists():
        return ALLOW
    return refuse("not_in_scope", _("This belongs to an area that is not yours."))


def _role(by: Any, permission: str) -> Decision:
    if by.has_perm(permission):
        return ALLOW
    return refuse("not_your_role", _("Your role may read this file, not change it. The community manager can."))


def still_here(household: Household) -> Decision:
    """Whether the household is on the register; of one that has left, only its return is recorded."""
    if household.left_on is None:
        return ALLOW
    return refuse(
        "has_left", _("This household has left the register; nothing new is recorded for it. Record its return first.")
    )


CALLS = "households.call_member"


def may_call(household: Household, by: Any) -> bool:
    """Whether `by` calls these people: the button dials, the number beside it stays masked for who may not read it."""
    return household.left_on is None and by.has_perm(CALLS)
