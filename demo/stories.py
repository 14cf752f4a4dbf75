"""How made-up complaints go: mostly well, some late, some handed back, merged, passed on or taken up again.

A story is told in working time from the submission on and stops where it would be later than now, so that the youngest
ones stand at every step of the way.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apps.communities.calendar import WorkingCalendar
from apps.complaints.models import Complaint
from demo import texts
from demo.cases import Case
from demo.chance import Chance
from demo.staff import Team

# Working hours that the default clocks allow: to accept, and to resolve.
ALLOWED = {"danger": (0.5, 2), "utilities": (2, 24), "ordinary": (7, 49), "complex": (7, 105)}
VERDICTS = {"satisfied": 72, "fair": 15, "dissatisfied": 6, "not_reached": 7}


class Later(Exception):
    """The next step lies in the future."""


@dataclass
class Story:
    """Tells what happened to one complaint."""

    case: Case
    chance: Chance
    team: Team
    calendar: WorkingCalendar
    now: datetime

    def __post_init__(self) -> None:
        self.row: Complaint = self.case.row
        self.at = self.row.submitted_at
        self.accept_hours, self.resolve_hours = ALLOWED[self.row.urgency]

    def tell(self, same_matter: Complaint | None = None) -> None:
        """From acceptance to the end, or to where it stands now. `same_matter` was reported shortly before."""
        try:
            self._accept()
            if same_matter is not None and self._still_pending(same_matter):
                self._after(0.2)
                self.case.merge(self.at, self.team.manager, same_matter)
                return
            if not self._set_aside():
                self._handle()
        except Later:
            return

    def _after(self, hours: float) -> datetime:
        """Move on by working hours. Raises Later where that is not yet."""
        self.at = self.calendar.add(self.at, timedelta(hours=hours))
        # Nobody works to the full minute.
        self.at += timedelta(seconds=self.chance.randint(1, 59))
        if self.at > self.now:
            raise Later
        return self.at

    def _still_pending(self, other: Complaint) -> bool:
        resolved = other.resolved_at is not None and other.resolved_at <= self.at
        return not resolved and other.closed_at is None and other.state != "merged"

    def _accept(self) -> None:
        late = self.chance.maybe(0.05)
        share = self.chance.uniform(1.05, 2.2) if late else self.chance.triangular(0.03, 0.95, 0.2)
        by = self.team.deputy if self.chance.maybe(0.3) else self.team.manager
        urgency = "complex" if self.row.urgency == "ordinary" and self.chance.maybe(0.04) else ""
        self.case.accept(self._after(share * self.accept_hours), by, urgency)
        self.accept_hours, self.resolve_hours = ALLOWED[self.row.urgency]

    def _set_aside(self) -> bool:
        """Some are not the community's: passed to the township, or not taken up."""
        if self.chance.maybe(0.55 if self.row.category == "farmland" else 0.012):
            self.case.settle("transfer", self._after(2), self.team.manager, self.chance.among(texts.TRANSFERS))
            return True
        if self.chance.maybe(0.015):
            self.case.settle("reject", self._after(1), self.team.manager, self.chance.among(texts.REJECTIONS))
            return True
        return False

    def _handle(self) -> None:
        late = self.chance.maybe(0.08)
        left = self.resolve_hours * (self.chance.uniform(1.05, 1.7) if late else self.chance.triangular(0.1, 0.92, 0.4))
        handler = self._assign(0.06 * left)
        if self.chance.maybe(0.045) and left > 4:
            handler = self._hand_back(handler, 0.1 * left)
        self.case.start(self._after(0.12 * left), handler)
        if self.chance.maybe(0.7):
            self.case.contact(self._after(0.05 * left), handler, self.chance.among(texts.CONTACTS))
        if self.chance.maybe(0.05):
            self._ask(handler)
        if late and self.chance.maybe(0.4) and left > 20:
            self._more_time(handler)
        if self.chance.maybe(0.12):
            self.case.note(self._after(0.1 * left), handler, self.chance.among(texts.NOTES))
        done = self.chance.among(texts.MATTERS[self.row.category].done)
        self.case.resolve(self._after(0.55 * left), handler, done)
        self._call_back(handler)

    def _assign(self, hours: float) -> Any:
        handler = self.team.grid_of.get(self.row.building_id) or self.chance.among(self.team.grid)
        if self.chance.maybe(0.08):
            handler = self.team.deputy
        self.case.assign(self._after(hours), self.team.manager, handler)
        return handler

    def _hand_back(self, handler: Any, hours: float) -> Any:
        self.case.hand_back(self._after(hours), handler, self.chance.among(texts.HAND_BACKS))
        other = self._other_than(handler)
        self.case.assign(self._after(hours), self.team.manager, other)
        return other

    def _ask(self, handler: Any) -> None:
        which = self.chance.randrange(len(texts.QUESTIONS))
        self.case.ask_info(self._after(0.5), handler, texts.QUESTIONS[which])
        self.case.info_from_resident(self._after(self.chance.uniform(2, 14)), texts.ANSWERS[which])

    def _more_time(self, handler: Any) -> None:
        grantor = self.team.manager if handler != self.team.manager else self.team.deputy
        asked_at = self._after(1)
        granted_at = self._after(2)
        why = self.chance.among(texts.REASONS_FOR_TIME)
        self.case.extend(asked_at, handler, self.chance.among((2, 3, 5)), why, grantor, granted_at)

    def _call_back(self, handler: Any) -> None:
        by = self._office(handler)
        hours = self.chance.uniform(24, 40) if self.chance.maybe(0.06) else self.chance.uniform(1, 19)
        verdict = self.chance.pick(VERDICTS)
        self._own_word(verdict)
        word = self.chance.among(texts.CALLED[verdict])
        if verdict != "dissatisfied":
            self.case.call_back(self._after(hours), by, verdict, word)
            return
        self.case.call_back(self._after(hours), by, verdict, self.chance.among(texts.STILL_WRONG))
        again = self._assign(1)
        self.case.start(self._after(1), again)
        done = self.chance.among(texts.MATTERS[self.row.category].done)
        self.case.resolve(self._after(0.5 * self.resolve_hours), again, done)
        final = self.chance.pick({"satisfied": 70, "fair": 15, "dissatisfied": 15})
        why = self.chance.among(texts.CALLED[final])
        self.case.call_back(self._after(6), self._office(again), final, why)

    def _own_word(self, verdict: str) -> None:
        """Some residents say on their phone how it went, before anybody calls."""
        at = self.at + timedelta(minutes=20)
        own = Chance(f"own word {self.row.submitted_at.isoformat()}")
        if at < self.now and own.maybe(0.6 if verdict == "not_reached" else 0.25):
            fallback = own.pick({"satisfied": 80, "fair": 20})
            self.case.rate(at, fallback if verdict == "not_reached" else verdict)

    def _office(self, handler: Any) -> Any:
        """Somebody who sees the whole community and did not deal with it."""
        if handler == self.team.deputy or (handler != self.team.manager and self.chance.maybe(0.4)):
            return self.team.manager
        return self.team.deputy

    def _other_than(self, handler: Any) -> Any:
        """A colleague."""
        others = [person for person in (self.team.manager, self.team.deputy, *self.team.grid) if person != handler]
        return others[0] if self.chance.maybe(0.5) else self.chance.among(others)
