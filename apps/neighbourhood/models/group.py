"""Groups of residents, and who belongs to them for how long."""

from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.models import Building, SiteOwned
from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.core.querysets import ScopedQuerySet
from apps.households.models import Member
from apps.households.models.member import MemberOwned
from apps.neighbourhood.vocabulary import GroupKind, GroupRole


class GroupQuerySet(ScopedQuerySet):
    """Groups."""

    def active(self) -> Self:
        """Not ended."""
        return self.filter(ended_on__isnull=True)


@pghistory.track()
class ResidentsGroup(SiteOwned, Stamped):
    """Residents who run something themselves: a stairway, a dance group, the weddings and funerals council."""

    name = models.CharField(pgettext_lazy("residents' group", "name"), max_length=40)
    kind = models.CharField(pgettext_lazy("residents' group", "kind"), max_length=12, choices=GroupKind.choices)
    building = models.ForeignKey(
        Building, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("building"),
        help_text=_("where it is for one building"),
    )  # fmt: skip
    purpose = models.CharField(_("what it does"), max_length=200, blank=True)
    founded_on = models.DateField(_("founded on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    why = models.CharField(_("why it ended"), max_length=200, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("residents' group")
        verbose_name_plural = _("residents' groups")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("community", "name"),
                name="neighbourhood_group_once",
                violation_error_message=_("This community already has a group of this name."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | (Q(ended_on__gte=F("founded_on")) & ~Q(why="")),
                name="neighbourhood_group_ended_after_founding",
                violation_error_message=_("A group ends after it was founded, for a reason."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class GroupMember(MemberOwned, Period, Stamped):
    """A person's time in a group."""

    group = models.ForeignKey(
        ResidentsGroup, on_delete=models.PROTECT, related_name="members", verbose_name=_("residents' group")
    )
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="groups", verbose_name=_("person"))
    role = models.CharField(_("role in the group"), max_length=8, choices=GroupRole.choices, default=GroupRole.MEMBER)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        ordering = ("group", "role", "pk")
        constraints = (
            ExclusionConstraint(
                name="neighbourhood_once_in_a_group",
                expressions=[
                    ("group", RangeOperators.EQUAL), ("member", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person belongs to the group at that time already."),
            ),
            ExclusionConstraint(
                name="neighbourhood_one_leads_a_group",
                expressions=[("group", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(role=GroupRole.LEAD),
                violation_error_message=_("Somebody leads this group at that time already."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.member_id} {self.get_role_display()}"
