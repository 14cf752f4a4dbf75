"""Who may change a household's file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import covers, has_permission, sees
from apps.households.models import Household

READS = _("Your role may read this file, not change it. The community manager can.")


def may_change(household: Household, by: Any) -> Decision:
    """Whether `by` may record what happens to this household: theirs to see, theirs to change, and still here."""
    return first_refusal(
        (
            lambda: sees(household, by),
            lambda: has_permission(by, "households.change_household", READS),
            lambda: still_here(household),
        )
    )


def may_tell(household: Household, by: Any, noun: str) -> Decision:
    """Whether `by` may record what they were told or saw at the door: presence, income. Grid workers too."""
    return first_refusal(
        (
            lambda: sees(household, by),
            lambda: has_permission(by, f"households.add_{noun}", READS),
            lambda: still_here(household),
        )
    )


def may_correct(household: Household, by: Any) -> Decision:
    """Whether `by` may correct what the register says of this household, also after it has left."""
    return first_refusal(
        (lambda: sees(household, by), lambda: has_permission(by, "households.change_household", READS)),
    )


def may_add(community: Community, by: Any) -> Decision:
    """Whether `by` may add a household to this community: theirs as a whole, not only buildings of it."""
    return first_refusal((lambda: has_permission(by, "households.add_household", READS), lambda: covers(community, by)))


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
