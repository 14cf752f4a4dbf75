"""Who may withdraw consents, and who requests and approves erasures."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import has_permission, sees
from apps.core.sheets.workflow import WORKING
from apps.households.models import Consent, Erasure, RosterHousehold
from apps.households.models.erasure import WORKFLOW

REQUESTS, APPROVES = "households.request_erasure", "households.approve_erasure"
DECIDES_NOT = _("Your role does not decide this. Ask the community manager or the county.")
NEEDS = {"request": REQUESTS, "keep": REQUESTS, "refuse": APPROVES, "erase": APPROVES}


def may_withdraw(consent: Consent, by: Any) -> Decision:
    """Also for a household that has left: a consent can always be taken back."""
    return first_refusal(
        (
            lambda: sees(consent.household, by),
            lambda: has_permission(by, "households.change_consent", DECIDES_NOT),
            lambda: ALLOW if consent.withdrawn_on is None else refuse("withdrawn", _("It was withdrawn already.")),
        )
    )


def may(erasure: Erasure, step: str, by: Any) -> Decision:
    """Whether `by` may take this step of an erasure. Four eyes: who requested does not approve."""
    return first_refusal(
        (
            lambda: sees(erasure, by),
            lambda: WORKFLOW.can(erasure.state, step),
            lambda: has_permission(by, NEEDS[step], DECIDES_NOT),
            lambda: _other_eyes(erasure, step, by),
            lambda: _nothing_open(erasure, step),
        )
    )


def _other_eyes(erasure: Erasure, step: str, by: Any) -> Decision:
    if step != "erase" or erasure.requested_by_id != by.pk:
        return ALLOW
    return refuse("four_eyes", _("You requested it: somebody else must approve."))


def _nothing_open(erasure: Erasure, step: str) -> Decision:
    """A roster that is just being read or applied would write the names anew; somebody who came back is not erased."""
    if step != "erase":
        return ALLOW
    household = erasure.household
    if household.left_on is None or household.left_on > clock.today():
        return refuse("came_back", _("This household is in the register again; its data are needed."))
    if RosterHousehold.objects.filter(household=household, roster__state__in=WORKING).exists():
        return refuse("import_open", _("A roster that names this household is being worked on. Try again afterwards."))
    return ALLOW
