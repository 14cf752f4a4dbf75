"""The way of one sheet's import, as data. Who may take the steps is the register's to say (policies.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.workflow import Transition, Workflow


class State(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("being read")
    READ = "read", _("columns to confirm")
    PREVIEWED = "previewed", _("to be looked at")
    APPLYING = "applying", _("being applied")
    APPLIED = "applied", _("applied")
    FAILED = "failed", _("could not be read")
    DISCARDED = "discarded", _("discarded")


WORKING = (State.UPLOADED, State.APPLYING)  # a worker has something to do
PEOPLE = frozenset({"importer"})  # whom the register lets import
SYSTEM: frozenset[str] = frozenset()

WORKFLOW = Workflow(
    name="sheet import",
    states=State,
    initial=State.UPLOADED,
    transitions=(
        Transition("ask_columns", (State.UPLOADED,), State.READ, _("Ask for the columns"), SYSTEM),
        Transition("preview", (State.UPLOADED,), State.PREVIEWED, _("Show the preview"), SYSTEM),
        Transition("read_again", (State.READ, State.PREVIEWED, State.FAILED), State.UPLOADED, _("Read again"), PEOPLE),
        Transition("apply", (State.PREVIEWED,), State.APPLYING, _("Apply"), PEOPLE),
        Transition("finish", (State.APPLYING,), State.APPLIED, _("Applied"), SYSTEM),
        Transition("give_back", (State.APPLYING,), State.PREVIEWED, _("Back to the preview"), SYSTEM),
        Transition("fail", (State.UPLOADED,), State.FAILED, _("Could not be read"), SYSTEM),
        Transition("discard", (State.READ, State.PREVIEWED, State.FAILED), State.DISCARDED, _("Discard"), PEOPLE),
    ),
)
