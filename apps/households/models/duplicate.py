"""Pairs of people who may be one, what was decided of them, and merges that can be undone."""

from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.fields import EncryptedTextField
from apps.core.models import CommunityOwned, append_only
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import Rows, through
from apps.core.scope import scope_of
from apps.households.models.household import Household, households_in
from apps.households.models.member import Member, members_in
from apps.households.rows import HOUSEHOLDS, MEMBERS


class Likeness(models.TextChoices):
    """Why two people may be one."""

    NAME_BIRTH = "name_birth", _("same name and birth date")
    NAME_DWELLING = "name_dwelling", _("names that sound alike in one dwelling")
    PHONE = "phone", _("same phone in two households")


BOTH_PEOPLE = Rows(
    community="",
    other="EXISTS (SELECT 1 FROM households_member one WHERE one.id = first_id)"
    " AND EXISTS (SELECT 1 FROM households_member other WHERE other.id = second_id)",
)


class PairQuerySet(models.QuerySet):
    """A pair is seen by those whose scope holds both people."""

    def visible_to(self, user: Any) -> Self:
        """Pairs of which both communities are within scope; with a building only, none."""
        scope = scope_of(user)
        if scope.county:
            return self
        return self.filter(scope.q(community="first__community"), scope.q(community="second__community"))

    def with_people(self) -> Self:
        """Both people with their communities."""
        return self.select_related("first__community", "second__community")


class Pair(models.Model):
    """Two people, the smaller key first, so that a pair stands once."""

    first = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", verbose_name=_("one"))
    second = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", verbose_name=_("the other"))

    row_security = BOTH_PEOPLE
    objects = PairQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="%(app_label)s_%(class)s_ordered"),
        )

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class LikelyPair(Pair):
    """Two people whom a nightly comparison takes for one, until somebody has decided."""

    reasons = ArrayField(models.CharField(max_length=16, choices=Likeness.choices), verbose_name=_("why"))
    found_at = models.DateTimeField(_("found"), default=clock.now)
    seen_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta(Pair.Meta):
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        ordering = ("-found_at", "-pk")
        indexes = (models.Index(fields=("-found_at", "-id"), name="households_likely_time"),)


class NotSame(Pair):
    """Somebody looked and said: these are two people. Never suggested again."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta(Pair.Meta):
        verbose_name = _("not the same person")
        verbose_name_plural = _("not the same person")
        ordering = ("-at", "-pk")


class Merged(models.TextChoices):
    """Of what two records became one."""

    PERSON = "person", _("person")
    HOUSEHOLD = "household", _("household")


class MergeQuerySet(ScopedQuerySet):
    """Merges, seen with the person or household that was kept."""

    def with_state(self) -> Self:
        """Adds `undone` and `kept_name`."""
        names = Member.objects.filter(pk=OuterRef("kept")).order_by().values("name")[:1]
        codes = Household.objects.filter(pk=OuterRef("kept")).order_by().values("code")[:1]
        undone = MergeUndo.objects.filter(merge=OuterRef("pk")).order_by()
        kept = Case(When(kind=Merged.PERSON, then=Subquery(names)), default=Subquery(codes))
        return self.annotate(undone=Exists(undone), kept_name=kept)

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undoing__isnull=True)

    def merged_into(self, keys: Collection[int], kind: str = Merged.PERSON) -> dict[int, int]:
        """Keys of the records that became one with these people (or households), each with what it is part of now.

        A person may have been merged from several, one after another: as many queries as that goes deep, and one.
        """
        whose = {key: key for key in keys}
        found, asked = dict[int, int](), set(keys)
        while asked:
            rows = self.standing().filter(kind=kind, kept__in=asked).order_by().values_list("dropped", "kept")
            new = {dropped: whose[kept] for dropped, kept in rows if dropped not in whose}
            found |= new
            whose |= new
            asked = set(new)
        return found


class MergeRecord(CommunityOwned):
    """Two records of one person, or household, became one. `journal` says exactly what was moved, joined, set aside.

    Keys, not foreign keys: what was kept may be merged into a third one later. `proposed_by` wanted it where the house
    asks for four eyes.
    """

    kind = models.CharField(
        _("of what"), max_length=9, choices=Merged.choices, default=Merged.PERSON, db_default=Merged.PERSON
    )
    kept = models.BigIntegerField(_("kept"), db_index=True)
    dropped = models.BigIntegerField(_("merged into it"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    at = models.DateTimeField(_("when"), default=clock.now)
    why = models.CharField(_("note"), max_length=200, blank=True)
    journal = EncryptedTextField(purpose="households.mergerecord.journal", null=True, editable=False)

    row_security = Rows(building=f"kind = 'person' AND kept = {MEMBERS} OR kind = 'household' AND kept = {HOUSEHOLDS}")
    objects = MergeQuerySet.as_manager()

    # what with_state() adds
    undone: bool
    kept_name: str | None

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("-at", "-id"), name="households_merge_time"),)
        constraints = (
            models.CheckConstraint(condition=~Q(kept=F("dropped")), name="households_merge_of_two"),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True) | ~Q(proposed_by=F("by")), name="households_merge_four_eyes"
            ),
        )
        triggers = (append_only(),)

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Merges into people and households of these buildings."""
        people = Q(kind=Merged.PERSON, kept__in=members_in(buildings))
        return people | Q(kind=Merged.HOUSEHOLD, kept__in=households_in(buildings))

    def __str__(self) -> str:
        return f"{self.dropped} → {self.kept}"


class MergeUndo(models.Model):
    """A merge was taken back."""

    merge = models.OneToOneField(MergeRecord, on_delete=models.PROTECT, related_name="undoing")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=clock.now)
    why = models.CharField(_("note"), max_length=200, blank=True)

    row_security = through("households_mergerecord", "merge_id")

    class Meta:
        verbose_name = _("undoing of a merge")
        verbose_name_plural = _("undoings of merges")
        triggers = (append_only(),)

    def __str__(self) -> str:
        return str(self.merge_id)
