"""How far each field lies from home: computed, never typed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Building
from apps.core import clock
from apps.core.querysets import ScopedQuerySet
from apps.farmland.models.parcel import Parcel
from apps.farmland.vocabulary import Missing, Source, Unrouted
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


class Reach(HouseholdOwned):
    """From the building that a household lives in to one of its fields, one way, as it was when computed.

    It keeps what it was computed from (both places, detour, e-bike speed), so that one query finds what has changed
    since. `walk_minutes` is the mean of out and back. `straight_m` is never shown as a walk; `walk_m` is it times the
    detour, or the routing server's way. Minutes are empty where `missing` says why. A building without a place is
    measured from the middle of its community. Where a routing server was asked, `router` says which (a fingerprint),
    `asked_at` when, and `unrouted` why it is still the walking function that answers.
    """

    parcel = models.OneToOneField(
        Parcel, on_delete=models.CASCADE, related_name="reach", verbose_name=_("field of land")
    )
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+", verbose_name=_("household"))
    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("building")
    )
    missing = models.CharField(_("why not known"), max_length=8, choices=Missing.choices, blank=True)
    from_community = models.BooleanField(_("from the middle of the community"), default=False, db_default=False)
    home_latitude = models.FloatField(null=True)
    home_longitude = models.FloatField(null=True)
    home_altitude_m = models.FloatField(null=True)
    field_latitude = models.FloatField(null=True)
    field_longitude = models.FloatField(null=True)
    field_altitude_m = models.FloatField(null=True)
    detour = models.FloatField(_("detour"), null=True)
    ebike_kmh = models.FloatField(_("e-bike (km/h)"), null=True)
    straight_m = models.FloatField(_("straight line (m)"), null=True)
    climb_m = models.FloatField(_("climb (m)"), null=True)
    walk_m = models.FloatField(_("way on foot (m)"), null=True)
    walk_minutes = models.FloatField(_("on foot (min)"), null=True)
    ebike_minutes = models.FloatField(_("by e-bike (min)"), null=True)
    source = models.CharField(_("computed by"), max_length=8, choices=Source.choices, blank=True)
    computed_at = models.DateTimeField(_("computed"), default=clock.now)
    router = models.CharField(max_length=12, blank=True, default="", db_default="")
    unrouted = models.CharField(
        _("not routed because"), max_length=8, choices=Unrouted.choices, blank=True, default="", db_default=""
    )
    asked_at = models.DateTimeField(_("routing server asked"), null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("way to a field")
        verbose_name_plural = _("ways to fields")
        ordering = ("parcel",)
        constraints = (
            models.CheckConstraint(
                condition=Q(missing="", walk_minutes__isnull=False, walk_m__isnull=False)
                | (~Q(missing="") & Q(walk_minutes__isnull=True, walk_m__isnull=True)),
                name="farmland_reach_known_or_why_not",
                violation_error_message=_("A way is either known, or says why it is not."),
            ),
        )
        indexes = (models.Index(fields=("community", "walk_minutes"), name="farmland_reach_minutes"),)

    def __str__(self) -> str:
        return f"{self.parcel_id}"

    @property
    def flat_assumed(self) -> bool:
        """Whether an altitude was missing, so that the walk counts as level; a routing server needs none."""
        return self.source == Source.SLOPE and self.climb_m is None
