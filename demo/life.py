"""What happened to the people of a community lately: every kind of event, corrections, transfers in every state.

Told through the real actions, each at the moment at which it was recorded. The register of these families is set back
to when they moved in, so that "as of" can be tried on them.
"""

import itertools
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from apps.communities.models import Dwelling
from apps.core import clock
from apps.core.errors import DomainError
from apps.households.actions import families, people, transfers
from apps.households.actions.classes import class_correct, class_record
from apps.households.actions.corrections import event_cancel, event_correct
from apps.households.actions.marriages import marriage_record
from apps.households.life.newcomer import Newcomer
from apps.households.models import Household, Membership, Occupancy, Transfer
from apps.households.vocabulary import Relation
from demo.chance import Chance
from demo.names import given_name, surname
from demo.past import set_back

TRIES = 40
Kin = dict[str, Any]


class Lives:
    """Events of one community, recorded by its manager; `beside` is another community with its manager."""

    def __init__(self, place: Any, beside: Any, *, seed: str) -> None:
        self.community, self.by = place.settled.community, place.team.manager
        self.beside, self.their = beside.settled.community, beside.team.manager
        self.today, self.chance = clock.today(), Chance(f"{seed} lives {self.community.slug}")
        self.found = self._families()
        self.made, self.state = 0, ""

    def tell(self) -> int:
        """All of them. Returns how many."""
        scenes: tuple[Callable[[Household, Kin, date], Any], ...] = (
            self.birth, self.birth, self.birth, self.death, self.death_of_head, self.married_in, self.married_out,
            self.divorce, self.split, self.head, self.move, self.away, self.whole_away_and_back, self.cancelled,
            self.corrected, self.late_death,
        )  # fmt: skip
        set_back(self.community)
        for number, scene in enumerate(scenes):
            self._play(scene, self.today - timedelta(days=3 + 11 * number % 150))
        self._merge()
        self._marriage()
        self._classes()
        for state in ("requested", "accepted", "rejected", "withdrawn", "person"):
            self.state = state
            self._play(self.transfer, self.today - timedelta(days=9))
        return self.made

    def _families(self) -> Iterator[tuple[Household, Kin]]:
        quiet = Membership.objects.filter(household__life_events__isnull=True)
        rows = quiet.filter(community=self.community, period__holds_on=self.today).select_related("household", "member")
        homes: dict[int, tuple[Household, Kin]] = {}
        for row in rows.order_by("household__code", "pk")[:2000]:
            _household, kin = homes.setdefault(row.household_id, (row.household, {"all": [], "grown": []}))
            kin["all"].append(row.member)
            kin.setdefault(row.relation, row.member)
            if row.relation == Relation.CHILD and (row.member.age or 0) >= 22:
                kin["grown"].append(row.member)
        usable = [home for home in homes.values() if {"head", "spouse"} <= home[1].keys() and home[1]["grown"]]
        return iter(self.chance.sample(usable, len(usable)))

    def _play(self, scene: Callable[[Household, Kin, date], Any], day: date) -> None:
        """The scene in the next family that it fits; in small places it may fit none."""
        for _try in range(TRIES):
            household, kin = next(self.found, (None, {}))
            if household is None:
                return
            try:
                with transaction.atomic():
                    scene(household, kin, day)
            except DomainError:
                continue
            self.made += 1
            return

    def _at(self, day: date, act: Callable[..., Any], household: Household, **given: Any) -> Any:
        """Record it the day after, and let the history say so."""
        moment = timezone.make_aware(datetime.combine(min(day + timedelta(days=1), self.today), time(10, 20)))
        with clock.at(min(moment, clock.now())):
            made = act(household=household, by=self.by, happened_on=day, **given)
        return made

    def _name(self, sex: str) -> str:
        return surname(self.chance) + given_name(self.chance, sex, 2000)

    def birth(self, household: Household, kin: Kin, day: date) -> Any:
        sex = "female" if self.chance.maybe(0.5) else "male"
        name = kin["head"].name[0] + given_name(self.chance, sex, 2026)
        return self._at(day, people.birth_record, household, name=name, sex=sex, relation="grandchild")

    def death(self, household: Household, kin: Kin, day: date) -> Any:
        return self._at(day, people.death_record, household, member=kin["parent"] if "parent" in kin else kin["spouse"])

    def death_of_head(self, household: Household, kin: Kin, day: date) -> Any:
        return self._at(day, people.death_record, household, member=kin["head"], new_head=kin["grown"][0])

    def late_death(self, household: Household, kin: Kin, day: date) -> Any:
        """Recorded months later: a late entry shows as such."""
        with clock.at(timezone.make_aware(datetime.combine(self.today - timedelta(days=2), time(15)))):
            return people.death_record(
                household=household, by=self.by, happened_on=self.today - timedelta(days=120), member=kin["spouse"],
                note="家属从外地回来后补报",
            )  # fmt: skip

    def married_in(self, household: Household, kin: Kin, day: date) -> Any:
        spouse = kin["grown"][0]
        sex = "female" if spouse.sex == "male" else "male"
        new = Newcomer(self._name(sex), sex, date(1999, self.chance.randint(1, 12), self.chance.randint(1, 28)))
        return self._at(day, people.marriage_in_record, household, newcomer=new, spouse=spouse)

    def married_out(self, household: Household, kin: Kin, day: date) -> Any:
        return self._at(day, people.marriage_out_record, household, member=kin["grown"][0], destination="重庆市万州区")

    def divorce(self, household: Household, kin: Kin, day: date) -> Any:
        """They stay in one flat: two households, one dwelling."""
        return self._at(
            day, families.divorce_record, household, members=[kin["spouse"]], head=kin["spouse"], shares_dwelling=True,
            document="（2026）民调字第 17 号",
        )  # fmt: skip

    def split(self, household: Household, kin: Kin, day: date) -> Any:
        return self._at(day, families.household_split, household, members=[kin["grown"][0]], head=kin["grown"][0])

    def head(self, household: Household, kin: Kin, day: date) -> Any:
        return self._at(day, families.head_change, household, new_head=kin["grown"][0], note="原户主年事已高")

    def move(self, household: Household, kin: Kin, day: date) -> Any:
        held = Occupancy.objects.filter(period__holds_on=self.today).values("dwelling")
        free = Dwelling.objects.filter(community=self.community).exclude(pk__in=held).order_by("pk").first()
        other = Dwelling.objects.filter(community=self.community).order_by("pk").first()
        return self._at(day, families.dwelling_move, household, dwelling=free or other, note="老人腿脚不便，换到低层")

    def away(self, household: Household, kin: Kin, day: date) -> Any:
        return self._at(
            day, people.departure_record, household, members=[kin["grown"][0]], destination="恩施市区购房落户"
        )

    def whole_away_and_back(self, household: Household, kin: Kin, day: date) -> Any:
        self._at(self.today - timedelta(days=200), people.departure_record, household, destination="浙江台州")
        return self._at(day, people.return_record, household, members=kin["all"], head=kin["head"])

    def cancelled(self, household: Household, kin: Kin, day: date) -> Any:
        made = self.away(household, kin, day)
        return event_cancel(event=made, by=self.by, why="登记错了户，人还在家")

    def corrected(self, household: Household, kin: Kin, day: date) -> Any:
        made = self.birth(household, kin, day)
        return event_correct(event=made, by=self.by, why="出生证上的日期", happened_on=day - timedelta(days=2))

    def _merge(self) -> None:
        """A parent's household of one joins another."""
        for _try in range(TRIES):
            target, _kin = next(self.found, (None, {}))
            rows = Membership.objects.filter(community=self.community, period__holds_on=self.today)
            alone = rows.values("household").order_by("household").annotate(n=Count("pk")).filter(n=1).first()
            if target is None or alone is None:
                return
            household = Household.objects.get(pk=alone["household"])
            try:
                with transaction.atomic():
                    self._at(self.today - timedelta(days=6), families.household_merge, household, into=target,
                             note="老人随子女生活")  # fmt: skip
            except DomainError:
                continue
            self.made += 1
            return

    def _marriage(self) -> None:
        """Two grown children of two households, one of whom moves in with the other's parents."""
        rows = Membership.objects.filter(community=self.community, period__holds_on=self.today)
        taken = rows.filter(relation=Relation.CHILD_IN_LAW).order_by().values("household")
        single = rows.filter(relation=Relation.CHILD).exclude(household__in=taken).select_related("household", "member")
        grown = [row for row in single.order_by("household__code", "pk")[:2000] if 22 <= (row.member.age or 0) <= 40]
        for one, other in itertools.pairwise(grown):
            if one.member.sex == other.member.sex or one.household_id == other.household_id:
                continue
            try:
                with transaction.atomic():
                    self._at(self.today - timedelta(days=12), marriage_record, one.household, member=one.member,
                             spouse=other.member, document="结婚证 J422802-2026-000318")  # fmt: skip
            except DomainError:
                continue
            self.made += 1
            return

    def _classes(self) -> None:
        """A class that changed, one recorded for the wrong day and put right, one that never held."""
        homes = Household.objects.filter(community=self.community, left_on=None, kind="lifted_out").order_by("code")
        for number, household in enumerate(homes[:3]):
            day = self.today - timedelta(days=40 + 20 * number)
            with clock.at(timezone.make_aware(datetime.combine(day + timedelta(days=2), time(14, 30)))):
                period = class_record(household=household, by=self.by, kind="subsistence", start=day,
                                      reason="家庭人均收入低于低保标准", document="县民批〔2026〕31号")  # fmt: skip
            if number == 1:
                class_correct(household=household, by=self.by, period=period, why="批复上的日期晚一周",
                              start=day + timedelta(days=7))  # fmt: skip
            elif number == 2:
                class_correct(household=household, by=self.by, period=period, why="登记到了别的户")
            self.made += 1

    def transfer(self, household: Household, kin: Kin, day: date) -> Transfer:
        state = self.state
        given: Kin = {"to_community": self.beside, "why": "随子女就业搬迁"}
        if state == "person":
            given |= {"member": kin["grown"][0], "marriage": True, "why": "婚嫁"}
        made: Transfer = self._at(day, transfers.transfer_request, household, **given)
        with clock.at(min(clock.now(), timezone.make_aware(datetime.combine(day + timedelta(days=3), time(9, 40))))):
            if state == "accepted":
                code = f"Z{household.code}"[:20]
                return transfers.transfer_accept(transfer=made, by=self.their, code=code, why="已核实，同意接收")
            if state == "rejected":
                return transfers.transfer_reject(transfer=made, by=self.their, why="暂无空房，明年再议")
            if state == "withdrawn":
                return transfers.transfer_withdraw(transfer=made, by=self.by, why="家里商量后不搬了")
        return made
