"""Swaps of plots: their list, and the page of one where each household's consent is recorded."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.forms import WhyForm
from apps.gardens.actions import swap_consent, swap_drop
from apps.gardens.filters import SwapFilter
from apps.gardens.forms import AgreedForm
from apps.gardens.looks import swap_chip
from apps.gardens.models import GardenTenure, PlotSwap
from apps.gardens.policies import may_tenure
from apps.gardens.vocabulary import SwapState
from apps.households.admin.columns import HouseholdColumns
from apps.households.models import Household
from apps.households.words import label_of


def waits_for(swap: PlotSwap, tenure: GardenTenure) -> bool:
    """Whether the swap still needs the consent of the household that has this plot."""
    agreed = swap.agreed_at if tenure.pk == swap.tenure_id else swap.other_agreed_at
    return swap.state == SwapState.PROPOSED and agreed is None


def _consent(key: str, words: Any, side: str) -> Deed:
    """The deed of one of the two households: `side` is the name of its tenure."""

    def act(row: PlotSwap, user: Any, answers: dict[str, Any]) -> None:
        household = getattr(row, side).household
        swap_consent(swap=row, by=user, household=household, agreed_note=answers["agreed_note"])

    def may(row: PlotSwap, user: Any) -> bool:
        tenure = getattr(row, side)
        return waits_for(row, tenure) and bool(may_tenure(tenure, "swap", user))

    return Deed(key, words, act, may, icon="how_to_reg", form=lambda row, user, data: AgreedForm(data))


def _drop(row: PlotSwap, user: Any, answers: dict[str, Any]) -> None:
    swap_drop(swap=row, by=user, why=answers["why"])


def _may_drop(row: PlotSwap, user: Any) -> bool:
    return row.state == SwapState.PROPOSED and bool(may_tenure(row.tenure, "propose_swap", user))


@admin.register(PlotSwap)
class SwapAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """Two households that change plots when both have agreed."""

    list_display = ("whose", "plot", "with_whom", "with_plot", "state_column", "waits", "settled")
    more_columns = ("code", "in_community", "proposer")
    filterset_class = SwapFilter
    ordering = ("-created_at", "-pk")
    chosen_once = ("community",)
    list_before_template = "core/links.html"
    list_title = _("Swaps of plots")
    empty_title = _("No swaps")
    empty_text = _("A swap is proposed on the page of a plot in use; it is done when both households have agreed.")
    deeds = (
        _consent("consent", _("The first household agrees"), "tenure"),
        _consent("consent-other", _("The other household agrees"), "other"),
        Deed("drop", _("They do not swap"), _drop, _may_drop, icon="cancel", careful=True,
             form=lambda row, user, data: WhyForm(data)),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        others = Household.objects.with_place().with_head()
        rows = super().get_queryset(request).prefetch_related(Prefetch("other_household", queryset=others))
        return rows.select_related("tenure__plot", "tenure__household", "other__plot", "other__household", "community",
                                   "proposed_by")  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # on the page of a plot in use

    def page_title(self, row: Any) -> str:
        return f"{row.tenure.plot.number} ⇄ {row.other.plot.number}"

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        sides = (
            (row.tenure, row.household, row.agreed_at, row.agreed_note),
            (row.other, row.other_household, row.other_agreed_at, row.other_agreed_note),
        )
        return {
            "head": {"icon": "swap_horiz", "words": self.page_title(row), "chips": [swap_chip(row)]},
            "facts": [
                (_t("community"), row.community.name),
                (_t("proposed"), f"{ui.exact(row.created_at)} · {row.proposed_by}"),
                (_t("settled"), ui.exact(row.settled_at) if row.settled_at else "—"),
                *([(_t("why"), row.why)] if row.why else []),
            ],
            "parts": [
                {
                    "title": _t("The two households"),
                    "headers": [_t("household"), _t("its plot until now"), _t("agreed"), _t("how it agreed")],
                    "rows": [
                        {"cells": [label_of(home), tenure.plot.number, ui.exact(at) if at else "—", note or "—"],
                         "url": reverse("admin:gardens_gardentenure_change", args=[tenure.pk])}
                        for tenure, home, at, note in sides
                    ],
                }
            ],
        }  # fmt: skip

    @display(description=_("garden plot"), ordering="tenure__plot__number")
    def plot(self, row: PlotSwap) -> str:
        return row.tenure.plot.number

    @display(description=_("with household"), ordering="other_household__code")
    def with_whom(self, row: PlotSwap) -> str:
        return label_of(row.other_household)

    @display(description=_("with the plot"), ordering="other__plot__number")
    def with_plot(self, row: PlotSwap) -> str:
        return row.other.plot.number

    @display(description=_("state"), ordering="state")
    def state_column(self, row: PlotSwap) -> Any:
        return swap_chip(row)

    @display(description=_("consent still missing"))
    def waits(self, row: PlotSwap) -> str:
        sides = ((row.tenure, row.household), (row.other, row.other_household))
        return "、".join(label_of(home) for tenure, home in sides if waits_for(row, tenure)) or "—"

    @display(description=_("settled"), ordering="settled_at")
    def settled(self, row: PlotSwap) -> str:
        return ui.when(row.settled_at) if row.settled_at else "—"

    @display(description=_("proposed by"), ordering="proposed_by")
    def proposer(self, row: PlotSwap) -> str:
        return str(row.proposed_by)
