"""Agreements to be signed: the community gives a plot, the household grows on it; one page each."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import ui
from apps.core.typeset import PAPER_LANGUAGE, pdf_response
from apps.gardens.explaining import Result, results
from apps.gardens.models import GardenOffer, GardenRound
from apps.gardens.rules import CURE_DAYS, days_of
from apps.households.models import Household

SOURCE = Path(__file__).with_name("agreement.typ")


def agreement_response(round: GardenRound, offers: Sequence[GardenOffer], name: str) -> HttpResponse:
    """The agreements of these offers."""
    with translation.override(PAPER_LANGUAGE):
        return pdf_response(SOURCE, _data(round, offers), name)


def _data(round: GardenRound, offers: Sequence[GardenOffer]) -> dict[str, Any]:
    homes = Household.objects.filter(pk__in=[offer.household_id for offer in offers]).with_place().with_head()
    found = {home.pk: home for home in homes}
    told = {one.code: one for one in results(round.published)} if round.published else {}
    return {
        "title": _("Agreement on a garden plot"),
        "number": f"{round.community.name}　{round.name}",
        "given_title": _("1. The plot"),
        "agreed_title": _("2. What is agreed"),
        "signatures": [_("Party A (seal):"), _("Party B (signature):"), _("Date:"), _("Date:")],
        "papers": [_paper(round, offer, found[offer.household_id], told) for offer in offers],
    }


def _paper(round: GardenRound, offer: GardenOffer, home: Any, told: dict[str, Result]) -> dict[str, Any]:
    party = {"name": home.head_name or home.code, "code": home.code, "place": home.place_label or "—"}
    return {
        "number": _("No. %(number)s") % {"number": offer.plot.number},
        "parties": [
            _("Party A: %(community)s") % {"community": round.community.name},
            _("Party B: %(name)s (household %(code)s, at %(place)s)") % party,
        ],
        "facts": [
            [_("garden zone"), offer.plot.zone.name],
            [_("garden plot"), offer.plot.number],
            [pgettext("garden plot", "area"), _("%(area)s m²") % {"area": ui.plain(offer.plot.area_m2)}],
            [_("on foot"), _walk(offer, told.get(home.code))],
            [_("in use from"), ui.exact(round.use_from)],
            [_("in use until"), ui.exact(round.use_to) if round.use_to else _("until it is given back")],
        ],
        "terms": _terms(),
    }


def _walk(offer: GardenOffer, result: Result | None) -> str:
    """Minutes as the published list says them; “—” for a plot that the waitlist brought."""
    if result is None or result.plot != offer.plot.number:
        return "—"
    return _("%(n)s min") % {"n": result.minutes}


def _terms() -> list[str]:
    return [
        _("The household of party B grows vegetables on the plot itself; it neither lets nor sells it."),
        _("Nothing is built on it, no poultry is kept, nothing is stored."),
        _("A plot found idle is to be in use again within %(days)s days; otherwise party A may take it back and give it"
          " to a household that waits.") % {"days": days_of(CURE_DAYS)},
        _("Plots are swapped when both households agree and the community has recorded it."),
        _("A household that moves away gives its plot back."),
    ]  # fmt: skip
