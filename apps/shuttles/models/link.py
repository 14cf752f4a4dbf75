"""The secret address under which a household's phone reads its shuttle calendar."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.text import random_code
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned

CODE_LENGTH = 20


def new_code() -> str:
    """Twenty characters of 31: 99 bits, so that guessing is hopeless for as long as the address lives."""
    return random_code(CODE_LENGTH)


@pghistory.track(exclude=["code"])
class CalendarLink(HouseholdOwned, Stamped):
    """A household's address; who has it sees when the household rides. At most one holds, until it is revoked."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="calendar_links", verbose_name=_("household")
    )
    code = models.CharField(_("secret part of the address"), max_length=CODE_LENGTH, unique=True, default=new_code)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("made by"),
    )  # fmt: skip
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("household",),
                condition=Q(revoked_at__isnull=True),
                name="shuttles_one_calendar_address",
                violation_error_message=_("This household already has a calendar address."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.household_id}"
