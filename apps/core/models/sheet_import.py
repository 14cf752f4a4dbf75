"""Imports of sheets into registers: the file, what it says, and what of it was applied.

A register has a proxy of SheetImport with its own permissions and pages. Everything but the import's own row is a copy
for people to look at; it may hold personal data, so the file, the rows and the cells are encrypted, and all of it is
deleted `KEEP_DAYS` after the last step.
"""

import uuid
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.fields import EncryptedTextField
from apps.core.models.base import Stamped, StepLog, append_only
from apps.core.outbox import Claimable, ClaimableQuerySet
from apps.core.rowsecurity import COMMUNITIES, STAFF, Rows, through
from apps.core.scope import scope_of
from apps.core.sheets.workflow import WORKFLOW, WORKING, State
from apps.core.workflow import state_field

KEEP_DAYS = 30
_TOUCHED = "SELECT 1 FROM core_sheetimport_communities t WHERE t.sheetimport_id = core_sheetimport.id"
# As visible_to says: one's own and those of one's communities, unless they touch a community outside one's scope.
IN_SCOPE = Rows(
    community="",
    other=f"(uploaded_by_id = {STAFF} OR EXISTS ({_TOUCHED} AND t.community_id = {COMMUNITIES}))"
    f" AND NOT EXISTS ({_TOUCHED} AND t.community_id <> ALL ((SELECT anju_communities())::bigint[]))",
)
WITH_IMPORT = through("core_sheetimport", "sheet_import_id")


class SheetImportQuerySet(ClaimableQuerySet):
    """Imports; a file may span communities."""

    def visible_to(self, user: Any) -> Self:
        """One's own and those of one's communities, as long as they touch no community outside one's scope."""
        scope = scope_of(user)
        if scope.county:
            return self
        if scope.empty:
            return self.none()
        touched = SheetImport.communities.through._base_manager.filter(sheetimport=OuterRef("pk"))
        inside = touched.filter(scope.q(community="community"))
        outside = touched.exclude(scope.q(community="community"))
        return self.filter(Q(uploaded_by_id=user.pk) | Exists(inside), ~Exists(outside))

    def claimable(self) -> Self:
        """Imports on which a worker has something to do."""
        return super().claimable().filter(state__in=WORKING)


class OfRegister(models.Manager.from_queryset(SheetImportQuerySet)):
    """The imports of one register, for its proxy."""

    def __init__(self, register: str) -> None:
        super().__init__()
        self.register = register

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(register=self.register)


