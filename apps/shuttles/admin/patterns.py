"""Patterns of days: their list, and the page of one with its exceptions and the weeks to come."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.communities.calendar import WorkingCalendar
from apps.core import clock, ui
from apps.core.deeds import Deed
from apps.core.register_pages import RegisterAdmin
from apps.shuttles.actions import PATTERN_FIELDS, exception_set, pattern_change, pattern_register
from apps.shuttles.admin.columns import concerned, plans
from apps.shuttles.admin.undoing import DROPS
from apps.shuttles.calendar.days import Because, days_between, judge
from apps.shuttles.calendar.words import weekdays_words
from apps.shuttles.filters import PatternFilter
from apps.shuttles.forms import ExceptionForm, WeekdaysField
from apps.shuttles.models import ServicePattern, Trip

WEEKS = 5


def _except(row: ServicePattern, user: Any, answers: dict[str, Any]) -> str:
    day, runs = answers["day"], answers["runs"] == "yes"
    exception_set(pattern=row, by=user, day=day, runs=runs, why=answers["why"])
    return "" if runs else concerned(Trip.objects.visible_to(user).filter(run__pattern=row, day=day))


@admin.register(ServicePattern)
class PatternAdmin(RegisterAdmin):
    """On which days departures run."""

    list_display = ("title", "in_community", "on_days", "on_holidays", "on_makeup_days", "exceptions_n", "runs_n")
    list_numbers = ("exceptions_n", "runs_n")
    filterset_class = PatternFilter
    ordering = ("community", "name", "pk")
    page_template = "shuttles/pattern.html"
    list_title = _("Days of service")
    add_word = _("Add days of service")
    empty_title = _("No days of service yet")
    empty_text = _("Name them as people do, like “school days”: days of the week, and what holidays do to them.")
    fields = ("community", "name", "weekdays", ("on_holidays", "on_makeup_days"))
    noun, given = "pattern", PATTERN_FIELDS
    registers, changes = staticmethod(pattern_register), staticmethod(pattern_change)
    deeds = (
        Deed("exception", _("An exception for one day"), _except, plans, icon="edit_calendar",
             form=lambda row, user, data: ExceptionForm(data),
             hint=_("Trips on the calendar stay, as people may have booked: cancel them, and all are told. A day that"
                    " is added gets its trips when they are put there again, or at night.")),
        DROPS,
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = {"exceptions_n": Count("exceptions", distinct=True), "runs_n": Count("runs", distinct=True)}
        return super().get_queryset(request).annotate(**counted)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "weekdays":
            return WeekdaysField(label=db_field.verbose_name, initial=db_field.default)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def page_title(self, row: Any) -> str:
        return row.name

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        exceptions = list(row.exceptions.order_by("day"))
        coming = [one for one in exceptions if one.day >= clock.today()]
        past = [one for one in reversed(exceptions) if one.day < clock.today()]
        return {
            "head": {"icon": "calendar_month", "words": row.name, "chips": []},
            "facts": [
                (_t("community"), row.community.name),
                (_t("days of the week"), weekdays_words(row.weekdays)),
                (_t("on public holidays"), row.get_on_holidays_display()),
                (_t("on make-up days"), row.get_on_makeup_days_display()),
            ],
            "weeks": _weeks(row, {one.day: one.runs for one in exceptions}),
            "parts": [
                {
                    "title": _t("Exceptions"), "headers": [_t("day"), _t("that day"), _t("why")],
                    "rows": [
                        [ui.exact(one.day), _t("it runs") if one.runs else _t("it does not run"), one.why or "—"]
                        for one in [*coming, *past][:20]
                    ],
                    "empty": _t("Every day follows the rule."),
                }
            ],
        }  # fmt: skip

    @display(description=_("days of service"), ordering="name")
    def title(self, row: ServicePattern) -> str:
        return row.name

    @display(description=_("days of the week"))
    def on_days(self, row: ServicePattern) -> str:
        return weekdays_words(row.weekdays)

    @display(description=_("exceptions"), ordering="exceptions_n")
    def exceptions_n(self, row: Any) -> int:
        return row.exceptions_n

    @display(description=_("departures"), ordering="runs_n")
    def runs_n(self, row: Any) -> int:
        return row.runs_n


BECAUSE = {
    Because.EXCEPTION: _("exception"),
    Because.HOLIDAY: _("public holiday"),
    Because.MAKEUP: _("make-up day"),
    Because.WEEKDAY: "",
}


def _weeks(row: ServicePattern, exceptions: dict[Any, bool]) -> list[list[dict[str, Any]]]:
    """The weeks from this one on, Monday first: whether it runs on each day, and why where the weekday did not say."""
    today = clock.today()
    first = today - timedelta(days=today.weekday())
    calendar, weeks = WorkingCalendar.load(), []
    days = list(days_between(first, first + timedelta(days=7 * WEEKS - 1)))
    for start in range(0, len(days), 7):
        line = []
        for day in days[start : start + 7]:
            found = judge(row, day, calendar, exceptions)
            line.append({"day": day, "runs": found.runs, "because": BECAUSE[found.because], "past": day < today})
        weeks.append(line)
    return weeks
