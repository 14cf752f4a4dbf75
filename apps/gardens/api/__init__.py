"""Gardens through the REST API."""

from apps.gardens.api.holding import OfferViewSet, ReclaimViewSet, SwapViewSet, TenureViewSet, WaitlistViewSet
from apps.gardens.api.rounds import DraftViewSet, ObjectionViewSet, RequestViewSet, RoundViewSet
from apps.gardens.api.sites import HoldingViewSet, LockerViewSet, PlotViewSet, ZoneViewSet

VIEWSETS = {
    "garden-zones": ZoneViewSet,
    "garden-plots": PlotViewSet,
    "tool-lockers": LockerViewSet,
    "locker-holdings": HoldingViewSet,
    "garden-rounds": RoundViewSet,
    "garden-drafts": DraftViewSet,
    "garden-requests": RequestViewSet,
    "garden-objections": ObjectionViewSet,
    "garden-offers": OfferViewSet,
    "garden-tenures": TenureViewSet,
    "garden-waitlist": WaitlistViewSet,
    "plot-swaps": SwapViewSet,
    "plot-reclaims": ReclaimViewSet,
}
