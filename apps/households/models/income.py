"""Income by year and source."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.households.models.household import Household, HouseholdOwned
from apps.households.vocabulary import IncomeSource


@pghistory.track()
class Income(HouseholdOwned, Stamped):
    """What a household took in from one source in one year, in yuan; business expense stands as its own row."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="incomes", verbose_name=_("household")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=20, choices=IncomeSource.choices)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("income")
        verbose_name_plural = _("income")
        ordering = ("-year", "source")
        constraints = (
            models.UniqueConstraint(
                fields=("household", "year", "source"),
                name="households_income_once",
                violation_error_message=_("This source is already entered for that year."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="households_income_not_negative",
                violation_error_message=_("An amount cannot be negative; losses are entered as expense."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="households_income_year_sane",
                violation_error_message=_("Enter a year like 2025."),
            ),
        )
