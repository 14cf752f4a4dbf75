"""What a household owns that lasts, and what it owes."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.households.models.household import Household, HouseholdOwned
from apps.households.vocabulary import AssetKind, DebtKind, Lender


@pghistory.track()
class Asset(HouseholdOwned, Stamped):
    """How many of one durable thing a household has; 0 says that it has none."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="assets", verbose_name=_("household")
    )
    kind = models.CharField(_("thing"), max_length=12, choices=AssetKind.choices)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("durable asset")
        verbose_name_plural = _("durable assets")
        ordering = ("kind", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("household", "kind"),
                condition=~Q(kind="other"),
                name="households_asset_once",
                violation_error_message=_("This thing is already listed. Change its number instead."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} × {self.count}"


class DebtQuerySet(ScopedQuerySet):
    """Debts."""

    def unsettled(self) -> "DebtQuerySet":
        """Those still owed."""
        return self.filter(settled_on__isnull=True)


@pghistory.track()
class Debt(HouseholdOwned, Stamped):
    """Money borrowed by a household, in yuan, until it is settled."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="debts", verbose_name=_("household")
    )
    kind = models.CharField(_("for what"), max_length=12, choices=DebtKind.choices)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2)
    lender = models.CharField(_("lender"), max_length=12, choices=Lender.choices)
    since = models.DateField(_("since"), null=True, blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects = DebtQuerySet.as_manager()

    class Meta:
        verbose_name = _("debt")
        verbose_name_plural = _("debts")
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="households_debt_more_than_nothing",
                violation_error_message=_("A debt is more than 0 yuan."),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(settled_on__isnull=True) | Q(settled_on__gte=F("since")),
                name="households_debt_settled_after_since",
                violation_error_message=_("A debt cannot be settled before it began."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
