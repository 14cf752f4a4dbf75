"""Departures of timetables: their list, and the page of one with who rides it every day and its coming trips."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from unfold.decorators import display

from apps.core import ui
from apps.core.deeds import Deed
from apps.core.periods import is_over
from apps.core.register_pages import RegisterAdmin
from apps.households.asking import household_named
from apps.households.shown import with_homes
from apps.households.words import label_of
from apps.shuttles.actions import RUN_FIELDS, run_change, run_end, standing_add
from apps.shuttles.admin.columns import TRIP_HEADERS, change_url, days_of, listed, plans, trip_rows
from apps.shuttles.calendar.words import weekdays_words
from apps.shuttles.filters import RunFilter
from apps.shuttles.forms import EndForm, MinuteField, StandingForm
from apps.shuttles.looks import standing_chip
from apps.shuttles.models import Run, StandingBooking, Trip
from apps.shuttles.times import clock_words
from apps.shuttles.vocabulary import StandingState
from apps.shuttles.words import stops_words


def run_stops(run: Run) -> list[Any]:
    """The stops of its route, in order."""
    return [one.stop for one in run.route.stops.select_related("stop").order_by("place")]


def _end(row: Run, user: Any, answers: dict[str, Any]) -> None:
    run_end(run=row, by=user, day=answers["day"])


def _stand(row: Run, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, row.community, answers.pop("household"))
    standing_add(run=row, household=household, by=user, **answers)


def _may_stand(row: Run, user: Any) -> bool:
    """Whether a seat on every day can be asked for at all; the policy judges the household."""
    return not is_over(row.ended_on) and user.has_perm("shuttles.add_standingbooking")


def _standing_form(row: Run, user: Any, data: Any) -> forms.Form:
    return StandingForm(run_stops(row), data, initial={"weekdays": row.pattern.weekdays})


def _days(pattern: Any) -> str:
    """The name of days of service, and the days of the week where it does not say them."""
    return " · ".join(dict.fromkeys((pattern.name, weekdays_words(pattern.weekdays))))


class RunAdminForm(forms.ModelForm):
    """The departure is typed as a time."""

    departs_at = MinuteField(label=_("departs"))


@admin.register(Run)
class RunAdmin(RegisterAdmin):
    """Lines of timetables."""

    list_display = ("departs", "route", "season", "pattern", "vehicle", "driver", "standing_n", "ended")
    list_numbers = ("standing_n",)
    filterset_class = RunFilter
    ordering = ("season", "route__code", "departs_at", "pk")
    list_title = _("Departures of the timetables")
    empty_title = _("No departures yet")
    empty_text = _("Departures are added on the page of a season.")
    form = RunAdminForm
    fields = ("route", "pattern", "departs_at", ("vehicle", "driver"), "accessible", "note")
    chosen_once = ()
    noun, given = "run", RUN_FIELDS
    changes = staticmethod(run_change)
    deeds = (
        Deed("standing", _("A seat on every day of this departure"), _stand, _may_stand, icon="event_repeat",
             form=_standing_form),
        Deed("end", _("Take it off the timetable"), _end, plans, icon="event_busy", careful=True,
             form=lambda row, user, data: EndForm(data),
             hint=_("Its trips that are on the calendar stay: cancel those that are not to run, one by one.")),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("route", "season", "pattern", "vehicle", "driver")
        live = Q(standing__state=StandingState.LIVE)
        return rows.annotate(standing_n=Count("standing", filter=live, distinct=True))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Departures are added on the page of a season."""
        return HttpResponseRedirect(reverse("admin:shuttles_shuttleseason_changelist"))

    def page_title(self, row: Any) -> str:
        return f"{clock_words(row.departs_at)} {row.route.name}"

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        standing = with_homes(StandingBooking.objects.visible_to(user).filter(run=row, state=StandingState.LIVE))
        trips = Trip.objects.visible_to(user).ahead().filter(run=row).select_related("route")
        season = {"url": change_url("shuttleseason", row.season_id), "words": row.season.name}
        ended = [ui.chip("neutral", _t("ended"), title=ui.exact(row.ended_on))] if is_over(row.ended_on) else []
        return {
            "head": {"icon": "departure_board", "words": self.page_title(row), "chips": ended, "link": season},
            "facts": [
                (_t("days of service"), _days(row.pattern)),
                (_t("vehicle"), str(row.vehicle) if row.vehicle_id else _t("none yet")),
                (_t("driver"), str(row.driver) if row.driver_id else _t("none yet")),
                (_t("needs a vehicle with wheelchair places"), _t("yes") if row.accessible else _t("no")),
                *([(_t("no longer runs from"), ui.exact(row.ended_on))] if row.ended_on else []),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "parts": [
                {
                    "title": _t("Seats on every day"),
                    "headers": [_t("household"), (_t("riders"), "num"), pgettext("shuttle", "from – to"), _t("on"),
                                _t("since"), _t("until"), _t("state")],
                    "rows": [
                        {"cells": [label_of(one.household), one.riders, stops_words(one), weekdays_words(one.weekdays),
                                   *days_of(one), standing_chip(one)], "url": change_url("standingbooking", one.pk)}
                        for one in standing.select_related("from_stop", "to_stop").order_by("-period", "-pk")[:40]
                    ],
                    "empty": _t("Nobody has a seat on every day yet."),
                    "url": listed("standingbooking", f"run={row.pk}"), "link": _t("All"),
                },
                {
                    "title": _t("Coming trips"), "headers": TRIP_HEADERS, "rows": trip_rows(trips),
                    "empty": _t("None is on the calendar. Put the trips there on the page of the season."),
                    "url": listed("trip", f"run={row.pk}"), "link": _t("All"),
                },
            ],
        }  # fmt: skip

    @display(description=_("departs"), ordering="departs_at")
    def departs(self, row: Run) -> str:
        return clock_words(row.departs_at)

    @display(description=_("standing bookings"), ordering="standing_n")
    def standing_n(self, row: Any) -> int:
        return row.standing_n

    @display(description=_("no longer runs from"), ordering="ended_on")
    def ended(self, row: Run) -> str:
        return ui.exact(row.ended_on) if row.ended_on else "—"
