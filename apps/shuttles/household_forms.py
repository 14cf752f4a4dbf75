"""What the household's file asks about shuttles: a seat on a trip, and a trip that there is not yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from apps.core import clock
from apps.core.forms import DayField
from apps.core.periods import lasting
from apps.shuttles.forms import WeekdaysField, choice, frail_field, in_service
from apps.shuttles.models import ShuttleSeason, ShuttleStop
from apps.shuttles.models.riding import MOST_RIDERS
from apps.shuttles.vocabulary import Purpose
from apps.shuttles.words import trip_words


class SeatForm(forms.Form):
    """A seat for a household, booked in its file: on which trip, from where."""

    riders = forms.IntegerField(label=_("riders"), min_value=1, max_value=MOST_RIDERS, initial=1)
    needs_accessible = forms.BooleanField(label=_("needs an accessible vehicle"), required=False)
    frail_rides = frail_field()

    def __init__(self, household: Any, trips: Any, data: Any) -> None:
        super().__init__(data)
        stops = ShuttleStop.objects.filter(lasting("closed_on"), community=household.community_id)
        self.fields["trip"] = TripField(queryset=trips, label=pgettext_lazy("shuttle", "trip"), empty_label=None)
        self.fields["from_stop"] = forms.ModelChoiceField(queryset=stops, label=_("gets on at"), empty_label=None)
        self.order_fields(("trip", "from_stop"))


class TripField(forms.ModelChoiceField):
    """A trip, by its time, route and the seats left."""

    def label_from_instance(self, obj: Any) -> str:
        free = obj.seats_left
        left = ngettext("%(n)d seat left", "%(n)d seats left", free) % {"n": free} if free > 0 else _t("waitlist")
        return f"{trip_words(obj)} · {left}"


class WishForm(forms.Form):
    """A trip that a household would need."""

    purpose = forms.ChoiceField(label=_("purpose"), choices=Purpose.choices)
    hour_from = forms.IntegerField(label=_("from (hour)"), min_value=0, max_value=23, initial=7)
    day = DayField(label=_("on one day"), required=False)
    weekdays = WeekdaysField(label=_("or in a season, on"), required=False, initial=list("01234"))
    riders = forms.IntegerField(label=_("riders"), min_value=1, max_value=MOST_RIDERS, initial=1)
    needs_accessible = forms.BooleanField(label=_("needs an accessible vehicle"), required=False)
    text = forms.CharField(label=_("in their words"), max_length=200, required=False)

    def __init__(self, household: Any, user: Any, data: Any) -> None:
        super().__init__(data)
        place = household.community
        seasons = choice(ShuttleSeason, user, place, pgettext_lazy("shuttle", "season"), last_day__gte=clock.today())
        self.fields["stop"] = in_service(ShuttleStop, user, place, _("where to"), required=True)
        self.fields["season"] = seasons
        self.order_fields(
            ("purpose", "stop", "hour_from", "day", "season", "weekdays", "riders", "needs_accessible", "text")
        )

    def clean(self) -> dict[str, Any]:
        """Of a day, the days of the week say nothing."""
        given = super().clean() or {}
        if given.get("day") or not given.get("weekdays"):
            given.pop("weekdays", None)
        return given
