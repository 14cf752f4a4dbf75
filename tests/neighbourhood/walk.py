"""Samples of community life for the walk over every address."""

from datetime import date
from typing import Any

from apps.neighbourhood.models import (
    ActivityStep,
    CompetitionStep,
    MeetingStep,
    PointsEntry,
    StockMove,
)
from tests.harness.walk import Side
from tests.neighbourhood import factories as make


def objects(side: Side) -> dict[str, Any]:
    community, household, mark = side.community, side["households.household"], side.mark
    building = side["communities.building"]
    competition = make.CompetitionFactory(community=community, name=mark, state="judging", note=mark, looks=(mark,))
    judge = make.JudgeFactory(competition=competition, name=mark)
    entry = make.EntryFactory(competition=competition, household=household, building=building, place_label=mark)
    criterion = competition.criteria.get()
    objection = make.CompetitionObjectionFactory(entry=entry, text=mark)
    award = make.AwardFactory(household=household, state="granted", points=30, needs_check=False, text=mark)
    line = {"household": household, "community": community}
    entry_line = PointsEntry.objects.create(kind="award", points=30, award=award, text=mark, **line)
    reward = make.RewardFactory(community=community, name=mark, note=mark)
    redemption = make.RedemptionFactory(reward=reward, household=household)
    PointsEntry.objects.create(kind="redemption", points=-10, redemption=redemption, text=mark, **line)
    group = make.GroupFactory(community=community, name=mark, purpose=mark)
    member = make.GroupMemberFactory(group=group, member=side["households.member"])
    meeting = make.MeetingFactory(community=community, title=mark, group=group, agenda=mark)
    decision = make.DecisionFactory(meeting=meeting, text=mark)
    activity = make.ActivityFactory(community=community, name=mark, venue=mark)
    signed = make.SignUpFactory(activity=activity, household=household)
    return {
        "neighbourhood.competition": competition,
        # Only what was published hangs on the board.
        "neighbourhood.competition on the board": make.CompetitionFactory(
            community=community,
            name=f"{mark}二",
            state="published",
            note=mark,
            looks=(mark,),
            published_on=date(2026, 11, 20),
            objections_until=date(2026, 11, 25),
        ),
        "neighbourhood.criterion": criterion,
        "neighbourhood.judge": judge,
        "neighbourhood.competitionstep": CompetitionStep.objects.create(competition=competition, step="add", why=mark),
        "neighbourhood.competitionentry": entry,
        "neighbourhood.mark": entry.marks.create(judge=judge, criterion=criterion, marks=8),
        "neighbourhood.competitionobjection": objection,
        "neighbourhood.award": award,
        "neighbourhood.pointsaccount": household.points_account,
        "neighbourhood.pointsentry": entry_line,
        "neighbourhood.reward": reward,
        "neighbourhood.stockmove": StockMove.objects.filter(reward=reward).first(),
        "neighbourhood.redemption": redemption,
        "neighbourhood.residentsgroup": group,
        "neighbourhood.groupmember": member,
        "neighbourhood.meeting": meeting,
        "neighbourhood.meetingstep": MeetingStep.objects.create(meeting=meeting, step="add", why=mark),
        "neighbourhood.meetingattendance": make.AttendanceFactory(meeting=meeting, household=household),
        "neighbourhood.meetingdecision": decision,
        "neighbourhood.activity": activity,
        "neighbourhood.activitystep": ActivityStep.objects.create(activity=activity, step="add", why=mark),
        "neighbourhood.signup": signed,
    }


def _of(noun: str, deed: str) -> Any:
    return lambda side: {"object_id": side[f"neighbourhood.{noun}"].pk, "deed": deed}


def _one(noun: str) -> Any:
    return lambda side: {"pk": side[f"neighbourhood.{noun}"].pk}


def _board(noun: str) -> Any:
    return lambda side: {"slug": side.community.slug, "pk": side[f"neighbourhood.{noun}"].pk}


ROUTES = {
    "admin:neighbourhood_competition_do": _of("competition", "publish"),
    "admin:neighbourhood_competition_notice": lambda side: {"object_id": side["neighbourhood.competition"].pk},
    "admin:neighbourhood_competitionentry_do": _of("competitionentry", "mark"),
    "admin:neighbourhood_competitionobjection_do": _of("competitionobjection", "reject"),
    "admin:neighbourhood_award_do": _of("award", "reverse"),
    "admin:neighbourhood_pointsaccount_do": _of("pointsaccount", "award"),
    "admin:neighbourhood_pointsentry_do": _of("pointsentry", "none"),
    "admin:neighbourhood_reward_do": _of("reward", "stock"),
    "admin:neighbourhood_redemption_do": _of("redemption", "refuse"),
    "admin:neighbourhood_residentsgroup_do": _of("residentsgroup", "end"),
    "admin:neighbourhood_meeting_do": _of("meeting", "cancel"),
    "admin:neighbourhood_meetingdecision_do": _of("meetingdecision", "drop"),
    "admin:neighbourhood_activity_do": _of("activity", "cancel"),
    "admin:neighbourhood_signup_do": _of("signup", "withdraw"),
    "portal:life": lambda side: {"slug": side.community.slug},
    "portal:life-mine": lambda side: {"slug": side.community.slug},
    "portal:life-activity": _board("activity"),
    "portal:life-competition": _board("competition on the board"),
    "portal:life-change": lambda side: {
        "slug": side.community.slug, "pk": side["neighbourhood.signup"].pk, "what": "withdraw",
    },
    "portal:field-competition": _one("competition"),
    "portal:field-entry": _one("competitionentry"),
    "portal:field-attendance": lambda side: {
        "noun": "meeting", "pk": side["neighbourhood.meeting"].pk, "building": side["communities.building"].pk,
    },
}  # fmt: skip
OPEN = {
    "portal:life": "what is on hangs on the board",
    "portal:life-activity": "what is on hangs on the board",
    "portal:life-competition": "results by building hang on the board",
    "portal:life-mine": "leads to the door",
    "portal:life-change": "leads to the door",
}
