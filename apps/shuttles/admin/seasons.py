"""Seasons: their list, and the page of one, which is its timetable."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Max, Value
from django.db.models.functions import Greatest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import clock, ui
from apps.core.deeds import Deed
from apps.core.errors import InvalidInput
from apps.core.periods import lasting
from apps.core.register_pages import RegisterAdmin
from apps.shuttles.actions import SEASON_FIELDS, plan_make, run_add, season_change, season_register
from apps.shuttles.actions.laying import trips_lay
from apps.shuttles.admin.columns import change_url, listed, plans
from apps.shuttles.admin.season_form import SeasonForm
from apps.shuttles.calendar.laying import ask
from apps.shuttles.calendar.words import pattern_words
from apps.shuttles.filters import SeasonFilter
from apps.shuttles.forms import LayForm, PlanForm, RunForm
from apps.shuttles.looks import PURPOSE_ICONS, plan_chip
from apps.shuttles.models import RideWish, ShuttleSeason, Trip
from apps.shuttles.plan_policies import may_compute
from apps.shuttles.timetable import boards_of, by_pattern
from apps.shuttles.vocabulary import WishState
from apps.shuttles.words import trip_words

MOST_CONFLICTS = 5
MOST_SURPLUS = 12


def _add_run(row: ShuttleSeason, user: Any, answers: dict[str, Any]) -> None:
    run_add(season=row, by=user, **answers)


def _lay(row: ShuttleSeason, user: Any, answers: dict[str, Any]) -> str:
    laid = trips_lay(season=row, by=user, until=answers["until"])
    if laid.conflicts:
        told = " ".join(str(one) for one in laid.conflicts[:MOST_CONFLICTS])
        words = _t("Nothing was put on the calendar, as this stands in the way: %(conflicts)s")
        raise InvalidInput(words % {"conflicts": told}, code="conflicts")
    made = len(laid.made)
    words = ngettext("%(n)s trip was put on the calendar.", "%(n)s trips were put on the calendar.", made)
    parts = [words % {"n": f"{made:,}"}]
    if laid.surplus:
        more = ngettext(
            "%(n)s trip stands on a day on which the timetable no longer runs: cancel it if it is not to run.",
            "%(n)s trips stand on days on which the timetable no longer runs: cancel those that are not to run.",
            len(laid.surplus),
        )
        parts.append(more % {"n": len(laid.surplus)})
    return " ".join(parts)


def _plan(row: ShuttleSeason, user: Any, answers: dict[str, Any]) -> HttpResponse:
    made = plan_make(season=row, by=user, **answers)
    return HttpResponseRedirect(change_url("shuttleplan", made.pk))


@admin.register(ShuttleSeason)
class SeasonAdmin(RegisterAdmin):
    """The days for which a timetable holds."""

    list_display = ("title", "in_community", "purpose_words", "days", "runs_n", "trips_n", "now")
    list_numbers = ("runs_n", "trips_n")
    filterset_class = SeasonFilter
    ordering = ("-first_day", "-pk")
    page_template = "shuttles/season.html"
    list_title = _("Seasons and timetables")
    add_word = _("Add a season")
    empty_title = _("No seasons yet")
    empty_text = _(
        "Add a season, such as the tea harvest or a school term; then write its timetable or let it be planned."
    )
    form = SeasonForm
    fields = ("community", ("name", "purpose"), ("first_day", "last_day"), "busy_season", "note")
    noun, given = "season", SEASON_FIELDS
    registers, changes = staticmethod(season_register), staticmethod(season_change)
    deeds = (
        Deed("run", _("Add a departure"), _add_run, plans, icon="add_circle", place="runs",
             form=lambda row, user, data: RunForm(row, user, data)),
        Deed("lay", _("Put the trips on the calendar"), _lay, plans, icon="event_available", place="lay",
             form=lambda row, user, data: LayForm(data),
             hint=_("Each departure gets its trip on every day on which it runs; what is there already stays.")),
        Deed("plan", _("Compute a plan"), _plan, may_compute, icon="calculate", place="plans",
             form=lambda row, user, data: PlanForm(row, user, data),
             hint=_("From who works which fields and where they live, and from wishes. It takes minutes, where a"
                    " thousand people ride a quarter of an hour; you need not wait for it.")),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        live = lasting("runs__ended_on", Greatest(Value(clock.today()), F("first_day")))
        counted = {"runs_n": Count("runs", filter=live, distinct=True), "trips_n": Count("runs__trips", distinct=True)}
        return super().get_queryset(request).annotate(**counted)

    def page_title(self, row: Any) -> str:
        return row.name

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        laid = row.runs.aggregate(until=Max("trips__day"))["until"]
        wishes = RideWish.objects.visible_to(user).filter(season=row, state=WishState.OPEN).count()
        return {
            "head": {"icon": PURPOSE_ICONS[row.purpose], "words": row.name, "chips": [self.now(row)]},
            "facts": [
                (_t("community"), row.community.name),
                (_t("purpose"), row.get_purpose_display()),
                (pgettext("season", "days"), self.days(row)),
                (_t("busy season"), str(row.busy_season) if row.busy_season_id else "—"),
                (_t("trips on the calendar until"), ui.exact(laid) if laid else _t("none yet")),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "missing": _missing(row),
            "surplus": _surplus(row),
            "kpis": [
                (row.runs_n, _t("departures in the timetable"), listed("run", f"season={row.pk}")),
                (row.trips_n, _t("trips on the calendar"), listed("trip", f"season={row.pk}")),
                (wishes, _t("open wishes"), listed("ridewish", f"season={row.pk}&state=open")),
            ],
            "patterns": [
                {"name": pattern.name, "words": _said(pattern), "url": change_url("servicepattern", pattern.pk),
                 "boards": [_shown(board) for board in boards]}
                for pattern, boards in by_pattern(boards_of(row))
            ],
            "papers": [
                (reverse("shuttles:timetable", args=[row.pk]), "print", _t("Timetable in large print (PDF)")),
                (reverse("shuttles:gtfs"), "download", _t("All timetables for map services (GTFS)")),
            ],
            "days_words": _t("Days of service"),
            "plans": _plans(row) if user.has_perm("shuttles.view_shuttleplan") else None,
        }  # fmt: skip

    @display(description=pgettext_lazy("shuttle", "season"), ordering="name")
    def title(self, row: ShuttleSeason) -> Any:
        return ui.named(PURPOSE_ICONS[row.purpose], row.name)

    def export_title(self, row: ShuttleSeason) -> str:
        return row.name

    @display(description=_("purpose"), ordering="purpose")
    def purpose_words(self, row: ShuttleSeason) -> str:
        return row.get_purpose_display()

    @display(description=pgettext_lazy("season", "days"), ordering="first_day")
    def days(self, row: ShuttleSeason) -> str:
        return f"{ui.exact(row.first_day)} – {ui.exact(row.last_day)}"

    @display(description=_("departures"), ordering="runs_n")
    def runs_n(self, row: Any) -> int:
        return row.runs_n

    @display(description=_("trips"), ordering="trips_n")
    def trips_n(self, row: Any) -> int:
        return row.trips_n

    @display(description=_("today"))
    def now(self, row: ShuttleSeason) -> Any:
        today = clock.today()
        if row.last_day < today:
            return ui.chip("neutral", _t("over"), icon="inventory_2")
        if row.first_day > today:
            return ui.chip("wait", _t("to come"), icon="event")
        return ui.chip("done", _t("running"), icon="directions_bus")


def _missing(row: ShuttleSeason) -> str:
    """Why trips to come are not on the calendar; "" where all are."""
    if row.unlaid_from is None or row.last_day < clock.today():
        return ""
    words = _t("From %(day)s on trips are missing on the calendar. %(why)s")
    return words % {"day": ui.exact(row.unlaid_from), "why": row.unlaid_why}


def _said(pattern: Any) -> str:
    """The days of service in words, where their name does not say them."""
    words = pattern_words(pattern)
    return "" if words == pattern.name else words


def _surplus(row: ShuttleSeason) -> list[dict[str, str]]:
    """Trips that stand on days on which the timetable does not run, for a person to cancel."""
    keys = ask(row, row.ahead_from, row.ahead_from).surplus
    trips = Trip.objects.filter(pk__in=keys).select_related("route").order_by("starts_at", "pk")
    return [{"url": change_url("trip", one.pk), "words": trip_words(one)} for one in trips[:MOST_SURPLUS]]


def _shown(board: Any) -> dict[str, Any]:
    return {
        "name": f"{board.route.code} · {board.route.name}",
        "url": change_url("shuttleroute", board.route.pk),
        "runs": [
            {"url": change_url("run", run.pk), "time": board.lines[0][1][n] if board.lines else str(run),
             "crew": " · ".join(str(one) for one in (run.vehicle, run.driver) if one),
             "accessible": run.accessible}
            for n, run in enumerate(board.runs)
        ],
        "lines": [(stop.name, times) for stop, times in board.lines],
    }  # fmt: skip


def _plans(row: ShuttleSeason) -> dict[str, Any]:
    rows = row.plans.order_by("-number").only("pk", "number", "name", "adopted_at", "state", "season")
    return {
        "url": listed("shuttleplan", f"season={row.pk}"),
        "rows": [
            {"cells": [str(one), plan_chip(one)],
             "url": change_url("shuttleplan", one.pk)}
            for one in rows[:6]
        ],
        "headers": [_t("plan"), _t("state")],
    }  # fmt: skip
