"""Made-up community life: competitions, points, groups, meetings and activities in every state, by the actions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from apps.core import clock
from apps.households.models import Household, Membership
from apps.neighbourhood import actions
from apps.neighbourhood.models import (
    Activity,
    Competition,
    CompetitionEntry,
    MeetingDecision,
    PointsAccount,
    Redemption,
    Reward,
    SignUp,
)
from apps.neighbourhood.vocabulary import Channel
from demo.chance import Chance
from demo.households import Settled
from demo.staff import Team

CRITERIA = (("客厅卧室", 10), ("厨房", 10), ("卫生间", 10), ("门前楼道", 5))
STAIRS = (("楼道堆物", 10), ("墙面地面", 10), ("垃圾分类", 10))
REWARDS = (("洗衣粉", 10, "袋", 40), ("食用油", 40, "瓶", 12), ("大米", 60, "袋", 8), ("毛巾", 5, "条", 30))
GROUPS = (
    ("{building}自管小组", "management", "楼道卫生、停车、晾晒大家商量着办"),
    ("红白理事会", "customs", "红白事一切从简，不攀比"),
    ("巴山舞队", "culture", "每天傍晚在广场跳舞"),
    ("志愿服务队", "volunteers", "帮老人代买代办，看望独居老人"),
)
AGENDA = "楼道堆放杂物怎么办\n电动车充电和停放\n下个月的清洁家庭评比"
DECISIONS = ("楼道不再堆放杂物，月底前清完", "每栋楼选一名楼栋长", "广场跳舞晚上九点半结束", "共同出钱装充电桩")
ACTIVITIES = (
    ("坝坝电影", "culture", "社区广场"), ("老年人体检", "health", "卫生室"),
    ("电焊培训班", "learning", "三楼培训室"), ("周末大扫除", "helping", "各楼栋"),
    ("儿童绘本课", "children", "四点半课堂"), ("敬老聚餐", "culture", "百姓食堂"),
)  # fmt: skip
COMPETITIONS = {"settled": -95, "published": -12, "judging": -5, "planned": 10, "cancelled": -30}  # days from today
OBJECTION = "那天家里正在装修，没有看仔细"
FEW = 8  # entries of a competition, so that the county is made quickly


class Life:
    """The community life of one community."""

    def __init__(self, settled: Settled, team: Team, *, seed: str) -> None:
        self.community, self.team, self.today = settled.community, team, clock.today()
        self.by, self.other = team.manager, team.deputy
        self.buildings = settled.buildings
        self.chance = Chance(f"{seed} community life {settled.site.slug}")
        homes = [home.household for home in settled.homes if home.present and home.household.left_on is None]
        self.homes: list[Household] = self.chance.sample(homes, min(len(homes), 2 * FEW))

    def tell(self) -> int:
        """Everything; how many competitions and activities."""
        self._rewards()
        self._groups()
        for began, until in (
            (-95, "settled"),
            (-12, "published"),
            (-5, "judging"),
            (10, "planned"),
            (-30, "cancelled"),
        ):
            self._competition(began, until)
        self._stairways()
        self._awards()
        self._meetings()
        self._activities()
        self._redemptions()
        here = {"community": self.community}
        return Competition.objects.filter(**here).count() + Activity.objects.filter(**here).count()

    @contextmanager
    def on(self, days: int, hour: int = 10) -> Iterator[date]:
        """It is that hour, so many days from today (before it, with a minus); never later than now."""
        day = self.today + timedelta(days=days)
        moment = timezone.make_aware(datetime.combine(day, time(hour, 5)))
        with clock.at(min(moment, clock.now())):
            yield day

    def _moment(self, days: int, hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(self.today + timedelta(days=days), time(hour)))

    def _rewards(self) -> None:
        with self.on(-120):
            for name, points, unit, pieces in REWARDS:
                actions.reward_register(
                    community=self.community, by=self.by, name=name, points=points, unit=unit, pieces=pieces
                )

    def _groups(self) -> None:
        belong = Membership.objects.current().filter(household__in=self.homes, member__died_on__isnull=True)
        people = list(belong.select_related("member").order_by("pk"))
        with self.on(-110):
            for number, (name, kind, purpose) in enumerate(GROUPS):
                building = self.buildings[0] if kind == "management" else None
                group = actions.group_found(
                    community=self.community, by=self.by, name=name.format(building=self.buildings[0]), kind=kind,
                    purpose=purpose, building=building,
                )  # fmt: skip
                for place, row in enumerate(people[number :: len(GROUPS)][:5]):
                    role = ("lead", "deputy", "member", "member", "member")[place]
                    actions.group_join(group=group, member=row.member, by=self.by, role=role)
        with self.on(-100):
            ended = actions.group_found(community=self.community, by=self.by, name="搬迁互助组", kind="other")
        with self.on(-20):
            actions.group_end(group=ended, by=self.by, why="搬迁已完成，并入志愿服务队")

    def _competition(self, began: int, until: str) -> None:
        month = self.today + timedelta(days=began)
        with self.on(min(began, -3) - 2):
            kind = "homes" if until != "cancelled" else "surroundings"
            name = {"homes": "清洁家庭", "surroundings": "最美庭院"}[kind]
            row = actions.competition_plan(
                community=self.community, by=self.by, name=f"{month.month}月{month.day}日{name}", kind=kind,
                judged_from=month, judged_until=month + timedelta(days=7), criteria=CRITERIA, prizes=[60, 30, 20],
            )  # fmt: skip
            for home in self.homes[:FEW]:
                actions.competition_enter(competition=row, by=self.by, household=home)
            judges = [
                actions.judge_appoint(competition=row, by=self.by, staff=person)
                for person in (self.by, *self.team.grid[:2])
            ]
            self._changed_minds(row)
        if until == "cancelled":
            with self.on(began):
                actions.competition_cancel(competition=row, by=self.by, why="连日大雨，改到下个月")
        if until in ("planned", "cancelled"):
            return
        with self.on(min(began, 0)):
            actions.competition_begin_judging(competition=row, by=self.by)
        entries = list(row.entries.standing().order_by("pk"))
        self._judge(entries if until != "judging" else entries[: FEW // 2], judges, min(began + 3, 0))
        if until != "judging":
            self._publish(row, entries, began + 8, settle=until == "settled")

    def _changed_minds(self, row: Competition) -> None:
        """One entry is taken out again, and a resident who was to judge does not."""
        out = row.entries.order_by("-pk")[0]
        actions.entry_withdraw(entry=out, by=self.by, why="全家外出务工，家里没有人")
        resident = actions.judge_appoint(competition=row, by=self.by, household=self.homes[-1], name="居民代表")
        actions.judge_dismiss(judge=resident, by=self.by, why="临时有事，来不了")

    def _judge(self, entries: Sequence[CompetitionEntry], judges: Sequence[Any], day: int) -> None:
        criteria = list(judges[0].competition.criteria.all())
        with self.on(day):
            for entry in entries:
                for judge in judges:
                    marks = {one.pk: self.chance.randint(one.most // 2, one.most) for one in criteria}
                    actions.marks_give(entry=entry, judge=judge, by=judge.staff, marks=marks)

    def _publish(self, row: Competition, entries: Sequence[CompetitionEntry], day: int, *, settle: bool) -> None:
        """Published; objections in every state; the older one settled, with points for the first places."""
        with self.on(day):
            actions.competition_publish(competition=row, by=self.by)
            said = [
                actions.objection_record(
                    competition=row, household=entry.household, by=None, text=OBJECTION, channel=Channel.PHONE
                )
                for entry in entries[:3]
                if entry.household is not None
            ]
        if not settle:
            return
        with self.on(day + 2):
            if said:
                actions.objection_uphold(
                    objection=said[0], by=self.other, why="重新看过，情况属实", remedy="score", score=32
                )
            for objection in said[1:]:
                actions.objection_reject(objection=objection, by=self.other, why="评委当场拍照核对过")
        with self.on(day + 20):
            actions.competition_settle(competition=row, by=self.by)

    def _stairways(self) -> None:
        """Buildings compete too; nobody marks the own one."""
        with self.on(-40):
            row = actions.competition_plan(
                community=self.community, by=self.by, name="楼道清洁评比", kind="stairways", unit="building",
                judged_from=self.today - timedelta(days=38), judged_until=self.today - timedelta(days=33),
                criteria=STAIRS, prizes=[5],
            )  # fmt: skip
            for building in self.buildings[:6]:
                actions.competition_enter(competition=row, by=self.by, building=building)
            judge = actions.judge_appoint(competition=row, by=self.by, staff=self.by)
            actions.competition_begin_judging(competition=row, by=self.by)
        self._judge(list(row.entries.order_by("pk")), [judge], -34)
        with self.on(-32):
            actions.competition_publish(competition=row, by=self.by)

    def _awards(self) -> None:
        """Small ones, and large ones that somebody else checked, refused, or has still to look at."""
        with self.on(-60):
            for number, home in enumerate(self.homes[:10]):
                cause = ("help", "volunteering", "meeting")[number % 3]
                actions.award_make(household=home, by=self.by, points=(20, 30, 45)[number % 3], cause=cause)
        large = []
        with self.on(-15):
            for home in self.homes[:3]:
                large.append(
                    actions.award_make(
                        household=home, by=self.by, points=80, cause="help", text="帮独居老人买药、送饭半个月"
                    )
                )
            wrong = actions.award_make(household=self.homes[-1], by=self.by, points=15, cause="volunteering")
        with self.on(-14):
            actions.award_grant(award=large[0], by=self.other)
            actions.award_refuse(award=large[1], by=self.other, why="已经在志愿服务里记过分")
            actions.award_reverse(award=wrong, by=self.other, why="同一次活动记了两次")

    def _meetings(self) -> None:
        for number, days in enumerate((-70, -25)):
            with self.on(days - 3):
                row = actions.meeting_call(
                    community=self.community, by=self.by, title=("院坝会", "业主大会")[number], venue="社区广场",
                    starts_at=self._moment(days, 9), agenda=AGENDA,
                )  # fmt: skip
            with self.on(days, 12):
                for home in self.homes[: FEW + number]:
                    actions.attendance_note(meeting=row, household=home, by=self.by, people=1 + (home.pk % 3 == 0))
                actions.meeting_others(meeting=row, by=self.by, others=4)
                actions.meeting_hold(meeting=row, by=self.by, minutes="大家同意先清楼道，再商量充电桩。")
                owner = self.team.grid[0] if self.team.grid else self.by
                made = [
                    actions.decision_record(
                        meeting=row, by=self.by, text=text, ayes=30 - 3 * place, noes=place, abstained=2,
                        owner=owner if place % 2 == 0 else self.by,
                        due_on=self.today + timedelta(days=(1, 6, -3, 20)[place]),
                    )
                    for place, text in enumerate(DECISIONS[: 4 - number])
                ]  # fmt: skip
            self._carry_out(made, days + 14)
        self._coming()

    def _carry_out(self, made: list[MeetingDecision], day: int) -> None:
        with self.on(day):
            actions.decision_finish(decision=made[0], by=self.by, why="已经清完，楼栋长每周看一次")
            if len(made) > 3:
                actions.decision_drop(decision=made[3], by=self.by, why="县里统一安装，不用大家出钱")

    def _coming(self) -> None:
        with self.on(-2):
            here: dict[str, Any] = {"community": self.community, "by": self.by, "venue": "三楼会议室", "agenda": AGENDA}
            actions.meeting_call(title="楼栋长会议", starts_at=self._moment(1, 15), **here)
            off = actions.meeting_call(title="物业座谈会", starts_at=self._moment(4, 15), **here)
        actions.meeting_cancel(meeting=off, by=self.by, why="物业公司改期")

    def _activities(self) -> None:
        for number, (name, kind, venue) in enumerate(ACTIVITIES):
            days = (-50, -21, -8, 1, 3, 6)[number]
            with self.on(min(days - 6, -1)):
                row = actions.activity_announce(
                    community=self.community, by=self.by, name=name, kind=kind, venue=venue,
                    starts_at=self._moment(days, 14), ends_at=self._moment(days, 16),
                    places=None if number == 0 else 12, points=(10, 0, 15, 10, 5, 0)[number],
                )  # fmt: skip
                for home in self.homes[number : number + 6]:
                    actions.sign_up(activity=row, household=home, by=None, channel=Channel.PHONE)
                signed = SignUp.objects.filter(activity=row).order_by("pk").last()
                if signed is not None:
                    actions.sign_up_withdraw(sign_up=signed, by=None)
            if days < 0:
                self._held(row, days)
            elif number == len(ACTIVITIES) - 1:
                actions.activity_cancel(activity=row, by=self.by, why="食堂厨房检修")

    def _held(self, row: Activity, days: int) -> None:
        with self.on(days, 17):
            for place, home in enumerate(self.homes[:7]):
                actions.sign_up_came(activity=row, household=home, by=self.by, people=(2, 1, 0, 1, 3, 1, 1)[place])
            actions.activity_others(activity=row, by=self.by, others=6)
            actions.activity_hold(activity=row, by=self.by)

    def _redemptions(self) -> None:
        """Fetched, refused, given up, and still at the office: one for long."""
        reward = Reward.objects.get(community=self.community, name=REWARDS[-1][0])
        rich = PointsAccount.objects.filter(community=self.community, balance__gte=20).order_by("pk")
        for number, account in enumerate(rich.select_related("household")[:5]):
            with self.on((-12, -9, -6, -5, -1)[number]):
                row, _made = actions.redemption_ask(
                    household=account.household, reward=reward, by=None if number % 2 else self.by, pieces=2,
                    channel=Channel.PHONE if number % 2 else Channel.STAFF,
                )  # fmt: skip
            with self.on((-12, -7, -4, -3, -1)[number]):
                self._settle(row, number)

    def _settle(self, row: Redemption, number: int) -> None:
        if number == 1:
            actions.redemption_hand_out(redemption=row, by=self.by)
        elif number == 2:
            actions.redemption_refuse(redemption=row, by=self.by, why="这一批有破损，换货后再来")
        elif number == 3:
            actions.redemption_cancel(redemption=row, by=None)
