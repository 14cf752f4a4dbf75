"""The only writers of staff accounts, their areas, their second factor and the access log."""

from apps.accounts.actions.access import access_record, access_trim, reveal

__all__ = ["access_record", "access_trim", "reveal"]
