"""What the staff's pages of shuttles share: registers that go through actions, and columns of their lists."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import DeedPages
from apps.shuttles.looks import moment_words, trip_chip
from apps.shuttles.policies import may_plan


class Register(DeedPages, ScopedAdmin):
    """A register of the community: its form goes through `registers` and `changes`, which ask the policy.

    `noun` is the name under which `changes` takes the row, `given` the fields that both take.
    """

    edits = True
    list_before_template = "core/links.html"
    chosen_once = ("community",)
    noun: ClassVar[str] = ""
    given: ClassVar[tuple[str, ...]] = ()
    registers: ClassVar[Callable[..., Any]]
    changes: ClassVar[Callable[..., Any]]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        given = {name: form.cleaned_data[name] for name in self.given if name in form.cleaned_data}
        if change:
            type(self).changes(**{self.noun: obj}, by=request.user, **given)
            return
        made = type(self).registers(community=form.cleaned_data["community"], by=request.user, **given)
        obj.pk, obj._state.adding = made.pk, False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("community")

    @display(description=_("community"), ordering="community")
    def in_community(self, row: Any) -> str:
        return row.community.name


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


TRIP_HEADERS = (_("departs"), _("route"), (_("seats taken / in all"), "num"), _("state"))
