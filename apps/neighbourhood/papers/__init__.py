"""What is printed of community life."""

from apps.neighbourhood.papers.results import results_response

__all__ = ["results_response"]
