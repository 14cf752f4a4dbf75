"""Forms of stages: the decision, and which half-years a picture compares."""

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.models import Community
from apps.core import clock
from apps.core.forms import DayField
from apps.followups.assessing.halves import Half
from apps.followups.assessing.stages import Stage

HALVES = 6  # so many half-years back can be chosen


class DecideForm(forms.Form):
    """How far a household has settled in, from which day, and why where it is not what the evidence speaks for."""

    stage = forms.ChoiceField(label=_("stage of integration"), choices=Stage.choices, widget=forms.RadioSelect)
    start = DayField(label=pgettext_lazy("stage of integration", "since"))
    why = forms.CharField(
        label=_("reason"), required=False, max_length=300, help_text=_("needed where it is another than proposed")
    )


def halves() -> list[Half]:
    """The half-years that can be chosen, this one first."""
    found = [Half.of(clock.today())]
    while len(found) < HALVES:
        found.append(found[-1].before)
    return found


class PlacesForm(forms.Form):
    """Which communities: one of those in view, or all of them."""

    community = forms.ModelChoiceField(queryset=Community.objects.none(), required=False, label=_("community"))

    def __init__(self, data: Any, user: Any) -> None:
        super().__init__(data)
        places: Any = self.fields["community"]
        places.queryset = Community.objects.visible_to(user).order_by("name")
        places.empty_label = _("all communities")

    def places(self) -> list[int]:
        """Keys of the communities; what cannot be read is as if not asked."""
        self.is_valid()
        place = self.cleaned_data.get("community")
        offered: Any = self.fields["community"]
        return [place.pk] if place else list(offered.queryset.order_by("pk").values_list("pk", flat=True))


class FlowForm(PlacesForm):
    """Which communities and which two half-years."""

    first = forms.ChoiceField(label=_("from"), required=False)
    last = forms.ChoiceField(label=_("to"), required=False)

    def __init__(self, data: Any, user: Any) -> None:
        offered = halves()
        super().__init__({"first": offered[1].code, "last": offered[0].code, **data.dict()}, user)
        for name in ("first", "last"):
            field: Any = self.fields[name]
            field.choices = [(half.code, lazystr(half)) for half in offered]

    def asked(self) -> tuple[list[int], Half, Half]:
        """Keys of the communities, and the two half-years in their order; what cannot be read is as if not asked."""
        keys, offered = self.places(), halves()
        first = Half.read(self.cleaned_data.get("first", "")) or offered[1]
        last = Half.read(self.cleaned_data.get("last", "")) or offered[0]
        return keys, min(first, last), max(first, last)
