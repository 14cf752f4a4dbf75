"""Community life through the REST API."""

from apps.neighbourhood.api.competing import CompetitionViewSet, EntryViewSet, ObjectionViewSet
from apps.neighbourhood.api.points import AccountViewSet, AwardViewSet, LedgerViewSet, RedemptionViewSet, RewardViewSet
from apps.neighbourhood.api.together import (
    ActivityViewSet,
    DecisionViewSet,
    GroupViewSet,
    MeetingViewSet,
    SignUpViewSet,
)

VIEWSETS = {
    "competitions": CompetitionViewSet,
    "competition-entries": EntryViewSet,
    "competition-objections": ObjectionViewSet,
    "points-accounts": AccountViewSet,
    "points-entries": LedgerViewSet,
    "awards": AwardViewSet,
    "rewards": RewardViewSet,
    "redemptions": RedemptionViewSet,
    "residents-groups": GroupViewSet,
    "meetings": MeetingViewSet,
    "meeting-decisions": DecisionViewSet,
    "activities": ActivityViewSet,
    "sign-ups": SignUpViewSet,
}
