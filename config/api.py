"""The REST API: one router, and its OpenAPI document. Apps register their viewsets here."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from apps.accounts.api import FieldDeviceViewSet
from apps.communities.api import BuildingViewSet, CommunityViewSet, DwellingViewSet, TownshipViewSet
from apps.complaints.api import ComplaintViewSet
from apps.core.search_api import SearchView
from apps.facilities.api import DefectViewSet, FacilityViewSet, PhotoViewSet, StandardViewSet
from apps.facilities.imports.api import FacilityImportViewSet
from apps.farmland.api import BusySeasonViewSet, CropViewSet, ParcelViewSet, VillageViewSet
from apps.farmland.imports.api import ParcelImportViewSet
from apps.followups.api import VIEWSETS as VISIT_VIEWSETS
from apps.followups.assessing.api import IntegrationStageViewSet
from apps.gardens.api import VIEWSETS as GARDEN_VIEWSETS
from apps.gardens.imports.api import GardenImportViewSet
from apps.households.api import HouseholdViewSet, MemberViewSet
from apps.households.facts_api import (
    AssetViewSet,
    ClassPeriodViewSet,
    DebtViewSet,
    ExpenseViewSet,
    GuaranteeCheckViewSet,
    IncomeViewSet,
    PresenceViewSet,
    VegetableSpendingViewSet,
)
from apps.households.life.api import LifeEventViewSet, TransferViewSet
from apps.households.likeness.api import LikelyPairViewSet, MergeViewSet
from apps.households.likeness.api_households import LikelyHouseholdsViewSet
from apps.households.people.api import VIEWSETS
from apps.households.people.api_persons import ContactViewSet, MemberSkillViewSet
from apps.households.privacy.api import BankAccountViewSet, ConsentViewSet, ErasureViewSet
from apps.households.roster.api import RosterImportViewSet
from apps.instruments.api import VIEWSETS as INSTRUMENT_VIEWSETS
from apps.neighbourhood.api import VIEWSETS as LIFE_VIEWSETS
from apps.reminders.api import MessageViewSet
from apps.reports.api import FigureViewSet, MonthlyReportViewSet
from apps.shuttles.api import VIEWSETS as SHUTTLE_VIEWSETS

router = DefaultRouter()
router.register("townships", TownshipViewSet, basename="township")
router.register("communities", CommunityViewSet, basename="community")
router.register("buildings", BuildingViewSet, basename="building")
router.register("dwellings", DwellingViewSet, basename="dwelling")
router.register("households", HouseholdViewSet, basename="household")
router.register("members", MemberViewSet, basename="member")
for plural, viewset in VIEWSETS.items():
    router.register(plural, viewset, basename=plural.removesuffix("s"))
router.register("contacts", ContactViewSet, basename="contact")
router.register("member-skills", MemberSkillViewSet, basename="member-skill")
router.register("presences", PresenceViewSet, basename="presence")
router.register("household-classes", ClassPeriodViewSet, basename="household-class")
router.register("incomes", IncomeViewSet, basename="income")
router.register("expenses", ExpenseViewSet, basename="expense")
router.register("vegetable-spendings", VegetableSpendingViewSet, basename="vegetable-spending")
router.register("guarantee-checks", GuaranteeCheckViewSet, basename="guarantee-check")
router.register("assets", AssetViewSet, basename="asset")
router.register("debts", DebtViewSet, basename="debt")
router.register("life-events", LifeEventViewSet, basename="life-event")
router.register("transfers", TransferViewSet, basename="transfer")
router.register("roster-imports", RosterImportViewSet, basename="roster-import")
router.register("facility-imports", FacilityImportViewSet, basename="facility-import")
router.register("parcel-imports", ParcelImportViewSet, basename="parcel-import")
router.register("garden-imports", GardenImportViewSet, basename="garden-import")
router.register("duplicates", LikelyPairViewSet, basename="duplicate")
router.register("duplicate-households", LikelyHouseholdsViewSet, basename="duplicate-household")
router.register("merges", MergeViewSet, basename="merge")
router.register("consents", ConsentViewSet, basename="consent")
router.register("bank-accounts", BankAccountViewSet, basename="bank-account")
router.register("erasures", ErasureViewSet, basename="erasure")
router.register("parcels", ParcelViewSet, basename="parcel")
router.register("villages", VillageViewSet, basename="village")
router.register("crops", CropViewSet, basename="crop")
router.register("busy-seasons", BusySeasonViewSet, basename="busy-season")
router.register("facilities", FacilityViewSet, basename="facility")
router.register("facility-defects", DefectViewSet, basename="facility-defect")
router.register("facility-photos", PhotoViewSet, basename="facility-photo")
router.register("facility-standards", StandardViewSet, basename="facility-standard")
for plural, garden_viewset in GARDEN_VIEWSETS.items():
    router.register(plural, garden_viewset, basename=plural.removesuffix("s"))
for plural, instrument_viewset in INSTRUMENT_VIEWSETS.items():
    router.register(plural, instrument_viewset, basename=plural.removesuffix("s"))
for plural, shuttle_viewset in SHUTTLE_VIEWSETS.items():
    router.register(plural, shuttle_viewset, basename=plural.removesuffix("s"))
for plural, visit_viewset in VISIT_VIEWSETS.items():
    router.register(plural, visit_viewset, basename=f"followups-{plural.removesuffix('s')}")
for plural, life_viewset in LIFE_VIEWSETS.items():
    router.register(plural, life_viewset, basename=f"life-{plural}")
router.register("integration-stages", IntegrationStageViewSet, basename="integration-stage")
router.register("field-devices", FieldDeviceViewSet, basename="field-device")
router.register("complaints", ComplaintViewSet, basename="complaint")
router.register("messages", MessageViewSet, basename="message")
router.register("figures", FigureViewSet, basename="figure")
router.register("monthly-reports", MonthlyReportViewSet, basename="monthly-report")

urlpatterns = [
    path("v1/", include(([path("search/", SearchView.as_view(), name="search"), *router.urls], "api"))),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
]
