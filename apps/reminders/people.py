"""Who is responsible for a community: read once for a whole sweep."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F

from apps.accounts.models import Assignment
from apps.accounts.roles import Role
from apps.communities.models import Community


@dataclass
class People:
    """Active staff by role and community (two queries)."""

    managers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    officers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    grid: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    county: set[int] = field(default_factory=set)

    @classmethod
    def load(cls) -> "People":
        """As they are now."""
        people = cls()
        communities: dict[int, list[int]] = defaultdict(list)
        every = dict(Community.objects.order_by().values_list("pk", "township_id"))
        for community, township in every.items():
            communities[township].append(community)
        by_role = {
            Role.COMMUNITY_MANAGER: people.managers,
            Role.TOWNSHIP_OFFICER: people.officers,
            Role.GRID_WORKER: people.grid,
        }
        roles = (*by_role, Role.COUNTY_ADMIN)
        rows = Assignment.objects.filter(staff__is_active=True, staff__role__in=roles).order_by()
        areas = rows.values_list(
            "staff_id", "staff__role", "level", "township_id", "community_id", F("building__community_id")
        )
        for staff, role, level, township, community, of_building in areas:
            if role == Role.COUNTY_ADMIN:
                people.county.add(staff)
                continue
            covered = every if level == "county" else communities[township] if township else [community or of_building]
            for key in covered:
                by_role[role][key].add(staff)
        return people

    def managing(self, community: int) -> tuple[int, ...]:
        """The managers of a community; the county's administrators where it has none."""
        return tuple(sorted(self.managers.get(community) or self.county))

    def working(self, community: int) -> tuple[int, ...]:
        """Its managers and those who go from door to door there."""
        return tuple(sorted({*self.managing(community), *self.grid.get(community, ())}))

    def overseeing(self, community: int) -> tuple[int, ...]:
        """The township's officers; the county's administrators where there are none."""
        return tuple(sorted(self.officers.get(community) or self.county))
