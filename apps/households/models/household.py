"""Households."""

from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Dwelling
from apps.core import clock
from apps.core.models import CommunityOwned, Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import Rows
from apps.households.models import derived
from apps.households.rows import HOUSEHOLDS
from apps.households.vocabulary import Guarantee, HouseholdClass, OldHouse


class HouseholdQuerySet(ScopedQuerySet):
    """Households, with what lists show of them."""

    def active(self) -> Self:
        """Households that have not left the register."""
        return self.filter(left_on__isnull=True)

    def with_place(self, day: date | None = None) -> Self:
        """Adds `building_number`, `unit`, `room` of the dwelling held on the day."""
        held = Occupancy.objects.filter(household=OuterRef("pk"), period__holds_on=day or clock.today())
        return self.annotate(
            building_number=Subquery(held.values("dwelling__building__number")[:1]),
            unit=Subquery(held.values("dwelling__unit")[:1]),
            room=Subquery(held.values("dwelling__room")[:1]),
        )

    def with_head(self, day: date | None = None) -> Self:
        """Adds `head_name` of the day."""
        from apps.households.models.member import Membership

        heads = Membership.objects.filter(
            household=OuterRef("pk"), relation="head", period__holds_on=day or clock.today()
        )
        return self.annotate(head_name=Subquery(heads.values("member__name")[:1]))

    def with_size(self, day: date | None = None) -> Self:
        """Adds `size`, the number of registered members on the day."""
        from apps.households.models.member import Membership

        counted = (
            Membership.objects.filter(household=OuterRef("pk"), period__holds_on=day or clock.today())
            .order_by()
            .values("household")
            .annotate(n=models.Count("pk"))
        )
        return self.annotate(size=Subquery(counted.values("n"), output_field=models.IntegerField()))

    def with_residence(self, day: date | None = None) -> Self:
        """Adds `residence`, the residence status of the day; None where it was not collected."""
        from apps.households.models.presence import Presence

        known = Presence.objects.filter(household=OuterRef("pk"), period__holds_on=day or clock.today())
        return self.annotate(residence=Subquery(known.values("status")[:1]))

    def with_space(self, day: date | None = None) -> Self:
        """Adds `size`, `floor_area` (m²) and `space`: under, exact, over, or None where area or people are unknown."""
        return derived.with_space(self.with_size(day), day or clock.today())

    def with_at_home(self, day: date | None = None) -> Self:
        """Adds `at_home` by the 8-month rule over the year before the day: yes, no, or None where it is unknown."""
        return derived.with_at_home(self, day or clock.today())

    def with_per_capita(self, year: int) -> Self:
        """Adds `per_capita`, the net income of a year for each registered member; None: not collected."""
        return derived.with_per_capita(self, year, clock.today())

    def failing(self, *guarantees: str, day: date | None = None) -> Self:
        """Households of which the newest check of any (of these) guarantees failed."""
        from apps.households.models.guarantee import GuaranteeCheck

        rows = GuaranteeCheck.objects.newest(day).filter(result="fail")
        if guarantees:
            rows = rows.filter(guarantee__in=guarantees)
        return self.filter(pk__in=rows.order_by().values("household"))

    def unchecked(self, *guarantees: str, day: date | None = None) -> Self:
        """Households of which any (of these) guarantees was never checked."""
        from apps.households.models.guarantee import GuaranteeCheck

        wanted = guarantees or tuple(Guarantee.values)
        rows = GuaranteeCheck.objects.counting(day).filter(guarantee__in=wanted).order_by().values("household")
        complete = rows.annotate(n=models.Count("guarantee", distinct=True)).filter(n=len(wanted))
        return self.exclude(pk__in=complete.values("household"))


def households_in(buildings: frozenset[int]) -> models.QuerySet:
    """Keys of the households that hold a dwelling in these buildings today."""
    held = Occupancy.objects.filter(dwelling__building__in=buildings, period__holds_on=clock.today())
    return held.order_by().values("household")


