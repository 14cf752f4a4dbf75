"""What changes questionnaires."""

from apps.instruments.actions.register import instrument_make, instrument_restore, instrument_retire
from apps.instruments.actions.versions import draft_begin, draft_discard, draft_write, version_publish

BY_STEP = {"publish": version_publish}

__all__ = [
    "BY_STEP",
    "draft_begin",
    "draft_discard",
    "draft_write",
    "instrument_make",
    "instrument_restore",
    "instrument_retire",
    "version_publish",
]
