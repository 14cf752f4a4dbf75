"""Which complaints: within scope, still to be done, late. What the figures count stands in measures.py."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Least

from apps.complaints.models.measures import MeasuredQuerySet
from apps.complaints.workflow import FINAL_STATES, OPEN_STATES, PENDING_STATES, State
from apps.core import clock
from apps.core.scope import scope_of

WORKING = (State.ACCEPTED, State.ASSIGNED, State.IN_PROGRESS)


class ComplaintQuerySet(MeasuredQuerySet):
    """Complaints, and which of them are late."""

    # -- whose

    def visible_to(self, user: Any) -> Self:
        """Within scope; also what was assigned to the user or filed by them, anywhere."""
        scope = scope_of(user)
        if scope.county:
            return self
        if scope.empty:
            return self.none()
        return self.filter(self.scope_q(scope) | Q(handler_id=user.pk) | Q(filed_by_id=user.pk))

    def open(self) -> Self:
        """Not yet resolved, rejected, transferred or merged."""
        return self.filter(state__in=OPEN_STATES)

    def pending(self) -> Self:
        """Something is still to be done: open, or resolved and not yet called back."""
        return self.filter(state__in=PENDING_STATES)

    def final(self) -> Self:
        """Nothing is to be done any more."""
        return self.filter(state__in=FINAL_STATES)

    # -- late; Complaint.due_at and is_overdue say the same in Python, and a test proves it

    def with_due(self) -> Self:
        """Adds `due_at`: the clock that runs out first, or null when none runs."""
        return self.annotate(
            due_at=Case(
                When(state=State.SUBMITTED, then=Least("accept_due", "resolve_due")),
                When(state__in=WORKING, contacted_at__isnull=True, then=Least("contact_due", "resolve_due")),
                When(state__in=WORKING, then=F("resolve_due")),
                When(state=State.RESOLVED, then=F("call_back_due")),
                default=Value(None),
                output_field=models.DateTimeField(),
            )
        )

    def due_before(self, moment: datetime) -> Self:
        """A clock runs out before `moment`. Written without CASE, so that the indexes of pending rows serve."""
        return self.filter(
            Q(state=State.SUBMITTED) & (Q(accept_due__lt=moment) | Q(resolve_due__lt=moment))
            | Q(state__in=WORKING, contacted_at__isnull=True, contact_due__lt=moment)
            | Q(state__in=WORKING, resolve_due__lt=moment)
            | Q(state=State.RESOLVED, call_back_due__lt=moment),
            state__in=PENDING_STATES,
        )

    def overdue(self, at: datetime | None = None) -> Self:
        """A clock has run out: of acceptance, first contact, resolution or call-back."""
        return self.due_before(at or clock.now())

    def due_within(self, first: datetime, before: datetime) -> Self:
        """The clock that runs out first does so in this span."""
        return self.with_due().pending().filter(due_at__gte=first, due_at__lt=before)
