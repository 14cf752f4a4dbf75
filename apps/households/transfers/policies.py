"""Who may ask for a transfer, and who may decide on it: never the same person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.scope import scope_of
from apps.core.workflow import Transition
from apps.households.models import Household, Transfer
from apps.households.policies import still_here
from apps.households.transfers.workflow import ASKERS, WORKFLOW


def may_ask(household: Household, by: Any) -> Decision:
    """Whether somebody may ask another community to take this household, or somebody of it."""
    return first_refusal(
        (lambda: _role(by, ASKERS), lambda: _acts_for(household.community, by), lambda: still_here(household))
    )


def may(transfer: Transfer, step: str, by: Any) -> Decision:
    """Whether this step of this transfer is open to somebody now."""
    side = transfer.community if step == "withdraw" else transfer.to_community
    return first_refusal(
        (
            lambda: _role(by, WORKFLOW.by_name[step].roles),
            lambda: _acts_for(side, by),
            lambda: _other_eyes(transfer, step, by),
            lambda: WORKFLOW.can(transfer.state, step),
        )
    )


def steps_for(transfer: Transfer, by: Any) -> list[Transition]:
    """The steps to offer."""
    return [step for step in WORKFLOW.available(transfer.state) if may(transfer, step.name, by)]


def _role(by: Any, roles: frozenset[str]) -> Decision:
    if getattr(by, "role", "") in roles:
        return ALLOW
    return refuse("not_your_role", _("Transfers are asked for and decided by community managers."))


def _acts_for(community: Community, by: Any) -> Decision:
    scope = scope_of(by)
    if scope.county or community.pk in scope.communities or community.township_id in scope.townships:
        return ALLOW
    return refuse("not_in_scope", _("This is decided by the manager of the other community."))


def _other_eyes(transfer: Transfer, step: str, by: Any) -> Decision:
    if step == "withdraw" or transfer.asked_by_id != by.pk:
        return ALLOW
    return refuse("own_request", _("Whoever asked for the transfer cannot decide on it."))
