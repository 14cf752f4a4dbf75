"""The county's words for skills: short, the same everywhere, retired instead of deleted."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from apps.households.models import MemberSkill, Skill


@admin.register(Skill)
class SkillAdmin(ModelAdmin):
    """The list of skills, with how many people within one's scope have each."""

    list_display = ("name", "people", "retired")
    list_numbers: ClassVar[tuple[str, ...]] = ("people",)
    list_per_page = 50
    fields = ("name", "retired")
    search_fields = ("name",)
    ordering = ("retired", "name", "pk")
    list_title: ClassVar[Any] = _("Skills")
    empty_title: ClassVar[Any] = _("No skills yet")
    empty_text: ClassVar[Any] = _(
        "Name the skills that the county wants to find people by: mason, seamstress, driver …"
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        held = MemberSkill.objects.visible_to(request.user).filter(skill=OuterRef("pk")).order_by()
        counted = held.values("skill").annotate(n=Count("pk")).values("n")
        return Skill.objects.annotate(held=Coalesce(Subquery(counted), 0)).order_by(*self.ordering)

    @display(description=_("people"))
    def people(self, skill: Any) -> int:
        return int(skill.held)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
