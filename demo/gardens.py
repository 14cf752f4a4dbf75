"""Made-up garden plots: two zones in each community, and rounds in every state, told through the actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import cos, pi, sin
from typing import Any

from django.utils import timezone

from apps.core import clock
from apps.gardens import actions
from apps.gardens.allocation import Constraints
from apps.gardens.models import GardenOffer, GardenRequest, GardenRound, GardenTenure, GardenZone, Objection
from apps.gardens.vocabulary import Channel, Eligibility, Remedy
from apps.households.models import Household
from demo.chance import Chance
from demo.households import Settled
from demo.staff import Team

METRES_A_DEGREE = 111_195
ZONES = (("东坡菜园", "A", 3, 8, 160, "point"), ("河边菜园", "B", 4, 7, 260, "cistern"))
CHANNELS = {Channel.PHONE.value: 30, Channel.STAFF.value: 55, Channel.ROSTER.value: 15}
OBJECTIONS = ("分到的地常年积水，请换一块", "我家老人腿脚不便，路太远", "邻居家为什么分得比我们近")
NOTES = ("种了白菜和萝卜", "种辣椒、茄子", "搭了豆角架", "补种了蒜苗", "")


class Gardens:
    """The gardens of one community. `admin` decides what its manager may not."""

    def __init__(self, settled: Settled, team: Team, admin: Any, *, seed: str) -> None:
        self.settled, self.team, self.admin, self.today = settled, team, admin, clock.today()
        self.by, self.chance = team.manager, Chance(f"{seed} gardens {settled.site.slug}")

    def lay(self, turn: int) -> int:
        """Zones, lockers, and the rounds that fall to the `turn`-th community; how many rounds."""
        first, second = [self._zone(*zone, number) for number, zone in enumerate(ZONES)]
        self._lockers(first)
        both = ((self._used, self._public), (self._over, self._signed), (self._used, self._drafted))
        for tell, zone in zip((*both, (self._registering, self._judged))[turn % 4], (first, second), strict=True):
            tell(zone)
        return GardenRound.objects.filter(community=self.settled.community).count()

    @contextmanager
    def ago(self, days: int) -> Iterator[date]:
        """It is ten in the morning, so many days ago."""
        day = self.today - timedelta(days=days)
        with clock.at(timezone.make_aware(datetime.combine(day, time(10, 5)))):
            yield day

    def _zone(self, name: str, code: str, rows: int, columns: int, away: int, water: str, number: int) -> GardenZone:
        latitude, longitude, altitude = self.settled.site.place
        turn = (number + 0.3) * pi
        with self.ago(430):
            zone = actions.zone_register(
                community=self.settled.community, by=self.by, name=name, code=code, rows=rows, columns=columns,
                cell_width_m=Decimal(3), cell_depth_m=Decimal(5), angle=15 * number, water=water,
                accessible=number == 0,
                latitude=round(latitude + away * sin(turn) / METRES_A_DEGREE, 6),
                longitude=round(longitude + away * cos(turn) / METRES_A_DEGREE, 6), altitude_m=altitude + 6 * number,
            )  # fmt: skip
        wet = zone.plots.order_by("-number").first()
        if number and wet is not None:
            actions.plot_change(plot=wet, by=self.by, condition="work", note="雨后积水")
        return zone

    def _lockers(self, zone: GardenZone) -> None:
        for number in range(1, 7):
            locker = actions.locker_register(
                community=self.settled.community, by=self.by, zone=zone, number=f"G{number:02d}", size_l=300
            )
            if number <= 3 and number <= len(self.settled.homes):
                home = self.settled.homes[number - 1].household
                actions.locker_give(locker=locker, household=home, by=self.by, day=self.today - timedelta(days=90))

    def _opened(self, zone: GardenZone, name: str, begun: int, use_in: int, years: int = 2) -> GardenRound:
        """A round that was opened so many days ago; plots are in use from `use_in` days from today on."""
        start = self.today + timedelta(days=use_in)
        with self.ago(begun):
            row = actions.round_open(
                community=self.settled.community, by=self.by, zones=[zone], name=name, use_from=start,
                use_to=start + timedelta(days=365 * years), registration_ends_on=clock.today() + timedelta(days=20),
            )  # fmt: skip
        free = zone.plots.usable().count()
        self._needs(row, free + free // 5, begun)
        return row

    def _needs(self, row: GardenRound, many: int, begun: int) -> None:
        """Households of all buildings, some of whom ask to be together or need an accessible plot."""
        homes = [home.household for home in self.settled.homes if home.household.left_on is None]
        chosen = self.chance.sample(homes, min(many, len(homes)))
        made = []
        for number, home in enumerate(chosen):
            channel = self.chance.pick(CHANNELS)
            moment = datetime.combine(self.today - timedelta(days=begun), time(9)) + timedelta(hours=3 * number)
            made.append(
                GardenRequest(
                    round=row, household=home, community=self.settled.community, channel=channel,
                    registered_by=None if channel == Channel.PHONE else self.by,
                    registered_at=min(timezone.make_aware(moment), clock.now()),
                    together=("梨树", "桂花")[number // 2] if number < 4 else "", needs_accessible=number % 11 == 5,
                )
            )  # fmt: skip
        GardenRequest.objects.bulk_create(made)

    def _settled(self, row: GardenRound, ago: int) -> bool:
        """Judged and settled; False where nobody was eligible."""
        with self.ago(ago):
            actions.round_end_registration(round=row, by=self.by)
            if not row.requests.filter(eligibility=Eligibility.ELIGIBLE).exists():
                actions.round_give_up(round=row, by=self.by, why="本轮没有符合条件的户")
                return False
            actions.round_settle_eligibility(round=row, by=self.by, seed=f"福彩双色球 {self.today.year}-{row.pk}")
        return True

    def _published(self, row: GardenRound, ago: int) -> GardenRound | None:
        if not self._settled(row, ago + 3):
            return None
        with self.ago(ago):
            draft = actions.draft_make(round=row, by=self.by)
            return actions.round_publish(round=row, by=self.by, draft=draft)

    def _registering(self, zone: GardenZone) -> None:
        self._opened(zone, f"{self.today.year}年秋菜地", 12, 60)

    def _judged(self, zone: GardenZone) -> None:
        row = self._opened(zone, f"{self.today.year}年冬菜地", 30, 60)
        with self.ago(2):
            actions.round_end_registration(round=row, by=self.by)
            refused = row.requests.filter(eligibility=Eligibility.REFUSED).select_related("household", "round").first()
            if refused is not None and refused.building_id:
                actions.eligibility_decide(request=refused, by=self.by, eligible=True, why="楼长证明全年在家")

    def _drafted(self, zone: GardenZone) -> None:
        row = self._opened(zone, f"{self.today.year}年河边菜地", 40, 60)
        if self._settled(row, 6):
            with self.ago(4):
                actions.draft_make(round=row, by=self.by, name="全部要求")
                actions.draft_make(round=row, by=self.by, name="不考虑相邻", constraints=Constraints(together=False))
                actions.draft_make(round=row, by=self.by, name="只按抽签定先后", constraints=Constraints(priority=()))

    def _public(self, zone: GardenZone) -> None:
        row = self._published(self._opened(zone, f"{self.today.year}年河边菜地", 45, 60), 2)
        if row is None:
            return
        served: Any = row.published
        homes = Household.objects.filter(community=row.community, code__in=served.plots).order_by("code")
        with self.ago(1):
            made = [
                actions.objection_file(round=row, household=home, by=self.by, text=text)
                for home, text in zip(homes, OBJECTIONS, strict=False)
            ]
            self._decided(row, made)

    def _decided(self, row: GardenRound, made: list[Objection]) -> None:
        """One is upheld, one rejected, one is open."""
        if len(made) < len(OBJECTIONS):
            return
        number = row.published.plots[made[0].household.code]  # type: ignore[union-attr]
        plot = row.zones.get().plots.get(number=number)
        actions.objection_uphold(
            objection=made[0], by=self.admin, why="现场查看属实", remedy=Remedy.PLOT_UNFIT, plot=plot
        )
        actions.objection_reject(objection=made[1], by=self.admin, why="路程按同一规则计算，已当面说明")

    def _to_sign(self, zone: GardenZone, name: str, ago: int, use_in: int, years: int) -> GardenRound | None:
        row = self._published(self._opened(zone, name, ago + 40, use_in, years), ago + 12)
        if row is None:
            return None
        with self.ago(ago):
            return actions.round_begin_signing(round=row, by=self.by)

    def _signed(self, zone: GardenZone) -> None:
        """Half have signed, one declines; the day is near for the others."""
        row = self._to_sign(zone, f"{self.today.year}年河边菜地", 14, 30, 2)
        if row is None:
            return
        offers = list(GardenOffer.objects.filter(round=row).order_by("pk"))
        with self.ago(5):
            for offer in offers[: len(offers) // 2]:
                actions.offer_sign(offer=offer, by=self.by, signer="户主")
            if len(offers) > 2:
                actions.offer_decline(offer=offers[-1], by=self.by, why="外出务工，暂不种")

    def _handed_over(self, zone: GardenZone, name: str, ago: int, years: int) -> GardenRound | None:
        row = self._to_sign(zone, name, ago, -ago + 2, years)
        if row is None:
            return None
        with self.ago(ago - 1):
            for offer in GardenOffer.objects.filter(round=row).order_by("pk"):
                actions.offer_sign(offer=offer, by=self.by, signer="户主")
            return actions.round_begin_use(round=row, by=self.by)

    def _over(self, zone: GardenZone) -> None:
        row = self._handed_over(zone, f"{self.today.year - 1}年东坡菜地", 385, 1)
        if row is not None:
            with self.ago(10):
                actions.round_close(round=row, by=self.by)

    def _used(self, zone: GardenZone) -> None:
        """Visited, noted, one idle beyond its day and proposed to be reclaimed, one given back, two to swap."""
        row = self._handed_over(zone, f"{self.today.year - 1}年东坡菜地", 330, 2)
        if row is None:
            return
        held = list(GardenTenure.objects.live().filter(round=row).order_by("pk"))
        for tenure in held[: len(held) // 2]:
            with self.ago(self.chance.randint(20, 120)):
                actions.visit_record(tenure=tenure, by=self.by, found="used", note=self.chance.among(NOTES))
                saved = Decimal(self.chance.randint(40, 160))
                actions.yield_note(
                    tenure=tenure, by=self.by, yield_kg=Decimal(self.chance.randint(6, 30)), saved_yuan=saved
                )
        for tenure, days in zip(held[-3:], (95, 80, 12), strict=False):
            with self.ago(days):
                actions.visit_record(tenure=tenure, by=self.by, found="idle", note="地里长草")
        if len(held) < 8:
            return
        with self.ago(20):
            late = [actions.reclaim_propose(tenure=tenure, by=self.by, why="两个月没有耕种") for tenure in held[-3:-1]]
        with self.ago(15):
            actions.reclaim_decide(reclaim=late[0], by=self.admin, agreed=True, why="多次联系未恢复")
            actions.tenure_give_back(tenure=held[4], by=self.by, why="随子女进城")
            actions.swap_propose(tenure=held[0], other=held[1], by=self.by, agreed_note="当面同意")
            done = actions.swap_propose(tenure=held[2], other=held[3], by=self.by, agreed_note="当面同意")
            actions.swap_consent(swap=done, by=self.by, household=held[3].household, agreed_note="电话同意")
