"""Labour ability, the employment ledger, and training."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput
from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.households.models.member import Member, MemberOwned
from apps.households.vocabulary import PLACE_OF_WORK, Labour, Work, WorkPlace


@pghistory.track()
class LabourAbility(MemberOwned, Period, Stamped):
    """What work a person is able to do, for a time."""

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="labour_abilities", verbose_name=_("member")
    )
    labour = models.CharField(_("labour ability"), max_length=12, choices=Labour.choices)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("labour ability")
        verbose_name_plural = _("labour ability")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_labour_ability_at_a_time",
                expressions=[("member", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This person's labour ability is already recorded for that time."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_labour_display())


# Where a job is: the kind of work says it, or it was entered. Employment.where says the same in Python.
def work_place(job: str = "") -> Case:
    """Where a job is; `job` is the path to the row."""
    return Case(
        *(When(**{f"{job}work": work}, then=Value(place.value)) for work, place in PLACE_OF_WORK.items()),
        default=F(f"{job}place"),
        output_field=models.CharField(),
    )


IN_WORK = ~Q(work=Work.NOT_WORKING)


class EmploymentQuerySet(PeriodQuerySet):
    """Rows of the employment ledger."""

    def in_work(self) -> "EmploymentQuerySet":
        """Rows that say somebody works; “not working” is a row too, so that it is known."""
        return self.filter(IN_WORK)

    def with_where(self) -> "EmploymentQuerySet":
        """Adds `at`, the place of the job; empty where not collected."""
        return self.annotate(at=work_place())


@pghistory.track()
class Employment(MemberOwned, Period, Stamped):
    """A line of the employment ledger: the work of a person for a time, one at a time."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="employments", verbose_name=_("member"))
    work = models.CharField(_("work"), max_length=16, choices=Work.choices)
    place = models.CharField(
        _("place of work"), max_length=12, choices=WorkPlace.choices, blank=True, default="", db_default=""
    )
    place_text = models.CharField(_("town or address"), max_length=80, blank=True, default="", db_default="")
    employer = models.CharField(_("employer"), max_length=80, blank=True, default="", db_default="")
    wage_month = models.DecimalField(_("wage a month (yuan)"), max_digits=9, decimal_places=2, null=True, blank=True)
    unstable = models.BooleanField(
        _("unstable"), default=False, db_default=False, help_text=_("odd jobs, seasonal, or likely to end soon")
    )

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("employment")
        verbose_name_plural = _("employment")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_employment_at_a_time",
                expressions=[("member", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This person's work is already recorded for that time."),
            ),
            models.CheckConstraint(
                condition=Q(wage_month__isnull=True) | Q(wage_month__gte=0),
                name="households_wage_not_negative",
                violation_error_message=_("A wage cannot be negative."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_work_display())

    def settle(self) -> None:
        """Keep the place only where the kind of work does not say it. Raises InvalidInput `no_wage_without_work`."""
        if self.work == Work.NOT_WORKING and (self.wage_month or self.employer):
            said = _("Who does not work has no employer and no wage. Leave both empty, or choose the work.")
            raise InvalidInput(said, code="no_wage_without_work", field="wage_month" if self.wage_month else "employer")
        if self.work in PLACE_OF_WORK or self.work == Work.NOT_WORKING:
            self.place = ""

    @property
    def in_work(self) -> bool:
        """Whether the row says that the person works."""
        return self.work != Work.NOT_WORKING

    @property
    def where(self) -> str:
        """Where the job is; empty where not collected, or there is none."""
        return str(PLACE_OF_WORK.get(self.work, self.place))


@pghistory.track()
class Training(MemberOwned, Period, Stamped):
    """A course somebody took."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="trainings", verbose_name=_("member"))
    course = models.CharField(_("course"), max_length=60)
    days = models.PositiveSmallIntegerField(_("days of training"), null=True, blank=True)
    certificate = models.CharField(_("certificate"), max_length=60, blank=True, default="", db_default="")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("training")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_course_once_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    ("course", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This course is already recorded for that time."),
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__gte=1, days__lte=999),
                name="households_training_days_sane",
                violation_error_message=_("A course lasts from 1 to 999 days."),
            ),
        )

    def __str__(self) -> str:
        return self.course
