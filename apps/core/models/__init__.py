"""Models of core."""

from apps.core.models.base import CommunityOwned, Stamped, StepLog, append_only
from apps.core.models.dated_setting import DatedSetting

__all__ = ["CommunityOwned", "DatedSetting", "Stamped", "StepLog", "append_only"]
