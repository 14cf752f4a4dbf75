"""A year of complaints for one community, and at its end a set that shows every state at once."""

import uuid
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from apps.communities.calendar import WorkingCalendar
from apps.complaints.models import Complaint, ComplaintPhoto
from apps.complaints.models.complaint import TRACKING_LENGTH
from apps.complaints.vocabulary import URGENCY_OF, Category, Urgency
from apps.core import clock
from apps.core.text import CODE_ALPHABET
from demo.bulk import Shelf
from demo.cases import Case
from demo.chance import Chance
from demo.households import Home, Settled
from demo.pictures import SCENES, photo
from demo.staff import Team
from demo.stories import Story
from demo.texts import MATTERS

CHANNELS = {"phone_page": 66, "at_the_door": 24, "office": 10}
HOURS = {7: 4, 8: 9, 9: 11, 10: 10, 11: 7, 12: 5, 13: 4, 14: 7, 15: 8, 16: 8, 17: 7, 18: 7, 19: 8, 20: 6, 21: 3}
SAME_MATTER = timedelta(days=3)


class Year:
    """Complaints of one community from `months` ago until now."""

    def __init__(self, settled: Settled, team: Team, shelf: Shelf, calendar: WorkingCalendar, *, seed: str) -> None:
        self.settled, self.team, self.shelf, self.calendar = settled, team, shelf, calendar
        self.seed = f"{seed} {settled.site.slug} complaints"
        self.now = clock.now()
        self.latest: dict[tuple[int | None, str], Complaint] = {}
        self.cases: list[Case] = []
        self.room: int | None = None

    def tell(self, *, months: int, each_month: float, at_most: int | None = None) -> list[Case]:
        """About `each_month` complaints in each whole month and in what has passed of this one.

        With `at_most` the oldest are left out.
        """
        firsts = [clock.month_start(clock.today())]
        while len(firsts) <= months:
            firsts.append(clock.previous_month(firsts[-1]))
        self.room = at_most
        for first in firsts if at_most else reversed(firsts):
            self._month(first, each_month)
        return self.cases

    def _month(self, first: date, each_month: float) -> None:
        chance = Chance(f"{self.seed} {first:%Y-%m}")
        days = (clock.next_month(first) - first).days
        count = round(each_month * chance.uniform(0.85, 1.15))
        moments = sorted(self._moment(chance, first, days) for _i in range(count))
        for moment in moments:
            if moment < self.now - timedelta(minutes=2) and not self._full:
                self._one(chance, moment)

    @property
    def _full(self) -> bool:
        return self.room is not None and len(self.cases) >= self.room

    def _moment(self, chance: Chance, first: date, days: int) -> datetime:
        day = first + timedelta(days=chance.randrange(days))
        at = time(chance.pick(HOURS), chance.randrange(60), chance.randrange(60))
        return datetime.combine(day, at, timezone.get_default_timezone())

    def _one(self, chance: Chance, at: datetime) -> None:
        category = chance.pick({key: m.weight_in(at.month) for key, m in MATTERS.items() if self._occurs(key)})
        home = chance.among(self.settled.homes)
        row = self.draft(chance, at, category, home)
        case = Case(self.shelf, row)
        key = (row.building_id, category)
        before = self.latest.get(key)
        same = before if before is not None and at - before.submitted_at < SAME_MATTER and chance.maybe(0.6) else None
        Story(case, chance, self.team, self.calendar, self.now).tell(same)
        if row.state != "merged":
            self.latest[key] = row
        self.cases.append(case)
        if category in {"lift", "utilities"} and chance.maybe(0.22) and not self._full:
            self._neighbour(chance, at, category, home)

    def _neighbour(self, chance: Chance, at: datetime, category: str, home: Home) -> None:
        """Somebody else of the same building reports the same an hour or two later."""
        later = at + timedelta(minutes=chance.randint(8, 150))
        if later >= self.now:
            return
        near = [h for h in self.settled.homes if h.dwelling.building_id == home.dwelling.building_id]
        case = Case(self.shelf, self.draft(chance, later, category, chance.among(near)))
        Story(case, chance, self.team, self.calendar, self.now).tell(self.latest.get((case.row.building_id, category)))
        self.cases.append(case)

    def _occurs(self, category: str) -> bool:
        return category != "lift" or self.settled.site.lift

    def photos(self, cases: list[Case], *, at_most: int) -> None:
        """Photos for the newest complaints of kinds that show something."""
        chance = Chance(f"{self.seed} photos")
        for case in reversed(cases):
            row = case.row
            if at_most and row.category in SCENES and row.channel != "office" and chance.maybe(0.6):
                at_most -= 1
                self._photo(row, *photo(row.category, chance.randrange(3)))

    def _photo(self, row: Complaint, body: bytes, width: int, height: int) -> None:
        taken = ComplaintPhoto(
            complaint_id=row.pk, community_id=row.community_id, width=width, height=height, added_at=row.submitted_at
        )
        with clock.at(row.submitted_at):  # its folder is the month
            taken.image.save("photo.jpg", ContentFile(body), save=False)
        self.shelf.add(taken)

    def draft(
        self, chance: Chance, at: datetime, category: str, home: Home, says: tuple[str, str] | None = None
    ) -> Complaint:
        """A complaint as it comes in. Names are known where staff filed it, or the resident left one."""
        matter = MATTERS[category]
        channel = chance.pick(CHANNELS)
        place, text = says or chance.among(matter.says)
        filed_by = None
        if channel != "phone_page":
            filed_by = self.team.grid_of[home.dwelling.building_id] if channel == "at_the_door" else self.team.deputy
        named = filed_by is not None or chance.maybe(0.6)
        return Complaint(
            community=self.settled.community,
            tracking="".join(chance.choices(CODE_ALPHABET, k=TRACKING_LENGTH)),
            client_id=uuid.UUID(int=chance.getrandbits(128), version=4),
            kind=matter.kind,
            category=category,
            urgency=URGENCY_OF.get(Category(category), Urgency.ORDINARY),
            channel=channel,
            building=home.dwelling.building,
            unit=home.dwelling.unit,
            place=place,
            text=text,
            household=home.household if filed_by is not None else None,
            reporter_name=home.head.name if named else None,
            reporter_phone=(home.phone or None) if named and chance.maybe(0.85) else None,
            filed_by=filed_by,
            submitted_at=at,
        )
