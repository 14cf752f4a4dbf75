"""The words of questionnaires."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a questionnaire is about."""

    GUARANTEES = "guarantees", pgettext_lazy("questionnaire", "guarantees and income")
    INTEGRATION = "integration", pgettext_lazy("questionnaire", "settling in")
    LIVELIHOOD = "livelihood", pgettext_lazy("questionnaire", "livelihood")
    LIVING_COSTS = "living_costs", pgettext_lazy("questionnaire", "living costs")
    OTHER = "other", pgettext_lazy("questionnaire", "other")


class Subject(models.TextChoices):
    """Whom it asks about."""

    HOUSEHOLD = "household", pgettext_lazy("questionnaire", "the household")
    MEMBER = "member", pgettext_lazy("questionnaire", "one person")
