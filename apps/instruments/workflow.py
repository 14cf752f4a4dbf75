"""The life of a version, as data: written, then published once and for all."""

from django.db import models
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow


class VersionState(models.TextChoices):
    """Where a version of a questionnaire stands."""

    DRAFT = "draft", pgettext_lazy("questionnaire", "draft")
    PUBLISHED = "published", pgettext_lazy("questionnaire", "published")


OFFICE = frozenset({Role.COUNTY_ADMIN})

WORKFLOW = Workflow(
    name="version of a questionnaire",
    states=VersionState,
    initial=VersionState.DRAFT,
    transitions=(
        Transition("publish", (VersionState.DRAFT,), VersionState.PUBLISHED, pgettext_lazy("questionnaire", "Publish"), OFFICE),
    ),
)  # fmt: skip
