"""Made-up communities with buildings, dwellings, households and people, as rows."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from apps.communities.models import Building, Community, Dwelling
from apps.core.periods import since
from apps.core.text import pinyin_key
from apps.households.models import (
    Employment,
    HealthRecord,
    Household,
    Income,
    LabourAbility,
    Member,
    Membership,
    Occupancy,
    Presence,
)
from demo import lives
from demo.bulk import Shelf
from demo.chance import Chance
from demo.facts import Facts, second_home
from demo.families import Family, Person, family, sizes
from demo.numbers import Numbers
from demo.people import Told, skill_words
from demo.plan import FIRST_BUILDING, Site

KINDS = {"lifted_out": 64, "subsistence": 13, "ordinary": 10, "co_relocated": 7, "extremely_poor": 5, "": 1}
OLD_HOUSES = {"demolished": 50, "reclaimed": 36, "standing": 12, "": 2}
# Households that are not at home for eight months a year.
ELSEWHERE = {"migrant_work": 70, "dual": 16, "returned": 6, "vacant": 8}


@dataclass
class Home:
    """A household as later generators need it."""

    household: Household
    dwelling: Dwelling
    head: Person
    phone: str
    present: bool


@dataclass
class Settled:
    """A community that is built and lived in."""

    site: Site
    community: Community
    buildings: list[Building]
    homes: list[Home] = field(default_factory=list)

    def still_here(self) -> list[Home]:
        """Homes whose households live here today: some have left or moved on since they were made up."""
        keys = [home.household.pk for home in self.homes]
        rows = Household.objects.active().filter(pk__in=keys, community=self.community)
        here = set(rows.order_by().values_list("pk", flat=True))
        return [home for home in self.homes if home.household.pk in here]


class Settlement:
    """Builds one community. Rows go to the shelf; the caller writes it."""

    def __init__(self, site: Site, community: Community, shelf: Shelf, numbers: Numbers, *, seed: str, today: date):
        self.site, self.community, self.shelf, self.numbers, self.today = site, community, shelf, numbers, today
        self.seed, self.skills = f"{seed} {site.slug}", skill_words()
        self.entered = datetime(today.year - 1, today.month, 3, 9, tzinfo=timezone.get_default_timezone())

    def build(self) -> Settled:
        """The whole community."""
        buildings, dwellings = self._buildings()
        settled = Settled(self.site, self.community, buildings)
        chance = Chance(f"{self.seed} homes")
        drawn = sizes(chance, self.site.households, self.site.people)
        statuses = self._statuses(chance, drawn)
        chance.shuffle(dwellings)
        fitting = [_fitting(dwellings, size) for size in drawn]
        spare = dwellings
        for index, (size, status) in enumerate(zip(drawn, statuses, strict=True)):
            settled.homes.append(self._home(index, size, status, fitting[index], spare))
        for index in range(len(drawn), len(drawn) + max(1, len(drawn) // 70)):
            self._left(index, spare, early=index == len(drawn))
        return settled

    def _buildings(self) -> tuple[list[Building], list[Dwelling]]:
        """Enough buildings for everyone and three in a hundred flats to spare."""
        site, chance = self.site, Chance(f"{self.seed} buildings")
        wanted = -(-site.households * 103 // (100 * site.flats_per_building))
        latitude, longitude, altitude = site.place
        buildings, dwellings = [], []
        for index in range(wanted):
            building = self.shelf.add(
                Building(
                    community=self.community, number=FIRST_BUILDING + index, units=site.units, floors=site.floors,
                    has_lift=site.lift, latitude=round(latitude + 0.0006 * (index // 6) + chance.uniform(0, 1e-4), 6),
                    longitude=round(longitude + 0.0008 * (index % 6) + chance.uniform(0, 1e-4), 6),
                    altitude_m=altitude, created_at=self.entered,
                )
            )  # fmt: skip
            buildings.append(building)
            dwellings += [self._dwelling(building, unit, floor, flat)
                          for unit in range(1, site.units + 1)
                          for floor in range(1, site.floors + 1)
                          for flat in range(1, site.flats_per_floor + 1)]  # fmt: skip
        return buildings, dwellings

    def _dwelling(self, building: Building, unit: int, floor: int, flat: int) -> Dwelling:
        area = (100, 75, 125, 50)[(flat + unit) % 4]
        return self.shelf.add(
            Dwelling(community=self.community, building=building, unit=unit, room=f"{floor}{flat:02d}",
                     area_m2=Decimal(area), created_at=self.entered)
        )  # fmt: skip

    def _statuses(self, chance: Chance, drawn: list[int]) -> list[str]:
        """A residence status for each household, so that about `present` people are permanent residents."""
        statuses, people = [""] * len(drawn), 0
        for index in chance.sample(range(len(drawn)), len(drawn)):
            if people < self.site.present:
                statuses[index] = "permanent"
                people += drawn[index]
            else:
                statuses[index] = chance.pick(ELSEWHERE)
        return statuses

    def _home(self, index: int, size: int, status: str, dwelling: Dwelling, spare: list[Dwelling]) -> Home:
        chance = Chance(f"{self.seed} home {index}")
        moved_in = self._moving_day(chance)
        people = family(chance, size, moved_in, self.today)
        if status == "migrant_work" and not any(18 <= p.age_on(self.today) <= 60 for p in people.now()):
            status = "dual" if chance.maybe(0.6) else "vacant"  # old people do not go away to work
        household = self._household(chance, index, moved_in)
        self._occupancy(chance, household, moved_in, dwelling, spare)
        for spell in lives.presence(chance, moved_in, status, household.origin_village, self.today):
            self._add(
                Presence(household=household, status=spell[0], place=spell[1], period=since(spell[2], spell[3]),
                         **second_home(Chance(f"{self.seed} second {index}"), spell[0]))
            )  # fmt: skip
        known = [lives.life(chance, p, self.today, away=status == "migrant_work") for p in people.people]
        phone = self._people(chance, household, people, known)
        for year, source, amount in lives.incomes(chance, people, known, household.kind, self.today):
            self._add(Income(household=household, year=year, source=source, amount=Decimal(amount)))
        Facts(household, moved_in, self._add, seed=self.seed, today=self.today).tell()
        return Home(household, dwelling, people.people[0], phone, status in {"permanent", "dual"})

    def _moving_day(self, chance: Chance) -> date:
        year = chance.pick({2017: 8, 2018: 34, 2019: 42, 2020: 16})
        return max(self.site.opened, date(year, chance.randint(2, 12), chance.randint(1, 28)))

    def _household(self, chance: Chance, index: int, moved_in: date) -> Household:
        return self._add(
            Household(
                code=f"{self.site.prefix}{index + 1:05d}",
                kind=chance.pick(KINDS),
                origin_village=chance.among(self.site.villages),
                moved_in_on=moved_in,
                old_house=chance.pick(OLD_HOUSES),
                contract_land_mu=None if chance.maybe(0.03) else Decimal(chance.randint(8, 72)) / 10,
                title_issued=chance.pick({True: 80, False: 13, None: 7}),
            )
        )

    def _occupancy(
        self, chance: Chance, household: Household, moved_in: date, dwelling: Dwelling, spare: list[Dwelling]
    ) -> None:
        """Where they live; a few lived elsewhere in the community first."""
        start = moved_in
        if spare and chance.maybe(0.015):
            change = chance.day(moved_in + timedelta(200), self.today - timedelta(20))
            self._add(Occupancy(household=household, dwelling=spare.pop(), period=since(moved_in, change)))
            start = change
        self._add(Occupancy(household=household, dwelling=dwelling, period=since(start)))

    def _people(self, chance: Chance, household: Household, people: Family, known: list[lives.Life]) -> str:
        """Members with their spells. Returns the telephone number of the head, empty where none is known."""
        phones: list[str] = []
        for person, its in zip(people.people, known, strict=True):
            grown = 16 <= person.age_on(self.today) <= 85 and person.left is None
            has_phone = grown and chance.maybe(0.93 if not phones else 0.55)
            phone = self.numbers.phone() if has_phone else ""
            phones.append(phone)
            self._person(household, person, its, phone)
        return phones[0]

    def _person(self, household: Household, person: Person, known: lives.Life, phone: str) -> None:
        member = Member(
            name=person.name, name_key=pinyin_key(person.name), sex=person.sex, birth_date=person.born, phone=phone,
            education=known.education, died_on=person.died,
        )  # fmt: skip
        member.set_id_number(self.numbers.identity(person.born, person.sex))
        told = Told(person, member, self._add, self.skills, self.today)
        told.reached()
        self._add(member)
        for relation, start, end in person.roles:
            self._add(Membership(household=household, member=member, relation=relation, period=since(start, end)))
        for health, start, end in known.health:
            self._add(told.health(HealthRecord(member=member, health=health, period=since(start, end))))
        if known.labour:
            able = since(person.joined, person.left)
            self._add(LabourAbility(member=member, labour=known.labour, period=able))
        for work, start, end in known.work:
            self._add(told.job(Employment(member=member, work=work, period=since(start, end))))
        told.tell(self.numbers.phone)

    def _left(self, index: int, spare: list[Dwelling], *, early: bool) -> None:
        """A household that has left the register since; an early one so long ago that its data are due for erasure."""
        chance = Chance(f"{self.seed} left {index}")
        moved_in = self._moving_day(chance)
        last = moved_in + timedelta(260) if early else self.today - timedelta(40)
        left = chance.day(moved_in + timedelta(200), last)
        people = family(chance, chance.randint(1, 4), moved_in, self.today)
        people.people = [p for p in people.people if p.left is None and p.joined < left]
        household = self._household(chance, index, moved_in)
        household.left_on = left
        if spare:
            self._add(Occupancy(household=household, dwelling=spare.pop(), period=since(moved_in, left)))
        self._add(Presence(household=household, status="permanent", place="", period=since(moved_in, left)))
        for person in people.people:
            person.left = left
            person.roles = [(person.relation, person.joined, left)]
        known = [lives.life(chance, p, self.today, away=False) for p in people.people]
        self._people(chance, household, people, known)
        Facts(household, moved_in, self._add, seed=self.seed, today=left).house()

    def _add(self, row: Any) -> Any:
        row.community_id = self.community.pk
        row.created_at = self.entered
        return self.shelf.add(row)


def _fitting(dwellings: list[Dwelling], size: int) -> Dwelling:
    """Take a flat of 25 m² a person out of the next ones, if there is one; else the next."""
    wanted = min(125, max(50, 25 * size))
    near = enumerate(dwellings[:40])
    return dwellings.pop(next((index for index, flat in near if flat.area_m2 == wanted), 0))
