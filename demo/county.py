"""The whole made-up county, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from apps.communities.models import Community, Township
from apps.core import clock
from demo.bulk import Shelf, analyze
from demo.households import Settled, Settlement
from demo.numbers import Numbers
from demo.plan import OTHER_TOWNSHIPS, SEED, Site
from demo.staff import Office, Team


@dataclass
class Place:
    """A community with its staff."""

    settled: Settled
    team: Team


class CountyBuilder:
    """Builds a county of sites; `say` is told what was done."""

    def __init__(self, sites: tuple[Site, ...], *, seed: str = SEED, say: Callable[[str], None] = print) -> None:
        self.sites, self.seed, self.say = sites, seed, say
        self.shelf, self.numbers, self.today = Shelf(), Numbers(), clock.today()

    def build(self) -> list[Place]:
        """Everything. Nothing is left half-done when it fails."""
        with transaction.atomic():
            townships = self._townships()
            office = Office(self.seed)
            office.county(townships)
            places = [self._place(site, townships, office) for site in self.sites]
        analyze(self.shelf.rows)
        return places

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
