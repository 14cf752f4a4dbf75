"""Life events (生命事件): births, deaths, marriages, splits, moves. Appended, never edited; so are corrections."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.core.models import append_only
from apps.core.querysets import ScopedQuerySet
from apps.households.models.household import Household, HouseholdOwned


class EventKind(models.TextChoices):
    """What happened."""

    BIRTH = "birth", _("birth")
    DEATH = "death", _("death")
    JOINED = "joined", _("joined the household")
    MARRIAGE = "marriage", _("marriage")
    MARRIAGE_IN = "marriage_in", _("married into the household")
    MARRIAGE_OUT = "marriage_out", _("married out of the household")
    DIVORCE = "divorce", _("divorce")
    SPLIT = "split", _("household split")
    MERGE = "merge", _("households merged")
    HEAD_CHANGE = "head_change", _("change of head")
    DEPARTURE = "departure", _("departure")
    RETURN = "return", pgettext_lazy("event", "return")
    MOVE = "move", _("move to another dwelling")
    TRANSFER_OUT = "transfer_out", _("transferred to another community")
    TRANSFER_IN = "transfer_in", _("transferred from another community")


class Correction(models.TextChoices):
    """What a correcting event did to the one it corrects."""

    CANCELLED = "cancelled", _("cancelled")
    CHANGED = "changed", pgettext_lazy("correction", "changed")


class LifeEventQuerySet(ScopedQuerySet):
    """Events within a person's scope."""

    def standing(self) -> Self:
        """Events that still hold: not corrected, and not themselves a cancellation."""
        return self.filter(corrected_by__isnull=True).exclude(correction=Correction.CANCELLED)

    def about(self, household: Household) -> Self:
        """Events of this household, also where it is the other one concerned. Latest day first."""
        about = Q(household=household) | Q(other_households__contains=[household.pk])
        return self.filter(about).order_by("-happened_on", "-pk")


class LifeEvent(HouseholdOwned):
    """One thing that happened to a household and its people.

    `other_households` and `members` are keys: what an event founded may be gone after its cancellation. `details` holds
    what was asked for (keys and plain values, never personal data), `changes` the rows that were opened, ended or
    changed, so that the event can be taken back; `touched` names those rows ("membership:12").
    """

    kind = models.CharField(_("event"), max_length=16, choices=EventKind.choices)
    happened_on = models.DateField(_("happened on"))
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="life_events", verbose_name=_("household")
    )
    other_households = ArrayField(models.BigIntegerField(), default=list, blank=True)
    members = ArrayField(models.BigIntegerField(), default=list, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    document = models.CharField(_("document number"), max_length=60, blank=True)
    details = models.JSONField(default=dict, editable=False)
    changes = models.JSONField(default=list, editable=False)
    touched = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by", verbose_name=_("corrects")
    )
    correction = models.CharField(_("correction"), max_length=12, choices=Correction.choices, blank=True)

    objects = LifeEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
        ordering = ("-happened_on", "-pk")
        indexes = (
            models.Index(fields=("community", "-happened_on", "-id"), name="households_event_time"),
            GinIndex(fields=("other_households",), name="households_event_others"),
            GinIndex(fields=("touched",), name="households_event_touched"),
            GinIndex(fields=("members",), name="households_event_members"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, correction="") | Q(corrects__isnull=False) & ~Q(correction=""),
                name="households_event_correction_of_something",
            ),
        )
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.happened_on} {self.get_kind_display()}"

    @property
    def is_cancellation(self) -> bool:
        return self.correction == Correction.CANCELLED

    @property
    def successor(self) -> Any:
        """The event that corrected this one, or None."""
        return getattr(self, "corrected_by", None)
