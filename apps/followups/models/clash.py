"""Answers of visits that could not go into the register as they are."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.followups.models.visit import Visit
from apps.followups.vocabulary import ClashState
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


class VisitClash(HouseholdOwned):
    """An answer of a visit that found the register changed since it was read: both stand until somebody settles it.

    `field` is the key of a target (instruments.writes), with “:member” where it is about a person. `base` is what the
    worker had seen, `mine` what the visit says, `theirs` what the register said when the visit came in. `why` says why
    the answer could not be recorded, where that was no other entry.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="visit_clashes", verbose_name=_("household")
    )
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="clashes", verbose_name=_("visit"))
    field = models.CharField(pgettext_lazy("two answers", "about what"), max_length=80)
    mine = models.JSONField(_("the visit says"), null=True)
    theirs = models.JSONField(_("the register says"), null=True)
    base = models.JSONField(_("it was read as"), null=True)
    why = models.CharField(_("why it was not recorded"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ClashState.choices, default=ClashState.OPEN)
    made_at = models.DateTimeField(_("found"), default=clock.now, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("settled by"),
    )  # fmt: skip
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("two answers to the same")
        verbose_name_plural = _("two answers to the same")
        ordering = ("state", "-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("visit", "field"), name="followups_one_clash_a_field"),
            models.CheckConstraint(
                condition=Q(state=ClashState.OPEN, settled_at__isnull=True)
                | ~Q(state=ClashState.OPEN) & Q(settled_at__isnull=False),
                name="followups_settled_clash_has_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.field
