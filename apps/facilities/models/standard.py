"""What the county expects of each kind of facility, from a day on."""

from datetime import date
from typing import Any, Self

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models import Stamped
from apps.facilities.vocabulary import Kind


class StandardQuerySet(models.QuerySet):
    """Standards by day."""

    def on(self, day: date) -> dict[str, "FacilityStandard"]:
        """kind → the standard that holds on a day; one query."""
        rows: Any = self.filter(valid_from__lte=day).order_by("valid_from", "pk")
        return {standard.kind: standard for standard in rows}

    def visible_to(self, user: object) -> Self:
        """Standards are no secret: all staff read them."""
        return self if getattr(user, "is_authenticated", False) else self.none()


@pghistory.track(exclude=["created_at", "updated_at"])
class FacilityStandard(Stamped):
    """The standard of one kind from a day on. What is empty is not asked.

    Those concerned are residents of `age_from` to `age_to` years, both included; empty: everybody. Older values stay,
    so that an old report is computed as it was.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    valid_from = models.DateField(_("valid from"), default=clock.today)
    age_from = models.PositiveSmallIntegerField(
        _("from age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True, validators=[MaxValueValidator(120)])
    residents_from = models.PositiveIntegerField(
        _("needed from residents"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("A community with at least so many residents needs one. Empty: no matter how many."),
    )  # fmt: skip
    people_per_facility = models.PositiveIntegerField(
        _("one for people concerned"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("One facility for so many of those concerned. Empty: one is enough."),
    )  # fmt: skip
    places_per_100 = models.DecimalField(
        _("capacity for 100 concerned"), max_digits=7, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    min_capacity = models.PositiveIntegerField(
        _("least capacity of one"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    people_per_staff = models.PositiveIntegerField(
        _("one of the staff for people concerned"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    max_minutes = models.PositiveSmallIntegerField(
        _("most minutes on foot"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Document, article, or who decided.")
    )

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("facility standard")
        verbose_name_plural = _("facility standards")
        ordering = ("kind", "-valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "valid_from"),
                name="facilities_one_standard_a_day",
                violation_error_message=_("This kind already has a standard from that day. Change that one instead."),
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to")),
                name="facilities_standard_ages_in_order",
                violation_error_message=_("The first age must not be above the last."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.valid_from}"

    def clean(self) -> None:
        asked = (self.residents_from, self.people_per_facility, self.places_per_100, self.min_capacity)
        if all(value is None for value in (*asked, self.people_per_staff, self.max_minutes)):
            raise ValidationError(_("Give at least one number: a standard that asks nothing is none."))
