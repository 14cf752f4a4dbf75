"""The household's card (明白卡): one sheet for the inside of the door, black on white, as PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.accounts.actions import open_record
from apps.core.requests import address_of
from apps.households.card.content import Card, card_of
from apps.households.card.pdf import pdf_bytes
from apps.households.models import Household

__all__ = ["Card", "card_of", "card_response", "pdf_bytes"]


def card_response(request: HttpRequest, household: Household) -> HttpResponse:
    """The card of a household that the caller has found within the user's scope; printing it opens the file."""
    user: Any = request.user
    open_record(staff=user, subject=household, address=address_of(request))
    response = HttpResponse(pdf_bytes(card_of(household)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{household.community.slug}-{household.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