class HouseholdOwned(CommunityOwned):
    """A row about one household."""

    row_security = Rows(building=f"household_id = {HOUSEHOLDS}")

    class Meta:
        abstract = True

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Rows about households that live in these buildings today."""
        return Q(household__in=households_in(buildings))


# IS NOT NULL stands beside each comparison: a CHECK that comes out as unknown lets the row pass.
HOUSE_CONSTRAINTS = (
    models.CheckConstraint(
        condition=Q(title_issued__isnull=False, title_issued=True) | Q(title_issued_on__isnull=True, title_number=""),
        name="households_title_details_need_title",
        violation_error_message=_("A date or number of the title needs “title issued: yes”."),
    ),
    models.CheckConstraint(
        condition=Q(demolished_on__isnull=True) | Q(old_house__in=("demolished", "reclaimed")),
        name="households_demolished_on_needs_state",
        violation_error_message=_("A day of demolition needs an old house that is demolished or reclaimed."),
    ),
    models.CheckConstraint(
        condition=Q(reclaimed_on__isnull=True) | Q(old_house="reclaimed"),
        name="households_reclaimed_on_needs_state",
        violation_error_message=_("A day of reclaiming needs an old house that is reclaimed."),
    ),
    models.CheckConstraint(
        condition=Q(demolished_on__isnull=True)
        | Q(reclaimed_on__isnull=True)
        | Q(reclaimed_on__gte=models.F("demolished_on")),
        name="households_demolished_before_reclaimed",
        violation_error_message=_("The land cannot be reclaimed before the house was demolished."),
    ),
    models.CheckConstraint(
        condition=Q(compensation_yuan__isnull=True) | Q(compensation_yuan__gte=0),
        name="households_compensation_not_negative",
        violation_error_message=_("Compensation cannot be negative."),
    ),
    models.CheckConstraint(
        condition=Q(compensation_paid_on__isnull=True) | Q(compensation_yuan__isnull=False),
        name="households_compensation_paid_needs_amount",
        violation_error_message=_("A day of payment needs the amount of the compensation."),
    ),
)


@pghistory.track()
class Household(CommunityOwned, Stamped):
    """A relocated household (户): the unit of the register and of every figure."""

    code = models.CharField(_("household code"), max_length=20)
    kind = models.CharField(_("household class"), max_length=16, choices=HouseholdClass.choices, blank=True)
    origin_village = models.CharField(_("origin village"), max_length=40, blank=True)
    moved_in_on = models.DateField(_("moved in"), null=True, blank=True)
    old_house = models.CharField(_("old house"), max_length=12, choices=OldHouse.choices, blank=True)
    demolished_on = models.DateField(_("demolished on"), null=True, blank=True)
    reclaimed_on = models.DateField(_("reclaimed on"), null=True, blank=True)
    compensation_yuan = models.DecimalField(
        _("compensation for the old house (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    compensation_paid_on = models.DateField(_("compensation paid on"), null=True, blank=True)
    contract_land_mu = models.DecimalField(
        _("contracted land (mu)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    title_issued = models.BooleanField(_("title issued"), null=True, blank=True)
    title_issued_on = models.DateField(_("title issued on"), null=True, blank=True)
    title_number = models.CharField(_("certificate number"), max_length=40, blank=True, default="", db_default="")
    left_on = models.DateField(_("left the register"), null=True, blank=True)

    row_security = Rows(building=f"{{id}} = {HOUSEHOLDS}")
    objects = HouseholdQuerySet.as_manager()

    # what with_place() adds
    building_number: int | None
    unit: int
    room: str

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(
                fields=("community", "code"),
                name="households_code_once_in_community",
                violation_error_message=_("This community already has a household with this code."),
            ),
            models.CheckConstraint(
                condition=Q(contract_land_mu__isnull=True) | Q(contract_land_mu__gte=0),
                name="households_land_not_negative",
                violation_error_message=_("The land area cannot be negative."),
            ),
            *HOUSE_CONSTRAINTS,
        )
        indexes = (
            models.Index(fields=("code",), name="households_code"),
            models.Index(Collate("code", "C"), "id", name="households_code_begins"),
        )

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Households that live in these buildings today."""
        return Q(pk__in=households_in(buildings))

    def __str__(self) -> str:
        return self.code

    @property
    def place_label(self) -> str:
        """3-2-501 as with_place() found it; empty where the household holds no dwelling."""
        return "" if self.building_number is None else f"{self.building_number}-{self.unit}-{self.room}"


@pghistory.track()
class Occupancy(HouseholdOwned, Period, Stamped):
    """The dwelling that a household holds for a time."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="occupancies", verbose_name=_("household")
    )
    dwelling = models.ForeignKey(
        Dwelling, on_delete=models.PROTECT, related_name="occupancies", verbose_name=_("dwelling")
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("dwelling held")
        verbose_name_plural = _("dwellings held")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_dwelling_at_a_time",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This household already holds a dwelling at that time. End that one first."),
            ),
        )
