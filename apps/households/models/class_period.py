"""The class of a household (户类型) over time. `Household.kind` is the class of today: triggers keep the two together.

Whoever writes `Household.kind` (a roster, a household that is founded) begins a period on that day; whoever writes
periods (actions/classes.py) sets `Household.kind` to what holds today.
"""

from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.households.models.household import Household, HouseholdOwned
from apps.households.vocabulary import HouseholdClass


@pghistory.track()
class ClassPeriod(HouseholdOwned, Period, Stamped):
    """The class that a household had for a time, and why it was given. No row: not collected."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="classes", verbose_name=_("household")
    )
    kind = models.CharField(_("household class"), max_length=16, choices=HouseholdClass.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True, default="", db_default="")
    document = models.CharField(_("document number"), max_length=60, blank=True, default="", db_default="")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("household class over time")
        verbose_name_plural = _("household classes over time")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_class_at_a_time",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("The class of this household is already recorded for that time."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())


TODAY = "coalesce(nullif(current_setting('anju.today', true), '')::date, current_date)"
BEGIN = f"""
    INSERT INTO households_classperiod (household_id, community_id, kind, period, created_at, updated_at)
    SELECT n.id, n.community_id, n.kind, daterange(least(coalesce(n.moved_in_on, {TODAY}), {TODAY}), NULL), now(), now()
    FROM new_values n WHERE n.kind <> '';
    RETURN NULL;
"""
PAIRS = "new_values n JOIN old_values o ON o.id = n.id"
# In this order: what began today is replaced, what began before ends today, what is said now begins. A class that is
# said for the first time has held since they moved in, as far as anybody knows.
FOLLOW = f"""
    DELETE FROM households_classperiod c USING {PAIRS}
    WHERE n.kind <> o.kind AND c.household_id = n.id AND upper_inf(c.period) AND c.kind <> n.kind
        AND lower(c.period) >= {TODAY};
    UPDATE households_classperiod c SET period = daterange(lower(c.period), {TODAY}), updated_at = now()
    FROM {PAIRS}
    WHERE n.kind <> o.kind AND c.household_id = n.id AND upper_inf(c.period) AND c.kind <> n.kind;
    INSERT INTO households_classperiod (household_id, community_id, kind, period, created_at, updated_at)
    SELECT n.id, n.community_id, n.kind, daterange(CASE
        WHEN EXISTS (SELECT 1 FROM households_classperiod c WHERE c.household_id = n.id) THEN {TODAY}
        ELSE least(coalesce(n.moved_in_on, {TODAY}), {TODAY}) END, NULL), now(), now()
    FROM {PAIRS}
    WHERE n.kind <> o.kind AND n.kind <> ''
        AND NOT EXISTS (SELECT 1 FROM households_classperiod c WHERE c.household_id = n.id AND upper_inf(c.period));
    UPDATE households_classperiod c SET period = daterange(n.moved_in_on, upper(c.period)), updated_at = now()
    FROM {PAIRS}
    WHERE n.moved_in_on IS DISTINCT FROM o.moved_in_on AND c.household_id = n.id
        AND n.moved_in_on < coalesce(upper(c.period), {TODAY} + 1)
        AND (lower(c.period) = o.moved_in_on OR n.moved_in_on < lower(c.period))
        AND NOT EXISTS (SELECT 1 FROM households_classperiod p WHERE p.household_id = n.id AND p.period << c.period);
    RETURN NULL;
"""


def follow_kind() -> tuple[pgtrigger.Trigger, pgtrigger.Trigger]:
    """Once a statement, not once a row: a roster changes thousands."""
    given: dict[str, Any] = {"level": pgtrigger.Statement, "when": pgtrigger.After}
    return (
        pgtrigger.Trigger(
            name="class_begins", operation=pgtrigger.Insert, func=BEGIN,
            referencing=pgtrigger.Referencing(new="new_values"), **given,
        ),
        pgtrigger.Trigger(
            name="class_follows", operation=pgtrigger.Update, func=FOLLOW,
            referencing=pgtrigger.Referencing(old="old_values", new="new_values"), **given,
        ),
    )  # fmt: skip


pgtrigger.register(*follow_kind())(Household)
