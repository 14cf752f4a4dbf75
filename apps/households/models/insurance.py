"""Medical and old-age insurance of people, by year or period."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.households.models.member import Member, MemberOwned
from apps.households.vocabulary import InsuranceBranch, InsuranceScheme


@pghistory.track()
class Insurance(MemberOwned, Period, Stamped):
    """How a person is insured for a time; a year's premium covers 1 January to 31 December."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="insurances", verbose_name=_("member"))
    branch = models.CharField(_("insurance"), max_length=8, choices=InsuranceBranch.choices)
    scheme = models.CharField(_("insured under"), max_length=8, choices=InsuranceScheme.choices)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("insurance")
        verbose_name_plural = _("insurance")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_insurance_of_a_branch",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    ("branch", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This insurance is already recorded for that time. End that one first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_branch_display()} · {self.get_scheme_display()}"
