"""What points are redeemed for: rewards with their stock, and redemptions."""

import uuid
from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models import SiteOwned
from apps.communities.models.site import inside
from apps.core import clock
from apps.core.models import Stamped, append_only
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import through
from apps.core.workflow import state_field
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.neighbourhood.models.base import kept_sum
from apps.neighbourhood.vocabulary import Channel
from apps.neighbourhood.workflow import REDEMPTION_WORKFLOW, RedemptionState


class RewardQuerySet(ScopedQuerySet):
    """Rewards."""

    def offered(self) -> Self:
        """Still given out."""
        return self.filter(retired=False)


@pghistory.track(exclude=["stock"])
class Reward(SiteOwned, Stamped):
    """Something that points are redeemed for. `stock` is the sum of its moves, kept by the database, never below 0."""

    name = models.CharField(pgettext_lazy("reward", "name"), max_length=40)
    points = models.PositiveIntegerField(_("points for one"), validators=[MinValueValidator(1)])
    unit = models.CharField(
        pgettext_lazy("community life", "unit"),
        max_length=10,
        default="份",
        help_text=_("as people count it: bag, bottle"),
    )
    note = models.CharField(_("note"), max_length=100, blank=True)
    retired = models.BooleanField(_("no longer given out"), default=False)
    stock = models.IntegerField(_("in stock"), default=0, db_default=0, editable=False)

    objects = RewardQuerySet.as_manager()

    class Meta:
        verbose_name = _("reward")
        verbose_name_plural = _("rewards")
        ordering = ("points", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "name"),
                name="neighbourhood_reward_once",
                violation_error_message=_("This community already has a reward of this name."),
            ),
            models.CheckConstraint(
                condition=Q(points__gte=1),
                name="neighbourhood_reward_costs_points",
                violation_error_message=_("A reward costs at least one point."),
            ),
            models.CheckConstraint(
                condition=Q(stock__gte=0),
                name="neighbourhood_stock_never_below_zero",
                violation_error_message=_("So many are not left. Please choose fewer, or something else."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Redemption(FSMModelMixin, HouseholdOwned, Stamped):
    """Points turned into a reward. Points and stock go when it is asked for, and come back if nothing is fetched."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="redemptions", verbose_name=_("household")
    )
    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="redemptions", verbose_name=_("reward"))
    state = state_field(REDEMPTION_WORKFLOW, verbose_name=_("state"))
    pieces = models.PositiveSmallIntegerField(_("how many"), default=1)
    points = models.PositiveIntegerField(_("points"))
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("asked for"), max_length=8, choices=Channel.choices, default=Channel.STAFF)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    asked_at = models.DateTimeField(_("asked for on"), default=clock.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("handed out or refused by"),
    )  # fmt: skip
    settled_at = models.DateTimeField(_("handed out or refused on"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("redemption of points")
        verbose_name_plural = _("redemptions of points")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(pieces__gte=1, pieces__lte=100, points__gte=1),
                name="neighbourhood_redemption_of_something",
                violation_error_message=_("Choose between 1 and 100 pieces."),
            ),
            models.CheckConstraint(
                condition=Q(state=RedemptionState.ASKED, settled_at__isnull=True)
                | (~Q(state=RedemptionState.ASKED) & Q(settled_at__isnull=False)),
                name="neighbourhood_redemption_settled_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=RedemptionState.REFUSED) | ~Q(why=""),
                name="neighbourhood_redemption_refused_says_why",
                violation_error_message=_("Please write why."),
            ),
        )
        indexes = (models.Index(fields=("community", "state", "-asked_at"), name="neighbourhood_redemptions"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(REDEMPTION_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return f"{self.pieces} × {self.reward_id}"


class StockMove(models.Model):
    """Pieces that came in, or went with a redemption, or were counted. Never edited."""

    scope_community = "reward__community"
    in_buildings = staticmethod(inside("reward__community"))
    row_security = through("neighbourhood_reward", "reward_id")
    objects: Any = ScopedQuerySet.as_manager()

    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="moves", verbose_name=_("reward"))
    pieces = models.IntegerField(_("pieces"))
    redemption = models.ForeignKey(
        Redemption, null=True, blank=True, on_delete=models.PROTECT, related_name="moves",
        verbose_name=_("redemption of points"),
    )  # fmt: skip
    why = models.CharField(_("why"), max_length=100, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("by"),
    )  # fmt: skip
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        verbose_name = _("change of stock")
        verbose_name_plural = _("changes of stock")
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(pieces=0) & (Q(redemption__isnull=False) | ~Q(why="")),
                name="neighbourhood_stock_move_says_why",
                violation_error_message=_("Say how many came or went, and why."),
            ),
        )
        triggers = (
            append_only(),
            *kept_sum(owner="neighbourhood_reward", owner_key="id", total="stock", key="reward_id", amount="pieces"),
        )

    def __str__(self) -> str:
        return f"{self.pieces:+}"
