"""Public facilities."""

from typing import Any

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models import Building, Community
from apps.core.geo import Placed
from apps.core.models import Stamped
from apps.core.rowsecurity import BUILDINGS, COMMUNITIES, Rows
from apps.core.workflow import state_field
from apps.facilities.hours import check_hours
from apps.facilities.models.queryset import FacilityQuerySet
from apps.facilities.vocabulary import Holidays, Kind, Unit
from apps.facilities.workflow import SERVING, WORKFLOW

MOST_CAPACITY = 100_000
# One who has any area at all sees what belongs to no community; one without an area sees nothing.
SHARED = (
    "community_id IS NULL AND (cardinality((SELECT anju_communities())) + cardinality((SELECT anju_buildings()))) > 0"
)
OF_BUILDINGS = f"community_id IN (SELECT b.community_id FROM communities_building b WHERE b.id = {BUILDINGS})"


@pghistory.track(exclude=["created_at", "updated_at"])
class Facility(FSMModelMixin, Placed, Stamped):
    """A public facility (公共设施): of one community, or, without one, shared by the county (the school in the town).

    Its place is its own coordinates, or those of the building it is in. What is empty was not collected.
    """

    community = models.ForeignKey(
        Community,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="facilities",
        verbose_name=_("community"),
        help_text=_("Empty: outside the communities, for all of them, such as a school in the town."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(pgettext_lazy("place", "name"), max_length=40)
    state = state_field(WORKFLOW, verbose_name=_("state"))
    building = models.ForeignKey(
        Building, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("in building")
    )
    address = models.CharField(pgettext_lazy("facility", "where"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True, help_text=_("Residents see it and may call."))
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(MOST_CAPACITY)]
    )
    capacity_unit = models.CharField(_("capacity in"), max_length=12, choices=Unit.choices, default=Unit.PLACES)
    hours = models.JSONField(_("opening hours"), default=dict, blank=True, validators=[check_hours])
    hours_note = models.CharField(_("note on hours"), max_length=80, blank=True)
    on_holidays = models.CharField(
        _("on public holidays"),
        max_length=8,
        choices=Holidays.choices,
        blank=True,
        help_text=_("Empty: not collected."),
    )
    inspection_due = models.DateField(_("inspection due"), null=True, blank=True, editable=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    scope_community = "community"
    row_security = Rows(community=f"community_id = {COMMUNITIES}", building=OF_BUILDINGS, other=SHARED)
    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        ordering = ("community", "kind", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "kind", "name"),
                name="facilities_name_once",
                nulls_distinct=False,
                violation_error_message=_("There is already a facility of this kind and name here."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=0, capacity__lte=MOST_CAPACITY),
                name="facilities_capacity_sane",
                violation_error_message=_("A capacity is between 0 and 100,000."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="facilities_place_whole",
                violation_error_message=_("A place needs both latitude and longitude."),
            ),
            models.CheckConstraint(
                condition=Q(building__isnull=True) | Q(community__isnull=False),
                name="facilities_building_of_a_community",
                violation_error_message=_("A facility in a building belongs to the building's community."),
            ),
            models.CheckConstraint(
                condition=Q(inspection_due__isnull=True) | Q(state__in=SERVING),
                name="facilities_inspected_while_serving",
            ),
        )
        indexes = (
            models.Index(fields=("kind", "state"), name="facilities_kind_state"),
            models.Index(
                fields=("inspection_due",), name="facilities_inspection", condition=Q(inspection_due__isnull=False)
            ),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Facilities of the communities in which these buildings stand."""
        return Q(community__in=Building.objects.filter(pk__in=buildings).values("community"))

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Says in words what the constraints hold."""
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("A place needs both latitude and longitude.")})
        if self.building_id and self.building.community_id != self.community_id:  # type: ignore[union-attr]
            raise ValidationError({"building": _("This building belongs to another community.")})

    @property
    def is_serving(self) -> bool:
        return self.state in SERVING

    @property
    def place(self) -> tuple[float, float, float | None] | None:
        """(latitude, longitude, altitude or None), its own or its building's; None: not collected."""
        for spot in (self, self.building):
            placed: Any = spot
            if placed is not None and placed.latitude is not None and placed.longitude is not None:
                return placed.latitude, placed.longitude, placed.altitude_m
        return None
