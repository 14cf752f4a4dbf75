"""What every objection of a household is made of: what it says, who wrote it down, and what somebody else decided."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models import Stamped
from apps.households.models.household import HouseholdOwned

UNDECIDED: Final = "open"  # the state in which every workflow of objections begins


class HouseholdObjection(HouseholdOwned, Stamped):
    """An objection, decided once, with a reason, by somebody else than the one who recorded it.

    A subclass adds its `state` (which begins `open`), the household, what the objection is about and what follows from
    it; its Meta derives from this one, whose constraints are named after its app: one such model an app.
    """

    text = models.TextField(_("what it objects to"), max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    why = models.TextField(_("reason of the decision"), blank=True, max_length=500)

    class Meta:
        abstract = True
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(recorded_by__isnull=True) | ~Q(decided_by=F("recorded_by")),
                name="%(app_label)s_objection_four_eyes",
                violation_error_message=_("Somebody else than the one who recorded it decides on an objection."),
            ),
            models.CheckConstraint(
                condition=Q(state=UNDECIDED, decided_at__isnull=True)
                | (~Q(state=UNDECIDED) & Q(decided_at__isnull=False) & ~Q(why="")),
                name="%(app_label)s_objection_decided_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.text[:30]
