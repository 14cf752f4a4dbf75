"""On which basis sensitive personal information is handled (PIPL Art. 28–31): consent on paper, or a statute."""

from datetime import date, timedelta
from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.core.rules import value_of
from apps.households.models.household import Household, HouseholdOwned
from apps.households.models.member import Member

NOTICE_RULE = "households.consent_notice_days"


class Purpose(models.TextChoices):
    """What is handled, or done with it."""

    ID_NUMBER = "id_number", _("identity number")
    HEALTH = "health", _("health details")
    BANK = "bank", _("bank account")
    CHILDREN = "children", _("data of children under 14")
    MATCHING = "matching", _("data matching for monitoring")
    SHARING = "sharing", _("sharing with a department")


class Basis(models.TextChoices):
    """Why it may be handled."""

    SEPARATE = "separate", _("separate consent")
    STATUTORY = "statutory", _("statutory basis")


class ConsentState(models.TextChoices):
    """How it stands today; derived from the dates."""

    VALID = "valid", pgettext_lazy("consent", "valid")
    EXPIRING = "expiring", _("expires soon")
    EXPIRED = "expired", pgettext_lazy("consent", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")


def notice_days(day: date) -> int:
    """How many days before its end a consent counts as expiring."""
    return int(value_of(NOTICE_RULE, day))


class ConsentQuerySet(ScopedQuerySet):
    """By state. The same words as Consent.state_on, which a test proves."""

    def in_state(self, state: str, day: date | None = None) -> Self:
        """Those that stand so on a day (today)."""
        day = day or clock.today()
        soon = day + timedelta(days=notice_days(day))
        gone = Q(withdrawn_on__isnull=False, withdrawn_on__lte=day)
        over = Q(valid_until__isnull=False, valid_until__lt=day)
        near = Q(valid_until__isnull=False, valid_until__lte=soon)
        return self.filter(
            {
                ConsentState.WITHDRAWN: gone,
                ConsentState.EXPIRED: ~gone & over,
                ConsentState.EXPIRING: ~gone & ~over & near,
                ConsentState.VALID: ~gone & ~over & ~near,
            }[ConsentState(state)]
        )

    def in_force(self, day: date | None = None) -> Self:
        """Signed, not withdrawn and not run out."""
        day = day or clock.today()
        until = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        held = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)
        return self.filter(until, held, signed_on__lte=day)


@pghistory.track()
class Consent(HouseholdOwned, Stamped):
    """One paper, or one statute, that allows one thing. Without a member it speaks for the whole household."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="consents", verbose_name=_("household")
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="consents", verbose_name=_("member")
    )
    purpose = models.CharField(_("for"), max_length=12, choices=Purpose.choices)
    basis = models.CharField(_("basis"), max_length=12, choices=Basis.choices, default=Basis.SEPARATE)
    law = models.CharField(_("statute"), max_length=120, blank=True)
    recipient = models.CharField(_("department"), max_length=80, blank=True)
    covers = models.CharField(_("what it covers"), max_length=200, blank=True)
    paper = models.CharField(_("number of the paper or photo"), max_length=80, blank=True)
    signed_on = models.DateField(_("signed on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_why = models.CharField(_("why withdrawn"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("-signed_on", "-pk")
        indexes = (models.Index(fields=("community", "valid_until"), name="households_consent_until"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("signed_on")),
                name="households_consent_ends_after_it_begins",
                violation_error_message=_("The last day must not lie before the signature."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("signed_on")),
                name="households_consent_withdrawn_after_signed",
                violation_error_message=_("It cannot be withdrawn before it was signed."),
            ),
            models.CheckConstraint(
                condition=~Q(basis="statutory") | ~Q(law=""),
                name="households_consent_names_the_statute",
                violation_error_message=_("Name the statute: law and article."),
            ),
            models.CheckConstraint(
                condition=~Q(purpose="sharing") | ~Q(recipient=""),
                name="households_consent_names_the_department",
                violation_error_message=_("Name the department with which it is shared."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.signed_on}"

    def state_on(self, day: date | None = None) -> ConsentState:
        """How it stands on a day (today); the same as ConsentQuerySet.in_state."""
        day = day or clock.today()
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return ConsentState.WITHDRAWN
        if self.valid_until is None:
            return ConsentState.VALID
        if self.valid_until < day:
            return ConsentState.EXPIRED
        soon = day + timedelta(days=notice_days(day))
        return ConsentState.EXPIRING if self.valid_until <= soon else ConsentState.VALID

    @property
    def state(self) -> Any:
        return self.state_on()
