"""What happens while plots are in use: visits, yields, reclaiming, swaps, the waitlist."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.core.models import Stamped, append_only
from apps.gardens.models.round import GardenRound
from apps.gardens.models.tenure import GardenTenure
from apps.gardens.vocabulary import Found, Growing, ReclaimCause, SwapState, WaitState
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


class PlotVisit(HouseholdOwned):
    """One look at a plot: in use, partly, or idle. `cure_by`: what was found idle is to be in use again by then."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+", verbose_name=_("household"))
    tenure = models.ForeignKey(
        GardenTenure,
        on_delete=models.PROTECT,
        related_name="visits",
        verbose_name=_("tenure of a plot"),
        db_index=False,
    )
    done_on = models.DateField(_("seen on"))
    found = models.CharField(pgettext_lazy("garden plot", "found"), max_length=8, choices=Found.choices)
    cure_by = models.DateField(_("to be in use again by"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("recorded"), default=clock.now)

    class Meta:
        verbose_name = _("visit to a plot")
        verbose_name_plural = _("visits to plots")
        ordering = ("-done_on", "-pk")
        indexes = (models.Index(fields=("tenure", "-done_on"), name="gardens_visits"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(found=Found.IDLE) | Q(cure_by__isnull=False),
                name="gardens_idle_visit_sets_a_day",
            ),
        )
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.tenure_id} {self.done_on}"


@pghistory.track()
class YieldNote(HouseholdOwned, Stamped):
    """What a household said its plot gave: noted at a visit. Empty is not collected; 0 is none.

    `saved_yuan` is what it did not have to buy in that month, as the household puts it.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="yield_notes", verbose_name=_("household")
    )
    tenure = models.ForeignKey(
        GardenTenure, on_delete=models.PROTECT, related_name="yields", verbose_name=_("tenure of a plot")
    )
    month = models.DateField(_("month"), help_text=_("its first day"))
    growing = models.CharField(_("grown"), max_length=12, choices=Growing.choices, default=Growing.VEGETABLES)
    yield_kg = models.DecimalField(_("yield (kg)"), max_digits=7, decimal_places=1, null=True, blank=True)
    saved_yuan = models.DecimalField(
        _("vegetables not bought (yuan)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("use and yield of a plot")
        verbose_name_plural = _("use and yields of plots")
        ordering = ("-month", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("tenure", "month"),
                name="gardens_one_yield_a_month",
                violation_error_message=_("This month is already noted for this plot. Change that note instead."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1)
                & (Q(yield_kg__isnull=True) | Q(yield_kg__gte=0))
                & (Q(saved_yuan__isnull=True) | Q(saved_yuan__gte=0)),
                name="gardens_yield_sane",
                violation_error_message=_("Yield and savings cannot be negative."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenure_id} {self.month:%Y-%m}"


@pghistory.track()
class Reclaim(HouseholdOwned, Stamped):
    """A proposal to reclaim a plot that lies idle, or whose household left, and what another person decided on it.

    Of a household that left, it is proposed by itself (`proposed_by` is None).
    """

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+", verbose_name=_("household"))
    tenure = models.ForeignKey(
        GardenTenure, on_delete=models.PROTECT, related_name="reclaims", verbose_name=_("tenure of a plot")
    )
    because = models.CharField(
        pgettext_lazy("reclaiming of a plot", "cause"), max_length=8, choices=ReclaimCause.choices,
        default=ReclaimCause.IDLE,
    )  # fmt: skip
    why = models.CharField(_("why"), max_length=200, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, verbose_name=_("proposed by"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    proposed_at = models.DateTimeField(_("proposed"), default=clock.now)
    agreed = models.BooleanField(_("agreed"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, verbose_name=_("decided by"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decision_note = models.CharField(_("reason of the decision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reclaiming of a plot")
        verbose_name_plural = _("reclaiming of plots")
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("tenure",),
                condition=Q(agreed__isnull=True),
                name="gardens_one_open_reclaim",
                violation_error_message=_("It is already proposed to reclaim this plot."),
            ),
            models.CheckConstraint(
                condition=Q(because=ReclaimCause.LEFT) | (Q(proposed_by__isnull=False) & ~Q(why="")),
                name="gardens_reclaim_says_why",
                violation_error_message=_("Please write why."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="gardens_reclaim_four_eyes",
                violation_error_message=_("Somebody else than the one who proposed it decides."),
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, decided_at__isnull=True)
                | Q(agreed__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
                name="gardens_reclaim_decided_whole",
            ),
        )

    def __str__(self) -> str:
        return self.why[:30] or str(self.get_because_display())


@pghistory.track()
class PlotSwap(HouseholdOwned, Stamped):
    """Two households swap plots when both agree; `household` holds `tenure`, `other_household` holds `other`."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+", verbose_name=_("household"))
    tenure = models.ForeignKey(
        GardenTenure, on_delete=models.PROTECT, related_name="swaps", verbose_name=_("tenure of a plot")
    )
    other_household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="+", verbose_name=_("other household")
    )
    other = models.ForeignKey(
        GardenTenure, on_delete=models.PROTECT, related_name="swaps_as_other", verbose_name=_("other tenure")
    )
    state = models.CharField(_("state"), max_length=10, choices=SwapState.choices, default=SwapState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(_("the first agreed"), null=True, blank=True)
    agreed_note = models.CharField(_("how the first agreed"), max_length=120, blank=True)
    other_agreed_at = models.DateTimeField(_("the other agreed"), null=True, blank=True)
    other_agreed_note = models.CharField(_("how the other agreed"), max_length=120, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("swap of plots")
        verbose_name_plural = _("swaps of plots")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(tenure=F("other")),
                name="gardens_swap_needs_two",
                violation_error_message=_("A swap needs two plots."),
            ),
            models.CheckConstraint(
                condition=~Q(state=SwapState.DONE) | Q(agreed_at__isnull=False, other_agreed_at__isnull=False),
                name="gardens_swap_by_consent_of_both",
                violation_error_message=_("Plots are swapped when both households have agreed."),
            ),
            models.UniqueConstraint(
                fields=("tenure",),
                condition=Q(state=SwapState.PROPOSED),
                name="gardens_one_open_swap",
                violation_error_message=_("A swap of this plot is already proposed."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenure_id} {self.other_id}"


@pghistory.track()
class WaitlistEntry(HouseholdOwned, Stamped):
    """A household that waits for a plot, in the order that the round's allocation gave."""

    round = models.ForeignKey(
        GardenRound, on_delete=models.PROTECT, related_name="waitlist", verbose_name=_("garden round")
    )
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="garden_waits", verbose_name=_("household")
    )
    place = models.PositiveIntegerField(pgettext_lazy("waitlist", "place"))
    state = models.CharField(_("state"), max_length=10, choices=WaitState.choices, default=WaitState.WAITING)

    class Meta:
        verbose_name = _("entry of the waitlist")
        verbose_name_plural = _("waitlist")
        ordering = ("round", "place")
        constraints = (
            models.UniqueConstraint(fields=("round", "place"), name="gardens_waitlist_place_once"),
            models.UniqueConstraint(
                fields=("round", "household"),
                name="gardens_waits_once_a_round",
                violation_error_message=_("This household is already on the waitlist of this round."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.place}"
