"""Points: awards and who checked them, the append-only ledger, and the balance that the database keeps of it."""

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.core import clock
from apps.core.models import Stamped, append_only
from apps.core.querysets import ScopedQuerySet
from apps.core.workflow import state_field
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.neighbourhood.models.activity import Activity
from apps.neighbourhood.models.base import kept_sum
from apps.neighbourhood.models.competition import Competition
from apps.neighbourhood.vocabulary import Cause, EntryKind
from apps.neighbourhood.workflow import AWARD_WORKFLOW, AwardState


@pghistory.track()
class Award(FSMModelMixin, HouseholdOwned, Stamped):
    """Points for a household and what for.

    `needs_check` is frozen when it is made: above the county's limit somebody else than the maker grants it.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="awards", verbose_name=_("household")
    )
    state = state_field(AWARD_WORKFLOW, verbose_name=_("state"))
    points = models.PositiveIntegerField(_("points"))
    cause = models.CharField(pgettext_lazy("points", "for"), max_length=14, choices=Cause.choices)
    text = models.CharField(_("in words"), max_length=100, blank=True)
    competition = models.ForeignKey(
        Competition, null=True, blank=True, on_delete=models.PROTECT, related_name="awards",
        verbose_name=pgettext_lazy("community life", "competition"),
    )  # fmt: skip
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="awards",
        verbose_name=pgettext_lazy("community life", "activity"),
    )  # fmt: skip
    needs_check = models.BooleanField(_("checked by somebody else"), default=False, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=pgettext_lazy("community life", "made by"),
    )  # fmt: skip
    made_at = models.DateTimeField(pgettext_lazy("community life", "made on"), default=clock.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("checked by"),
    )  # fmt: skip
    checked_at = models.DateTimeField(_("checked on"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("award of points")
        verbose_name_plural = _("awards of points")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=10_000),
                name="neighbourhood_award_has_points",
                violation_error_message=_("Award between 1 and 10,000 points."),
            ),
            models.CheckConstraint(
                condition=~Q(state=AwardState.GRANTED)
                | Q(needs_check=False)
                | (Q(checked_by__isnull=False) & (Q(made_by__isnull=True) | ~Q(checked_by=F("made_by")))),
                name="neighbourhood_award_four_eyes",
                violation_error_message=_("Somebody else than the one who made this award checks it."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(AwardState.REFUSED, AwardState.REVERSED)) | ~Q(why=""),
                name="neighbourhood_award_refused_with_reason",
                violation_error_message=_("Please write why."),
            ),
            models.UniqueConstraint(
                fields=("household", "competition"),
                condition=Q(state__in=(AwardState.PROPOSED, AwardState.GRANTED), competition__isnull=False),
                name="neighbourhood_one_award_a_competition",
                violation_error_message=_("This household has its points of this competition already."),
            ),
            models.UniqueConstraint(
                fields=("household", "activity"),
                condition=Q(state__in=(AwardState.PROPOSED, AwardState.GRANTED), activity__isnull=False),
                name="neighbourhood_one_award_an_activity",
                violation_error_message=_("This household has its points of this activity already."),
            ),
        )
        indexes = (models.Index(fields=("community", "state", "-made_at"), name="neighbourhood_awards"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(AWARD_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return f"{self.points} {self.text or self.get_cause_display()}"


class PointsAccount(HouseholdOwned):
    """The balance of one household: the sum of its ledger, kept by the database and never below zero.

    `joining` is set while two records of one household become one, when rows move one by one.
    """

    household = models.OneToOneField(
        Household, on_delete=models.CASCADE, related_name="points_account", verbose_name=_("household")
    )
    balance = models.IntegerField(_("points now"), default=0, db_default=0, editable=False)
    joining = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        verbose_name = _("points of a household")
        verbose_name_plural = _("points of households")
        ordering = ("household__code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(joining=True),
                name="neighbourhood_points_never_below_zero",
                violation_error_message=_("The household has not so many points."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.balance}"


class PointsEntryQuerySet(ScopedQuerySet):
    """Lines of the ledger."""

    def earned(self) -> Self:
        """What was awarded and not taken back: awards, and reversals as negative."""
        return self.filter(kind__in=(EntryKind.AWARD, EntryKind.REVERSAL))

    def redeemed(self) -> Self:
        """What was redeemed and not given back, as negative."""
        return self.filter(kind__in=(EntryKind.REDEMPTION, EntryKind.RETURNED))


# By its kind, a line's sign and what it points to.
KINDS = (
    Q(kind=EntryKind.AWARD, points__gt=0, award__isnull=False, redemption__isnull=True, reverses__isnull=True)
    | Q(kind=EntryKind.REDEMPTION, points__lt=0, redemption__isnull=False, award__isnull=True, reverses__isnull=True)
    | Q(kind=EntryKind.RETURNED, points__gt=0, redemption__isnull=False, award__isnull=True, reverses__isnull=False)
    | Q(kind=EntryKind.REVERSAL, points__lt=0, award__isnull=False, redemption__isnull=True, reverses__isnull=False)
    | (Q(kind=EntryKind.WRITTEN_OFF, points__lt=0, award__isnull=True, redemption__isnull=True) & ~Q(text=""))
)


class PointsEntry(HouseholdOwned):
    """One line of the ledger. Never edited: what was wrong is taken back by a line of the opposite amount."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="points_entries", verbose_name=_("household")
    )
    kind = models.CharField(pgettext_lazy("points", "kind"), max_length=12, choices=EntryKind.choices)
    points = models.IntegerField(_("points"))
    text = models.CharField(_("in words"), max_length=100, blank=True)
    award = models.ForeignKey(
        Award, null=True, blank=True, on_delete=models.PROTECT, related_name="entries",
        verbose_name=_("award of points"),
    )  # fmt: skip
    redemption = models.ForeignKey(
        "neighbourhood.Redemption", null=True, blank=True, on_delete=models.PROTECT, related_name="entries",
        verbose_name=_("redemption of points"),
    )  # fmt: skip
    reverses = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reversed_by",
        verbose_name=_("takes back"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("by"),
    )  # fmt: skip
    at = models.DateTimeField(_("when"), default=clock.now)

    objects = PointsEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the points ledger")
        verbose_name_plural = _("points ledger")
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(condition=KINDS, name="neighbourhood_line_says_what_for"),
            models.UniqueConstraint(
                fields=("award",), condition=Q(kind=EntryKind.AWARD), name="neighbourhood_award_paid_once"
            ),
            models.UniqueConstraint(
                fields=("redemption",),
                condition=Q(kind=EntryKind.REDEMPTION),
                name="neighbourhood_redemption_paid_once",
            ),
        )
        indexes = (
            models.Index(fields=("household", "-at"), name="neighbourhood_ledger_of"),
            models.Index(fields=("community", "kind", "at"), name="neighbourhood_ledger_kind"),
        )
        triggers = (
            append_only(),
            *kept_sum(
                owner="neighbourhood_pointsaccount", owner_key="household_id", total="balance", key="household_id",
                amount="points",
                first="INSERT INTO neighbourhood_pointsaccount (household_id, community_id) SELECT DISTINCT"
                " household_id, community_id FROM new_rows ON CONFLICT (household_id) DO NOTHING;",
            ),
            pgtrigger.Trigger(
                name="reversal_is_whole",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__reverses_id__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM neighbourhood_pointsentry e WHERE e.id = NEW.reverses_id
                            AND e.household_id = NEW.household_id AND e.points = -NEW.points
                    ) THEN
                        RAISE EXCEPTION 'a reversal takes back one whole line of the same household'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'neighbourhood_line_says_what_for';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.points:+}"
