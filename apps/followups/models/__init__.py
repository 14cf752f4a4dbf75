"""Models of visits."""

from apps.followups.models.answer import Answer
from apps.followups.models.caseload import Caseload, Level, Occasion
from apps.followups.models.clash import VisitClash
from apps.followups.models.integration import IntegrationStage
from apps.followups.models.task import Task, TaskStep
from apps.followups.models.visit import Visit, VisitPhoto, VisitStep

__all__ = [
    "Answer",
    "Caseload",
    "IntegrationStage",
    "Level",
    "Occasion",
    "Task",
    "TaskStep",
    "Visit",
    "VisitClash",
    "VisitPhoto",
    "VisitStep",
]
