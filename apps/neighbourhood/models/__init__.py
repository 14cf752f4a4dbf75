"""Models of community life."""

from apps.neighbourhood.models.activity import Activity, ActivityStep, SignUp
from apps.neighbourhood.models.competition import Competition, CompetitionStep, Criterion, Judge
from apps.neighbourhood.models.entry import CompetitionEntry, CompetitionObjection, Mark
from apps.neighbourhood.models.group import GroupMember, ResidentsGroup
from apps.neighbourhood.models.meeting import Meeting, MeetingAttendance, MeetingDecision, MeetingStep
from apps.neighbourhood.models.points import Award, PointsAccount, PointsEntry
from apps.neighbourhood.models.reward import Redemption, Reward, StockMove

__all__ = [
    "Activity",
    "ActivityStep",
    "Award",
    "Competition",
    "CompetitionEntry",
    "CompetitionObjection",
    "CompetitionStep",
    "Criterion",
    "GroupMember",
    "Judge",
    "Mark",
    "Meeting",
    "MeetingAttendance",
    "MeetingDecision",
    "MeetingStep",
    "PointsAccount",
    "PointsEntry",
    "Redemption",
    "ResidentsGroup",
    "Reward",
    "SignUp",
    "StockMove",
]
