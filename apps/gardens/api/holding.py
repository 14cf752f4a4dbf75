"""Offers, tenures, the waitlist, swaps and reclaiming through the REST API."""

from collections.abc import Callable
from typing import Any

from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import one_of, posts
from apps.core.lists.api import ExportMixin
from apps.gardens.actions import (
    BY_OFFER_STEP,
    reclaim_decide,
    reclaim_propose,
    swap_consent,
    swap_drop,
    swap_propose,
    tenure_give_back,
    visit_record,
    yield_note,
)
from apps.gardens.api.inputs import ConsentInput, ReclaimInput, SignInput, SwapInput, VisitInput, WhyInput, YieldInput
from apps.gardens.api.serializers import (
    OfferSerializer,
    ReclaimSerializer,
    SwapSerializer,
    TenureSerializer,
    WaitSerializer,
)
from apps.gardens.filters import OfferFilter, ReclaimFilter, SwapFilter, TenureFilter, WaitlistFilter
from apps.gardens.models import GardenOffer, GardenTenure, PlotSwap, Reclaim, WaitlistEntry
from apps.households.models import Household

Given = dict[str, Any]


def _offer(name: str, inputs: Any = WhyInput) -> Callable[..., Response]:
    def act(row: GardenOffer, user: Any, given: Given) -> None:
        BY_OFFER_STEP[name](offer=row, by=user, **given)

    return posts(name, inputs, act, OfferSerializer, f"garden_offers_{name}")


class OfferViewSet(ExportMixin, ScopedReadViewSet):
    """Plots offered, to be signed."""

    model = GardenOffer
    filterset_class = OfferFilter
    serializer_class = OfferSerializer
    joins = ("round", "household", "plot")
    order = ("sign_by", "pk")

    sign = _offer("sign", SignInput)
    decline = _offer("decline")
    lapse = _offer("lapse")


def _tenure(name: str, inputs: Any, does: Callable[..., Any]) -> Callable[..., Response]:
    def act(row: GardenTenure, user: Any, given: Given) -> None:
        does(tenure=row, by=user, **given)

    return posts(name, inputs, act, TenureSerializer, f"garden_tenures_{name.replace('-', '_')}")


def _swap(row: GardenTenure, user: Any, given: Given) -> None:
    other = one_of(GardenTenure, user, given["other"], "other")
    swap_propose(tenure=row, other=other, by=user, agreed_note=given["agreed_note"])


class TenureViewSet(ExportMixin, ScopedReadViewSet):
    """Who has which plot."""

    model = GardenTenure
    filterset_class = TenureFilter
    serializer_class = TenureSerializer
    joins = ("round", "household", "plot")
    order = ("plot__number", "pk")

    visit = _tenure("visit", VisitInput, visit_record)
    note_yield = _tenure("note-yield", YieldInput, yield_note)
    give_back = _tenure("give-back", WhyInput, tenure_give_back)
    propose_reclaim = _tenure("propose-reclaim", WhyInput, reclaim_propose)
    propose_swap = posts("propose-swap", SwapInput, _swap, TenureSerializer, "garden_tenures_propose_swap")


class WaitlistViewSet(ExportMixin, ScopedReadViewSet):
    """Who waits for a plot."""

    model = WaitlistEntry
    filterset_class = WaitlistFilter
    serializer_class = WaitSerializer
    joins = ("round", "household")
    order = ("-round", "place", "pk")


def _consent(row: PlotSwap, user: Any, given: Given) -> None:
    household = one_of(Household, user, given["household"], "household")
    swap_consent(swap=row, by=user, household=household, agreed_note=given["agreed_note"])


class SwapViewSet(ExportMixin, ScopedReadViewSet):
    """Swaps of plots by consent."""

    model = PlotSwap
    filterset_class = SwapFilter
    serializer_class = SwapSerializer
    joins = ("household", "other_household")
    order = ("-created_at", "-pk")

    consent = posts("consent", ConsentInput, _consent, SwapSerializer, "plot_swaps_consent")
    drop = posts(
        "drop", WhyInput, lambda row, user, given: swap_drop(swap=row, by=user, **given), SwapSerializer,
        "plot_swaps_drop",
    )  # fmt: skip


class ReclaimViewSet(ScopedReadViewSet):
    """Proposals to reclaim idle plots."""

    model = Reclaim
    filterset_class = ReclaimFilter
    serializer_class = ReclaimSerializer
    joins = ("household",)
    order = ("-proposed_at", "-pk")

    decide = posts(
        "decide", ReclaimInput, lambda row, user, given: reclaim_decide(reclaim=row, by=user, **given),
        ReclaimSerializer, "plot_reclaims_decide",
    )  # fmt: skip
