"""Roster imports: the file, what it says, and what of it was applied.

Everything here but the import's own row is a copy for people to look at. It holds personal data, so the file, the rows
and the cells are encrypted, and all of it is deleted `KEEP_DAYS` after the last step.
"""

import uuid
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.models import Community
from apps.core.fields import EncryptedTextField
from apps.core.models import Stamped, StepLog, append_only
from apps.core.outbox import Claimable, ClaimableQuerySet
from apps.core.rowsecurity import COMMUNITIES, STAFF, Rows, through
from apps.core.scope import scope_of
from apps.core.workflow import state_field
from apps.households.models.household import Household
from apps.households.models.member import Membership
from apps.households.roster.workflow import WORKFLOW, WORKING, State

KEEP_DAYS = 30
_TOUCHED = "SELECT 1 FROM households_rosterimport_communities t WHERE t.rosterimport_id = households_rosterimport.id"
# As visible_to says: one's own and those of one's communities, unless they touch a community outside one's scope.
IN_SCOPE = Rows(
    community="",
    other=f"(uploaded_by_id = {STAFF} OR EXISTS ({_TOUCHED} AND t.community_id = {COMMUNITIES}))"
    f" AND NOT EXISTS ({_TOUCHED} AND t.community_id <> ALL ((SELECT anju_communities())::bigint[]))",
)
WITH_ROSTER = through("households_rosterimport", "roster_id")


class RosterImportQuerySet(ClaimableQuerySet):
    """Imports; a file may span communities."""

    def visible_to(self, user: Any) -> Self:
        """One's own and those of one's communities, as long as they touch no community outside one's scope."""
        scope = scope_of(user)
        if scope.county:
            return self
        if scope.empty:
            return self.none()
        touched = RosterImport.communities.through._base_manager.filter(rosterimport=OuterRef("pk"))
        inside = touched.filter(scope.q(community="community"))
        outside = touched.exclude(scope.q(community="community"))
        return self.filter(Q(uploaded_by_id=user.pk) | Exists(inside), ~Exists(outside))

    def claimable(self) -> Self:
        """Imports on which a worker has something to do."""
        return super().claimable().filter(state__in=WORKING)


class RosterImport(Claimable, Stamped):
    """One uploaded roster and its way into the register."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    state = state_field(WORKFLOW, verbose_name=_("state"))
    file_name = models.CharField(_("file"), max_length=200)
    file_size = models.PositiveIntegerField(_("size (bytes)"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("applied by")
    )
    communities = models.ManyToManyField(Community, related_name="+", verbose_name=_("communities"))
    given_community = models.ForeignKey(
        Community, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("community"),
        help_text=_("only if the roster has no column for it"),
    )  # fmt: skip
    sheet = models.CharField(_("sheet"), max_length=80, blank=True)
    sheets = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    chosen_columns = models.JSONField(default=dict)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    income_year = models.PositiveSmallIntegerField(_("year of the income"), null=True, blank=True)
    summary = models.JSONField(default=dict)
    notices = models.JSONField(default=list)
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    result = models.JSONField(default=dict)
    applied_at = models.DateTimeField(_("applied on"), null=True, blank=True)
    forget_at = models.DateTimeField(_("details are deleted on"), null=True, blank=True)

    row_security = IN_SCOPE
    objects = RosterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("-created_at", "-id"), name="households_roster_time"),
            models.Index(fields=("due_at",), condition=Q(state__in=WORKING), name="households_roster_waiting"),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def forgotten(self) -> bool:
        """Whether the details were deleted."""
        return self.state != State.UPLOADED and not hasattr(self, "file")


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


class RosterFile(models.Model):
    """The uploaded file, base64 under encryption: in the database, since web and worker may be different machines."""

    roster = models.OneToOneField(RosterImport, on_delete=models.CASCADE, related_name="file")
    content = EncryptedTextField(purpose="households.rosterfile.content", editable=False)

    row_security = WITH_ROSTER

    class Meta:
        verbose_name = _("roster file")
        verbose_name_plural = _("roster files")

    def __str__(self) -> str:
        return str(self.roster_id)


class Outcome(models.TextChoices):
    """How a household of the file stands to the register."""

    NEW = "new", pgettext_lazy("household of a roster", "new")
    CHANGED = "changed", pgettext_lazy("household of a roster", "changed")
    UNCHANGED = "unchanged", pgettext_lazy("household of a roster", "unchanged")
    CONFLICTING = "conflicting", pgettext_lazy("household of a roster", "conflicting")


class Fate(models.TextChoices):
    """What became of a household when the import was applied."""

    APPLIED = "applied", _("applied")
    MOVED_ON = "moved_on", _("the register had changed meanwhile")


class RosterRowQuerySet(models.QuerySet):
    """Details of imports."""

    def visible_to(self, user: Any) -> Self:
        """The details of the imports that one may see."""
        return self.filter(roster__in=RosterImport.objects.visible_to(user))


class RosterHousehold(models.Model):
    """A household of the file. `payload` is what the file says and how the register differs, as encrypted JSON."""

    roster = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="households")
    row = models.PositiveIntegerField(_("row"))
    code = models.CharField(_("household code"), max_length=20, blank=True)
    community = models.ForeignKey(
        Community, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("community")
    )
    household = models.ForeignKey(
        Household, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("household")
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    people = models.PositiveSmallIntegerField(_("people"))
    faulty = models.BooleanField(_("with faults"), default=False)
    chosen = models.BooleanField(_("chosen"), default=False)
    fate = models.CharField(_("result"), max_length=12, choices=Fate.choices, blank=True)
    payload = EncryptedTextField(purpose="households.rosterhousehold.payload", editable=False)

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


class RosterFault(models.Model):
    """A faulty cell, by row and column, with what stands in it."""

    roster = models.ForeignKey(RosterImport, on_delete=models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField(_("row"))
    column = models.PositiveSmallIntegerField(_("column"))
    heading = models.CharField(_("heading"), max_length=80)
    field = models.CharField(max_length=24)
    code = models.CharField(_("fault"), max_length=24)
    params = models.JSONField(default=dict)
    value = EncryptedTextField(purpose="households.rosterfault.value", null=True, editable=False)

    row_security = WITH_ROSTER
    objects = RosterRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("faulty cell")
        verbose_name_plural = _("faulty cells")
        ordering = ("roster", "row", "column")
        indexes = (models.Index(fields=("roster", "row", "column"), name="households_roster_faults"),)

    def __str__(self) -> str:
        return f"{self.row} {self.heading}"


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


class ColumnMeaning(Stamped):
    """What somebody said a heading means; the next roster with this heading is read so."""

    heading = models.CharField(_("heading"), max_length=80, unique=True)
    field = models.CharField(_("meaning"), max_length=24)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("meaning of a heading")
        verbose_name_plural = _("meanings of headings")
        ordering = ("heading",)

    def __str__(self) -> str:
        return self.heading