class SheetImport(Claimable, Stamped):
    """One uploaded sheet and its way into a register. `answers` are what people said about the file."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    register = models.CharField(_("register"), max_length=24)
    state = state_field(WORKFLOW, verbose_name=_("state"))
    file_name = models.CharField(_("file"), max_length=200)
    file_size = models.PositiveIntegerField(_("size (bytes)"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("applied by")
    )
    communities = models.ManyToManyField("communities.Community", related_name="+", verbose_name=_("communities"))
    given_community = models.ForeignKey(
        "communities.Community", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("community"),
    )  # fmt: skip
    sheet = models.CharField(_("sheet"), max_length=80, blank=True)
    sheets = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    chosen_columns = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    notices = models.JSONField(default=list)
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    result = models.JSONField(default=dict)
    applied_at = models.DateTimeField(_("applied on"), null=True, blank=True)
    forget_at = models.DateTimeField(_("details are deleted on"), null=True, blank=True)

    row_security = IN_SCOPE
    objects = SheetImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a sheet")
        verbose_name_plural = _("imports of sheets")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("register", "-created_at", "-id"), name="core_sheet_import_time"),
            models.Index(fields=("due_at",), condition=Q(state__in=WORKING), name="core_sheet_import_waiting"),
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


class SheetStep(StepLog):
    """One step of an import."""

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="steps")

    row_security = WITH_IMPORT

    class Meta:
        verbose_name = _("step of an import")
        verbose_name_plural = _("steps of imports")
        ordering = ("pk",)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return self.step


class SheetFile(models.Model):
    """The uploaded file, base64 under encryption: in the database, since web and worker may be different machines."""

    sheet_import = models.OneToOneField(SheetImport, on_delete=models.CASCADE, related_name="file")
    content = EncryptedTextField(purpose="core.sheetfile.content", editable=False)

    row_security = WITH_IMPORT

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")

    def __str__(self) -> str:
        return str(self.sheet_import_id)


class Outcome(models.TextChoices):
    """How an entry of the file stands to the register."""

    NEW = "new", pgettext_lazy("entry of a sheet", "new")
    CHANGED = "changed", pgettext_lazy("entry of a sheet", "changed")
    UNCHANGED = "unchanged", pgettext_lazy("entry of a sheet", "unchanged")
    CONFLICTING = "conflicting", pgettext_lazy("entry of a sheet", "conflicting")


class Fate(models.TextChoices):
    """What became of an entry when the import was applied."""

    APPLIED = "applied", _("applied")
    MOVED_ON = "moved_on", _("the register had changed meanwhile")


class SheetDetailQuerySet(models.QuerySet):
    """Details of imports."""

    def visible_to(self, user: Any) -> Self:
        """The details of the imports that one may see."""
        return self.filter(sheet_import__in=SheetImport.objects.visible_to(user))


class SheetEntry(models.Model):
    """An entry (row) of the file. `payload` is what it says and how the register differs, as encrypted JSON."""

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="entries")
    row = models.PositiveIntegerField(_("row"))
    community = models.ForeignKey(
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("community")
    )
    target = models.BigIntegerField(_("key in the register"), null=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    faulty = models.BooleanField(_("with faults"), default=False)
    chosen = models.BooleanField(_("chosen"), default=False)
    fate = models.CharField(_("result"), max_length=12, choices=Fate.choices, blank=True)
    payload = EncryptedTextField(purpose="core.sheetentry.payload", editable=False)

    row_security = WITH_IMPORT
    objects = SheetDetailQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a sheet")
        verbose_name_plural = _("entries of sheets")
        ordering = ("sheet_import", "row")
        constraints = (
            models.CheckConstraint(
                condition=Q(chosen=False) | Q(faulty=False, outcome__in=("new", "changed")),
                name="core_sheet_faulty_never_chosen",
                violation_error_message=_("An entry with faulty cells or conflicts cannot be applied."),
            ),
        )
        indexes = (models.Index(fields=("sheet_import", "outcome", "row"), name="core_sheet_entry_outcome"),)

    def __str__(self) -> str:
        return str(self.row)


class SheetFault(models.Model):
    """A faulty cell, by row and column, with what stands in it."""

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField(_("row"))
    column = models.PositiveSmallIntegerField(_("column"))
    heading = models.CharField(_("heading"), max_length=80)
    field = models.CharField(max_length=24)
    code = models.CharField(_("fault"), max_length=24)
    params = models.JSONField(default=dict)
    value = EncryptedTextField(purpose="core.sheetfault.value", null=True, editable=False)

    row_security = WITH_IMPORT
    objects = SheetDetailQuerySet.as_manager()

    class Meta:
        verbose_name = _("faulty cell")
        verbose_name_plural = _("faulty cells")
        ordering = ("sheet_import", "row", "column")
        indexes = (models.Index(fields=("sheet_import", "row", "column"), name="core_sheet_fault_cell"),)

    def __str__(self) -> str:
        return f"{self.row} {self.heading}"


class HeadingMeaning(Stamped):
    """What somebody said a heading means; the next sheet of this register with this heading is read so."""

    register = models.CharField(_("register"), max_length=24)
    heading = models.CharField(_("heading"), max_length=80)
    field = models.CharField(_("meaning"), max_length=24)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("meaning of a heading")
        verbose_name_plural = _("meanings of headings")
        ordering = ("register", "heading")
        constraints = (models.UniqueConstraint(fields=("register", "heading"), name="core_heading_meaning_once"),)

    def __str__(self) -> str:
        return self.heading
