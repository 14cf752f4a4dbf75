"""What pages ask about shuttles. Words and limits come from the models; actions do the rest."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.core.forms import DayField
from apps.core.periods import lasting
from apps.households.asking import household_field
from apps.shuttles.models import Driver, ServicePattern, ShuttleRoute, ShuttleStop, Vehicle
from apps.shuttles.models.riding import MOST_RIDERS
from apps.shuttles.models.timetable import LATEST
from apps.shuttles.times import DAY, clock_words, minute_of
from apps.shuttles.vocabulary import StopKind

TIME = re.compile(r"(?P<next>次日|next day|\+1)?\s*(?P<hour>\d{1,2})[:：](?P<minute>\d{2})", re.IGNORECASE)


class MinuteField(forms.CharField):
    """A time of the service day: 06:40; 25:10 or 次日 01:10 for after midnight. Its value is in minutes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "06:40"}))
        super().__init__(max_length=12, **options)

    def prepare_value(self, value: Any) -> Any:
        return clock_words(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        found = TIME.fullmatch(text)
        if found is None or int(found["minute"]) > 59:
            raise ValidationError(_t("Write the time like 06:40; after midnight like 25:10."), code="invalid")
        minute = int(found["hour"]) * 60 + int(found["minute"])
        minute += DAY if found["next"] and minute < DAY else 0
        if minute > LATEST:
            raise ValidationError(_t("A run ends before the next day is over."), code="invalid")
        return minute


class WeekdaysField(forms.MultipleChoiceField):
    """Days of the week as bits, Monday lowest."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=list(WEEKDAYS.items()), widget=forms.CheckboxSelectMultiple, **options)

    def prepare_value(self, value: Any) -> Any:
        return [str(day) for day in range(7) if value >> day & 1] if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> int:
        return sum(1 << int(day) for day in set(super().clean(value)))


def choice(model: Any, user: Any, community: Any, label: Any, *, required: bool = False, **narrow: Any) -> Any:
    """One of the community's rows that are in service."""
    rows = model.objects.visible_to(user).filter(community=community, **narrow)
    return forms.ModelChoiceField(queryset=rows, label=label, required=required)


def in_service(model: Any, user: Any, community: Any, label: Any, *, required: bool = False) -> Any:
    """A stop, route, vehicle or driver that has not ended."""
    ended = {ShuttleStop: "closed_on", ShuttleRoute: "closed_on", Vehicle: "retired_on", Driver: "left_on"}[model]
    field = choice(model, user, community, label, required=required)
    field.queryset = field.queryset.filter(lasting(ended))
    return field


class SpanForm(forms.Form):
    """From a day to a day, and why."""

    first = DayField(label=_("from"), initial=clock.today)
    last = DayField(label=_("until"), required=False, help_text=_("Empty: until further notice."))
    why = forms.CharField(label=_("why"), max_length=200)


class EndForm(forms.Form):
    """From which day on it is no more."""

    day = DayField(label=_("from"), initial=clock.today)


class ExceptionForm(forms.Form):
    """A day on which a pattern does not follow its rule."""

    day = DayField(label=_("day"))
    runs = forms.ChoiceField(
        label=_("that day"), choices=[("yes", _("it runs")), ("no", _("it does not run"))], widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("why"), max_length=200)


class GiveBackForm(forms.Form):
    """Why seats are given back, where they said it."""

    why = forms.CharField(label=_("why"), max_length=200, required=False)


class RunForm(forms.Form):
    """A line of the timetable."""

    departs_at = MinuteField(label=_("departs"))
    accessible = forms.BooleanField(label=_("fit for wheelchairs"), required=False)
    note = forms.CharField(label=_("note"), max_length=200, required=False)
    field_order = ("route", "pattern", "departs_at", "vehicle", "driver", "accessible", "note")

    def __init__(self, season: Any, user: Any, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        place = season.community
        self.fields["route"] = in_service(ShuttleRoute, user, place, _("route"), required=True)
        self.fields["pattern"] = choice(ServicePattern, user, place, _("days of service"), required=True)
        self.fields["vehicle"] = in_service(Vehicle, user, place, _("vehicle"))
        self.fields["driver"] = in_service(Driver, user, place, _("driver"))
        self.order_fields(self.field_order)


class LayForm(forms.Form):
    """Up to which day the timetable becomes trips."""

    until = DayField(label=_("until"), required=False, help_text=_("Empty: as far ahead as the rule says."))


class CrewForm(forms.Form):
    """Who drives what, and when it departs."""

    departs_at = MinuteField(label=_("departs"))
    name = forms.CharField(label=_("name for residents"), max_length=40, required=False)

    def __init__(self, trip: Any, user: Any, data: Any) -> None:
        departs = minute_of(trip.day, trip.starts_at)
        known = {"vehicle": trip.vehicle_id, "driver": trip.driver_id, "departs_at": departs, "name": trip.name}
        super().__init__(data, initial=known)
        self.fields["vehicle"] = in_service(Vehicle, user, trip.community, _("vehicle"))
        self.fields["driver"] = in_service(Driver, user, trip.community, pgettext_lazy("shuttle", "driver"))


class LateForm(forms.Form):
    """How late, and why."""

    minutes = forms.IntegerField(label=_("minutes late"), min_value=0, max_value=600)
    why = forms.CharField(label=_("why"), max_length=200)


class FinishForm(forms.Form):
    """What a trip was, when it is over."""

    km = forms.DecimalField(
        label=_("kilometres driven"), min_value=0, max_digits=6, decimal_places=1, required=False,
        help_text=_("Empty: those of the route."),
    )  # fmt: skip


def frail_field() -> forms.BooleanField:
    """Whether a household that goes first on a waitlist does so here."""
    return forms.BooleanField(
        label=_("who is old or disabled rides"), required=False, initial=True,
        help_text=_("Says nothing where the register knows nobody who is. Without it they wait like everybody."),
    )  # fmt: skip


class RideForm(forms.Form):
    """From where to where, how many, and what they need."""

    riders = forms.IntegerField(label=_("riders"), min_value=1, max_value=MOST_RIDERS, initial=1)
    needs_accessible = forms.BooleanField(label=_("needs an accessible vehicle"), required=False)
    wheelchair = forms.BooleanField(label=_("comes with a wheelchair"), required=False)
    frail_rides = frail_field()
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    def __init__(self, stops: list[Any], data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        chosen = ShuttleStop.objects.filter(pk__in=[stop.pk for stop in stops])
        self.fields["from_stop"] = forms.ModelChoiceField(queryset=chosen, label=_("gets on at"), empty_label=None)
        self.fields["to_stop"] = forms.ModelChoiceField(queryset=chosen, label=_("gets off at"), required=False)
        if stops and data is None:
            self.fields["from_stop"].initial = stops[0].pk
        self.order_fields(("household", "trip", "from_stop", "to_stop", "riders"))


class BookForm(RideForm):
    """A seat for a household, booked by staff on a trip's page."""

    household = household_field(_("household"))


class StandingForm(BookForm):
    """A seat on every day of a run."""

    weekdays = WeekdaysField(label=_("on"))
    first = DayField(label=_("from"), initial=clock.today)
    last = DayField(label=_("until"), required=False, help_text=_("Empty: to the end of the season."))


class OneOffForm(forms.Form):
    """A trip outside the timetable."""

    day = DayField(label=_("day"), initial=clock.today)
    departs_at = MinuteField(label=_("departs"))
    name = forms.CharField(label=_("name for residents"), max_length=60, required=False)

    def __init__(self, route: Any, user: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["vehicle"] = in_service(Vehicle, user, route.community, _("vehicle"))
        self.fields["driver"] = in_service(Driver, user, route.community, _("driver"))


class PlanForm(forms.Form):
    """What is tried, and for which days."""

    name = forms.CharField(label=_("what is tried"), max_length=60, required=False)

    def __init__(self, season: Any, user: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["pattern"] = choice(ServicePattern, user, season.community, _("days of service"))
        self.fields["pattern"].help_text = _(
            "Empty: the usual day of the season. Otherwise the plan replaces only what runs on these days."
        )


class PlanTripForm(forms.Form):
    """One trip of a plan: another time or vehicle, or none."""

    trip = forms.TypedChoiceField(label=pgettext_lazy("shuttle", "trip"), coerce=int)
    what = forms.ChoiceField(
        label=_("what changes"), widget=forms.RadioSelect, initial="move",
        choices=[("move", _("time or vehicle")), ("drop", _("leave it out"))],
    )  # fmt: skip
    departs_at = MinuteField(label=_("departs"), required=False, help_text=_("Empty: stays as it is."))

    def __init__(self, plan: Any, user: Any, data: Any) -> None:
        super().__init__(data)
        rows: Any = self.fields["trip"]
        rows.choices = [(n, f"{n + 1} · {one['departs']} {one['way']}") for n, one in enumerate(plan.table)]
        self.fields["vehicle"] = in_service(Vehicle, user, plan.season.community, _("vehicle"))


class PlanAddForm(forms.Form):
    """A trip more: when, over which stops, with which vehicle."""

    departs_at = MinuteField(label=_("departs"))

    def __init__(self, plan: Any, user: Any, data: Any) -> None:
        super().__init__(data)
        place = plan.season.community
        stops = ShuttleStop.objects.visible_to(user).filter(lasting("closed_on"), community=place)
        self.fields["stops"] = forms.ModelMultipleChoiceField(
            queryset=stops.exclude(kind=StopKind.COMMUNITY), label=_("stops"), widget=forms.CheckboxSelectMultiple
        )
        self.fields["vehicle"] = in_service(Vehicle, user, place, _("vehicle"))
