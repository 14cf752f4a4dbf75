"""Admin pages of staff and of the access log."""

from apps.accounts.admin.access_log import AccessLogAdmin
from apps.accounts.admin.staff import StaffAdmin

__all__ = ["AccessLogAdmin", "StaffAdmin"]
