"""What is printed of visits: the blank form, to be filled in by hand and keyed in later."""

from apps.followups.papers.blank import MOST_FORMS, blanks_response

__all__ = ["MOST_FORMS", "blanks_response"]
