"""Visits through the REST API."""

from apps.followups.api.caseloads import AnswerViewSet, CaseloadViewSet, LevelViewSet, OccasionViewSet
from apps.followups.api.visits import ClashViewSet, TaskViewSet, VisitViewSet

VIEWSETS = {
    "visits": VisitViewSet,
    "tasks": TaskViewSet,
    "visit-clashes": ClashViewSet,
    "caseloads": CaseloadViewSet,
    "levels": LevelViewSet,
    "occasions": OccasionViewSet,
    "answers": AnswerViewSet,
}
