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
from apps.core.models.staged_import import Fate, KeptFile, Outcome, StagedEntry, StagedFault, StagedImport

__all__ = [
    "CommunityOwned",
    "DatedSetting",
    "Fate",
    "HeadingMeaning",
    "KeptFile",
    "ListLayout",
    "OfRegister",
    "Outcome",
    "Photo",
    "SavedFilter",
    "SheetEntry",
    "SheetFault",
    "SheetFile",
    "SheetImport",
    "SheetStep",
    "StagedEntry",
    "StagedFault",
    "StagedImport",
    "Stamped",
    "StepLog",
    "append_only",
]
