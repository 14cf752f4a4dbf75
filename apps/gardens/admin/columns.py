"""Columns that lists of gardens share."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.gardens.looks import with_homes
from apps.households.words import label_of


def round_link(row: Any) -> dict[str, Any]:
    """From a row to its round."""
    return {"url": reverse("admin:gardens_gardenround_change", args=[row.round_id]), "words": row.round.name}


class HouseholdColumns:
    """For rows of a household: room and head; code beside."""

    def get_queryset(self, request: Any) -> Any:
        return with_homes(super().get_queryset(request))

    @display(description=_("household"), ordering="household__code")
    def whose(self, row: Any) -> str:
        return label_of(row.household)

    @display(description=_("household code"), ordering="household__code")
    def code(self, row: Any) -> str:
        return row.household.code

    @display(description=_("community"), ordering="community")
    def in_community(self, row: Any) -> str:
        return row.community.name
