"""Privacy in every state: consents, accounts, a suggestion, a merged pair, an undone one, erasures."""

from datetime import date, timedelta
from typing import Any

from apps.core import clock
from apps.core.periods import since
from apps.core.text import pinyin_key
from apps.households.actions.consents import bank_account_add, consent_record, consent_withdraw
from apps.households.actions.erasing import erasure_keep, erasure_request, erasures_propose
from apps.households.actions.household_merging import households_merge, households_not_same
from apps.households.actions.likeness import duplicates_find
from apps.households.actions.merging import members_merge, members_not_same, merge_undo
from apps.households.models import Erasure, Household, Member, Membership, Occupancy
from demo.chance import Chance
from demo.households import Settled
from demo.staff import Team

LAW = "《社会救助暂行办法》第六十一条"
PAPERS = {
    "id_number": "搬迁入住登记", "health": "大病救助申请", "bank": "惠农补贴发放", "children": "学籍和营养餐登记",
    "matching": "防返贫监测信息比对授权", "sharing": "与县民政局共享低保核查结果",
}  # fmt: skip
BANKS = ("农村商业银行", "农业银行", "邮政储蓄银行")


class Privacy:
    """What one community has recorded."""

    def __init__(self, settled: Settled, team: Team) -> None:
        self.settled, self.by = settled, team.manager
        self.today = clock.today()
        self.chance = Chance(f"{settled.site.slug} privacy")

    def lay(self) -> None:
        """Papers and accounts of the first households, pairs of people, and what is due for erasure."""
        held = Membership.objects.filter(household__in=[home.household.pk for home in self.settled.homes])
        headed = set(held.filter(relation="head").current().values_list("household", flat=True))
        # Who is still there differs from day to day.
        present = [home.household for home in self.settled.homes if home.household.pk in headed]
        homes, twice = present[:12], present[10:14]
        for index, household in enumerate(homes):
            self._papers(household, index)
            self._account(household)
        self._pairs(homes)
        self._households_twice(twice)
        self._erasures()

    def _papers(self, household: Household, index: int) -> None:
        """Valid, expiring, expired and withdrawn ones, in turns."""
        ends = (None, 20, -40, 400, 10)
        for turn, (purpose, covers) in enumerate(PAPERS.items()):
            signed = self.today - timedelta(days=380 + 11 * index + turn)
            end = ends[(index + turn) % len(ends)]
            statutory = purpose == "matching"
            paper = consent_record(
                household=household, by=self.by, purpose=purpose, signed_on=signed, covers=covers,
                basis="statutory" if statutory else "separate", law=LAW if statutory else "",
                recipient="县民政局" if purpose == "sharing" else "", paper=f"授权书 {household.code}-{turn + 1}",
                valid_until=None if end is None else self.today + timedelta(days=end),
            )  # fmt: skip
            if (index + turn) % 7 == 6:
                consent_withdraw(consent=paper, by=self.by, why="本人书面要求", on=self.today - timedelta(days=9))

    def _account(self, household: Household) -> None:
        head = Member.objects.filter(memberships__household=household, memberships__relation="head").first()
        number = "62" + "".join(str(self.chance.randint(0, 9)) for _i in range(17))
        bank_account_add(
            household=household, by=self.by, number=number, use="subsidy", bank=self.chance.among(BANKS), member=head
        )

    def _pairs(self, homes: list[Household]) -> None:
        """People written down twice: one merged, one merged and taken apart, one said to be two, two still open."""
        twins = [self._twin(homes[index], homes[index + 5]) for index in range(5)]
        merged, undone, two, *_open = twins
        members_merge(keep=merged[0], drop=merged[1], by=self.by, why="户口本核对为同一人")
        merge = members_merge(keep=undone[0], drop=undone[1], by=self.by, why="姓名和生日相同")
        merge_undo(merge=merge, by=self.by, why="核实为堂兄弟，不是同一人")
        members_not_same(one=two[0], other=two[1], by=self.by)

    def _twin(self, home: Household, other: Household) -> tuple[Member, Member]:
        """The head of a household once more, without a number, as somebody wrote them down at another door."""
        head, twin = self._copy_of_head(home)
        # Their time in the other household is over, so that the two can become one.
        period = since(date(2017, 1, 5), date(2017, 2, 5))
        Membership.objects.create(
            household=other, member=twin, community=other.community, relation="other", period=period
        )
        return head, twin

    def _copy_of_head(self, home: Household) -> tuple[Member, Member]:
        """The head, and the same person once more without a number."""
        head = (
            Membership.objects.filter(household=home, relation="head").current().select_related("member").get().member
        )
        twin = Member(
            community=home.community, name=head.name, name_key=pinyin_key(head.name), sex=head.sex,
            birth_date=head.birth_date, phone=head.phone,
        )  # fmt: skip
        twin.save()
        return head, twin

    def _households_twice(self, homes: list[Household]) -> None:
        """Households written down twice: one merged, one merged and taken apart, one said to be two, one still open."""
        pairs = [(home, *self._household_again(home)) for home in homes]
        for state, (home, again, same) in zip(("merged", "undone", "two", "open"), pairs, strict=False):
            if state == "two":
                households_not_same(one=home, other=again, by=self.by)
            elif state != "open":
                merge = households_merge(keep=home, drop=again, by=self.by, same=same, why="同一户登记了两次")
                if state == "undone":
                    merge_undo(merge=merge, by=self.by, why="核实为父子两户，户主同名")

    def _household_again(self, home: Household) -> tuple[Household, dict[int, int]]:
        """The same flat and head once more under another code, without a number; and who of it is who."""
        head, twin = self._copy_of_head(home)
        held = Occupancy.objects.filter(household=home).current().first()
        since_when = home.moved_in_on or self.today
        again = Household.objects.create(
            community=home.community, code=f"{home.code}B"[:20], origin_village=home.origin_village,
            moved_in_on=since_when,
        )  # fmt: skip
        owned: dict[str, Any] = {"household": again, "community": home.community, "period": since(since_when)}
        Membership.objects.create(**owned, member=twin, relation="head")
        if held is not None:
            Occupancy.objects.create(**owned, dwelling=held.dwelling)
        return again, {twin.pk: head.pk}

    def _erasures(self) -> None:
        erasures_propose()
        rows: list[Any] = list(Erasure.objects.filter(community=self.settled.community).order_by("pk")[:3])
        if rows:
            erasure_request(erasure=rows[0], by=self.by, why="离开已满规定年限，档案已移交")
        if len(rows) > 2:
            until = self.today + timedelta(days=200)
            erasure_keep(erasure=rows[1], by=self.by, why="搬迁补助审计尚未结束", until=until)


def after() -> None:
    """Once for the county: look for pairs."""
    duplicates_find()
