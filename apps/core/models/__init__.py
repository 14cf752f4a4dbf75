"""Models of core."""

from apps.core.models.base import CommunityOwned, Stamped, StepLog, append_only
from apps.core.models.dated_setting import DatedSetting
from apps.core.models.list_view import ListLayout, SavedFilter
from apps.core.models.photo import Photo
from apps.core.models.sheet_import import (
    HeadingMeaning,
    OfRegister,
    SheetEntry,
    SheetFault,
    SheetFile,
    SheetImport,
    SheetStep,
)

__all__ = [
    "CommunityOwned",
    "DatedSetting",
    "HeadingMeaning",
    "ListLayout",
    "OfRegister",
    "Photo",
    "SavedFilter",
    "SheetEntry",
    "SheetFault",
    "SheetFile",
    "SheetImport",
    "SheetStep",
    "Stamped",
    "StepLog",
    "append_only",
]
