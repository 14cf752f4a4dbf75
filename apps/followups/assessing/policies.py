"""Who decides on the stage of a household's integration. The evidence proposes; a person decides."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.decisions import Decision, first_refusal
from apps.core.permits import has_permission, sees
from apps.households.models import Household
from apps.households.policies import still_here

ADDS = "followups.add_integrationstage"
VIEWS = "followups.view_integrationstage"
READS = _("Your role may look at how people settle in, not decide on it. The community manager can.")


def may_decide(household: Household, by: Any) -> Decision:
    """Whether `by` may say how far this household has settled in."""
    return first_refusal(
        (lambda: sees(household, by), lambda: has_permission(by, ADDS, READS), lambda: still_here(household))
    )
