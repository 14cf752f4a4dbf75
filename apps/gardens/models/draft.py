"""Computed allocations."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models import append_only
from apps.gardens.models.base import OfRound
from apps.gardens.models.round import GardenRound


class AllocationDraft(OfRound):
    """One computed allocation with all that went into it and its proof. Never changed: another try is another draft.

    `inputs` and `outputs` are the published file's two halves (codes only, docs/allocation-file.md). `cost` is the sum
    of walking seconds times weight in tenths; `bound` is what no allocation can go below. They are equal when the draft
    is proven to be the best.
    """

    round = models.ForeignKey(
        GardenRound, on_delete=models.PROTECT, related_name="drafts", verbose_name=_("garden round")
    )
    number = models.PositiveSmallIntegerField(_("draft"))
    name = models.CharField(_("what is tried"), max_length=60, blank=True)
    base = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("computed from")
    )
    constraints_asked = models.JSONField(_("constraints"), default=dict)
    seed = models.CharField(_("lottery seed"), max_length=64)
    method = models.CharField(_("method"), max_length=40)
    inputs: Any = models.JSONField(_("inputs"))
    outputs: Any = models.JSONField(_("result"))
    totals: Any = models.JSONField(_("figures"), default=dict)
    cost = models.BigIntegerField(_("weighted seconds"))
    bound = models.BigIntegerField(_("proven bound"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("made by"),
    )  # fmt: skip
    made_at = models.DateTimeField(_("made on"), default=clock.now)

    class Meta:
        verbose_name = _("allocation draft")
        verbose_name_plural = _("allocation drafts")
        ordering = ("round", "number")
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="gardens_draft_number_once"),
            models.CheckConstraint(condition=models.Q(bound__lte=models.F("cost")), name="gardens_bound_not_over_cost"),
        )
        triggers = (append_only(),)

    def __str__(self) -> str:
        return str(_("Draft %(number)s") % {"number": self.number})

    @property
    def label(self) -> str:
        """What it tries, in the reader's language: as the manager called it, or that it follows from an objection."""
        return self.name or (str(_("After an objection")) if self.base_id else "")

    @property
    def is_proven(self) -> bool:
        """Whether no allocation under these constraints can be better."""
        return self.cost == self.bound

    @property
    def plots(self) -> dict[str, str]:
        """Household code → plot number."""
        return dict(self.outputs["plots"])

    @property
    def waiting(self) -> list[str]:
        """Codes of those left without a plot, in order of the waitlist."""
        return list(self.outputs["waiting"])
