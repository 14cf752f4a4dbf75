"""How forms of life events name rooms and other households. Whoever builds the form says where, and who asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from apps.communities.models import Dwelling
from apps.core.text import tight
from apps.households.models import Household


class RoomField(forms.CharField):
    """A room as people say it, 3-2-501, of the household's community."""

    community: int = 0
    user: Any = None

    def clean(self, value: Any) -> Dwelling | None:
        text = tight(super().clean(value) or "")
        if not text:
            return None
        parts = text.replace("－", "-").split("-")
        found = None
        if len(parts) == 3 and parts[0].isdecimal() and parts[1].isdecimal():
            rows = Dwelling.objects.filter(community=self.community, building__number=parts[0], unit=parts[1])
            found = rows.filter(room=parts[2]).order_by("pk").first()
        if found is None:
            raise forms.ValidationError(_("There is no such room here. Write building-unit-room, like 3-2-501."))
        return found


class CodeField(forms.CharField):
    """The code of another household of the community."""

    community: int = 0
    user: Any = None

    def clean(self, value: Any) -> Household | None:
        code = tight(super().clean(value) or "")
        if not code:
            return None
        found = Household.objects.filter(community=self.community, code=code).first()
        if found is None:
            raise forms.ValidationError(_("This community has no household with this code."))
        return found


class ReachableCode(forms.CharField):
    """The code of a household within the user's scope; “晴川家园/F00002” where two communities have it."""

    community: int = 0
    user: Any = None

    def clean(self, value: Any) -> Household:
        text = tight(super().clean(value) or "")
        place, _slash, code = text.rpartition("/")
        rows = Household.objects.visible_to(self.user).filter(code=code or text).select_related("community")
        rows = rows.filter(community__name=place) if place else rows
        found = sorted(rows.order_by("pk"), key=lambda row: row.community_id != self.community)
        if not found:
            raise forms.ValidationError(_("You look after no household with this code."))
        return found[0]
