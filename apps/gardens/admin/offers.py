"""Offers to sign: their list, and the page of one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.forms import WhyForm
from apps.gardens.actions import offer_decline, offer_lapse, offer_sign
from apps.gardens.filters import OfferFilter
from apps.gardens.forms import SignForm
from apps.gardens.looks import offer_chip
from apps.gardens.models import GardenOffer
from apps.gardens.papers import agreement_response
from apps.gardens.policies import may_offer
from apps.gardens.workflow import OFFER_WORKFLOW
from apps.households.admin.columns import HouseholdColumns
from apps.households.words import label_of

WORDS = {name: step.word for name, step in OFFER_WORKFLOW.by_name.items()}


def _may(step: str) -> Any:
    return lambda row, user: may_offer(row, step, user)


@admin.register(GardenOffer)
class OfferAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """Who is to sign for which plot, until when."""

    list_display = ("whose", "code", "plot_column", "of_round", "state_column", "until", "signed_by")
    more_columns = ("in_community",)
    filterset_class = OfferFilter
    ordering = ("-round", "sign_by", "pk")
    list_before_template = "core/links.html"
    list_title = _("Signing")
    empty_title = _("Nothing to sign yet")
    empty_text = _("When the publicity of a round is over, each household of the list is offered its plot here.")
    deeds = (
        Deed("sign", WORDS["sign"], lambda row, user, a: _signed(row, user, a), _may("sign"), icon="draw",
             form=lambda row, user, data: SignForm(data)),
        Deed("decline", WORDS["decline"], lambda row, user, a: _declined(row, user, a), _may("decline"), icon="cancel",
             form=lambda row, user, data: WhyForm(data)),
        Deed("lapse", WORDS["lapse"], lambda row, user, a: _lapsed(row, user), _may("lapse"), icon="event_busy"),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("plot__zone", "round", "community")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # the round offers

    def get_urls(self) -> list[Any]:
        paper = self.admin_site.admin_view(self.paper_view)
        return [
            path("<path:object_id>/agreement.pdf", paper, name="gardens_gardenoffer_agreement"),
            *super().get_urls(),
        ]

    def paper_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The agreement of this household, to be signed."""
        offer = self.find(request, object_id)
        return agreement_response(offer.round, [offer], f"{offer.plot.number}.pdf")

    def page_title(self, row: Any) -> str:
        return label_of(row.household)

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        plot = reverse("admin:gardens_gardenplot_change", args=[row.plot_id])
        return {
            "head": {
                "icon": "draw", "words": f"{label_of(row.household)} · {row.plot.number}", "chips": [offer_chip(row)],
                "link": {"url": plot, "words": f"{row.plot.zone.name} · {row.plot.number}"},
            },
            "facts": [
                (_t("garden round"), row.round.name),
                (_t("household code"), row.household.code),
                (_t("sign by"), ui.exact(row.sign_by)),
                (_t("in use from"), ui.exact(row.round.use_from)),
                (_t("in use until"), ui.exact(row.round.use_to) if row.round.use_to else _t("open")),
                *([(_t("who signed"), row.signer)] if row.signer else []),
                *([(_t("why"), row.why)] if row.why else []),
            ],
            "parts": [
                {
                    "title": _t("Agreement"), "rows": [], "headers": [],
                    "empty": _t("Print it, have it signed, then record it here."),
                    "url": self.url_of(row, "agreement"), "link": _t("Agreement (PDF)"),
                }
            ],
        }  # fmt: skip

    @display(description=_("garden plot"), ordering="plot__number")
    def plot_column(self, row: GardenOffer) -> str:
        return row.plot.number

    @display(description=_("garden round"), ordering="round")
    def of_round(self, row: GardenOffer) -> str:
        return row.round.name

    @display(description=_("state"), ordering="state")
    def state_column(self, row: GardenOffer) -> Any:
        return offer_chip(row)

    @display(description=_("sign by"), ordering="sign_by")
    def until(self, row: GardenOffer) -> str:
        return ui.when(row.sign_by)

    def export_until(self, row: GardenOffer) -> Any:
        return row.sign_by

    @display(description=_("who signed"))
    def signed_by(self, row: GardenOffer) -> str:
        return row.signer or "—"


def _signed(row: GardenOffer, user: Any, answers: dict[str, Any]) -> None:
    offer_sign(offer=row, by=user, signer=answers["signer"])


def _declined(row: GardenOffer, user: Any, answers: dict[str, Any]) -> None:
    offer_decline(offer=row, by=user, why=answers["why"])


def _lapsed(row: GardenOffer, user: Any) -> None:
    offer_lapse(offer=row, by=user)
