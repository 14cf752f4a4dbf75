"""What pages of several apps ask: one household, by what people call it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.errors import InvalidInput
from apps.core.text import squash
from apps.households.models import Household
from apps.households.search import households_matching


def household_field(label: Any, **options: Any) -> forms.CharField:
    """A household by its code or room, read by `household_named`."""
    told = gettext_lazy("room like 3-2-501, or household code")
    return forms.CharField(label=label, max_length=40, help_text=told, **options)


def household_named(user: Any, community: Any, typed: str, *, field: str = "household") -> Household:
    """The one household of the community that this room, code or name means. Raises InvalidInput otherwise."""
    words = squash(typed)
    rows = Household.objects.visible_to(user).filter(community=community).active()
    exact = rows.filter(code__iexact=words).first()
    if exact is not None:
        return exact
    found: list[Any] = (
        list(rows.filter(households_matching(words)).with_place().with_head().order_by("pk")[:6]) if words else []
    )
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidInput(
            _("No household of this community fits. Write the room, like 3-2-501, or its code."), field=field
        )
    codes = "、".join(f"{row.place_label} {row.head_name or ''} {row.code}".strip() for row in found[:5])
    raise InvalidInput(_("Several households fit: %(codes)s. Write the code.") % {"codes": codes}, field=field)
