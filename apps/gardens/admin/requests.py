"""Requests for plots: their list, and the page of one with its eligibility and why."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.forms import WhyForm
from apps.gardens.actions import WISHES, eligibility_decide, request_change, request_withdraw
from apps.gardens.admin.columns import round_link
from apps.gardens.filters import RequestFilter
from apps.gardens.forms import DecideForm, WishesForm
from apps.gardens.looks import eligibility_chip
from apps.gardens.models import GardenRequest
from apps.gardens.policies import may_request
from apps.gardens.telling import result_of
from apps.gardens.vocabulary import Eligibility, Frailty
from apps.gardens.words import refusal_words
from apps.households.admin.columns import HouseholdColumns
from apps.households.words import label_of


def _may(step: str) -> Any:
    def allowed(row: GardenRequest, user: Any) -> bool:
        return bool(may_request(row, step, user, {"why": "-"}))  # whatever it will ask

    return allowed


def _decide(row: GardenRequest, user: Any, answers: dict[str, Any]) -> None:
    eligibility_decide(request=row, by=user, eligible=answers["eligible"] == "yes", why=answers["why"])


def _change(row: GardenRequest, user: Any, answers: dict[str, Any]) -> None:
    request_change(request=row, by=user, **{name: answers[name] for name in WISHES})


def _withdraw(row: GardenRequest, user: Any, answers: dict[str, Any]) -> None:
    request_withdraw(request=row, by=user, why=answers["why"])


@admin.register(GardenRequest)
class RequestAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """Who needs a plot, who is eligible, and why not."""

    list_display = ("whose", "code", "of_round", "found", "why_not", "wishes", "frail", "asked_on")
    more_columns = ("in_community", "by_way", "weighs")
    list_numbers = ("weighs",)
    filterset_class = RequestFilter
    ordering = ("-round", "registered_at", "pk")
    list_before_template = "core/links.html"
    list_title = _("Requests for plots")
    empty_title = _("No requests for plots yet")
    empty_text = _(
        "Open a round; needs are then registered by residents' phones, by staff, or for all households at once."
    )
    deeds = (
        Deed("decide", _("Decide on eligibility"), _decide, _may("judge"), icon="gavel",
             form=lambda row, user, data: DecideForm(data)),
        Deed("change", _("Change the wishes"), _change, _may("change_request"), icon="edit",
             form=lambda row, user, data: WishesForm(data, initial={name: getattr(row, name) for name in WISHES})),
        Deed("withdraw", _("Withdraw the request"), _withdraw, _may("withdraw_request"), icon="undo", careful=True,
             form=lambda row, user, data: WhyForm(data)),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.select_related("round__community", "community", "building", "judged_by")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Needs are registered on the page of their round."""
        return HttpResponseRedirect(reverse("admin:gardens_gardenround_changelist"))

    def page_title(self, row: Any) -> str:
        return label_of(row.household)

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        result = result_of(row.round, row.household)
        why = refusal_words(row)
        notes = [{"kind": "late", "words": why, "icon": "cancel"}] if row.eligibility == Eligibility.REFUSED else []
        if result:
            notes = [{"kind": "done" if result.plot else "wait", "words": result.sentence, "icon": "yard"}]
        return {
            "head": {
                "icon": "how_to_reg", "words": label_of(row.household), "chips": [eligibility_chip(row)],
                "link": round_link(row),
            },
            "facts": [
                (_t("household code"), row.household.code),
                (_t("registered"), f"{row.get_channel_display()} · {ui.exact(row.registered_at)}"),
                (_t("wishes"), self.wishes(row)),
                (_t("building"), str(row.building) if row.building_id else None),
                (_t("age of the oldest"), row.oldest_age),
                (_t("weight of the walk"), _weight(row)),
                (_t("decided by"), str(row.judged_by) if row.judged_by_id else _t("the rules")),
                (_t("reason"), why or "—"),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "said": notes[0] if notes else None,
        }  # fmt: skip

    @display(description=_("garden round"), ordering="round")
    def of_round(self, row: GardenRequest) -> str:
        return row.round.name

    @display(description=_("eligibility"), ordering="eligibility")
    def found(self, row: GardenRequest) -> Any:
        return eligibility_chip(row)

    @display(description=_("reason"), ordering="reason")
    def why_not(self, row: GardenRequest) -> str:
        return refusal_words(row) or "—"

    @display(description=_("wishes"))
    def wishes(self, row: GardenRequest) -> str:
        words = [
            _t("an accessible plot") if row.needs_accessible else "",
            _t("its present plot") if row.keep_present else "",
            _t("together: %(word)s") % {"word": row.together} if row.together else "",
        ]
        return " · ".join(word for word in words if word) or "—"

    @display(description=_("frailty"), ordering="-weight")
    def frail(self, row: GardenRequest) -> str:
        return "—" if row.frailty == Frailty.USUAL else row.get_frailty_display()

    @display(description=_("weight of the walk"), ordering="weight")
    def weighs(self, row: GardenRequest) -> str:
        return _weight(row)

    @display(description=_("registered on"), ordering="registered_at")
    def asked_on(self, row: GardenRequest) -> str:
        return ui.when(row.registered_at)

    def export_asked_on(self, row: GardenRequest) -> Any:
        return row.registered_at

    @display(description=_("registered"), ordering="channel")
    def by_way(self, row: GardenRequest) -> str:
        return row.get_channel_display()


def _weight(row: GardenRequest) -> str:
    return f"× {ui.plain(row.weight / 10)}"
