"""Competitions: what is compared by which criteria, who judges, and what happened."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models import SiteOwned
from apps.core.models import Stamped, StepLog, append_only
from apps.core.workflow import state_field
from apps.households.models import Household
from apps.neighbourhood.models.base import OfCompetition
from apps.neighbourhood.vocabulary import CompetitionKind, Unit
from apps.neighbourhood.workflow import COMPETITION_WORKFLOW, TOLD, CompetitionState


def no_prizes() -> list[int]:
    return []


class Competition(FSMModelMixin, SiteOwned, Stamped):
    """Households or buildings compared by marks of judges.

    `prizes` are points for the first, second, … place; where buildings compete, each household of the building gets
    them. `objections_until` is the last day on which the published results can be objected to.
    """

    name = models.CharField(pgettext_lazy("competition", "name"), max_length=40)
    kind = models.CharField(
        pgettext_lazy("competition", "kind"), max_length=12, choices=CompetitionKind.choices,
        default=CompetitionKind.HOMES,
    )  # fmt: skip
    unit = models.CharField(_("who competes"), max_length=10, choices=Unit.choices, default=Unit.HOUSEHOLD)
    state = state_field(COMPETITION_WORKFLOW, verbose_name=_("state"))
    judged_from = models.DateField(_("judged from"))
    judged_until = models.DateField(_("judged until"))
    prizes: Any = ArrayField(
        models.PositiveIntegerField(validators=[MaxValueValidator(10_000)]), default=no_prizes, blank=True, size=20,
        verbose_name=_("points for the places"), help_text=_("for the first, second, third place: 30,20,10"),
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=200, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True, editable=False)
    objections_until = models.DateField(_("objections until"), null=True, blank=True, editable=False)
    settled_on = models.DateField(pgettext_lazy("community life", "settled on"), null=True, blank=True, editable=False)
    why = models.CharField(_("why it was cancelled"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("community life", "competition")
        verbose_name_plural = pgettext_lazy("community life", "competitions")
        ordering = ("-judged_from", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "name"),
                name="neighbourhood_competition_name_once",
                violation_error_message=_("This community already has a competition of this name."),
            ),
            models.CheckConstraint(
                condition=Q(judged_until__gte=F("judged_from")),
                name="neighbourhood_judged_in_order",
                violation_error_message=_("Judging ends on or after the day on which it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TOLD) | Q(published_on__isnull=False, objections_until__gt=F("published_on")),
                name="neighbourhood_published_can_be_objected_to",
                violation_error_message=_("Published results leave days for objections."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CompetitionState.SETTLED) | Q(settled_on__gt=F("objections_until")),
                name="neighbourhood_settled_after_objections",
                violation_error_message=_("The days for objections are not over yet."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CompetitionState.CANCELLED) | ~Q(why=""),
                name="neighbourhood_cancelled_competition_says_why",
                violation_error_message=_("Please write why."),
            ),
        )
        indexes = (models.Index(fields=("community", "state"), name="neighbourhood_competitions"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(COMPETITION_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return self.name


class Criterion(OfCompetition):
    """One thing that judges look at, with the most marks it can have."""

    competition = models.ForeignKey(
        Competition, on_delete=models.CASCADE, related_name="criteria", db_index=False,
        verbose_name=pgettext_lazy("community life", "competition"),
    )  # fmt: skip
    place = models.PositiveSmallIntegerField(_("place in the list"))
    name = models.CharField(pgettext_lazy("criterion", "name"), max_length=30)
    most = models.PositiveSmallIntegerField(_("most marks"), default=10, validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ("competition", "place")
        constraints = (
            models.UniqueConstraint(
                fields=("competition", "name"),
                name="neighbourhood_criterion_once",
                violation_error_message=_("This criterion is named twice."),
            ),
            models.CheckConstraint(
                condition=Q(most__gte=1, most__lte=100),
                name="neighbourhood_most_marks_1_100",
                violation_error_message=_("A criterion has between 1 and 100 marks."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Judge(OfCompetition):
    """Somebody who gives marks: of the staff, or a resident, whose own household is then named.

    What a resident marks on paper, staff key in.
    """

    competition = models.ForeignKey(
        Competition, on_delete=models.CASCADE, related_name="judges", db_index=False,
        verbose_name=pgettext_lazy("community life", "competition"),
    )  # fmt: skip
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("member of staff"),
    )  # fmt: skip
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("own household")
    )
    name = models.CharField(_("name of the judge"), max_length=40)
    dismissed = models.BooleanField(_("dismissed"), default=False)

    class Meta:
        verbose_name = _("judge")
        verbose_name_plural = _("judges")
        ordering = ("competition", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("competition", "staff"),
                name="neighbourhood_staff_judges_once",
                violation_error_message=_("This person judges here already."),
            ),
            models.UniqueConstraint(
                fields=("competition", "name"),
                name="neighbourhood_judge_name_once",
                violation_error_message=_("A judge of this name is here already."),
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=False) | Q(household__isnull=False),
                name="neighbourhood_resident_judge_has_a_household",
                violation_error_message=_("Say to which household a judge belongs who is not of the staff."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class CompetitionStep(OfCompetition, StepLog):
    """One step of one competition."""

    competition = models.ForeignKey(
        Competition, on_delete=models.PROTECT, related_name="steps", db_index=False,
        verbose_name=pgettext_lazy("community life", "competition"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("step of a competition")
        verbose_name_plural = _("steps of competitions")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("competition", "at"), name="neighbourhood_comp_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
