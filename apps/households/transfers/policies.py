"""Who may ask for a transfer, and who may decide on it: never the same person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import covers, has_role
from apps.core.workflow import Transition
from apps.households.models import Household, Transfer
from apps.households.policies import still_here
from apps.households.transfers.workflow import ASKERS, WORKFLOW

BY_MANAGERS = _("Transfers are asked for and decided by community managers.")
OTHER_SIDE = _("This is decided by the manager of the other community.")


def may_ask(household: Household, by: Any) -> Decision:
    """Whether somebody may ask another community to take this household, or somebody of it."""
    return first_refusal(
        (
            lambda: has_role(by, ASKERS, BY_MANAGERS),
            lambda: covers(household.community, by, OTHER_SIDE),
            lambda: still_here(household),
        )
    )


def may(transfer: Transfer, step: str, by: Any) -> Decision:
    """Whether this step of this transfer is open to somebody now."""
    side = transfer.community if step == "withdraw" else transfer.to_community
    return first_refusal(
        (
            lambda: has_role(by, WORKFLOW.by_name[step].roles, BY_MANAGERS),
            lambda: covers(side, by, OTHER_SIDE),
            lambda: _other_eyes(transfer, step, by),
            lambda: WORKFLOW.can(transfer.state, step),
        )
    )


def steps_for(transfer: Transfer, by: Any) -> list[Transition]:
    """The steps to offer."""
    return [step for step in WORKFLOW.available(transfer.state) if may(transfer, step.name, by)]


def _other_eyes(transfer: Transfer, step: str, by: Any) -> Decision:
    if step == "withdraw" or transfer.asked_by_id != by.pk:
        return ALLOW
    return refuse("own_request", _("Whoever asked for the transfer cannot decide on it."))
