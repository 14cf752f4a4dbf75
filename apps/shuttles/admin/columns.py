"""What the staff's pages of shuttles share: columns of their lists, and rows of their tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core import ui
from apps.shuttles.looks import moment_words, trip_chip
from apps.shuttles.policies import may_plan
from apps.shuttles.workflow import BEFORE_DEPARTURE


def plans(row: Any, user: Any) -> Any:
    """Whether this person keeps the register and the timetable of the row's community."""
    return may_plan(row.community, user)


def change_url(model: str, key: Any) -> str:
    """The page of a row."""
    return reverse(f"admin:shuttles_{model}_change", args=[key])


def listed(model: str, query: str) -> str:
    """A list, narrowed."""
    return f"{reverse(f'admin:shuttles_{model}_changelist')}?{query}"


def days_of(row: Any) -> tuple[str, str]:
    """First and last day of a period, in words."""
    last = row.last_day
    return ui.exact(row.started), ui.exact(last) if last else str(_("until further notice"))


def trip_rows(trips: Any, *, most: int = 12) -> list[dict[str, Any]]:
    """Trips as lines of a table: when, which route, seats, state. Wants their route with them."""
    return [
        {"cells": [moment_words(one.starts_at, one.day), one.route.name, f"{one.taken} / {one.seats}", trip_chip(one)],
         "url": change_url("trip", one.pk)}
        for one in trips[:most]
    ]  # fmt: skip


def concerned(trips: Any) -> str:
    """How many of these trips are still to run, for whoever took their vehicle, driver or day away; "" for none."""
    number = trips.filter(state__in=BEFORE_DEPARTURE).count()
    words = ngettext(
        "%(n)s trip on the calendar is concerned. Give it another vehicle or driver, or cancel it.",
        "%(n)s trips on the calendar are concerned. Give them another vehicle or driver, or cancel them.",
        number,
    )
    return words % {"n": f"{number:,}"} if number else ""


TRIP_HEADERS = (_("departs"), _("route"), (_("seats taken / in all"), "num"), _("state"))
