"""Made-up public facilities: in every state, some far, some without staff, some of which little was collected."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from apps.core import clock
from apps.core.periods import since
from apps.facilities.models import (
    DefectStep,
    Facility,
    FacilityDefect,
    FacilityInspection,
    FacilityPhoto,
    FacilityStaffing,
    FacilityStandard,
    FacilityStep,
)
from apps.facilities.vocabulary import USUAL_UNIT, Kind, Unit
from apps.facilities.workflow import SERVING
from demo.bulk import Shelf
from demo.chance import Chance
from demo.facility_plan import (
    BIG,
    DAY,
    DEFECTS,
    FINDINGS,
    HOURS,
    ON_HOLIDAYS,
    PLANS,
    SCHOOL,
    SHARED,
    SHOWN,
    SOURCE,
    STANDARDS,
    Planned,
)
from demo.households import Settled
from demo.pictures import photo
from demo.plan import SEED
from demo.staff import Team


class Facilities:
    """The facilities of the county's communities, and the county's standards."""

    def __init__(self, shelf: Shelf, *, today: date | None = None) -> None:
        self.shelf, self.today = shelf, today or clock.today()
        self.chance = Chance(f"{SEED} facilities")

    def county(self, admin: Any) -> None:
        """Standards, and what stands in the towns."""
        for asked in STANDARDS:
            FacilityStandard.objects.create(valid_from=date(self.today.year - 1, 1, 1), source=SOURCE, **asked)
        for kind, name, place, capacity, posts in SHARED:
            hours = HOURS[SCHOOL if kind in ("primary_school", "kindergarten") else DAY]
            row = self._facility(None, kind, name, "open", hours, place, capacity)
            row.address = re.split("(?<=[镇乡])", name)[0]
            row.inspection_due = self._workday(35)
            self._told(row, self.today - timedelta(days=900), admin)
            self._posts(row, posts, self.today - timedelta(days=900))
        self.shelf.write()

    def of(self, settled: Settled, team: Team) -> int:
        """The facilities of one community, with staffing, inspections and defects; how many."""
        made: dict[str, Facility] = {}
        plan = PLANS.get(settled.site.slug, BIG)
        for planned in plan:
            made.setdefault(planned.kind, self._place(planned, settled, team))
        for turn, (kind, ago, severity, text, end) in enumerate(DEFECTS):
            if kind in made:
                self._defect(made[kind], ago, severity, text, end, team.grid[turn % len(team.grid)], team.manager)
        self.shelf.write()
        return len(plan)

    def _place(self, planned: Planned, settled: Settled, team: Team) -> Facility:
        site = settled.site
        latitude, longitude, altitude = site.place
        place = None
        if planned.north is not None:
            north, east = planned.north / 111_200, planned.east / 95_900
            place = (round(latitude + north, 6), round(longitude + east, 6), altitude + round(planned.north / 60))
        name = planned.name.format(site.name.removeprefix("野三关镇"))
        hours = HOURS[planned.hours]
        row = self._facility(settled.community, planned.kind, name, planned.state, hours, place, planned.capacity)
        if planned.state in SERVING and planned.due_in is not None:
            row.inspection_due = self._workday(planned.due_in)
        if planned.hours and self.chance.maybe(0.7):
            row.phone = f"{site.phone[:-2]}{len(name):02d}"
        opened = self.today - timedelta(days=60) if planned.state == "planned" else site.opened
        self._told(row, opened, team.manager)
        self._posts(row, planned.posts, opened)
        if planned.last_inspected is not None:
            self._inspected(row, planned.last_inspected, team)
        return row

    def _facility(
        self, community: Any, kind: str, name: str, state: str, hours: Any, place: Any, capacity: int | None
    ) -> Facility:
        latitude, longitude, altitude = place or (None, None, None)
        return self.shelf.add(
            Facility(
                community=community, kind=kind, name=name, state=state, hours=hours, capacity=capacity,
                capacity_unit=USUAL_UNIT.get(Kind(kind), Unit.PLACES), latitude=latitude, longitude=longitude,
                altitude_m=altitude, on_holidays=ON_HOLIDAYS.get(kind, ""),
            )
        )  # fmt: skip

    def _told(self, row: Facility, opened: date, by: Any) -> None:
        """Registered as open on its first day; what became of it later."""
        first = "planned" if row.state == "planned" else "open"
        self._step(row, "register", "", first, opened, by)
        later = {"limited": ("limit", "管理员只在周末到岗"), "closed": ("close", "村医调走，暂无人接替")}.get(row.state)
        if later:
            self._step(row, later[0], "open", row.state, self.today - timedelta(days=48), by, later[1])

    def _step(
        self, row: Facility, step: str, before: str, after: str, day: date, by: Any, why: str = ""
    ) -> None:  # fmt: skip
        entry = FacilityStep(facility=row, step=step, from_state=before, to_state=after, by=by, why=why, at=_at(day))
        self.shelf.add(entry)

    def _posts(self, row: Facility, posts: Any, opened: date) -> None:
        """Since it opened fully staffed; since half a year ago as it is now."""
        change = max(opened + timedelta(days=1), self.today - timedelta(days=180))
        for role, need, in_post in posts:
            self.shelf.add(
                FacilityStaffing(facility=row, role=role, need=need, in_post=need, period=since(opened, change))
            )
            self.shelf.add(FacilityStaffing(facility=row, role=role, need=need, in_post=in_post, period=since(change)))

    def _inspected(self, row: Facility, ago: int, team: Team) -> None:
        for turn in range(2):
            day = self.today - timedelta(days=ago + 95 * turn)
            result = self.chance.pick({"passed": 7, "faults": 2, "failed": 0.5})
            self.shelf.add(
                FacilityInspection(
                    facility=row, due_on=day + timedelta(days=self.chance.randint(-2, 4)), done_on=day, result=result,
                    findings=FINDINGS.get(result, ""), by=self.chance.among(team.grid), at=_at(day),
                )
            )  # fmt: skip
            self._step(row, "inspect", "open", "", day, team.manager)

    def _defect(self, row: Facility, ago: int, severity: str, text: str, end: str, worker: Any, manager: Any) -> None:
        day = self.today - timedelta(days=ago)
        due = day + timedelta(days={"danger": 1, "hinders": 9, "minor": 40}[severity])
        over = end in ("fixed", "dismissed")
        ended = day + timedelta(days=2) if over else None
        defect = self.shelf.add(
            FacilityDefect(facility=row, state=end, severity=severity, text=text, reported_by=worker,
                           reported_at=_at(day), due_on=due, ended_on=ended)
        )  # fmt: skip
        if text in SHOWN:
            self._photo(row, defect, SHOWN[text], day)
        told = [("report", "", "reported", day, worker, "")]
        if end == "in_repair":
            told.append(("start", "reported", end, day + timedelta(days=1), manager, "已联系维修师傅"))
        elif over:
            step, why = ("fix", "已更换并试用正常") if end == "fixed" else ("dismiss", "现场查看没有问题")
            told.append((step, "reported", end, day + timedelta(days=2), manager, why))
        for step, before, after, when, by, why in told:
            self.shelf.add(
                DefectStep(defect=defect, step=step, from_state=before, to_state=after, by=by, why=why, at=_at(when))
            )

    def _photo(self, row: Facility, defect: FacilityDefect, scene: str, day: date) -> None:
        body, width, height = photo(scene, 1)
        taken = FacilityPhoto(facility=row, defect=defect, width=width, height=height, added_at=_at(day))
        with clock.at(_at(day)):  # its folder is the month
            taken.image.save("photo.jpg", ContentFile(body), save=False)
        self.shelf.add(taken)

    def _workday(self, days: int) -> date:
        day = self.today + timedelta(days=days)
        return day + timedelta(days=8 - day.isoweekday()) if days > 0 and day.isoweekday() > 5 else day


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), timezone.get_default_timezone())
