"""Plans: their list, and the page of one with demand, the three ways side by side, its trips, editing and adopting."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.sidebyside import Column, Figure, line
from apps.shuttles.actions import plan_adopt, plan_edit
from apps.shuttles.admin.columns import change_url
from apps.shuttles.admin.demand import demand_of
from apps.shuttles.filters import PlanFilter
from apps.shuttles.forms import PlanAddForm, PlanTripForm
from apps.shuttles.looks import plan_chip
from apps.shuttles.models import ShuttlePlan
from apps.shuttles.plan_policies import may_adopt, may_edit, plan_days


def km(metres: int) -> str:
    """Metres as whole kilometres."""
    return f"{round(metres / 1000):,}"


def yuan(fen: int) -> str:
    """Fen as whole yuan."""
    return f"{round(fen / 100):,}"


def number(value: int) -> str:
    """With thousands separated."""
    return f"{value:,}"


FIGURES = (
    Figure("short", _("riders without a seat"), "", number, -1),
    Figure("trips", _("trips a day"), "", number, -1),
    Figure("vehicles", _("vehicles"), "", number, -1),
    Figure("walked", _("minutes walked"), _("to and from stops, of all riders"), number, -1),
    Figure("waited", _("minutes off the wished time"), _("of all riders"), number, -1),
    Figure("metres", _("km a day"), _("with the ways without riders"), km, -1),
    Figure("cost_fen", _("cost a day (yuan)"), _("kilometres and days of vehicles"), yuan, -1),
    Figure("weighed_fen", _("weighed in all (yuan)"), _("cost, seats short, walking and waiting"), yuan, -1),
)
WAYS = (
    ("plan", _("this plan"), pgettext_lazy("plan", "computed")),
    ("today", _("today's timetable"), _("for comparison")),
    ("greedy", _("a simple plan"), _("fullest bus first, for comparison")),
)


NOTES = (
    "fields", "fields_without_stop", "pupils", "pupils_without_stop", "wishes", "wishes_without_stop",
    "wishes_other_days",
)  # fmt: skip


def _adopt(row: ShuttlePlan, user: Any, answers: dict[str, Any]) -> None:
    plan_adopt(plan=row, by=user)


def _edited(made: ShuttlePlan) -> HttpResponse:
    """To the new plan, which is judged like the others."""
    return HttpResponseRedirect(change_url("shuttleplan", made.pk))


def _edit(row: ShuttlePlan, user: Any, answers: dict[str, Any]) -> HttpResponse:
    number, departs, bus = answers["trip"], answers["departs_at"], answers["vehicle"]
    drop = [number] if answers["what"] == "drop" else []
    move = {number: departs} if departs is not None and not drop else {}
    vehicle = {number: bus} if bus is not None and not drop else {}
    return _edited(plan_edit(plan=row, by=user, drop=drop, move=move, vehicle=vehicle))


def _add(row: ShuttlePlan, user: Any, answers: dict[str, Any]) -> HttpResponse:
    one = {"departs": answers["departs_at"], "stops": list(answers["stops"]), "vehicle": answers["vehicle"]}
    return _edited(plan_edit(plan=row, by=user, add=[one]))


@admin.register(ShuttlePlan)
class PlanAdmin(DeedPages, ScopedAdmin):
    """Computed plans of seasons."""

    list_display = ("title", "season", "made", "short", "trips", "cost", "now")
    list_numbers = ("short", "trips", "cost")
    filterset_class = PlanFilter
    ordering = ("-season", "-number", "-pk")
    page_template = "shuttles/plan.html"
    list_before_template = "core/links.html"
    list_title = _("Plans of seasons")
    empty_title = _("No plans yet")
    empty_text = _(
        "A plan is computed on the page of a season, from what households grow, where they live, and their wishes."
    )
    deeds = (
        Deed("adopt", _("Adopt this plan"), _adopt, may_adopt, icon="check_circle", place="adopt",
             hint=_("Its trips become departures of the season's timetable; what it had before ends.")),
        Deed("edit", _("Change or drop a trip"), _edit, may_edit, icon="edit", place="edit",
             form=lambda row, user, data: PlanTripForm(row, user, data),
             hint=_("The changed plan is a new one, judged like the others.")),
        Deed("add", _("Add a trip"), _add, may_edit, icon="add_circle", place="edit",
             form=lambda row, user, data: PlanAddForm(row, user, data),
             hint=_("From the community over these stops and back.")),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .select_related("season__community", "made_by", "adopted_by")
            .defer("inputs", "outputs")
        )

    def get_urls(self) -> list[Any]:
        view, name = self.admin_site.admin_view(self.progress_view), "shuttles_shuttleplan_progress"
        return [path("<path:object_id>/progress/", view, name=name), *super().get_urls()]

    def progress_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """How far the worker is; asked every two seconds, and tells the page to reload when it is done."""
        row = self.find(request, object_id)
        headers = {} if row.is_computing else {"HX-Refresh": "true"}
        return TemplateResponse(request, "core/progress.html", _how_far(row), headers=headers)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # computed on the page of a season

    def page_title(self, row: Any) -> str:
        return _t("Plan %(plan)s") % {"plan": row}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        columns = [
            Column(str(word), str(note), row.totals.get(way) or {}, way == "plan" and row.adopted_at is not None,
                   chosen_word=_t("adopted"))
            for way, word, note in WAYS if row.totals.get(way)
        ]  # fmt: skip
        season = {"url": change_url("shuttleseason", row.season_id), "words": row.season.name}
        answer = may_adopt(row, user)
        return {
            "head": {"icon": "route", "words": self.page_title(row), "chips": [plan_chip(row)], "link": season},
            "facts": [
                (_t("shuttle season"), row.season.name),
                (_t("what is tried"), row.name or "—"),
                (_t("days of service"), plan_days(row) or _t("the season's usual day")),
                (_t("made on"), _when(row.made_at, row.made_by)),
                (_t("adopted on"), _when(row.adopted_at, row.adopted_by) if row.adopted_at else "—"),
                (_t("check number"), row.content_hash[:16] or "—"),
            ],
            "working": _how_far(row) | {"url": self.url_of(row, "progress")} if row.is_computing else None,
            "said": {"kind": "late", "icon": "error", "words": row.get_problem_display()} if row.problem else None,
            "compared": {"columns": columns, "lines": [line(columns, figure) for figure in FIGURES]},
            "proof": _proof(row),
            "refusal": "" if answer or row.adopted_at else answer.message,
            "trips": _trips(row),
            "trips_note": _t("riders: out + back"),
            "notes": _notes(row),
            "demand": demand_of(row.inputs),
        }

    @display(description=_("plan"), ordering="number")
    def title(self, row: ShuttlePlan) -> str:
        return str(row)

    @display(description=_("made on"), ordering="made_at")
    def made(self, row: ShuttlePlan) -> str:
        return ui.exact(row.made_at)

    @display(description=_("riders without a seat"))
    def short(self, row: ShuttlePlan) -> Any:
        return _total(row, "short", number)

    @display(description=_("trips a day"))
    def trips(self, row: ShuttlePlan) -> Any:
        return _total(row, "trips", number)

    @display(description=_("cost a day (yuan)"))
    def cost(self, row: ShuttlePlan) -> Any:
        return _total(row, "cost_fen", yuan)

    @display(description=_("state"), ordering="state")
    def now(self, row: ShuttlePlan) -> Any:
        return plan_chip(row)

    def export_now(self, row: ShuttlePlan) -> str:
        return _t("adopted") if row.adopted_at else row.get_state_display()


def _when(at: Any, by: Any) -> str:
    """When, and by whom where it was somebody of the staff."""
    return f"{ui.exact(at)} · {by}" if by else ui.exact(at)


def _how_far(row: ShuttlePlan) -> dict[str, Any]:
    begun = row.lease_until is not None
    phase = _t("Computing the plan") if begun else _t("Waiting for a free worker")
    return {"phase": f"{phase} · {row.progress}%" if begun else phase, "percent": row.progress, "total": 0}


def _total(row: ShuttlePlan, key: str, say: Any) -> str:
    value = (row.totals.get("plan") or {}).get(key)
    return "—" if value is None else say(value)


def _proof(row: ShuttlePlan) -> str:
    """What no plan can go below by seats alone."""
    least = row.totals.get("least_trips")
    return (
        ""
        if least is None
        else _t("By seats alone no plan that seats everybody needs fewer than %(n)s trips.") % {"n": least}
    )


def _trips(row: ShuttlePlan) -> dict[str, Any]:
    return {
        "headers": [(_t("No."), "num"), (_t("departs"), "num"), (_t("back"), "num"), _t("way"), (_t("riders"), "num"),
                    (pgettext("vehicle", "seats"), "num"), (_t("km"), "num"), _t("vehicle"), _t("driver")],
        "rows": [
            [n, one["departs"], one["ends"], one["way"], one["riders"], one["seats"], one["km"], one["vehicle"],
             one["driver"]]
            for n, one in enumerate(row.table, 1)
        ],
    }  # fmt: skip


def _notes(row: ShuttlePlan) -> str:
    """What went into the demand, and what could not be counted."""
    notes = {key: row.notes.get(key, 0) for key in NOTES}
    number = {key: f"{value:,}" for key, value in notes.items()}
    weekday = {"weekday": WEEKDAYS[row.inputs.get("weekday", 0)]}
    parts = [_t("Planned for a usual %(weekday)s.") % weekday]
    if notes["fields"]:
        parts.append(_t("Fields: %(fields)s, of them %(fields_without_stop)s without a stop near enough.") % number)
    if notes["pupils"]:
        words = _t(
            "Pupils who ride each day: %(pupils)s, of them %(pupils_without_stop)s without a stop at the school."
        )
        parts.append(words % number)
    parts.append(
        _t(
            "Wishes: %(wishes)s, of them %(wishes_without_stop)s to stops that are not served and"
            " %(wishes_other_days)s for other days of the week."
        )
        % number
    )
    return " ".join(parts)
