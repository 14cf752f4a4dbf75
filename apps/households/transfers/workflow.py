"""The way of one transfer, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow


class State(models.TextChoices):
    """Where a transfer stands."""

    REQUESTED = "requested", _("waiting for the receiving community")
    ACCEPTED = "accepted", pgettext_lazy("transfer", "accepted")
    REJECTED = "rejected", pgettext_lazy("transfer", "not accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


# Who may act for a community in this: its manager, and the county for every one.
DECIDERS = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
ASKERS = frozenset({Role.COMMUNITY_MANAGER})

WORKFLOW = Workflow(
    name="transfer",
    states=State,
    initial=State.REQUESTED,
    transitions=(
        Transition("accept", (State.REQUESTED,), State.ACCEPTED, pgettext_lazy("transfer", "Accept"), DECIDERS),
        Transition("reject", (State.REQUESTED,), State.REJECTED, _("Do not accept"), DECIDERS, requires=("why",)),
        Transition("withdraw", (State.REQUESTED,), State.WITHDRAWN, _("Withdraw"), DECIDERS),
    ),
)
