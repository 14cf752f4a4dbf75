"""Models of accounts."""

from apps.accounts.models.access_log import AccessKind, AccessLog
from apps.accounts.models.assignment import Assignment, Level
from apps.accounts.models.field_device import FieldDevice
from apps.accounts.models.staff import Staff

__all__ = ["AccessKind", "AccessLog", "Assignment", "FieldDevice", "Level", "Staff"]
