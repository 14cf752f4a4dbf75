"""What every register's imports of sheets have: the file, what it says, and what of it was applied.

Most registers share the tables of SheetImport; one that needs columns of its own (the roster) has its own, made from
these. Everything but the import's own row is a copy for people to look at; it may hold personal data, so the file, the
rows and the cells are encrypted, and all of it is deleted `KEEP_DAYS` after the last step.

Models made from these point to their import with the related names `steps`, `file`, `entries` and `faults`.
"""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.fields import EncryptedTextField
from apps.core.models.base import Stamped
from apps.core.outbox import Claimable, ClaimableQuerySet
from apps.core.rowsecurity import COMMUNITIES, STAFF, Rows
from apps.core.scope import scope_of
from apps.core.sheets.workflow import WORKFLOW, WORKING, State
from apps.core.workflow import state_field

KEEP_DAYS = 30


def in_scope(table: str, column: str) -> Rows:
    """As visible_to says: one's own and those of one's communities, unless they touch a community outside one's scope.

    `column` is the one in the table of communities that points here.
    """
    touched = f"SELECT 1 FROM {table}_communities t WHERE t.{column} = {table}.id"
    return Rows(
        community="",
        other=f"(uploaded_by_id = {STAFF} OR EXISTS ({touched} AND t.community_id = {COMMUNITIES}))"
        f" AND NOT EXISTS ({touched} AND t.community_id <> ALL ((SELECT anju_communities())::bigint[]))",
    )


class StagedImportQuerySet(ClaimableQuerySet):
    """Imports; a file may span communities."""

    def visible_to(self, user: Any) -> Self:
        """One's own and those of one's communities, as long as they touch no community outside one's scope."""
        scope = scope_of(user)
        if scope.county:
            return self
        if scope.empty:
            return self.none()
        touching: Any = self.model
        owner = touching._meta.concrete_model._meta.model_name
        touched = touching.communities.through._base_manager.filter(**{owner: OuterRef("pk")})
        inside = touched.filter(scope.q(community="community"))
        outside = touched.exclude(scope.q(community="community"))
        return self.filter(Q(uploaded_by_id=user.pk) | Exists(inside), ~Exists(outside))

    def claimable(self) -> Self:
        """Imports on which a worker has something to do."""
        return super().claimable().filter(state__in=WORKING)


class StagedImport(Claimable, Stamped):
    """One uploaded sheet and its way into a register; `register` is that register's key.

    `answers` are what people said about the file, by question. `details` names what is deleted with the file.
    """

    register: Any
    answers: Any
    steps: Any
    file: Any
    entries: Any
    faults: Any
    details: ClassVar[tuple[str, ...]] = ("faults", "entries")

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
    communities = models.ManyToManyField("communities.Community", related_name="+", verbose_name=_("communities"))
    given_community = models.ForeignKey(
        "communities.Community", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("community"),
    )  # fmt: skip
    sheet = models.CharField(_("sheet"), max_length=80, blank=True)
    sheets = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    chosen_columns = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    notices = models.JSONField(default=list)
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    result = models.JSONField(default=dict)
    applied_at = models.DateTimeField(_("applied on"), null=True, blank=True)
    forget_at = models.DateTimeField(_("details are deleted on"), null=True, blank=True)

    objects = StagedImportQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def forgotten(self) -> bool:
        """Whether the details were deleted."""
        return self.state != State.UPLOADED and not hasattr(self, "file")


class KeptFile(models.Model):
    """The uploaded file, base64 under encryption: in the database, since web and worker may be different machines."""

    content = EncryptedTextField(editable=False)

    class Meta:
        abstract = True


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


class StagedEntry(models.Model):
    """An entry of the file. `payload` is what it says and how the register differs, as encrypted JSON.

    `left_out` names the cells that are not taken, since somebody kept what the register says.
    """

    row = models.PositiveIntegerField(_("row"))
    community = models.ForeignKey(
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("community")
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    faulty = models.BooleanField(_("with faults"), default=False)
    chosen = models.BooleanField(_("chosen"), default=False)
    left_out = models.JSONField(default=list)
    fate = models.CharField(_("result"), max_length=12, choices=Fate.choices, blank=True)
    payload = EncryptedTextField(editable=False)

    class Meta:
        abstract = True


class StagedFault(models.Model):
    """A faulty cell, by row and column, with what stands in it."""

    row = models.PositiveIntegerField(_("row"))
    column = models.PositiveSmallIntegerField(_("column"))
    heading = models.CharField(_("heading"), max_length=80)
    field = models.CharField(max_length=24)
    code = models.CharField(_("fault"), max_length=24)
    params = models.JSONField(default=dict)
    value = EncryptedTextField(null=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.row} {self.heading}"
