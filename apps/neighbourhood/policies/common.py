"""What the policies of all nouns here ask alike."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import Inputs, given, has_role, not_your_role, sees
from apps.core.workflow import Transition, leaves_from
from apps.households.models import Household

REQUIRED = {
    "why": _("Please write why."),
    "text": _("Please write it in words."),
    "remedy": _("Choose what changes."),
    "minutes": _("Please write the minutes."),
}


def step_open(
    row: Any, asked: Transition, by: Any, inputs: Inputs | None, states: type[models.TextChoices],
    *, residents: frozenset[str] = frozenset(),
) -> Decision:  # fmt: skip
    """Whether it is one's own to see, one's role to do, told completely, and possible in this state."""
    return first_refusal(
        (
            lambda: ALLOW if by is None else sees(row, by),
            lambda: _role(asked, by, residents),
            lambda: given(asked, inputs, REQUIRED),
            lambda: leaves_from(states, row.state, asked),
        )
    )


def _role(asked: Transition, by: Any, residents: frozenset[str]) -> Decision:
    if by is None:
        return ALLOW if asked.name in residents else not_your_role()
    return has_role(by, asked.roles)


def same_community(community: int, household: Household) -> Decision:
    """Whether the household lives where it happens."""
    if household.community_id == community:
        return ALLOW
    return refuse("other_community", _("This household belongs to another community."), field="household")


def open_steps(steps: Mapping[str, Transition], may: Any, row: Any, by: Any) -> list[Transition]:
    """The steps that move a state and that `by` may take now; each a button."""
    return [step for name, step in steps.items() if step.target and may(row, name, by)]
