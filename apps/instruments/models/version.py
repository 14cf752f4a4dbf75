"""Versions of questionnaires: written as a draft, never changed once published."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.core.models import Stamped
from apps.core.querysets import CountyRegisterQuerySet
from apps.core.workflow import state_field
from apps.instruments.models.instrument import Instrument
from apps.instruments.workflow import WORKFLOW, VersionState


class VersionQuerySet(CountyRegisterQuerySet):
    """Versions."""

    def published(self) -> Self:
        """Those that may be asked, or were asked once."""
        return self.filter(state=VersionState.PUBLISHED)

    def current(self) -> Self:
        """Of each questionnaire the newest published version."""
        newest: Any = VersionQuerySet(self.model).published().filter(instrument=models.OuterRef("instrument"))
        return self.filter(pk=models.Subquery(newest.order_by("-number").values("pk")[:1]))


class InstrumentVersion(FSMModelMixin, Stamped):
    """One version of a questionnaire. `content` is its definition (form/reading.py), `content_hash` identifies it.

    Once published it stays as it is for ever (a trigger sees to it): answers are always shown as they were asked.
    """

    instrument = models.ForeignKey(
        Instrument,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=pgettext_lazy("survey", "questionnaire"),
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("questionnaire", "version"))
    state = state_field(WORKFLOW, verbose_name=_("state"))
    content: Any = models.JSONField(_("questions"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    note = models.CharField(_("what changed"), max_length=200, blank=True, default="")
    shipped = models.BooleanField(_("came with the product"), default=False, db_default=False)
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=pgettext_lazy("questionnaire", "published by"),
    )  # fmt: skip

    objects: Any = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a questionnaire")
        verbose_name_plural = _("versions of questionnaires")
        ordering = ("instrument", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("instrument", "number"),
                name="instruments_version_number_once",
                violation_error_message=_("This questionnaire already has a version with this number."),
            ),
            models.UniqueConstraint(
                fields=("instrument",),
                condition=Q(state="draft"),
                name="instruments_one_draft",
                violation_error_message=_("This questionnaire already has a draft. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state="published", published_at__isnull=False),
                name="instruments_published_has_its_moment",
                violation_error_message=_("A published version has the moment at which it was published."),
            ),
        )
        indexes = (models.Index(fields=("content_hash",), name="instruments_version_hash"),)
        triggers = (
            pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),
            pgtrigger.Protect(
                name="published_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="published"),
            ),
        )

    def __str__(self) -> str:
        return _("%(name)s, version %(number)d") % {"name": self.instrument, "number": self.number}
