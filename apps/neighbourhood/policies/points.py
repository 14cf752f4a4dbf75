"""Who may award points, check an award, and redeem."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import Inputs, has_role, sees
from apps.core.workflow import Transition
from apps.households.models import Household
from apps.households.policies import still_here
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import Award, Redemption, Reward
from apps.neighbourhood.policies.common import open_steps, same_community, step_open
from apps.neighbourhood.workflow import (
    AWARD_WORKFLOW,
    FIELD,
    OFFICE,
    REDEMPTION_WORKFLOW,
    AwardState,
    RedemptionState,
)

RESIDENTS = frozenset({"cancel"})


def may_award(household: Household, by: Any) -> Decision:
    """Whether `by` may award points to this household; how many need a second person is the rule's matter."""
    return first_refusal(
        (lambda: sees(household, by), lambda: has_role(by, OFFICE), lambda: still_here(household)),
    )


def may_write_off(household: Household, by: Any) -> Decision:
    """Whether `by` may write points off: of a household that moves away, say."""
    return first_refusal((lambda: sees(household, by), lambda: has_role(by, OFFICE)))


def may_award_step(award: Award, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may check, refuse or take back an award: above the limit, never who made it grants it."""
    return first_refusal(
        (
            lambda: step_open(award, AWARD_WORKFLOW.by_name[step], by, inputs, AwardState),
            lambda: _other_eyes(award, by) if step == "grant" else ALLOW,
            lambda: _still_there(award) if step == "reverse" else ALLOW,
        )
    )


def _other_eyes(award: Award, by: Any) -> Decision:
    if award.needs_check and award.made_by_id is not None and award.made_by_id == by.pk:
        return refuse("four_eyes", _("You made this award. Somebody else checks it."))
    return ALLOW


def _still_there(award: Award) -> Decision:
    """Points that were redeemed already cannot be taken back."""
    if balance_of(award.household) >= award.points:
        return ALLOW
    return refuse("spent", _("The household has redeemed these points already; they cannot be taken back."))


def may_redeem(household: Household, reward: Reward, pieces: int, by: Any) -> Decision:
    """Whether this household may have so many pieces: by staff, or (None) on its own phone."""
    return first_refusal(
        (
            lambda: ALLOW if by is None else sees(household, by),
            lambda: ALLOW if by is None else has_role(by, FIELD),
            lambda: same_community(reward.community_id, household),
            lambda: still_here(household),
            lambda: _offered(reward, pieces),
            lambda: _enough(household, reward, pieces),
        )
    )


def _offered(reward: Reward, pieces: int) -> Decision:
    if reward.retired:
        return refuse("retired", _("This is no longer given out. Please choose something else."), field="reward")
    if pieces < 1:
        return refuse("pieces", _("Choose at least one."), field="pieces")
    if reward.stock < pieces:
        words = (
            _("Only %(n)s are left. Please choose fewer, or something else.") if reward.stock else _("None is left.")
        )
        return refuse("out_of_stock", words % {"n": reward.stock} if reward.stock else words, field="pieces")
    return ALLOW


def _enough(household: Household, reward: Reward, pieces: int) -> Decision:
    balance, wanted = balance_of(household), reward.points * pieces
    if balance >= wanted:
        return ALLOW
    words = _("This costs %(wanted)s points; the household has %(balance)s.")
    return refuse("not_enough_points", words % {"wanted": wanted, "balance": balance}, field="reward")


def may_redemption(redemption: Redemption, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take a step of a redemption; a resident (None) gives up what is his own."""
    asked = REDEMPTION_WORKFLOW.by_name[step]
    return step_open(redemption, asked, by, inputs, RedemptionState, residents=RESIDENTS)


def award_steps_for(award: Award, by: Any) -> list[Transition]:
    """The steps of an award that `by` may take now."""
    return open_steps(AWARD_WORKFLOW.by_name, may_award_step, award, by)


def redemption_steps_for(redemption: Redemption, by: Any) -> list[Transition]:
    """The steps of a redemption that `by` may take now."""
    return open_steps(REDEMPTION_WORKFLOW.by_name, may_redemption, redemption, by)
