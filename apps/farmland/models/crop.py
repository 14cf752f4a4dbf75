"""Crops, and the weeks in which they keep people in the fields."""

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.querysets import CountyRegisterQuerySet
from apps.farmland.vocabulary import Band, Calendar


@pghistory.track()
class Crop(Stamped):  # type: ignore[django-manager-missing, unused-ignore]
    """A crop (作物), named by the county, so that fields can be counted by it."""

    name = models.CharField(pgettext_lazy("crop", "name"), max_length=30, unique=True)
    name_en = models.CharField(_("name in English"), max_length=40, blank=True, default="", db_default="")
    retired = models.BooleanField(_("no longer offered"), default=False, db_default=False)

    objects: Any = CountyRegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("crop")
        verbose_name_plural = _("crops")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name


@pghistory.track()
class BusySeason(Stamped):
    """Weeks of work on one crop in one altitude band (农忙): from a day to a day of the year, both included.

    A lunar season runs between days of regular months; a leap month counts where it lies between. `trips` are the
    journeys there and back that one field asks of a household in this season.
    """

    crop = models.ForeignKey(Crop, on_delete=models.CASCADE, related_name="seasons", verbose_name=_("crop"))
    band = models.CharField(_("altitude"), max_length=8, choices=Band.choices)
    work = models.CharField(
        pgettext_lazy("season", "work"), max_length=30, help_text=_("such as sowing, transplanting, harvest")
    )
    work_en = models.CharField(_("work in English"), max_length=40, blank=True, default="", db_default="")
    calendar = models.CharField(_("calendar"), max_length=8, choices=Calendar.choices, default=Calendar.SOLAR)
    from_month = models.PositiveSmallIntegerField(_("from month"))
    from_day = models.PositiveSmallIntegerField(_("from day"))
    to_month = models.PositiveSmallIntegerField(_("to month"))
    to_day = models.PositiveSmallIntegerField(_("to day"))
    trips = models.PositiveSmallIntegerField(
        _("trips in the season"), help_text=_("there and back, for one field; an estimate that the county may change")
    )

    objects: Any = CountyRegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("busy season")
        verbose_name_plural = _("busy seasons")
        ordering = ("crop__name", "band", "from_month", "from_day", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("crop", "band", "work"),
                name="farmland_season_once",
                violation_error_message=_("This work on this crop already has its days in this altitude."),
            ),
            models.CheckConstraint(
                condition=Q(from_month__gte=1, from_month__lte=12, to_month__gte=1, to_month__lte=12),
                name="farmland_season_months_1_12",
                violation_error_message=_("A month is a number from 1 to 12."),
            ),
            models.CheckConstraint(
                condition=Q(from_day__gte=1, to_day__gte=1)
                & (
                    Q(calendar="solar", from_day__lte=31, to_day__lte=31)
                    | Q(calendar="lunar", from_day__lte=30, to_day__lte=30)
                ),
                name="farmland_season_days_of_a_month",
                violation_error_message=_("A day is a number from 1 to 31; a lunar month has at most 30 days."),
            ),
            models.CheckConstraint(
                condition=Q(trips__lte=366),
                name="farmland_season_trips_sane",
                violation_error_message=_("A season has at most 366 trips."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.crop} · {self.work_label}"

    @property
    def work_label(self) -> str:
        """The work in the reader's language, where it has a word."""
        english = (get_language() or "").startswith("en")
        return self.work_en if english and self.work_en else self.work
