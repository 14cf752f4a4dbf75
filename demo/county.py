"""The whole made-up county, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from apps.accounts.models import Staff
from apps.communities.models import Community, Township
from apps.core import clock
from apps.farmland.models import Village
from apps.farmland.passes import fields_pass
from apps.reminders.actions import messages_collect
from demo.assessments import Assessments
from demo.bulk import Shelf, analyze
from demo.cases import warm_clocks
from demo.complaints import Year
from demo.facilities import Facilities
from demo.farmland import Fields
from demo.followups import Visits
from demo.gardens import Gardens
from demo.households import Settled, Settlement
from demo.instruments import questionnaires
from demo.life import Lives
from demo.lists import Lists
from demo.live import Desk
from demo.neighbourhood import Life
from demo.numbers import Numbers
from demo.plan import OTHER_TOWNSHIPS, SEED, Site
from demo.privacy import Privacy
from demo.privacy import after as find_pairs
from demo.reports import Reports
from demo.roster import Roster
from demo.shuttles import Shuttles
from demo.staff import Office, Team

PHOTOS = 40  # in each community


@dataclass
class Place:
    """A community with its staff."""

    settled: Settled
    team: Team


class CountyBuilder:
    """Builds a county of sites; `say` is told what was done.

    `complaint_rate` is complaints a month for each household, of which the newest `complaints_each` of a community
    are kept; `desks` adds what shows every state at once, photos, a roster, and reports of `report_months`.
    """

    def __init__(
        self,
        sites: tuple[Site, ...],
        *,
        seed: str = SEED,
        complaint_rate: float = 0.07,
        complaints_each: int | None = None,
        desks: bool = True,
        report_months: int = 6,
        say: Callable[[str], None] = print,
    ) -> None:
        self.sites, self.seed, self.say, self.complaint_rate = sites, seed, say, complaint_rate
        self.complaints_each, self.desks, self.report_months = complaints_each, desks, report_months
        self.shelf, self.numbers, self.today = Shelf(), Numbers(), clock.today()

    def build(self) -> list[Place]:
        """Everything. Nothing is left half-done when it fails."""
        with transaction.atomic():
            townships = self._townships()
            office = Office(self.seed)
            admin = office.county(townships)
            self.say(f"  {questionnaires(admin)} questionnaires changed")
            places = [self._place(site, townships, office) for site in self.sites]
            self._facilities(places, admin)
            self._fields(places)
            self._complaints(places)
            if self.desks:
                analyze(self.shelf.rows)  # what comes now is asked of tables that were empty a moment ago
                self._gardens(places, admin)
                self._shuttles(places)
                self._life(places)
                self._lives(places)
                self._visits(places)
                self._settling(places)
                self._paper(places, office)
        analyze(self.shelf.rows)
        return places

    def _facilities(self, places: list[Place], admin: Staff) -> None:
        """What the communities have, and what stands in the towns for all of them."""
        facilities = Facilities(self.shelf, today=self.today)
        facilities.county(admin)
        made = sum(facilities.of(place.settled, place.team) for place in places)
        self.say(f"  {made} facilities")

    def _fields(self, places: list[Place]) -> None:
        """The land that people kept, in every community."""
        villages: dict[str, Village] = {}
        for place in places:
            made = Fields(place.settled, self.shelf, villages, seed=self.seed).lay()
            self.say(f"  {place.settled.site.name}: {made:,} fields")
        fields_pass()

    def _gardens(self, places: list[Place], admin: Staff) -> None:
        """Plots, lockers and rounds in every state."""
        for turn, place in enumerate(places):
            made = Gardens(place.settled, place.team, admin, seed=self.seed).lay(turn)
            self.say(f"  {place.settled.site.name}: {made} garden rounds")

    def _shuttles(self, places: list[Place]) -> None:
        """Timetables, trips and seats in every state."""
        for turn, place in enumerate(places):
            made = Shuttles(place.settled, place.team, self.shelf, seed=self.seed).lay(turn)
            self.say(f"  {place.settled.site.name}: {made} shuttle trips")

    def _life(self, places: list[Place]) -> None:
        """Competitions, points, groups, meetings and activities in every state."""
        for place in places:
            made = Life(place.settled, place.team, seed=self.seed).tell()
            self.say(f"  {place.settled.site.name}: {made} competitions and activities")

    def _settling(self, places: list[Place]) -> None:
        """Stages of integration, on and back."""
        for place in places:
            made = Assessments(place.settled, place.team).lay()
            self.say(f"  {place.settled.site.name}: {made} stages of integration")

    def _complaints(self, places: list[Place]) -> None:
        """A year of them in each community, and what lies on the desk now."""
        known = warm_clocks(self.today - timedelta(days=430), self.today)
        for place in places:
            year = Year(place.settled, place.team, self.shelf, known.calendar, seed=self.seed)
            rate = self.complaint_rate * place.settled.site.households
            cases = year.tell(months=12, each_month=rate, at_most=self.complaints_each)
            if self.desks:
                cases = cases + Desk(year).lay()
                year.photos(cases, at_most=PHOTOS)
            self.shelf.write()
            self.say(f"  {place.settled.site.name}: {len(cases):,} complaints")

    def _lives(self, places: list[Place]) -> None:
        """What happened to the people of the first two communities, each with the other beside it."""
        first, second = places[0], places[-1 if len(places) < 3 else 1]
        for place, beside in ((first, second), (second, first)):
            made = Lives(place, beside, seed=self.seed).tell()
            self.say(f"  {place.settled.site.name}: {made} life events and transfers")

    def _visits(self, places: list[Place]) -> None:
        """Caseloads, visits and tasks in every state, and what people answered."""
        analyze(self.shelf.rows)
        for place in places:
            made = Visits(place.settled, place.team, seed=self.seed).lay()
            self.say(f"  {place.settled.site.name}: {made:,} visits")

    def _paper(self, places: list[Place], office: Office) -> None:
        """Reports of past months, a roster to look through, and what has been told to whom."""
        analyze(self.shelf.rows)  # figures count the trips too
        for place in places:
            officer = office.officers[place.settled.site.township]
            made = Reports(place.settled, place.team, officer).make(self.report_months)
            self.say(f"  {place.settled.site.name}: {made} monthly reports")
        for place in places:
            Privacy(place.settled, place.team).lay()
        find_pairs()
        Roster(places[0].settled, self.numbers).upload(places[0].team.manager)
        Lists(places[0].settled, places[0].team.manager).send()
        messages_collect()

    def _townships(self) -> dict[str, Township]:
        names = dict.fromkeys([site.township for site in self.sites])
        made = {name: Township.objects.create(name=name) for name in names}
        for name in OTHER_TOWNSHIPS:
            Township.objects.create(name=name)
        return made

    def _place(self, site: Site, townships: dict[str, Township], office: Office) -> Place:
        latitude, longitude, altitude = site.place
        community = Community.objects.create(
            township=townships[site.township], name=site.name, slug=site.slug, address=site.address, phone=site.phone,
            opened_on=site.opened, latitude=latitude, longitude=longitude, altitude_m=altitude,
        )  # fmt: skip
        settled = Settlement(site, community, self.shelf, self.numbers, seed=self.seed, today=self.today).build()
        self.shelf.write()
        team = office.team(community, settled.buildings, site.households)
        self.say(
            f"  {site.name}: {site.households:,} households, {site.people:,} people, {len(team.grid)} grid workers"
        )
        return Place(settled, team)
