"""Community life on the first page: awards to check, objections, what waits to be fetched, decisions that are late."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from apps.core import clock
from apps.neighbourhood.models import Award, CompetitionObjection, MeetingDecision, Redemption
from apps.neighbourhood.rules import FETCH_DAYS, number_of
from apps.neighbourhood.workflow import AwardState, ObjectionState, RedemptionState
from apps.reports.sidebar import link_to
from apps.reports.today.cards import some


def cards(user: Any) -> list[dict[str, Any]]:
    """What is none is not shown. Five queries."""
    if not user.has_perm("neighbourhood.change_award"):
        return []
    old = clock.now() - timedelta(days=number_of(FETCH_DAYS))
    awards = Award.objects.visible_to(user).filter(state=AwardState.PROPOSED).exclude(made_by=user.pk)
    waiting = Redemption.objects.visible_to(user).filter(state=RedemptionState.ASKED, asked_at__lt=old)
    objections = CompetitionObjection.objects.visible_to(user).filter(state=ObjectionState.OPEN)
    late = MeetingDecision.objects.visible_to(user).overdue()
    award, fetch, objection, decision = (
        link_to(f"admin:neighbourhood_{noun}_changelist")
        for noun in ("award", "redemption", "competitionobjection", "meetingdecision")
    )
    found = (
        (awards.count(), _("awards of points to check"), _("made by somebody else"), f"{award}?state=proposed", "due"),
        (objections.count(), _("objections to competitions"), _("to be decided by somebody who did not judge"),
         f"{objection}?state=open", "due"),
        (late.count(), _("decisions of meetings overdue"), _("say what came of them"),
         f"{decision}?overdue=true", "late"),
        (waiting.count(), _("rewards not fetched"), _("call the households, or give the points back"),
         f"{fetch}?waiting=true", "due"),
    )  # fmt: skip
    return some(found)
