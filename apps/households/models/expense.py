"""What a household spends: large expenses by year, and vegetables by the month."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models import Stamped
from apps.households.models.household import Household, HouseholdOwned
from apps.households.vocabulary import ExpenseKind, Phase


@pghistory.track()
class Expense(HouseholdOwned, Stamped):
    """What a household spent on one large matter in one year, in yuan."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="expenses", verbose_name=_("household")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("for what"), max_length=12, choices=ExpenseKind.choices)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2)
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("large expense")
        verbose_name_plural = _("large expenses")
        ordering = ("-year", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=("household", "year", "kind"),
                name="households_expense_once",
                violation_error_message=_("This kind of expense is already entered for that year."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="households_expense_not_negative",
                violation_error_message=_("An amount cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="households_expense_year_sane",
                violation_error_message=_("Enter a year like 2025."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.get_kind_display()}"


@pghistory.track()
class VegetableSpending(HouseholdOwned, Stamped):
    """What a household pays for vegetables in a month, in yuan, as asked on a day. The newest of each phase counts."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="vegetable_spendings", verbose_name=_("household")
    )
    phase = models.CharField(_("before or after the move"), max_length=8, choices=Phase.choices)
    yuan_a_month = models.DecimalField(_("vegetables (yuan a month)"), max_digits=8, decimal_places=2)
    asked_on = models.DateField(_("asked on"), default=clock.today)

    class Meta:
        verbose_name = _("vegetable spending")
        verbose_name_plural = _("vegetable spending")
        ordering = ("-asked_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("household", "phase", "asked_on"),
                name="households_vegetables_once_a_day",
                violation_error_message=_("This was already asked on that day. Change that answer instead."),
            ),
            models.CheckConstraint(
                condition=Q(yuan_a_month__gte=0),
                name="households_vegetables_not_negative",
                violation_error_message=_("An amount cannot be negative."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_phase_display()} {self.asked_on}"
