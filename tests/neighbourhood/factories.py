"""Competitions, points, rewards, groups, meetings and activities."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory

from apps.core.periods import since
from apps.neighbourhood.models import (
    Activity,
    Award,
    Competition,
    CompetitionEntry,
    CompetitionObjection,
    Criterion,
    GroupMember,
    Judge,
    Meeting,
    MeetingAttendance,
    MeetingDecision,
    Redemption,
    ResidentsGroup,
    Reward,
    SignUp,
    StockMove,
)
from tests.accounts.factories import StaffFactory
from tests.communities.factories import BuildingFactory, CommunityFactory
from tests.households.factories import HouseholdFactory, MemberFactory

DAY = date(2026, 12, 1)
THREE = datetime(2026, 12, 1, 7, tzinfo=UTC)  # 15:00 on DAY
HOUR = timedelta(hours=1)


class CompetitionFactory(factory.django.DjangoModelFactory):
    """A competition with two criteria of ten marks."""

    class Meta:
        model = Competition
        skip_postgeneration_save = True

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"第{n}期清洁家庭")
    judged_from, judged_until = date(2026, 11, 1), date(2026, 11, 30)
    prizes = factory.LazyFunction(lambda: [30, 20, 10])

    @factory.post_generation
    def looks(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        for place, name in enumerate(extracted or ("厨房", "厕所"), 1):
            Criterion.objects.create(competition=self, place=place, name=name)


class JudgeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Judge

    competition: Any = factory.SubFactory(CompetitionFactory)
    staff: Any = factory.SubFactory(StaffFactory)
    name = factory.Sequence(lambda n: f"评委{n}")


class EntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CompetitionEntry

    competition: Any = factory.SubFactory(CompetitionFactory)
    community = factory.SelfAttribute("competition.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
    building: Any = factory.SubFactory(BuildingFactory, community=factory.SelfAttribute("..community"))
    place_label = factory.Sequence(lambda n: f"1-1-{n}")


class CompetitionObjectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CompetitionObjection

    entry: Any = factory.SubFactory(EntryFactory)
    competition = factory.SelfAttribute("entry.competition")
    community = factory.SelfAttribute("entry.community")
    household = factory.SelfAttribute("entry.household")
    text = "厨房没有看仔细"


class AwardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Award

    household: Any = factory.SubFactory(HouseholdFactory)
    community = factory.SelfAttribute("household.community")
    points = 60
    cause = "help"
    needs_check = True


class RewardFactory(factory.django.DjangoModelFactory):
    """A reward with ten pieces in stock."""

    class Meta:
        model = Reward
        skip_postgeneration_save = True

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"洗衣粉{n}")
    points = 10

    @factory.post_generation
    def pieces(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted != 0:
            StockMove.objects.create(reward=self, pieces=extracted or 10, why="进货")
            self.refresh_from_db()


class RedemptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Redemption

    reward: Any = factory.SubFactory(RewardFactory)
    community = factory.SelfAttribute("reward.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
    pieces, points = 1, 10


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResidentsGroup

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"{n}栋自管小组")
    kind = "management"
    founded_on = date(2026, 1, 1)


class GroupMemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GroupMember

    group: Any = factory.SubFactory(GroupFactory)
    community = factory.SelfAttribute("group.community")
    member: Any = factory.SubFactory(MemberFactory, community=factory.SelfAttribute("..community"))
    period = factory.LazyFunction(lambda: since(date(2026, 1, 1)))


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    community: Any = factory.SubFactory(CommunityFactory)
    title = factory.Sequence(lambda n: f"第{n}次院坝会")
    venue = "社区广场"
    starts_at = THREE
    agenda = "楼道堆物\n物业费"


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingAttendance

    meeting: Any = factory.SubFactory(MeetingFactory)
    community = factory.SelfAttribute("meeting.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingDecision

    meeting: Any = factory.SubFactory(MeetingFactory, state="held")
    text = "楼道不再堆放杂物"
    due_on = DAY


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    community: Any = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"广场舞{n}")
    kind = "culture"
    venue = "社区广场"
    starts_at = THREE
    ends_at: Any = factory.LazyAttribute(lambda row: row.starts_at + HOUR)


class SignUpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignUp

    activity: Any = factory.SubFactory(ActivityFactory)
    community = factory.SelfAttribute("activity.community")
    household: Any = factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
