"""Fields of households, and who works them over time."""

from decimal import Decimal

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.geo import Datum, Placed
from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.farmland.models.crop import Crop
from apps.farmland.models.queryset import ParcelQuerySet
from apps.farmland.models.village import Village
from apps.farmland.vocabulary import AltitudeFrom, LandKind, PlacedBy, Right, Use
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned

M2_PER_MU = Decimal(2000) / Decimal(3)  # 1 mu = 666.67 m²


@pghistory.track()
class Parcel(HouseholdOwned, Placed, Stamped):
    """A field of a household (承包地块): whose, how large, what grows on it, where.

    The place is stored in WGS-84; `placed_by`, `datum_given` and `exact_m` keep how it became known and how exact that
    is. A field without an altitude is taken to lie as high as home.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="parcels", verbose_name=_("household")
    )
    code = models.CharField(
        _("parcel code"), max_length=24, blank=True, help_text=_("from the certificate of contracted land")
    )
    name = models.CharField(_("what people call it"), max_length=40, blank=True)
    area_mu = models.DecimalField(_("area (mu)"), max_digits=8, decimal_places=2)
    kind = models.CharField(_("kind of land"), max_length=8, choices=LandKind.choices)
    crop = models.ForeignKey(
        Crop, on_delete=models.PROTECT, null=True, blank=True, related_name="parcels", verbose_name=_("crop")
    )
    right = models.CharField(_("right to the land"), max_length=12, choices=Right.choices, default=Right.CONTRACTED)
    village = models.ForeignKey(
        Village, on_delete=models.PROTECT, null=True, blank=True, related_name="parcels", verbose_name=_("village")
    )
    placed_by = models.CharField(_("placed"), max_length=12, choices=PlacedBy.choices, blank=True, editable=False)
    datum_given = models.CharField(
        _("coordinates given in"), max_length=8, choices=Datum.choices, blank=True, editable=False
    )
    exact_m = models.PositiveIntegerField(_("exact to (m)"), null=True, blank=True, editable=False)
    altitude_from = models.CharField(
        _("altitude"), max_length=8, choices=AltitudeFrom.choices, blank=True, editable=False
    )
    over_border = models.BooleanField(_("outside the county"), default=False, db_default=False, editable=False)
    given_up_on = models.DateField(_("given up on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects = ParcelQuerySet.as_manager()

    class Meta:
        verbose_name = _("field of land")
        verbose_name_plural = _("fields of land")
        ordering = ("household__code", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(area_mu__gt=0, area_mu__lte=10_000),
                name="farmland_area_sane",
                violation_error_message=_("The area must be more than 0 and at most 10,000 mu."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, placed_by="")
                | Q(latitude__isnull=False, longitude__isnull=False, placed_by__in=PlacedBy.values),
                name="farmland_place_says_how",
                violation_error_message=_("A place needs latitude, longitude and how it became known."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="farmland_place_on_earth",
                violation_error_message=_("Latitude goes from −90 to 90, longitude from −180 to 180."),
            ),
            models.CheckConstraint(
                condition=~Q(placed_by=PlacedBy.VILLAGE) | Q(village__isnull=False),
                name="farmland_placed_by_village_names_it",
                violation_error_message=_("Choose the village that the field is placed by."),
            ),
            models.UniqueConstraint(
                fields=("community", "code"),
                condition=~Q(code=""),
                name="farmland_parcel_code_once",
                violation_error_message=_("This community already has a field with this code."),
            ),
        )
        indexes = (models.Index(fields=("community", "kind"), name="farmland_parcel_kind"),)

    def __str__(self) -> str:
        return (
            self.name or self.code or str(_("%(kind)s, %(mu)s mu") % {"kind": self.get_kind_display(), "mu": self.mu})
        )

    @property
    def mu(self) -> str:
        """The area without trailing noughts."""
        return f"{self.area_mu.normalize():f}" if isinstance(self.area_mu, Decimal) else str(self.area_mu)

    @property
    def area_m2(self) -> Decimal:
        """The area in square metres, of a tenth (1 mu = 666.7 m²)."""
        return (Decimal(self.area_mu) * M2_PER_MU).quantize(Decimal("0.1"))

    @property
    def is_placed(self) -> bool:
        return self.latitude is not None


@pghistory.track()
class ParcelUse(HouseholdOwned, Period, Stamped):
    """Who works a field for a time: the household, a tenant, or nobody. One use at a time."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="parcel_uses", verbose_name=_("household")
    )
    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="uses", verbose_name=_("field of land"))
    use = models.CharField(_("use"), max_length=12, choices=Use.choices)
    partner = models.CharField(
        _("leased to or from"), max_length=60, blank=True, help_text=_("a household, a cooperative, a company")
    )
    yuan_a_year = models.DecimalField(_("rent (yuan a year)"), max_digits=10, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a field")
        verbose_name_plural = _("uses of fields")
        ordering = ("-period", "-pk")
        constraints = (
            ExclusionConstraint(
                name="farmland_one_use_at_a_time",
                expressions=[("parcel", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("Another use of this field is recorded for that time. End that one first."),
            ),
            models.CheckConstraint(
                condition=Q(yuan_a_year__isnull=True) | Q(yuan_a_year__gte=0, use__in=(Use.LEASED_IN, Use.LEASED_OUT)),
                name="farmland_rent_of_a_lease",
                violation_error_message=_("Rent is said only of a field that is leased, and is not negative."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_use_display())
