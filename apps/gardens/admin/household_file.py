"""The tab “Garden plot” of a household's file, its dialog, and what stands among its concerns and events."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import ui
from apps.gardens.actions import WISHES, request_register
from apps.gardens.admin.plots import days_of
from apps.gardens.forms import WishesForm
from apps.gardens.looks import eligibility_chip, offer_chip, swap_chip, tenure_chip, wait_chip
from apps.gardens.models import (
    GardenOffer,
    GardenRequest,
    GardenRound,
    GardenTenure,
    LockerHolding,
    PlotSwap,
    WaitlistEntry,
)
from apps.gardens.telling import result_of
from apps.gardens.vocabulary import WaitState
from apps.gardens.words import refusal_words
from apps.gardens.workflow import State, TenureState
from apps.households.admin.fact_dialogs import buttons
from apps.households.file import Concern, Dialog, Entry, Panel, add_concerns, add_dialog, add_panel, add_timeline
from apps.households.models import Household

VIEW = "gardens.view_gardentenure"


def _change(model: str, row: Any) -> str:
    return reverse(f"admin:gardens_{model}_change", args=[row.pk])


def open_round(household: Household, user: Any) -> GardenRound | None:
    """The round of the community in which needs are registered now and this household is not yet."""
    rows = GardenRound.objects.visible_to(user).filter(community=household.community_id, state=State.REGISTERING)
    there = GardenRequest.objects.standing().filter(household=household).order_by().values("round")
    return rows.exclude(pk__in=there).order_by("-created_at", "-pk").first()


def _context(household: Household, user: Any) -> dict[str, Any]:
    tenures = GardenTenure.objects.visible_to(user).filter(household=household).select_related("plot__zone")
    lockers = LockerHolding.objects.visible_to(user).filter(household=household).select_related("locker")
    return {
        "garden_said": _said(household, user),
        "garden_parts": [
            {
                "title": _("Garden plot"),
                "headers": [_("garden plot"), _("garden zone"), _("since"), _("until"), _("state")],
                "rows": [
                    {"cells": [one.plot.number, one.plot.zone.name, *days_of(one), tenure_chip(one)],
                     "url": _change("gardentenure", one)}
                    for one in tenures.order_by("-period", "-pk")
                ],
                "empty": _("This household has had no garden plot yet."),
            },
            _requests(household, user),
            *_swaps(household, user),
            {
                "title": _("Tool locker"),
                "headers": [_("locker number"), _("since"), _("until")],
                "rows": [
                    {"cells": [one.locker.number, *days_of(one)], "url": _change("toollocker", one.locker)}
                    for one in lockers.order_by("-period", "-pk")
                ],
                "empty": _("This household has had no tool locker yet."),
            },
        ],
        "buttons": buttons(household, user, "garden-need"),
    }  # fmt: skip


def _requests(household: Household, user: Any) -> dict[str, Any]:
    rows = GardenRequest.objects.visible_to(user).filter(household=household).select_related("round")
    offers = {
        one.round_id: one for one in GardenOffer.objects.visible_to(user).filter(household=household).order_by("pk")
    }
    waits = {one.round_id: one for one in WaitlistEntry.objects.visible_to(user).filter(household=household)}

    def stands(one: GardenRequest) -> Any:
        if one.round_id in offers:
            return offer_chip(offers[one.round_id])
        return wait_chip(waits[one.round_id]) if one.round_id in waits else "—"

    return {
        "title": _("Rounds"),
        "headers": [_("garden round"), _("registered on"), _("eligibility"), _("reason"), _("signing")],
        "rows": [
            {"cells": [one.round.name, ui.when(one.registered_at), eligibility_chip(one), refusal_words(one) or "—",
                       stands(one)], "url": _change("gardenrequest", one)}
            for one in rows.order_by("-registered_at", "-pk")
        ],
        "empty": _("It has not asked for a plot yet."),
    }  # fmt: skip


def _swaps(household: Household, user: Any) -> list[dict[str, Any]]:
    """Its swaps, with whose plot and where they stand."""
    rows = PlotSwap.objects.visible_to(user).filter(Q(household=household) | Q(other_household=household))
    found = []
    for one in rows.select_related("tenure__plot", "other__plot").order_by("-created_at", "-pk"):
        mine, theirs = (one.tenure, one.other) if one.household_id == household.pk else (one.other, one.tenure)
        cells = [mine.plot.number, theirs.plot.number, swap_chip(one), ui.when(one.created_at)]
        found.append({"cells": cells, "url": _change("plotswap", one)})
    headers = [_("its plot until then"), _("with the plot"), _("state"), _("proposed")]
    return [{"title": _("Swaps"), "headers": headers, "rows": found}] if found else []


def _said(household: Household, user: Any) -> dict[str, Any] | None:
    """The sentence of the newest published list in which it stands."""
    rows = GardenRound.objects.visible_to(user).filter(community=household.community_id, published__isnull=False)
    mine = rows.filter(requests__household=household).exclude(state=State.CLOSED)
    newest = mine.select_related("published").order_by("-published_on", "-pk").first()
    result = result_of(newest, household) if newest else None
    return {"kind": "done" if result.plot else "wait", "words": result.sentence} if result else None


def _concerns(household: Household, user: Any) -> Iterable[Concern]:
    if not user.has_perm(VIEW):
        return
    here = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=garden"
    for offer in GardenOffer.objects.visible_to(user).waiting().filter(household=household).select_related("plot"):
        words = _("Plot %(plot)s is to be signed for by %(day)s") % {"plot": offer.plot, "day": ui.when(offer.sign_by)}
        kind = "late" if offer.is_overdue else "due"
        yield Concern(kind, _("Garden plot"), words, here, _("Garden plot"), "draw", topic="home")
    idle = GardenTenure.objects.visible_to(user).filter(household=household, state=TenureState.IDLE)
    for row in idle.select_related("plot"):
        day = ui.when(row.cure_by) if row.cure_by else "—"
        words = _("Plot %(plot)s lies idle; to be in use again by %(day)s") % {"plot": row.plot, "day": day}
        kind = "late" if row.is_cure_overdue else "due"
        yield Concern(kind, _("Garden plot"), words, here, _("Garden plot"), "hourglass_empty", topic="home")


def _events(household: Household, user: Any) -> Iterable[Entry]:
    for row in GardenTenure.objects.visible_to(user).filter(household=household).select_related("plot"):
        page = _change("gardentenure", row)
        if row.started:
            words = _("Garden plot %(plot)s in use") % {"plot": row.plot}
            yield Entry(row.started, words, page, topic="home", icon="potted_plant")
        if row.ended and not row.is_live:
            words = _("Garden plot %(plot)s: %(ended)s") % {"plot": row.plot, "ended": row.get_ended_by_display()}
            yield Entry(row.ended, words, page, topic="home", icon="potted_plant")


def _register(household: Household, user: Any, answers: dict[str, Any]) -> None:
    round: Any = open_round(household, user)
    request_register(round=round, household=household, by=user, **{name: answers[name] for name in WISHES})


def _count(household: Household, user: Any) -> int:
    waiting = WaitlistEntry.objects.visible_to(user).filter(household=household, state=WaitState.WAITING)
    return GardenTenure.objects.visible_to(user).live().filter(household=household).count() + waiting.count()


add_panel(
    Panel(
        "garden", gettext_lazy("Garden plot"), "gardens/household_panel.html", _context, count=_count,
        may=lambda user: user.has_perm(VIEW), place=47, group="land",
    )
)  # fmt: skip
add_concerns(_concerns)
add_timeline(_events, deep=True)
add_dialog(
    Dialog(
        key="garden-need",
        words=gettext_lazy("Needs a garden plot"),
        icon="yard",
        form=lambda household, user, data: WishesForm(data),
        act=_register,
        may=lambda household, user: (
            user.has_perm("gardens.add_gardenrequest")
            and household.left_on is None
            and open_round(household, user) is not None
        ),
        hint=gettext_lazy("Registered in the round that is open now; eligibility is judged when registration ends."),
        group=gettext_lazy("Fields"),
    )
)
