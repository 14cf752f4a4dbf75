"""What changes a household's file, one verb each; the only writers of what happens to it."""

from apps.households.actions.presence import presence_record

__all__ = ["presence_record"]
