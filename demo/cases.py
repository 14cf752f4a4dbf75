"""One made-up complaint and its log, without the database. Every step does to the row what its action does.

A test drives the same story through the real actions and compares, so that this copy cannot drift from them.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from apps.complaints import clocks
from apps.complaints.models import Complaint, ComplaintExtension, ComplaintStep
from apps.complaints.workflow import MOST_HAND_BACKS, OPEN_STATES, STEPS, WHY_IS_PUBLIC, WORKFLOW, State
from apps.core.models import DatedSetting
from demo.bulk import Shelf


def warm_clocks(first: date, last: date) -> clocks.Clocks:
    """Read the rules and the calendar once for all days of the county's year: none of its rules has changed yet."""
    if DatedSetting.objects.exists():
        raise ValueError("the demo county has no dated rules of its own")
    known = clocks.clocks_on(last)
    moment = clocks._cached[last][0]
    for offset in range((last - first).days + 1):
        clocks._cached[first + timedelta(offset)] = (moment, known)
    return known


class Case:
    """A complaint in the making."""

    def __init__(self, shelf: Shelf, complaint: Complaint) -> None:
        self.shelf, self.row = shelf, complaint
        clocks.set_clocks(complaint)
        complaint.created_at = complaint.updated_at = complaint.submitted_at
        shelf.add(complaint)
        filed_by = complaint.filed_by
        self.log("submit", complaint.submitted_at, filed_by, "", "", State.SUBMITTED, "" if filed_by else "resident")

    def log(
        self, step: str, at: datetime, by: Any, why: str, source: str, target: str, label: str = "", **more: Any
    ) -> None:
        """The step's log row."""
        public = more.pop("public", step in WHY_IS_PUBLIC)
        self.row.updated_at = at
        self.shelf.add(
            ComplaintStep(
                complaint_id=self.row.pk, community_id=self.row.community_id, step=step, at=at, by=by, by_label=label,
                why=why, from_state=source, to_state=target, public=public, **more,
            )
        )  # fmt: skip

    def take(self, step: str, at: datetime, by: Any, why: str = "", label: str = "", **more: Any) -> None:
        """Move along the step where it moves, and log it."""
        source = target = self.row.state
        if STEPS[step].target:
            source, target = WORKFLOW.move(self.row, step)
        self.log(step, at, by, why, source, target, label, **more)

    def accept(self, at: datetime, by: Any, urgency: str = "") -> None:
        self.row.accepted_at = at
        facts = {}
        if urgency and urgency != self.row.urgency:
            facts = {"urgency_before": str(self.row.urgency), "urgency": urgency}
            self.row.urgency = urgency
            clocks.set_clocks(self.row)
        self.take("accept", at, by, facts=facts)

    def assign(self, at: datetime, by: Any, handler: Any, why: str = "") -> None:
        self.row.handler = handler
        facts = {"final": True} if self.row.hand_backs >= MOST_HAND_BACKS else {}
        self.take("assign", at, by, why, to_staff=handler, facts=facts)

    def hand_back(self, at: datetime, by: Any, why: str) -> None:
        self.row.handler = None
        self.row.hand_backs += 1
        self.take("hand_back", at, by, why, facts={"count": self.row.hand_backs})

    def start(self, at: datetime, by: Any) -> None:
        self.take("start", at, by)

    def contact(self, at: datetime, by: Any, why: str = "") -> None:
        self.row.contacted_at = self.row.contacted_at or at
        self.take("contact", at, by, why)

    def note(self, at: datetime, by: Any, text: str) -> None:
        self.take("note", at, by, text, public=False)

    def ask_info(self, at: datetime, by: Any, why: str) -> None:
        self.row.handler = self.row.handler or by
        self.row.contacted_at = self.row.contacted_at or at
        self.row.paused_at = at
        self.take("ask_info", at, by, why)

    def info_from_resident(self, at: datetime, text: str) -> None:
        clocks.end_pause(self.row, at)
        self.take("give_info", at, None, text, label="resident", public=True)

    def extend(self, at: datetime, by: Any, days: int, why: str, grantor: Any = None, granted_at: Any = None) -> None:
        """Ask for more time; granted where a grantor is named."""
        asked = ComplaintExtension(
            complaint_id=self.row.pk, community_id=self.row.community_id, days=days, why=why, asked_by=by, asked_at=at,
            decided_by=grantor, decided_at=granted_at, granted=grantor is not None,
        )  # fmt: skip
        self.shelf.add(asked)
        self.take("extend", at, by, why, facts={"days": days})
        if grantor is not None:
            known = clocks.clocks_on(timezone.localdate(self.row.clock_start))
            clocks.shift_clock(self.row, known.days(self.row.urgency, days))
            self.take("grant_extension", granted_at, grantor, facts={"days": days})

    def resolve(self, at: datetime, by: Any, why: str) -> None:
        self.row.resolved_by, self.row.resolved_at = by, at
        self.row.contacted_at = self.row.contacted_at or at
        self.row.call_back_due = clocks.call_back_due(at)
        self.take("resolve", at, by, why)

    def rate(self, at: datetime, rating: str) -> None:
        self.row.own_rating = rating
        state = self.row.state
        self.log("rate", at, None, "", state, state, "resident", public=True, facts={"satisfaction": rating})

    def call_back(self, at: datetime, by: Any, satisfaction: str, why: str = "") -> None:
        self.row.satisfaction = satisfaction
        facts = {"satisfaction": satisfaction}
        if satisfaction == "dissatisfied" and self.row.reopenings < 1:
            self._begin_again(at)
            self.take("reopen", at, by, why, facts=facts)
            return
        self.row.called_back_by, self.row.closed_at = by, at
        self.take("call_back", at, by, why, facts=facts)

    def reopen(self, at: datetime, by: Any, why: str) -> None:
        self._begin_again(at)
        self.take("reopen", at, by, why)

    def _begin_again(self, at: datetime) -> None:
        row = self.row
        row.reopenings += 1
        row.reopened_at = at
        row.clock_shift = timedelta()
        row.own_rating = ""
        row.handler = row.resolved_by = row.called_back_by = None
        row.contacted_at = row.resolved_at = row.closed_at = row.call_back_due = None
        clocks.set_clocks(row)

    def settle(self, step: str, at: datetime, by: Any, why: str) -> None:
        """Reject or transfer."""
        self.row.closed_at = at
        self.take(step, at, by, why)

    def merge(self, at: datetime, by: Any, into: Complaint, why: str = "") -> None:
        self.row.merged_into = into
        self.row.closed_at = at
        self.take("merge", at, by, why, facts={"into": str(into)})

    @property
    def is_open(self) -> bool:
        return self.row.state in OPEN_STATES
