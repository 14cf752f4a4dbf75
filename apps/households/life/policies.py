"""Who may record what happened to a household."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import has_permission, sees
from apps.households.models import Household, LifeEvent
from apps.households.policies import still_here

RECORDS_NOT = _("Births, deaths, moves and the like are recorded by the community manager.")


def may_record(household: Household, by: Any, *, after_leaving: bool = False) -> Decision:
    """Whether somebody may record events of this household. Nobody in particular is a script of the administrator.

    `after_leaving`: what is open also of a household that has left the register: its return, and corrections.
    """
    here = ALLOW if after_leaving else still_here(household)
    if by is None:
        return here
    return first_refusal(
        (lambda: has_permission(by, "households.add_lifeevent", RECORDS_NOT), lambda: sees(household, by), lambda: here)
    )


def may_correct(event: LifeEvent, by: Any) -> Decision:
    """Whether somebody may correct this event."""
    return first_refusal((lambda: may_record(event.household, by, after_leaving=True), lambda: _correctable(event)))


def _correctable(event: LifeEvent) -> Decision:
    if event.is_cancellation:
        return refuse("not_correctable", _("This is a cancellation. Record the event anew instead."))
    if event.successor is not None:
        return refuse("already_corrected", _("This event was corrected already. Correct its newer version."))
    if event.kind in ("transfer_out", "transfer_in"):
        return refuse("transfer_back", _("A transfer is taken back by transferring back: ask the other community."))
    return ALLOW
