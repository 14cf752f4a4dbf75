"""Who may change fields and say who works them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import has_permission, sees
from apps.farmland.models import Parcel
from apps.households.models import Household

READS = _("Your role may read fields, not change them. The community manager can.")


def may_register(household: Household, by: Any) -> Decision:
    """Whether `by` may enter a field of this household or correct one."""
    return first_refusal(
        (
            lambda: sees(household, by),
            lambda: has_permission(by, "farmland.change_parcel", READS),
            lambda: _still_here(household),
        )
    )


def may_mark(parcel: Parcel, by: Any) -> Decision:
    """Whether `by` may say who works this field: the office, and the grid worker who stands beside it."""
    return first_refusal(
        (
            lambda: sees(parcel.household, by),
            lambda: has_permission(by, "farmland.add_parceluse", READS),
            lambda: _still_here(parcel.household),
            lambda: _still_theirs(parcel),
        )
    )


def _still_here(household: Household) -> Decision:
    if household.left_on is None:
        return ALLOW
    return refuse("has_left", _("This household has left the register; nothing new is recorded for it."))


def _still_theirs(parcel: Parcel) -> Decision:
    if parcel.given_up_on is None:
        return ALLOW
    return refuse("given_up", _("This field was given up; who works it now is not recorded here."))
