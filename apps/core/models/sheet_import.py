"""Imports of sheets: the tables that registers share; each has a proxy of SheetImport with its own permissions."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models.base import Stamped, StepLog, append_only
from apps.core.models.staged_import import (
    KeptFile,
    StagedEntry,
    StagedFault,
    StagedImport,
    StagedImportQuerySet,
    in_scope,
)
from apps.core.rowsecurity import through
from apps.core.sheets.workflow import WORKFLOW, WORKING

WITH_IMPORT = through("core_sheetimport", "sheet_import_id")


class OfRegister(models.Manager.from_queryset(StagedImportQuerySet)):
    """The imports of one register, for its proxy."""

    def __init__(self, register: str) -> None:
        super().__init__()
        self.register = register

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(register=self.register)


class SheetImport(StagedImport):
    """One uploaded sheet and its way into a register."""

    register = models.CharField(_("register"), max_length=24)
    answers = models.JSONField(default=dict)

    row_security = in_scope("core_sheetimport", "sheetimport_id")

    class Meta:
        verbose_name = _("import of a sheet")
        verbose_name_plural = _("imports of sheets")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("register", "-created_at", "-id"), name="core_sheet_import_time"),
            models.Index(fields=("due_at",), condition=Q(state__in=WORKING), name="core_sheet_import_waiting"),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)


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


class SheetFile(KeptFile):
    """The file of an import."""

    sheet_import = models.OneToOneField(SheetImport, on_delete=models.CASCADE, related_name="file")

    row_security = WITH_IMPORT

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")

    def __str__(self) -> str:
        return str(self.sheet_import_id)


class SheetDetailQuerySet(models.QuerySet):
    """Details of imports."""

    def visible_to(self, user: Any) -> Self:
        """The details of the imports that one may see."""
        return self.filter(sheet_import__in=SheetImport.objects.visible_to(user))


class SheetEntry(StagedEntry):
    """An entry (row) of the file; `target` is its key in the register."""

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="entries")
    target = models.BigIntegerField(_("key in the register"), null=True)

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


class SheetFault(StagedFault):
    """A faulty cell of a file."""

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="faults")

    row_security = WITH_IMPORT
    objects = SheetDetailQuerySet.as_manager()

    class Meta:
        verbose_name = _("faulty cell")
        verbose_name_plural = _("faulty cells")
        ordering = ("sheet_import", "row", "column")
        indexes = (models.Index(fields=("sheet_import", "row", "column"), name="core_sheet_fault_cell"),)


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
