"""The life of a monthly report, as data (DOMAIN: draft → confirmed → submitted, frozen → acknowledged or returned → corrected)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow


class State(models.TextChoices):
    """Where a version of a report stands."""

    DRAFT = "draft", _("draft")
    CONFIRMED = "confirmed", _("confirmed by community")
    SUBMITTED = "submitted", _("submitted")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    RETURNED = "returned", _("returned with questions")
    SUPERSEDED = "superseded", _("replaced by new version")


FROZEN = (State.SUBMITTED, State.ACKNOWLEDGED, State.RETURNED, State.SUPERSEDED)
LIVE = (State.DRAFT, State.CONFIRMED, State.SUBMITTED, State.ACKNOWLEDGED, State.RETURNED)

MANAGER = frozenset({Role.COMMUNITY_MANAGER})
OFFICER = frozenset({Role.TOWNSHIP_OFFICER})

WORKFLOW = Workflow(
    name="monthly report",
    states=State,
    initial=State.DRAFT,
    transitions=(
        Transition("confirm", (State.DRAFT,), State.CONFIRMED, _("Confirm the figures"), MANAGER),
        Transition("reopen", (State.CONFIRMED,), State.DRAFT, _("Back to draft"), MANAGER),
        Transition("submit", (State.CONFIRMED,), State.SUBMITTED, _("Submit to the township"), MANAGER),
        Transition("acknowledge", (State.SUBMITTED,), State.ACKNOWLEDGED, _("Acknowledge"), OFFICER),
        Transition("return", (State.SUBMITTED,), State.RETURNED, _("Return with questions"), OFFICER, ("why",)),
        Transition("correct", (State.RETURNED, State.ACKNOWLEDGED), State.SUPERSEDED, _("Correct as a new version"), MANAGER, ("why",)),
    ),
)  # fmt: skip
