"""Models of core."""

from apps.core.models.base import CommunityOwned, Stamped, StepLog, append_only
from apps.core.models.dated_setting import DatedSetting
from apps.core.models.list_view import ListLayout, SavedFilter

__all__ = ["CommunityOwned", "DatedSetting", "ListLayout", "SavedFilter", "Stamped", "StepLog", "append_only"]
