"""The people who log in to the made-up county. Their accounts exist only where the demo data were loaded."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from apps.accounts.models import Assignment, Level, Staff
from apps.accounts.roles import Role
from apps.communities.models import Building, Community, Township
from demo.chance import Chance
from demo.names import given_name, surname
from demo.plan import PASSWORD, QINGCHUAN

HOUSEHOLDS_PER_GRID_WORKER = 150
# Log-ins that are shown; the others of the county are colleagues with the same password.
LOGINS = {
    "county": "county administrator: set-up, rules, staff, all communities",
    "township": "township officer of Longtanping: reads, acknowledges reports",
    "manager": "community manager of Qingchuan: the whole admin",
    "grid1": "grid worker of Qingchuan, first buildings: phone pages",
    "grid2": "grid worker of Qingchuan, next buildings: phone pages",
    "driver": "driver of a shuttle of Qingchuan: boarding lists on the phone",
    "auditor": "auditor: reads everything, and who saw what",
}


@dataclass
class Team:
    """The staff of one community."""

    manager: Staff
    deputy: Staff
    driver: Staff
    grid: list[Staff] = field(default_factory=list)
    grid_of: dict[int | None, Staff] = field(default_factory=dict)  # by building


class Office:
    """Makes the accounts of the county."""

    def __init__(self, seed: str) -> None:
        self.chance = Chance(f"{seed} staff")
        self.hashed = make_password(PASSWORD)
        self.made = 0
        self.officers: dict[str, Staff] = {}

    def person(self, username: str, role: str, name: str = "") -> Staff:
        """An account with the demo password."""
        self.made += 1
        sex = "male" if self.chance.maybe(0.55) else "female"
        return Staff.objects.create(
            username=username,
            name=name or surname(self.chance) + given_name(self.chance, sex, 1985),
            role=role,
            email=f"{username}@anju.invalid",
            phone=f"1540000{self.made:04d}",
            password=self.hashed,
        )

    def county(self, townships: dict[str, Township]) -> Staff:
        """Administrator, auditor and one officer for each township. Returns the administrator."""
        admin = self.person("county", Role.COUNTY_ADMIN, "杨志宏")
        auditor = self.person("auditor", Role.AUDITOR, "黄文静")
        for staff in (admin, auditor):
            Assignment.objects.create(staff=staff, level=Level.COUNTY)
        for index, (name, township) in enumerate(townships.items()):
            known = name == QINGCHUAN.township
            officer = self.person("township" if known else f"township{index + 1}", Role.TOWNSHIP_OFFICER)
            Assignment.objects.create(staff=officer, level=Level.TOWNSHIP, township=township)
            self.officers[name] = officer
        return admin

    def team(self, community: Community, buildings: list[Building], households: int) -> Team:
        """Manager, deputy and grid workers, who share the buildings."""
        known = community.slug == QINGCHUAN.slug
        prefix = "" if known else f"{community.slug}-"
        team = Team(
            self.person(f"{prefix}manager", Role.COMMUNITY_MANAGER, "向长春" if known else ""),
            self.person(f"{prefix}deputy", Role.COMMUNITY_MANAGER),
            self.person(f"{prefix}driver", Role.DRIVER, "冉师傅" if known else ""),
        )
        for staff in (team.manager, team.deputy):
            Assignment.objects.create(staff=staff, level=Level.COMMUNITY, community=community)
        count = max(2, round(households / HOUSEHOLDS_PER_GRID_WORKER))
        names = ("覃小兰", "冉勇") if known else ()
        team.grid = [
            self.person(f"{prefix}grid{n + 1}", Role.GRID_WORKER, names[n] if n < len(names) else "")
            for n in range(count)
        ]
        for index, building in enumerate(buildings):
            self._give(team, team.grid[index * count // len(buildings)], building)
        for worker in team.grid[len(buildings) :]:  # a community of one building
            self._give(team, worker, buildings[-1])
        return team

    def _give(self, team: Team, worker: Staff, building: Building) -> None:
        team.grid_of[building.pk] = worker
        Assignment.objects.create(staff=worker, level=Level.BUILDING, building=building)
