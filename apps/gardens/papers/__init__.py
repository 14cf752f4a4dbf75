"""What is printed of gardens: the list for the board, and the agreements to be signed."""

from apps.gardens.papers.agreement import agreement_response
from apps.gardens.papers.publicity import list_response, list_sheet, public_rows

__all__ = ["agreement_response", "list_response", "list_sheet", "public_rows"]
