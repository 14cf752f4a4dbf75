"""Who competes, the marks of judges, and objections to the results."""

from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models import Building
from apps.core import clock
from apps.core.models import CommunityOwned, Stamped
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import BUILDINGS, STAFF, Rows, through
from apps.core.scope import scope_of
from apps.core.workflow import state_field
from apps.households.models import Household
from apps.households.models.objecting import HouseholdObjection
from apps.neighbourhood.models.competition import Competition, Criterion, Judge
from apps.neighbourhood.vocabulary import Channel, Remedy
from apps.neighbourhood.workflow import OBJECTION_WORKFLOW

JUDGED = f"competition_id IN (SELECT j.competition_id FROM neighbourhood_judge j WHERE j.staff_id = {STAFF})"


class JudgedRows(ScopedQuerySet):
    """Entries and marks: a judge sees those of the competitions that he judges, wherever the homes are."""

    def visible_to(self, user: Any) -> Self:
        """Those within scope, and those one judges."""
        mine = Judge.objects.visible_to(user).filter(staff=getattr(user, "pk", None)).order_by().values("competition")
        judged = Q(**{f"{getattr(self.model, 'to_competition', 'competition')}__in": mine})
        scope = scope_of(user)
        return self.all() if scope.county else self.filter(self.scope_q(scope) | judged)


class EntryQuerySet(JudgedRows):
    """Entries."""

    def standing(self) -> Self:
        """Not taken out."""
        return self.filter(withdrawn=False)


@pghistory.track()
class CompetitionEntry(CommunityOwned, Stamped):
    """A household, or a building, that competes. `building` is that of the household on the day it was entered.

    `place_label` says where judges find it. `score` (the mean of the judges' sums) and `rank` are written when results
    are published; `decided_score` is what an objection made of it.
    """

    row_security = Rows(building=f"building_id = {BUILDINGS}", other=JUDGED)

    competition = models.ForeignKey(
        Competition, on_delete=models.PROTECT, related_name="entries", db_index=False,
        verbose_name=pgettext_lazy("community life", "competition"),
    )  # fmt: skip
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.CASCADE, related_name="competition_entries",
        verbose_name=_("household"),
    )  # fmt: skip
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="+", verbose_name=_("building"))
    place_label = models.CharField(pgettext_lazy("competition", "where"), max_length=40)
    withdrawn = models.BooleanField(_("taken out"), default=False)
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=2, null=True, blank=True, editable=False)
    decided_score = models.DecimalField(
        _("score after an objection"), max_digits=7, decimal_places=2, null=True, blank=True, editable=False
    )
    rank = models.PositiveIntegerField(_("place"), null=True, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a competition")
        verbose_name_plural = _("entries of competitions")
        ordering = ("place_label", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("competition", "household"),
                name="neighbourhood_household_enters_once",
                violation_error_message=_("This household is entered already."),
            ),
            models.UniqueConstraint(
                fields=("competition", "building"),
                condition=Q(household__isnull=True),
                name="neighbourhood_building_enters_once",
                violation_error_message=_("This building is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(decided_score__isnull=True) | Q(decided_score__gte=0),
                name="neighbourhood_score_not_negative",
                violation_error_message=_("A score cannot be negative."),
            ),
        )

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Entries of these buildings and of homes in them."""
        return Q(building__in=buildings)

    def __str__(self) -> str:
        return self.place_label

    @property
    def final_score(self) -> Any:
        """What counts."""
        return self.score if self.decided_score is None else self.decided_score


@pghistory.track()
class Mark(Stamped):
    """What one judge gave one entry for one criterion; the latest word counts, by `given_at`.

    A trigger holds it to the criterion's most.
    """

    scope_community = "entry__community"
    to_competition = "entry__competition"
    row_security = through("neighbourhood_competitionentry", "entry_id")

    entry = models.ForeignKey(
        CompetitionEntry, on_delete=models.CASCADE, related_name="marks", verbose_name=_("entry of a competition"),
        db_index=False,
    )  # fmt: skip
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="marks", verbose_name=_("judge"))
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="marks", verbose_name=_("criterion")
    )
    marks = models.PositiveSmallIntegerField(_("marks"))
    given_at = models.DateTimeField(_("given on"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("keyed in by")
    )

    objects = JudgedRows.as_manager()

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ("entry", "judge", "criterion")
        constraints = (
            models.UniqueConstraint(fields=("entry", "judge", "criterion"), name="neighbourhood_mark_once"),
            models.CheckConstraint(
                condition=Q(marks__gte=0),
                name="neighbourhood_marks_within",
                violation_error_message=_("More marks than this criterion has."),
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="marks_within",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NEW.marks > (SELECT c.most FROM neighbourhood_criterion c WHERE c.id = NEW.criterion_id) THEN
                        RAISE EXCEPTION 'more marks than the criterion has'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'neighbourhood_marks_within';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Marks of entries of these buildings."""
        return Q(entry__building__in=buildings)

    def __str__(self) -> str:
        return f"{self.marks}"


@pghistory.track()
class CompetitionObjection(FSMModelMixin, HouseholdObjection):
    """What a household holds against the results, and what somebody else decided. `entry` is the one it is about."""

    competition = models.ForeignKey(
        Competition, on_delete=models.PROTECT, related_name="objections",
        verbose_name=pgettext_lazy("community life", "competition"),
    )  # fmt: skip
    entry = models.ForeignKey(
        CompetitionEntry, null=True, blank=True, on_delete=models.SET_NULL, related_name="objections",
        verbose_name=_("entry of a competition"),
    )  # fmt: skip
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="competition_objections", verbose_name=_("household")
    )
    state = state_field(OBJECTION_WORKFLOW, verbose_name=_("state"))
    channel = models.CharField(
        pgettext_lazy("community life", "told"), max_length=8, choices=Channel.choices, default=Channel.STAFF
    )
    remedy = models.CharField(_("what changes"), max_length=10, choices=Remedy.choices, blank=True)

    class Meta(HouseholdObjection.Meta):
        verbose_name = _("objection to a competition")
        verbose_name_plural = _("objections to competitions")
        indexes = (models.Index(fields=("community", "state"), name="neighbourhood_objections"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(OBJECTION_WORKFLOW.edges())),)
