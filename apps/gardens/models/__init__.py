"""Models of garden plots."""

from apps.gardens.models.after import PlotSwap, PlotVisit, Reclaim, WaitlistEntry, YieldNote
from apps.gardens.models.draft import AllocationDraft
from apps.gardens.models.garden_import import GardenImport
from apps.gardens.models.locker import LockerHolding, ToolLocker
from apps.gardens.models.objection import Objection
from apps.gardens.models.offer import GardenOffer
from apps.gardens.models.request import GardenRequest
from apps.gardens.models.round import GardenRound, RoundStep
from apps.gardens.models.tenure import GardenTenure, TenureStep
from apps.gardens.models.zone import GardenPlot, GardenZone

__all__ = [
    "AllocationDraft",
    "GardenImport",
    "GardenOffer",
    "GardenPlot",
    "GardenRequest",
    "GardenRound",
    "GardenTenure",
    "GardenZone",
    "LockerHolding",
    "Objection",
    "PlotSwap",
    "PlotVisit",
    "Reclaim",
    "RoundStep",
    "TenureStep",
    "ToolLocker",
    "WaitlistEntry",
    "YieldNote",
]
