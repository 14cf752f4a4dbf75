"""Bank accounts into which a household is paid."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.fields import EncryptedTextField
from apps.core.models import Stamped
from apps.households.models.household import Household, HouseholdOwned
from apps.households.models.member import Member


class AccountUse(models.TextChoices):
    """What is paid into it."""

    SUBSIDY = "subsidy", _("subsidies (one-card account)")
    WAGES = "wages", _("wages of a public-welfare post")
    DIVIDEND = "dividend", _("dividends and land rent")
    REIMBURSEMENT = "reimbursement", _("reimbursements")
    OTHER = "other", _("other payments")


@pghistory.track()
class BankAccount(HouseholdOwned, Stamped):
    """An account, encrypted; lists show its last four digits, the whole number is revealed for a reason."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="bank_accounts", verbose_name=_("household")
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="bank_accounts", verbose_name=_("holder")
    )
    holder_name = models.CharField(_("holder outside the household"), max_length=60, blank=True)
    use = models.CharField(_("used for"), max_length=16, choices=AccountUse.choices)
    bank = models.CharField(_("bank"), max_length=60, blank=True)
    number = EncryptedTextField(
        _("account number"), purpose="households.bankaccount.number", null=True, blank=True, editable=False
    )
    last4 = models.CharField(_("last four digits"), max_length=4, blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """The last four digits only."""
        return f"•••• {self.last4}" if self.last4 else ""

    @property
    def holder(self) -> str:
        """Who holds it, as far as it was entered."""
        return self.member.name if self.member else self.holder_name
