"""Imports of rosters: the tables of apps/core/models/staged_import.py with what only a roster has.

A roster holds people, and says of which day it speaks; an entry is a household with all its rows.
"""

from datetime import date
from typing import Any, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import KeptFile, StagedEntry, StagedFault, StagedImport, StepLog, append_only
from apps.core.models.staged_import import in_scope
from apps.core.rowsecurity import through
from apps.core.sheets.workflow import WORKFLOW, WORKING
from apps.households.models.household import Household
from apps.households.models.member import Membership

WITH_ROSTER = through("households_rosterimport", "roster_id")


class RosterImport(StagedImport):
    """One uploaded roster and its way into the register."""

    register = "roster"
    details: ClassVar[tuple[str, ...]] = ("absences", *StagedImport.details)

    as_of = models.DateField(_("as of"), null=True, blank=True)
    income_year = models.PositiveSmallIntegerField(_("year of the income"), null=True, blank=True)

    row_security = in_scope("households_rosterimport", "rosterimport_id")

    class Meta:
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("-created_at", "-id"), name="households_roster_time"),
            models.Index(fields=("due_at",), condition=Q(state__in=WORKING), name="households_roster_waiting"),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)

    @property
    def answers(self) -> dict[str, str]:
        """Day and year as the engine asks for them; empty where nobody said."""
        return {
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "income_year": str(self.income_year) if self.income_year else "",
        }

    @answers.setter
    def answers(self, given: dict[str, str]) -> None:
        self.as_of = date.fromisoformat(given["as_of"]) if given.get("as_of") else None
        self.income_year = int(given["income_year"]) if given.get("income_year") else None


class RosterStep(StepLog):
    """One step of an import."""

    roster = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="steps")

    row_security = WITH_ROSTER

    class Meta:
        verbose_name = _("step of a roster import")
        verbose_name_plural = _("steps of roster imports")
        ordering = ("pk",)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return self.step


class RosterFile(KeptFile):
    """The file of an import."""

    roster = models.OneToOneField(RosterImport, on_delete=models.CASCADE, related_name="file")

    row_security = WITH_ROSTER

    class Meta:
        verbose_name = _("roster file")
        verbose_name_plural = _("roster files")

    def __str__(self) -> str:
        return str(self.roster_id)


class RosterRowQuerySet(models.QuerySet):
    """Details of imports."""

    def visible_to(self, user: Any) -> Self:
        """The details of the imports that one may see."""
        return self.filter(roster__in=RosterImport.objects.visible_to(user))


class RosterHousehold(StagedEntry):
    """A household of the file."""

    roster = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="entries")
    code = models.CharField(_("household code"), max_length=20, blank=True)
    household = models.ForeignKey(
        Household, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("household")
    )
    people = models.PositiveSmallIntegerField(_("people"))

    row_security = WITH_ROSTER
    objects = RosterRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("household of a roster")
        verbose_name_plural = _("households of rosters")
        ordering = ("roster", "row")
        constraints = (
            models.CheckConstraint(
                condition=Q(chosen=False) | Q(faulty=False, outcome__in=("new", "changed", "conflicting")),
                name="households_roster_faulty_never_chosen",
                violation_error_message=_("A household with faulty cells cannot be applied."),
            ),
        )
        indexes = (models.Index(fields=("roster", "outcome", "row"), name="households_roster_outcome"),)

    def __str__(self) -> str:
        return self.code


class RosterFault(StagedFault):
    """A faulty cell of a roster."""

    roster = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="faults")

    row_security = WITH_ROSTER
    objects = RosterRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("faulty cell")
        verbose_name_plural = _("faulty cells")
        ordering = ("roster", "row", "column")
        indexes = (models.Index(fields=("roster", "row", "column"), name="households_roster_faults"),)


class RosterAbsence(models.Model):
    """A registered member whom the roster does not name. Nothing follows from it unless somebody accepts it."""

    roster = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="absences")
    staged = models.ForeignKey(RosterHousehold, on_delete=models.CASCADE, related_name="absences")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    accepted = models.BooleanField(pgettext_lazy("member", "has left"), default=False)

    row_security = WITH_ROSTER
    objects = RosterRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("member not in the roster")
        verbose_name_plural = _("members not in the roster")
        ordering = ("roster", "staged", "pk")
        constraints = (models.UniqueConstraint(fields=("roster", "membership"), name="households_roster_absence_once"),)

    def __str__(self) -> str:
        return str(self.membership_id)
