"""Plots in use: their list, and the page of one with its visits, yields, swaps and reclaiming."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.errors import InvalidInput
from apps.core.forms import WhyForm
from apps.core.story import story
from apps.gardens.actions import (
    reclaim_decide,
    reclaim_propose,
    swap_consent,
    swap_drop,
    swap_propose,
    tenure_give_back,
    visit_record,
    yield_note,
)
from apps.gardens.admin.plots import days_of
from apps.gardens.admin.swaps import waits_for
from apps.gardens.filters import TenureFilter
from apps.gardens.forms import AgreedForm, ReclaimForm, SwapForm, VisitForm, YieldForm
from apps.gardens.looks import swap_chip, tenure_chip
from apps.gardens.models import GardenTenure, PlotSwap, Reclaim
from apps.gardens.policies import may_decide_reclaim, may_tenure
from apps.gardens.vocabulary import SwapState
from apps.gardens.workflow import TENURE_STEPS
from apps.households.admin.columns import HouseholdColumns
from apps.households.words import label_of

SHOWN = 12
WORDS = {name: step.word for name, step in TENURE_STEPS.items()}


def _may(step: str) -> Any:
    return lambda row, user: may_tenure(row, step, user)


def open_reclaim(row: GardenTenure) -> Reclaim | None:
    """The proposal to reclaim it on which nobody has decided."""
    return Reclaim.objects.filter(tenure=row, agreed__isnull=True).select_related("tenure__household").first()


def open_swap(row: GardenTenure) -> PlotSwap | None:
    """The swap of it that waits for consent."""
    rows = PlotSwap.objects.filter(state=SwapState.PROPOSED).select_related("tenure", "other")
    return rows.filter(tenure=row).first() or rows.filter(other=row).first()


def _may_decide(row: GardenTenure, user: Any) -> bool:
    found = open_reclaim(row)
    return found is not None and bool(may_decide_reclaim(found, user))


def _may_consent(row: GardenTenure, user: Any) -> bool:
    found = open_swap(row)
    return found is not None and waits_for(found, row) and bool(may_tenure(row, "swap", user))


def _found(row: Any) -> Any:
    """The proposal that is still open. Raises InvalidInput where somebody has settled it meanwhile."""
    if row is None:
        raise InvalidInput(_t("Nothing is open here any more; somebody has settled it."), code="settled")
    return row


def _decide(row: GardenTenure, user: Any, answers: dict[str, Any]) -> None:
    found = _found(open_reclaim(row))
    reclaim_decide(reclaim=found, by=user, agreed=answers["agreed"] == "yes", why=answers["why"])


def _propose_swap(row: GardenTenure, user: Any, answers: dict[str, Any]) -> None:
    swap_propose(tenure=row, other=answers["other"], by=user, agreed_note=answers["agreed_note"])


def _consent(row: GardenTenure, user: Any, answers: dict[str, Any]) -> None:
    found = _found(open_swap(row))
    swap_consent(swap=found, by=user, household=row.household, agreed_note=answers["agreed_note"])


def _drop(row: GardenTenure, user: Any, answers: dict[str, Any]) -> None:
    found = _found(open_swap(row))
    swap_drop(swap=found, by=user, why=answers["why"])


def _why_form(row: Any, user: Any, data: Any) -> WhyForm:
    return WhyForm(data)


@admin.register(GardenTenure)
class TenureAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """Who has which plot, and whether it is used."""

    list_display = ("whose", "code", "plot_column", "zone_column", "state_column", "since", "cure")
    more_columns = ("until", "of_round", "in_community")
    filterset_class = TenureFilter
    ordering = ("plot__number", "pk")
    list_before_template = "core/links.html"
    list_title = _("Plots in use")
    empty_title = _("No plot is in use yet")
    empty_text = _("When a household has signed, its plot stands here: visits, what it gave, swaps, giving back.")
    deeds = (
        Deed("visit", WORDS["visit"], lambda row, user, a: visit_record(tenure=row, by=user, **a) and None,
             _may("visit"), icon="footprint", form=lambda row, user, data: VisitForm(data)),
        Deed("yield", WORDS["note_yield"], lambda row, user, a: yield_note(tenure=row, by=user, **a) and None,
             _may("note_yield"), icon="nutrition", form=lambda row, user, data: YieldForm(data)),
        Deed("propose-swap", WORDS["propose_swap"], _propose_swap,
             lambda row, user: may_tenure(row, "propose_swap", user) and open_swap(row) is None,
             icon="swap_horiz", form=lambda row, user, data: SwapForm(row, user, data)),
        Deed("consent", _("This household agrees to swap"), _consent, _may_consent, icon="handshake",
             form=lambda row, user, data: AgreedForm(data)),
        Deed("drop-swap", _("No swap after all"), _drop,
             lambda row, user: open_swap(row) is not None and may_tenure(row, "propose_swap", user),
             icon="cancel", form=_why_form),
        Deed("propose-reclaim", WORDS["propose_reclaim"],
             lambda row, user, a: reclaim_propose(tenure=row, by=user, why=a["why"]) and None,
             lambda row, user: may_tenure(row, "propose_reclaim", user) and open_reclaim(row) is None,
             icon="assignment_return", form=_why_form),
        Deed("decide-reclaim", _("Decide on reclaiming"), _decide, _may_decide, icon="gavel",
             form=lambda row, user, data: ReclaimForm(data)),
        Deed("give-back", WORDS["give_back"],
             lambda row, user, a: tenure_give_back(tenure=row, by=user, why=a["why"]) and None,
             _may("give_back"), icon="logout", careful=True, form=_why_form),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("plot__zone", "round", "community")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a signature makes it

    def page_title(self, row: Any) -> str:
        return f"{row.plot.number} · {label_of(row.household)}"

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        plot = reverse("admin:gardens_gardenplot_change", args=[row.plot_id])
        since, until = days_of(row)
        return {
            "head": {
                "icon": "potted_plant", "words": self.page_title(row), "chips": [tenure_chip(row)],
                "link": {"url": plot, "words": f"{row.plot.zone.name} · {row.plot.number}"},
            },
            "facts": [
                (_t("household code"), row.household.code),
                (_t("area (m²)"), ui.plain(row.plot.area_m2)),
                (_t("since"), since),
                (_t("until"), until),
                *([(_t("idle since"), ui.exact(row.idle_since))] if row.idle_since else []),
                *([(_t("to be in use again by"), ui.exact(row.cure_by))] if row.cure_by else []),
                *([(_t("ended"), row.get_ended_by_display())] if row.ended_by else []),
                (_t("garden round"), row.round.name if row.round_id else "—"),
            ],
            "parts": [_visits(row), _yields(row), *_swaps(row), *_reclaims(row)],
            "entries": story(row.steps, WORDS, _t("Handed over"), shown=SHOWN),
        }  # fmt: skip

    @display(description=_("garden plot"), ordering="plot__number")
    def plot_column(self, row: GardenTenure) -> str:
        return row.plot.number

    @display(description=_("garden zone"), ordering="plot__zone__code")
    def zone_column(self, row: GardenTenure) -> str:
        return row.plot.zone.name

    @display(description=_("state"), ordering="state")
    def state_column(self, row: GardenTenure) -> Any:
        return tenure_chip(row)

    @display(description=_("since"), ordering="period")
    def since(self, row: GardenTenure) -> str:
        return days_of(row)[0]

    @display(description=_("until"))
    def until(self, row: GardenTenure) -> str:
        return days_of(row)[1]

    @display(description=_("to be in use again by"), ordering="cure_by")
    def cure(self, row: GardenTenure) -> str:
        return ui.when(row.cure_by) if row.cure_by else "—"

    @display(description=_("garden round"), ordering="round")
    def of_round(self, row: GardenTenure) -> str:
        return row.round.name if row.round_id else "—"


def _visits(row: GardenTenure) -> dict[str, Any]:
    return {
        "title": _t("Visits"),
        "headers": [_t("seen on"), pgettext("garden plot", "found"), _t("note"), _t("by")],
        "rows": [
            [ui.exact(one.done_on), one.get_found_display(), one.note or "—", str(one.by)]
            for one in row.visits.select_related("by").order_by("-done_on", "-pk")[:SHOWN]
        ],
        "empty": _t("Nobody has looked at it yet."),
    }


def _yields(row: GardenTenure) -> dict[str, Any]:
    return {
        "title": _t("Use and yield"),
        "headers": [_t("month"), _t("grown"), (_t("yield (kg)"), "num"), (_t("not bought (yuan)"), "num")],
        "rows": [
            [ui.month(one.month), one.get_growing_display(), _number(one.yield_kg), _number(one.saved_yuan)]
            for one in row.yields.order_by("-month", "-pk")[:SHOWN]
        ],
        "empty": _t("What it gave is not collected yet."),
    }


def _number(value: Any) -> str | None:
    return None if value is None else ui.plain(value)


def _swaps(row: GardenTenure) -> list[dict[str, Any]]:
    rows = [*row.swaps.select_related("other__plot"), *row.swaps_as_other.select_related("tenure__plot")]
    if not rows:
        return []
    cells = []
    for one in sorted(rows, key=lambda swap: -swap.pk):
        with_plot = one.other.plot if one.tenure_id == row.pk else one.tenure.plot
        agreed = [note for note in (one.agreed_note, one.other_agreed_note) if note]
        url = reverse("admin:gardens_plotswap_change", args=[one.pk])
        cells.append({"cells": [with_plot.number, swap_chip(one), " · ".join(agreed) or "—"], "url": url})
    return [{"title": _t("Swaps"), "headers": [_t("with the plot"), _t("state"), _t("how they agreed")], "rows": cells}]


def _reclaims(row: GardenTenure) -> list[dict[str, Any]]:
    rows = [
        [ui.exact(one.proposed_at), str(one.proposed_by or "—"), one.why or one.get_because_display(), _decision(one)]
        for one in row.reclaims.select_related("proposed_by", "decided_by").order_by("-proposed_at", "-pk")
    ]
    headers = [_t("proposed"), _t("proposed by"), _t("why"), _t("decision")]
    return [{"title": _t("Reclaiming"), "headers": headers, "rows": rows}] if rows else []


def _decision(one: Reclaim) -> Any:
    if one.agreed is None:
        return ui.chip("due", _t("to be decided by somebody else"), icon="gavel")
    words = _t("reclaimed") if one.agreed else _t("left with the household")
    return f"{words} · {one.decided_by} · {one.decision_note}"
