"""What stands on a community's desk just now: every state at once, some of it late. Told backwards from this moment."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from apps.communities.calendar import WorkingCalendar
from apps.core import clock
from demo import texts
from demo.cases import Case
from demo.chance import Chance
from demo.complaints import Year
from demo.households import Home


def before(calendar: WorkingCalendar, end: datetime, amount: timedelta) -> datetime:
    """The moment from which `amount` of working time has passed until `end`."""
    day, left = timezone.localdate(end), amount
    while True:
        for opens, closes in reversed(calendar.spans(day)):
            until = min(closes, end)
            if until <= opens:
                continue
            if left <= until - opens:
                return until - left
            left -= until - opens
        day -= timedelta(days=1)


class Desk:
    """Adds the present matters of one community to its year."""

    def __init__(self, year: Year) -> None:
        self.year, self.team = year, year.team
        self.now = clock.now()
        self.chance = Chance(f"{year.seed} desk")
        self.manager, self.deputy = self.team.manager, self.team.deputy

    def ago(self, hours: float) -> datetime:
        """So many working hours before now, not to the full minute."""
        moment = before(self.year.calendar, self.now, timedelta(hours=hours))
        return moment - timedelta(seconds=self.chance.randint(1, 50))

    def lay(self) -> list[Case]:
        """All of them, in the order in which they came in."""
        scenes = (
            self.just_in, self.not_accepted, self.accepted, self.assigned, self.in_progress, self.due_soon, self.late,
            self.waiting, self.handed_back, self.final, self.more_time, self.call_back_due, self.call_back_late,
            self.reopened, self.set_aside, self.same_matter, self.danger, self.unhappy,
        )  # fmt: skip
        return [case for scene in scenes for case in scene()]

    def open(self, category: str, says: int, at: datetime, worker: int = 0) -> Case:
        """A complaint from a building of the n-th grid worker."""
        homes = self.homes_of(self.team.grid[worker % len(self.team.grid)])
        row = self.year.draft(self.chance, at, category, self.chance.among(homes), texts.MATTERS[category].says[says])
        return Case(self.year.shelf, row)

    def homes_of(self, worker: Any) -> list[Home]:
        homes = self.year.settled.homes
        return [h for h in homes if self.team.grid_of[h.dwelling.building_id] == worker] or homes

    def handler(self, case: Case) -> Any:
        return self.team.grid_of[case.row.building_id]

    def begun(self, category: str, says: int, hours: float, worker: int = 0, *, speed: float = 1.0) -> Case:
        """Accepted, assigned and started; `hours` ago it came in."""
        case = self.open(category, says, self.ago(hours), worker)
        case.accept(self.ago(hours - 1.5 * speed), self.manager)
        case.assign(self.ago(hours - 2 * speed), self.manager, self.handler(case))
        case.start(self.ago(hours - 3 * speed), self.handler(case))
        return case

    def just_in(self) -> list[Case]:
        return [
            self.open("waste", 0, self.now - timedelta(minutes=14)),
            self.open("damage", 0, self.now - timedelta(minutes=52), 1),
            self.open("garden", 0, self.ago(3)),
        ]

    def not_accepted(self) -> list[Case]:
        return [self.open("noise", 1, self.ago(17), 1)]

    def accepted(self) -> list[Case]:
        case = self.open("utilities", 0, self.ago(3.2))
        case.accept(self.ago(2.1), self.manager)
        return [case]

    def assigned(self) -> list[Case]:
        cases = [self.open("damage", 2, self.ago(9)), self.open("poultry", 0, self.ago(8), 1)]
        for case in cases:
            case.accept(self.ago(6), self.manager)
            case.assign(self.ago(1.5), self.manager, self.handler(case))
        return cases

    def in_progress(self) -> list[Case]:
        case = self.begun("noise", 0, 30)
        case.contact(self.ago(24), self.handler(case), texts.CONTACTS[1])
        other = self.begun("waste", 3, 20, 1)
        other.contact(self.ago(15), self.handler(other), texts.CONTACTS[2])
        other.note(self.ago(3), self.handler(other), texts.NOTES[2])
        return [case, other]

    def due_soon(self) -> list[Case]:
        case = self.begun("utilities", 2, 21.5, speed=0.4)
        case.contact(self.ago(19), self.handler(case), texts.CONTACTS[0])
        return [case]

    def late(self) -> list[Case]:
        case = self.begun("damage", 5, 66)
        case.contact(self.ago(60), self.handler(case), texts.CONTACTS[1])
        return [case]

    def waiting(self) -> list[Case]:
        case = self.begun("hardship", 3, 22)
        case.ask_info(self.ago(5), self.handler(case), "请带上户口本和去年的低保证，拍照发来也可以。")
        return [case]

    def handed_back(self) -> list[Case]:
        case = self.begun("poultry", 1, 14)
        case.hand_back(self.ago(4), self.handler(case), texts.HAND_BACKS[0])
        return [case]

    def final(self) -> list[Case]:
        """Twice handed back: the third assignment stays."""
        case = self.begun("noise", 2, 34, 1)
        case.hand_back(self.ago(28), self.handler(case), texts.HAND_BACKS[1])
        case.assign(self.ago(26), self.manager, self.deputy)
        case.hand_back(self.ago(22), self.deputy, texts.HAND_BACKS[2])
        case.assign(self.ago(20), self.manager, self.team.grid[0])
        case.start(self.ago(12), self.team.grid[0])
        case.contact(self.ago(11), self.team.grid[0], texts.CONTACTS[0])
        return [case]

    def more_time(self) -> list[Case]:
        asked = self.begun("damage", 3, 44)
        asked.contact(self.ago(38), self.handler(asked), texts.CONTACTS[1])
        asked.extend(self.ago(2), self.handler(asked), 3, texts.REASONS_FOR_TIME[2])
        granted = self.begun("damage", 6, 48, 1)
        granted.contact(self.ago(40), self.handler(granted), texts.CONTACTS[0])
        granted.extend(self.ago(10), self.handler(granted), 5, texts.REASONS_FOR_TIME[0], self.manager, self.ago(8))
        return [asked, granted]

    def call_back_due(self) -> list[Case]:
        cases = [self.begun("waste", 1, 26), self.begun("garden", 1, 40, 1)]
        for case in cases:
            case.resolve(self.ago(5), self.handler(case), texts.MATTERS[case.row.category].done[1])
        return cases

    def call_back_late(self) -> list[Case]:
        case = self.begun("damage", 1, 52)
        case.resolve(self.ago(34), self.handler(case), texts.MATTERS["damage"].done[1])
        return [case]

    def reopened(self) -> list[Case]:
        case = self.begun("waste", 5, 60)
        case.resolve(self.ago(30), self.handler(case), texts.MATTERS["waste"].done[3])
        case.call_back(self.ago(12), self.deputy, "dissatisfied", texts.STILL_WRONG[1])
        return [case]

    def set_aside(self) -> list[Case]:
        away, no = self.open("farmland", 2, self.ago(12)), self.open("other", 2, self.ago(15), 1)
        for case in (away, no):
            case.accept(self.ago(10), self.manager)
        away.settle("transfer", self.ago(6), self.manager, texts.TRANSFERS[1])
        no.settle("reject", self.ago(7), self.manager, texts.REJECTIONS[1])
        return [away, no]

    def same_matter(self) -> list[Case]:
        """One outage, reported four times."""
        category = "lift" if self.year.settled.site.lift else "utilities"
        topic = self.begun(category, 1, 6, speed=0.3)
        cases = [topic]
        for n in range(3):
            case = self.open(category, 1, self.ago(5.2 - 0.4 * n))
            case.accept(self.ago(3.5 - 0.2 * n), self.manager)
            case.merge(self.ago(3.4 - 0.2 * n), self.manager, topic.row)
            cases.append(case)
        topic.contact(self.ago(3), self.handler(topic), texts.CONTACTS[0])
        return cases

    def danger(self) -> list[Case]:
        case = self.open("danger", 3, self.ago(1.1), 1)
        case.accept(self.ago(0.9), self.manager)
        case.assign(self.ago(0.85), self.manager, self.handler(case))
        case.start(self.ago(0.6), self.handler(case))
        case.contact(self.ago(0.55), self.handler(case), texts.CONTACTS[1])
        return [case]

    def unhappy(self) -> list[Case]:
        """Closed in the end, and the resident is still not content."""
        case = self.begun("noise", 3, 90, 1)
        case.resolve(self.ago(70), self.handler(case), texts.MATTERS["noise"].done[0])
        case.call_back(self.ago(60), self.manager, "dissatisfied", texts.STILL_WRONG[3])
        case.assign(self.ago(58), self.manager, self.handler(case))
        case.start(self.ago(55), self.handler(case))
        case.resolve(self.ago(36), self.handler(case), texts.MATTERS["noise"].done[2])
        case.call_back(self.ago(20), self.manager, "dissatisfied", texts.CALLED["dissatisfied"][0])
        return [case]
