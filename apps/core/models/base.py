"""Abstract models that the other apps build on."""

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import Rows


class Stamped(models.Model):
    """When the row was made and last changed."""

    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True


class CommunityOwned(models.Model):
    """A row that belongs to one community, and is seen only by those who were given that community."""

    scope_community: ClassVar[str] = "community"
    row_security: ClassVar[Rows] = Rows()

    community = models.ForeignKey(
        "communities.Community", on_delete=models.PROTECT, verbose_name=_("community"), related_name="+"
    )

    objects: Any = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class StepLog(models.Model):
    """One step of a workflow: who, from, to, why, when. Appended, never edited (a trigger sees to it)."""

    step = models.CharField(_("step"), max_length=32)
    from_state = models.CharField(_("from"), max_length=24, blank=True)
    to_state = models.CharField(_("to"), max_length=24, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("by"),
        related_name="+",
    )
    by_label = models.CharField(_("by (not staff)"), max_length=40, blank=True)
    why = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        abstract = True


def append_only() -> pgtrigger.Protect:
    """A trigger that refuses UPDATE and DELETE. Meta.triggers of every log names it."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def log_of(model: Any) -> str:
    """The name of that trigger of a log, for pgtrigger.ignore; empty where the table is no log."""
    names = {trigger.name for trigger in getattr(model._meta, "triggers", ())}
    return f"{model._meta.label}:append_only" if "append_only" in names else ""
