"""Members: the list of people."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.ui import missing
from apps.households.filters import MemberFilter
from apps.households.models import Member


@admin.register(Member)
class MemberAdmin(ScopedAdmin):
    """The list of people within scope: ages, not birth dates; the identity number masked."""

    list_display = ("name", "sex", "age_now", "masked_id", "labour", "education")
    ordering = ("name_key", "pk")
    filterset_class = MemberFilter
    empty_title = _("No people yet")
    empty_text = _("People come in with the roster, or are added to a household.")

    @display(description=_("age"))
    def age_now(self, member: Member) -> Any:
        return missing() if member.age is None else member.age

    @display(description=_("identity number"))
    def masked_id(self, member: Member) -> Any:
        return member.masked_id or missing()
