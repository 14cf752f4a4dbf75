"""What the figures about complaints count, as filters that serve counting and drill-down alike.

Everything is told by moments, not by today's state, so that a month counted a year later gives the same. A complaint is
judged once: when the step was done or when its clock ran out, whichever came first. So the tail of a month, whose
clocks still run, is judged in the next one and nobody falls between two months.
"""

from datetime import datetime, timedelta
from typing import Self

from django.db.models import F, Q, Window
from django.db.models.functions import Lag

from apps.complaints.vocabulary import VERDICTS, Satisfaction
from apps.complaints.workflow import OPEN_STATES, State
from apps.core.querysets import ScopedQuerySet

SET_ASIDE = (State.REJECTED, State.TRANSFERRED, State.MERGED)  # somebody else's, or nobody's: no rate counts them
RATED = VERDICTS
IS_RESOLVED = Q(resolved_at__isnull=False) & ~Q(state__in=OPEN_STATES)  # reopened since: not resolved after all


def during(field: str, start: datetime, end: datetime) -> Q:
    """The moment lies in [start, end)."""
    return Q(**{f"{field}__gte": start, f"{field}__lt": end})


def set_aside_by(moment: datetime | F) -> Q:
    """Rejected, passed on or merged before a moment."""
    return Q(state__in=SET_ASIDE) & (Q(closed_at__isnull=True) | Q(closed_at__lte=moment))


def received(start: datetime, end: datetime) -> Q:
    """Came in, without those merged into another: the matter is counted once."""
    return during("submitted_at", start, end) & ~Q(state=State.MERGED)


def response_in_time(start: datetime, cutoff: datetime) -> Q:
    """Accepted before the acceptance clock ran out."""
    return during("accepted_at", start, cutoff) & Q(accepted_at__lte=F("accept_due"))


def response_late(start: datetime, cutoff: datetime) -> Q:
    """The acceptance clock ran out before anybody accepted."""
    late = Q(accepted_at__isnull=True) | Q(accepted_at__gt=F("accept_due"))
    aside = set_aside_by(F("accept_due")) & Q(accepted_at__isnull=True)
    return during("accept_due", start, cutoff) & late & ~aside


def unaccepted_overdue(cutoff: datetime) -> Q:
    """Still waits to be accepted at a moment, with the clock run out."""
    waits = Q(accepted_at__isnull=True) | Q(accepted_at__gte=cutoff)
    return Q(submitted_at__lt=cutoff, accept_due__lt=cutoff) & waits & ~set_aside_by(cutoff)


def resolution_in_time(start: datetime, cutoff: datetime) -> Q:
    """Resolved before the resolution clock ran out."""
    return IS_RESOLVED & during("resolved_at", start, cutoff) & Q(resolved_at__lte=F("resolve_due"))


def resolution_late(start: datetime, cutoff: datetime) -> Q:
    """The resolution clock ran out, unpaused, before it was resolved."""
    late = ~IS_RESOLVED | Q(resolved_at__gt=F("resolve_due"))
    ran_out = during("resolve_due", start, cutoff) & ~_paused_before_due()
    return ran_out & late & ~set_aside_by(F("resolve_due"))


def open_at(moment: datetime) -> Q:
    """Had come in and was neither resolved nor set aside at a moment."""
    unresolved = ~IS_RESOLVED | Q(resolved_at__gte=moment)
    return Q(submitted_at__lt=moment) & unresolved & ~set_aside_by(moment)


def overdue_at(moment: datetime) -> Q:
    """Open at a moment with the resolution clock run out."""
    return open_at(moment) & Q(resolve_due__lt=moment) & ~_paused_before_due()


def closed(start: datetime, end: datetime) -> Q:
    """Closed by the call-back."""
    return Q(state=State.CLOSED) & during("closed_at", start, end)


def rated(start: datetime, end: datetime) -> Q:
    """Closed with a verdict: what the resident said at the call-back, or, not reached, on their own phone before."""
    return closed(start, end) & (Q(satisfaction__in=RATED) | Q(own_rating__in=RATED))


def satisfied(start: datetime, end: datetime) -> Q:
    """Closed with the verdict “satisfied”."""
    own = ~Q(satisfaction__in=RATED) & Q(own_rating=Satisfaction.SATISFIED)
    return closed(start, end) & (Q(satisfaction=Satisfaction.SATISFIED) | own)


def unrated(start: datetime, end: datetime) -> Q:
    """Closed without a verdict: the resident was not reached, and did not say it on their own."""
    return closed(start, end) & ~Q(satisfaction__in=RATED) & ~Q(own_rating__in=RATED)


def awaiting_call_back(moment: datetime) -> Q:
    """Resolved, and nobody had called back at a moment."""
    return IS_RESOLVED & Q(resolved_at__lt=moment) & (Q(closed_at__isnull=True) | Q(closed_at__gte=moment))


def _paused_before_due() -> Q:
    # A stopped clock cannot run out; it is set again when the information comes.
    return Q(state=State.INFO_NEEDED, paused_at__isnull=False, paused_at__lte=F("resolve_due"))


class MeasuredQuerySet(ScopedQuerySet):
    """Complaints narrowed by what only several rows together tell."""

    def repeats(self, start: datetime, end: datetime, *, days: int) -> Self:
        """Came in during the time when the same matter had come in from the same building in the `days` before, or was
        taken up again during the time. One sorted pass, however many there are.
        """
        from apps.complaints.models.step import ComplaintStep

        while_ago = timedelta(days=days)
        told = self.filter(during("submitted_at", start - while_ago, end), building__isnull=False)
        told = told.exclude(state=State.MERGED).annotate(
            told_before_at=Window(
                Lag("submitted_at"),
                partition_by=[F("community"), F("building"), F("category")],
                order_by=[F("submitted_at"), F("pk")],
            )
        )
        again = told.filter(told_before_at__gte=F("submitted_at") - while_ago).order_by().values("pk")
        reopened = ComplaintStep.objects.filter(step="reopen", at__gte=start, at__lt=end).order_by()
        return self.filter(received(start, end) & Q(pk__in=again) | Q(pk__in=reopened.values("complaint_id")))
