"""Made-up visits: caseloads and risk levels, a year of visits with their answers, and every state on the desk today."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from apps.accounts.actions import device_contact, device_register, device_revoke, device_wiped, pack_taken
from apps.core import clock
from apps.core.periods import since
from apps.followups import actions
from apps.followups.actions.answering import answer_of
from apps.followups.assessing.moments import months_after
from apps.followups.models import Answer, Caseload, Level, Visit, VisitStep
from apps.followups.vocabulary import Channel, VisitKind, VisitPlace
from apps.followups.writing import registers_now
from apps.followups.writing.base import Told
from apps.households.models import Household
from apps.instruments import library
from apps.instruments.models import InstrumentVersion
from demo.answering import Answers
from demo.chance import Chance
from demo.households import Home, Settled
from demo.staff import Team

LEVELS = {"": 86, "high": 3, "medium": 4, "low": 4, "none": 3}
WHYS = {
    "high": "户主患大病，自付费用高",
    "medium": "主要劳力失业",
    "low": "收入略高于监测线",
    "none": "收入已稳定，风险消除",
}
PLACES = {
    VisitPlace.HOME.value: 82,
    VisitPlace.OLD_HOUSE.value: 6,
    VisitPlace.PHONE.value: 9,
    VisitPlace.OFFICE.value: 3,
}
NOTES = (
    "家中情况稳定。",
    "老人身体尚可，提醒按时服药。",
    "孩子在校，家长外出务工。",
    "询问合作医疗报销流程，已解释。",
    "",
)
TASKS = (
    ("document", "带残疾证复印件到社区"),
    ("referral", "联系卫生院办慢病卡"),
    ("follow_up", "回访务工是否落实"),
    ("other", "帮忙报修漏水"),
)
# Phones of the first two workers (0, 1): whose, what it is called, registered and last seen how many days ago, its end.
PHONES = (
    (0, "手机 Android", 120, 0, ""), (0, "手机 HarmonyOS", 300, 3, "lost"),
    (1, "手机 Android", 60, 6, ""), (1, "手机 iPhone", 200, 62, "logout"),
)  # fmt: skip
EACH = 40  # households of a community whose integration, livelihood and costs are told of
MADE = 12  # visits recorded from the phone in the past days
LOOSE = 3  # households of a community that nobody looks after


class Visits:
    """The visits of one community."""

    def __init__(self, settled: Settled, team: Team, *, seed: str) -> None:
        self.settled, self.team, self.today = settled, team, clock.today()
        self.chance = Chance(f"{seed} visits {settled.site.slug}")
        self.answers = Answers(self.chance)
        self.versions = library.currents()
        self.homes = settled.still_here()
        self.visits: list[Visit] = []
        self.rows: list[Answer] = []

    def lay(self) -> int:
        """Everything; how many visits there are."""
        self._caseloads()
        self._levels()
        for home in self.homes:
            self._past(home)
        for home in self.homes[:EACH]:
            self._assessed(home)
        Visit.objects.bulk_create(self.visits, batch_size=500)
        VisitStep.objects.bulk_create(self._steps(), batch_size=1000)
        Answer.objects.bulk_create(self.rows, batch_size=500)
        self._plan()
        self._desk()
        return Visit.objects.filter(community=self.settled.community).count()

    def _worker(self, home: Home) -> Any:
        return self.team.grid_of.get(home.dwelling.building_id) or self.team.manager

    def _caseloads(self) -> None:
        begun = since(self.today - timedelta(days=500))
        Caseload.objects.bulk_create(
            Caseload(
                household=home.household, community=self.settled.community, worker=self._worker(home), period=begun
            )
            for home in self.homes[LOOSE:]
        )

    def _levels(self) -> None:
        drawn = [(home, self.chance.pick(LEVELS)) for home in self.homes]
        Level.objects.bulk_create(
            Level(
                household=home.household, community=self.settled.community, level=level, why=WHYS[level],
                set_by=self.team.manager, period=since(self.today - timedelta(days=self.chance.pick({40: 1, 150: 2}))),
            )
            for home, level in drawn
            if level
        )  # fmt: skip

    def _past(self, home: Home) -> None:
        """Visits of the past year, one to three, the last at most half a year ago; some have never been visited."""
        if self.chance.maybe(0.04):
            return
        day = self.today - timedelta(days=round(abs(self.chance.near(60, 55))) + 2)
        for _visit in range(self.chance.pick({1: 3, 2: 4, 3: 2})):
            self.visits.append(self._visit(home, day))
            day -= timedelta(days=60 + round(abs(self.chance.near(50, 40))))

    def _visit(self, home: Home, day: date) -> Visit:
        began = timezone.make_aware(datetime.combine(day, time(9, 10))) + timedelta(
            minutes=round(self.chance.near(200, 90))
        )
        due = day + timedelta(days=round(self.chance.near(2, 4)))
        row = Visit(
            household=home.household, community=self.settled.community, worker=self._worker(home),
            kind=VisitKind.ROUTINE, causes=["routine"], instruments=["guarantees_income"], opens_on=min(due, day),
            due_on=due, first_due_on=due, state="done", place=self.chance.pick(PLACES), started_at=began,
            done_on=day, done_by=self._worker(home),
            ended_at=began + timedelta(minutes=max(4, round(self.chance.near(27, 11)))), channel=Channel.PHONE,
            note=self.chance.among(NOTES), created_at=began, updated_at=began,
        )  # fmt: skip
        return row

    def _steps(self) -> list[VisitStep]:
        return [
            VisitStep(visit=row, step="record", from_state="due", to_state="done", by=row.done_by, at=row.ended_at)
            for row in self.visits
        ]

    def _assessed(self, home: Home) -> None:
        """Integration at two half-years, livelihood at the moments since they moved in, costs once."""
        faring = min(max(self.chance.near(0.55, 0.22), 0), 1)
        moved = home.household.moved_in_on or self.settled.site.opened
        told = [
            ("integration", self.today - timedelta(days=days), faring + gain)
            for days, gain in ((215, -0.1), (40, 0.05))
        ]
        told += [("livelihood", months_after(moved, months), faring - 0.25 + months / 100) for months in (0, 6, 12, 24)]
        told += [("living_costs", self.today - timedelta(days=90), faring)]
        for key, day, how in told:
            self._told(home, self.versions[key], day, min(max(how, 0), 1))
        mine = [row for row in self.visits if row.household_id == home.household.pk]
        for visit in mine[:1]:
            assert visit.done_on is not None
            self._told(home, self.versions["guarantees_income"], visit.done_on, faring, visit)

    def _told(
        self, home: Home, version: InstrumentVersion, day: date, faring: float, visit: Visit | None = None
    ) -> None:  # fmt: skip
        given = self.answers.to(library.definition_of(version), faring, day)
        if given is not None and day <= self.today:
            row, _said = answer_of(
                home=home.household, version=version, answers=given, by=self._worker(home), day=day, visit=visit
            )
            self.rows.append(row)

    def _plan(self) -> None:
        """As the nightly task did twelve days ago and last night; one whom nobody holds told of hardship before."""
        for home in self.homes[:LOOSE][-1:]:
            with clock.at(clock.now() - timedelta(days=25)):
                self._told_of(home, "hardship")
        for days in (12, 0):
            with clock.at(clock.now() - timedelta(days=days)):
                actions.visits_plan(communities=[self.settled.community], day=self.today - timedelta(days=days))

    def _told_of(self, home: Home, kind: str) -> None:
        actions.occasion_report(
            household=home.household, by=self.team.manager, kind=kind, note="打电话告知", told_by="户主"
        )

    def _desk(self) -> None:
        """Visits made, missed, moved, cancelled and given away; tasks in every state; two answers to the same."""
        held = [home.household.pk for home in self.homes[LOOSE:]]
        due = list(Visit.objects.open().filter(household__in=held)[: MADE + 5])
        by, manager = self.team.grid[0] if self.team.grid else self.team.manager, self.team.manager
        for number, visit in enumerate(due[:MADE]):
            self._made(visit, manager, number)
        steps: list[tuple[str, dict[str, Any]]] = [
            ("not_met", {"why": "家中无人，邻居说在地里"}), ("not_met", {"why": "敲门无人应"}),
            ("shift", {"due_on": self.today + timedelta(days=6), "why": "约在周末，务工的儿子回来"}),
            ("cancel", {"why": "与上周的入户重复"}), ("reassign", {"worker": manager, "why": "网格员请假"}),
        ]  # fmt: skip
        for visit, (step, inputs) in zip(due[MADE:], steps, strict=False):
            actions.BY_STEP[step](visit=visit, by=manager, **inputs)
        self._tasks(manager, by)
        self._clash(due[:1], manager)
        self._phones(manager)
        for home in self.homes[5:7]:
            self._told_of(home, "new_disaster")

    def _made(self, visit: Visit, by: Any, number: int) -> None:
        """Recorded as from the phone, in a morning of the past days."""
        version = self.versions["living_costs"]
        given = self.answers.to(library.definition_of(version), 0.3 + number / 20, self.today)
        home = Household.objects.get(pk=visit.household_id)
        seen = registers_now([home], Told(by, self.today, {}))[home.pk]
        ended = timezone.make_aware(datetime.combine(self.today - timedelta(days=number % 5), time(9, 40)))
        actions.visit_record(
            visit=visit, by=by, started_at=ended - timedelta(minutes=5 + number * 3), ended_at=ended,
            place=VisitPlace.HOME, note=NOTES[number % len(NOTES)], channel=Channel.PHONE,
            client_id=UUID(int=self.settled.community.pk * 1000 + number),
            instruments={"living_costs": (version.content_hash, given)} if given else {}, base=seen,
            tasks=[{"text": TASKS[number % 4][1], "kind": TASKS[number % 4][0]}] if number < 6 else [],
        )  # fmt: skip

    def _tasks(self, manager: Any, worker: Any) -> None:
        late = self.today - timedelta(days=5)
        for number, home in enumerate(self.homes[:7]):
            kind, text = TASKS[number % 4]
            task = actions.task_open(household=home.household, by=manager, kind=kind, text=text, due_on=late)
            if number < 2:
                actions.task_done(task=task, by=manager, why="已办好")
            elif number == 2:
                actions.task_cancel(task=task, by=manager, why="本人已自行办理")
            elif number == 3:
                actions.task_extend(
                    task=task, by=manager, due_on=self.today + timedelta(days=9), why="医院下周才能开证明"
                )
        actions.tasks_escalate()

    def _phones(self, manager: Any) -> None:
        """A phone in use, a lost one, one that nobody heard of for days, one that was emptied at log-out."""
        held = Counter(self._worker(home).pk for home in self.homes[LOOSE:])
        first, second = (self.team.grid * 2)[:2] if self.team.grid else (manager, manager)
        for number, (worker, name, made, seen, end) in enumerate(PHONES):
            staff = second if worker else first
            key = UUID(int=self.settled.community.pk * 1000 + 500 + number)
            with clock.at(clock.now() - timedelta(days=made)):
                device = device_register(staff=staff, client_id=key, name=name)
            with clock.at(clock.now() - timedelta(days=seen)):
                pack_taken(device=device, by=staff, counts={self.settled.community.pk: held[staff.pk]})
                device_contact(client_id=key)
                if end == "logout":
                    device_wiped(client_id=key, why=end)
            if end == "lost":
                device_revoke(device=device, by=manager, why="在班车上丢了")

    def _clash(self, made: list[Visit], by: Any) -> None:
        """Somebody recorded another residence status while the worker was without a signal."""
        for visit in made:
            home = Household.objects.get(pk=visit.household_id)
            now = home.presences.current().values_list("status", flat=True).first()
            said, seen = ("vacant" if now != "vacant" else "permanent"), ("dual" if now != "dual" else "returned")
            actions.visit_record(
                household=home, by=by, present_status=said, base={"presence": seen},
                place=VisitPlace.OFFICE, note="离线登记，同步时发现台账已改", channel=Channel.PHONE,
            )  # fmt: skip
