"""Questionnaires of the county."""

from typing import Any, Self

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.querysets import CountyRegisterQuerySet
from apps.instruments.vocabulary import Kind, Subject


class InstrumentQuerySet(CountyRegisterQuerySet):
    """Questionnaires."""

    def in_use(self) -> Self:
        """Those that are not retired."""
        return self.filter(retired_on__isnull=True)


@pghistory.track(exclude=["created_at", "updated_at"])
class Instrument(Stamped):
    """A questionnaire (问卷), under a key by which programs know it. What it asks stands in its versions."""

    key = models.CharField(
        pgettext_lazy("questionnaire", "short name"), max_length=40, unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", _("Small letters, digits and underscores."))],
    )  # fmt: skip
    name = models.CharField(pgettext_lazy("questionnaire", "name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True, default="")
    kind = models.CharField(pgettext_lazy("questionnaire", "about"), max_length=16, choices=Kind.choices)
    subject = models.CharField(
        pgettext_lazy("questionnaire", "asks about"), max_length=12, choices=Subject.choices, default=Subject.HOUSEHOLD
    )
    retired_on = models.DateField(_("no longer used since"), null=True, blank=True)

    objects: Any = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("survey", "questionnaire")
        verbose_name_plural = pgettext_lazy("survey", "questionnaires")
        ordering = ("kind", "key")

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name
