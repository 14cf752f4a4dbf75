"""Answers to questionnaires."""

import json
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.core.fields import EncryptedTextField
from apps.core.querysets import ScopedQuerySet
from apps.followups.models.base import only_moves
from apps.followups.models.visit import Visit
from apps.households.models import Household, Member
from apps.households.models.household import HouseholdOwned


class AnswerQuerySet(ScopedQuerySet):
    """Answers."""

    def standing(self) -> Self:
        """Those that no correction replaces."""
        return self.filter(replaced_by__isnull=True)


class Answer(HouseholdOwned):
    """What a household answered to one questionnaire, in the version that it was asked. Appended, never edited.

    `answers` holds closed answers by question; words and telephone numbers stand encrypted in `private`. `scores` are
    as the judge gave them (ScoreValue.as_json); `missing` are paths of questions that applied and have no answer, of
    `asked` that applied. `digest` is the same for the same closed answers. A correction `replaces` the row before it.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="answers", verbose_name=_("household"), db_index=False
    )
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="answers", verbose_name=_("visit")
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="answers", verbose_name=_("member")
    )
    version = models.ForeignKey(
        "instruments.InstrumentVersion", on_delete=models.PROTECT, related_name="answers",
        verbose_name=_("version of the questionnaire"),
    )  # fmt: skip
    answers = models.JSONField(_("answers"), default=dict)
    private = EncryptedTextField(_("words"), null=True, blank=True, editable=False)
    scores = models.JSONField(_("scores"), default=dict)
    asked = models.PositiveSmallIntegerField(_("questions that applied"), default=0)
    missing = ArrayField(models.CharField(max_length=64), verbose_name=_("without an answer"), default=list, blank=True)
    digest = models.CharField(max_length=32, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), default=clock.today)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("asked by"),
    )  # fmt: skip
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by", verbose_name=_("replaces")
    )
    made_at = models.DateTimeField(_("recorded"), default=clock.now, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("questionnaire", "answered questionnaire")
        verbose_name_plural = pgettext_lazy("questionnaire", "answered questionnaires")
        ordering = ("-answered_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("visit", "version", "member"),
                condition=Q(replaces__isnull=True, visit__isnull=False),
                nulls_distinct=False,
                name="followups_answered_once_a_visit",
                violation_error_message=_("This questionnaire was filled in at this visit already. Correct it there."),
            ),
        )
        indexes = (
            models.Index(fields=("household", "version", "-answered_on"), name="followups_answers_of_home"),
            models.Index(fields=("version", "-answered_on"), name="followups_answers_of_version"),
        )
        triggers = only_moves()

    def __str__(self) -> str:
        return f"{self.answered_on}"

    @property
    def given(self) -> dict[str, Any]:
        """All answers by question, words included."""
        private = json.loads(self.private) if self.private else {}
        return self.answers | {key: _with_words(self.answers.get(key), said) for key, said in private.items()}


def _with_words(closed: Any, said: Any) -> Any:
    """Words as they were given; those of members beside the closed answers of the same row."""
    if not isinstance(closed, list) or not isinstance(said, list):
        return said
    return [{**row, **words} for row, words in zip(closed, said, strict=True)]
