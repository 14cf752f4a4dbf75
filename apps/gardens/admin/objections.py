"""Objections to a published list: their list, and the page of one with the decision and what moved."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.errors import InvalidInput
from apps.core.forms import WhyForm
from apps.gardens.actions import objection_reject, objection_uphold
from apps.gardens.admin.columns import round_link
from apps.gardens.filters import ObjectionFilter
from apps.gardens.forms import UpholdForm
from apps.gardens.looks import objection_chip
from apps.gardens.models import GardenPlot, Objection
from apps.gardens.policies import may_object
from apps.gardens.workflow import OBJECTION_WORKFLOW
from apps.households.admin.columns import HouseholdColumns
from apps.households.asking import household_named
from apps.households.words import label_of

WORDS = {name: step.word for name, step in OBJECTION_WORKFLOW.by_name.items()}


def _uphold(row: Objection, user: Any, answers: dict[str, Any]) -> None:
    about = None
    if answers["about"].strip():
        about = household_named(user, row.community, answers["about"], field="about")
    objection_uphold(
        objection=row, by=user, why=answers["why"], remedy=answers["remedy"], about=about,
        plot=plot_named(row.community, answers["plot"]),
    )  # fmt: skip


def plot_named(community: Any, number: str) -> GardenPlot | None:
    """The plot of this number; None for none. Raises InvalidInput where there is no such plot."""
    if not number.strip():
        return None
    plot = GardenPlot.objects.filter(community=community, number__iexact=number.strip()).first()
    if plot is None:
        raise InvalidInput(_t("There is no plot of this number here. Look at the list of plots."), field="plot")
    return plot


def _reject(row: Objection, user: Any, answers: dict[str, Any]) -> None:
    objection_reject(objection=row, by=user, why=answers["why"])


@admin.register(Objection)
class ObjectionAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """What households hold against published lists."""

    list_display = ("whose", "code", "said", "of_round", "state_column", "came", "answer")
    filterset_class = ObjectionFilter
    ordering = ("-recorded_at", "pk")
    list_before_template = "core/links.html"
    list_title = _("Objections to allocations")
    empty_title = _("No objections")
    empty_text = _(
        "While a list is published, residents object by phone or at the office; each is decided by somebody else."
    )
    deeds = (
        Deed("uphold", WORDS["uphold"], _uphold, lambda row, user: may_object(row, "uphold", user), icon="gavel",
             form=lambda row, user, data: UpholdForm(data),
             hint=_("Only what must move is moved; the page then says who.")),
        Deed("reject", WORDS["reject"], _reject, lambda row, user: may_object(row, "reject", user), icon="cancel",
             form=lambda row, user, data: WhyForm(data)),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("round", "community", "decided_by", "recorded_by", "plot")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # on the page of the round

    def page_title(self, row: Any) -> str:
        return _t("Objection of %(household)s") % {"household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        parts, recorder = [], str(row.recorded_by or _t("by the resident"))
        if row.state == "upheld":
            parts.append(
                {
                    "title": _t("What moved"),
                    "headers": [_t("household code"), _t("from"), _t("to")],
                    "rows": [[one["household"], one["from"] or "—", one["to"] or "—"] for one in row.moved],
                    "empty": _t("Nothing had to move."),
                }
            )
        return {
            "head": {
                "icon": "gavel", "words": label_of(row.household), "chips": [objection_chip(row)],
                "link": round_link(row),
            },
            "facts": [
                (_t("what it objects to"), row.text),
                (_t("recorded"), f"{ui.exact(row.recorded_at)} · {recorder}"),
                (_t("decided by"), str(row.decided_by) if row.decided_by_id else "—"),
                (_t("reason of the decision"), row.why or "—"),
                *([(_t("what changes"), row.get_remedy_display())] if row.remedy else []),
            ],
            "parts": parts,
        }  # fmt: skip

    @display(description=_("what it objects to"))
    def said(self, row: Objection) -> str:
        return row.text[:60]

    def export_said(self, row: Objection) -> str:
        return row.text

    @display(description=_("garden round"), ordering="round")
    def of_round(self, row: Objection) -> str:
        return row.round.name

    @display(description=_("state"), ordering="state")
    def state_column(self, row: Objection) -> Any:
        return objection_chip(row)

    @display(description=_("recorded"), ordering="recorded_at")
    def came(self, row: Objection) -> str:
        return ui.when(row.recorded_at)

    @display(description=_("reason of the decision"))
    def answer(self, row: Objection) -> str:
        return row.why[:60] or "—"
