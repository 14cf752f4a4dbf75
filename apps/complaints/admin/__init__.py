"""Staff pages of complaints."""

from apps.complaints.admin import household_file  # noqa: F401  adds its tab to the household's file
from apps.complaints.admin.complaint import ComplaintAdmin

__all__ = ["ComplaintAdmin"]
