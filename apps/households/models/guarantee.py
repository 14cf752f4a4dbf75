"""Two assurances, three guarantees and drinking water: each check with its day."""

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.households.models.household import Household, HouseholdOwned
from apps.households.vocabulary import CheckResult, Guarantee, HousingGrade


class GuaranteeCheckQuerySet(ScopedQuerySet):
    """Checks of guarantees."""

    def counting(self, day: date | None = None) -> Self:
        """Those up to the day (today) that were not withdrawn."""
        return self.filter(withdrawn=False, checked_on__lte=day or clock.today())

    def newest(self, day: date | None = None) -> Self:
        """Of each guarantee of each household, the one check that counts on the day."""
        later = Q(checked_on__gt=OuterRef("checked_on")) | Q(checked_on=OuterRef("checked_on"), pk__gt=OuterRef("pk"))
        same = {"household": OuterRef("household"), "guarantee": OuterRef("guarantee")}
        rows = GuaranteeCheck.objects.counting(day).filter(later, **same)
        return self.counting(day).filter(~Exists(rows))


@pghistory.track()
class GuaranteeCheck(HouseholdOwned, Stamped):
    """What was found when one guarantee of a household was checked.

    A later check stands beside the earlier ones; the newest that was not withdrawn counts. No such row: unchecked.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="guarantee_checks", verbose_name=_("household")
    )
    guarantee = models.CharField(_("guarantee"), max_length=12, choices=Guarantee.choices)
    result = models.CharField(_("result"), max_length=4, choices=CheckResult.choices)
    grade = models.CharField(_("grade of the house"), max_length=1, choices=HousingGrade.choices, blank=True)
    checked_on = models.DateField(_("checked on"), default=clock.today)
    note = models.CharField(_("note"), max_length=120, blank=True)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = GuaranteeCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a guarantee")
        verbose_name_plural = _("checks of guarantees")
        ordering = ("-checked_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(grade="") | Q(guarantee="housing"),
                name="households_grade_of_housing_only",
                violation_error_message=_("Only housing has a grade."),
            ),
            models.CheckConstraint(
                condition=~Q(grade__in=("C", "D")) | Q(result="fail"),
                name="households_dangerous_house_fails",
                violation_error_message=_("A house of grade C or D is dangerous: the guarantee has failed."),
            ),
        )
        indexes = (
            # The newest check of each guarantee, for the page and for whole counties.
            models.Index(fields=("household", "guarantee", "-checked_on", "-id"), name="households_guarantee_newest"),
        )

    def __str__(self) -> str:
        return f"{self.get_guarantee_display()} {self.checked_on}"
