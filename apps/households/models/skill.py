"""What people can do: a small vocabulary of the county, and free words."""

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.households.models.member import Member, MemberOwned


@pghistory.track()
class Skill(Stamped):
    """A word for a skill, the same in the whole county, so that it can be counted and looked for."""

    name = models.CharField(_("skill"), max_length=30, unique=True)
    retired = models.BooleanField(_("no longer offered"), default=False, db_default=False)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class MemberSkill(MemberOwned, Stamped):
    """A skill somebody has: one of the county's words, free words, or the word with a remark."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="skills", verbose_name=_("member"))
    skill = models.ForeignKey(
        Skill, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("skill")
    )
    words = models.CharField(_("in own words"), max_length=60, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("skill of a person")
        verbose_name_plural = _("skills of people")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("member", "skill"),
                name="households_skill_once",
                violation_error_message=_("This skill is already entered for this person."),
            ),
            models.CheckConstraint(
                condition=Q(skill__isnull=False) | ~Q(words=""),
                name="households_skill_says_something",
                violation_error_message=_("Choose a skill, or describe it in words."),
            ),
        )

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.skill.name if self.skill else "", self.words)))
