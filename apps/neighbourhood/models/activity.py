"""Activities that households sign up for, and who came."""

import uuid
from datetime import datetime
from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models import SiteOwned
from apps.communities.models.site import inside
from apps.core import clock
from apps.core.models import Stamped, StepLog, append_only
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import through
from apps.core.workflow import state_field
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.neighbourhood.models.base import kept_sum
from apps.neighbourhood.models.group import ResidentsGroup
from apps.neighbourhood.vocabulary import MOST_PEOPLE, ActivityKind, Channel
from apps.neighbourhood.workflow import ACTIVITY_WORKFLOW, SIGN_UP_WORKFLOW, ActivityState, SignUpState


class ActivityQuerySet(ScopedQuerySet):
    """Activities."""

    def ahead(self, moment: datetime | None = None) -> Self:
        """Announced and not over, the soonest first."""
        rows = self.filter(state=ActivityState.ANNOUNCED, ends_at__gte=moment or clock.now())
        return rows.order_by("starts_at", "pk")


class Activity(FSMModelMixin, SiteOwned, Stamped):
    """Something that people do together. `places` empty: as many as come. `taken` is kept by the database.

    `points` are for each household that came.
    """

    name = models.CharField(pgettext_lazy("activity", "name"), max_length=40)
    kind = models.CharField(pgettext_lazy("activity", "kind"), max_length=10, choices=ActivityKind.choices)
    state = state_field(ACTIVITY_WORKFLOW, verbose_name=_("state"))
    group = models.ForeignKey(
        ResidentsGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="activities",
        verbose_name=_("residents' group"),
    )  # fmt: skip
    venue = models.CharField(_("place"), max_length=60)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    sign_up_until = models.DateTimeField(_("sign up until"), null=True, blank=True)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True, validators=[MinValueValidator(1)])
    points = models.PositiveIntegerField(_("points for who comes"), default=0, validators=[MaxValueValidator(10_000)])
    note = models.CharField(_("note"), max_length=200, blank=True)
    taken = models.IntegerField(_("signed up"), default=0, db_default=0, editable=False)
    others = models.PositiveIntegerField(_("others who came"), default=0, editable=False)
    why = models.CharField(_("why it was cancelled"), max_length=200, blank=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("community life", "activity")
        verbose_name_plural = pgettext_lazy("community life", "activities")
        ordering = ("-starts_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="neighbourhood_activity_in_order",
                violation_error_message=_("It ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(sign_up_until__isnull=True) | Q(sign_up_until__lte=F("starts_at")),
                name="neighbourhood_sign_up_before_it_begins",
                violation_error_message=_("One signs up before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(taken__gte=0) & (Q(places__isnull=True) | Q(taken__lte=F("places"))),
                name="neighbourhood_activity_never_overfull",
                violation_error_message=_("So many places are not left."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ActivityState.CANCELLED) | ~Q(why=""),
                name="neighbourhood_cancelled_activity_says_why",
                violation_error_message=_("Please write why."),
            ),
        )
        indexes = (models.Index(fields=("community", "state", "starts_at"), name="neighbourhood_activities"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(ACTIVITY_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return self.name

    @property
    def places_left(self) -> int | None:
        """Places that nobody has; None: as many as come."""
        return None if self.places is None else self.places - self.taken


class ActivityStep(StepLog):
    """One step of one activity."""

    scope_community = "activity__community"
    in_buildings = staticmethod(inside("activity__community"))
    row_security = through("neighbourhood_activity", "activity_id")
    objects: Any = ScopedQuerySet.as_manager()

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="steps", db_index=False,
        verbose_name=pgettext_lazy("community life", "activity"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("step of an activity")
        verbose_name_plural = _("steps of activities")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("activity", "at"), name="neighbourhood_act_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"


@pghistory.track()
class SignUp(FSMModelMixin, HouseholdOwned, Stamped):
    """A household that signed up for an activity. `came`: how many of them came; empty: not noted, 0: nobody.

    The latest word on who came counts, by `came_noted_at`.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="sign_ups", db_index=False,
        verbose_name=pgettext_lazy("community life", "activity"),
    )  # fmt: skip
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="sign_ups", verbose_name=_("household")
    )
    state = state_field(SIGN_UP_WORKFLOW, verbose_name=_("state"))
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    came = models.PositiveSmallIntegerField(_("people who came"), null=True, blank=True)
    came_noted_at = models.DateTimeField(_("who came, noted on"), null=True, blank=True, editable=False)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("signed up how"), max_length=8, choices=Channel.choices, default=Channel.STAFF)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    signed_at = models.DateTimeField(_("signed up on"), default=clock.now)

    class Meta:
        verbose_name = _("sign-up for an activity")
        verbose_name_plural = _("sign-ups for activities")
        ordering = ("-signed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "household"),
                name="neighbourhood_signs_up_once",
                violation_error_message=_("This household has signed up already."),
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=MOST_PEOPLE) & (Q(came__isnull=True) | Q(came__lte=MOST_PEOPLE)),
                name="neighbourhood_sign_up_people_sane",
                violation_error_message=_("Between 1 and 20 people of one household."),
            ),
        )
        triggers = (
            pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(SIGN_UP_WORKFLOW.edges())),
            *kept_sum(
                owner="neighbourhood_activity", owner_key="id", total="taken", key="activity_id",
                amount=f"CASE WHEN state = '{SignUpState.SIGNED}' AND channel <> '{Channel.DOOR}'"
                " THEN people ELSE 0 END",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.household_id} {self.get_state_display()}"
