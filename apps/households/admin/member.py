"""Members: the list of people."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts.actions import reveal
from apps.accounts.policies import may_reveal
from apps.core.admin import ScopedAdmin
from apps.core.ui import missing
from apps.households.admin.file_page import compact_mask
from apps.households.filters import MemberFilter
from apps.households.models import Member


@admin.register(Member)
class MemberAdmin(ScopedAdmin):
    """The list of people within scope: ages, not birth dates; the identity number masked."""

    list_display = ("name", "sex", "age_now", "masked_id", "labour", "education")
    ordering = ("name_key", "pk")
    filterset_class = MemberFilter
    list_title = _("People")
    empty_title = _("No people yet")
    empty_text = _("People come in with the roster, or are added to a household.")

    @display(description=_("age"))
    def age_now(self, member: Member) -> Any:
        return missing() if member.age is None else member.age

    @display(description=_("identity number"))
    def masked_id(self, member: Member) -> Any:
        return compact_mask(member) or missing()

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.reveal_view)
        return [path("<int:object_id>/reveal/", view, name="households_member_reveal"), *super().get_urls()]

    def reveal_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask why, log it, show the whole identity number once. In place with htmx, as a page without."""
        member = self.get_queryset(request).filter(pk=object_id).first()
        if member is None:
            raise Http404
        if "cancel" in request.GET:
            shown = {"member": member, "masked": compact_mask(member), "may": True}
            return TemplateResponse(request, "households/reveal_button.html", shown)
        reason = request.POST.get("reason", "")
        decision = may_reveal(request.user, member, "id_number", reason)
        if request.method == "POST" and decision:
            address = request.META.get("REMOTE_ADDR") or None
            number = reveal(staff=request.user, obj=member, field="id_number", reason=reason, address=address)
            return self._answer(request, member, "households/revealed.html", {"number": number})
        asked = {"address": request.path, "reason": reason, "refusal": decision.message if request.POST else ""}
        return self._answer(request, member, "households/reveal_form.html", asked)

    def _answer(self, request: HttpRequest, member: Member, partial: str, shown: dict[str, Any]) -> HttpResponse:
        if request.htmx:  # type: ignore[attr-defined]
            response = TemplateResponse(request, partial, shown)
        else:
            site = self.admin_site.each_context(request)
            page = {**site, "title": member.name, "partial": partial, **shown}
            response = TemplateResponse(request, "households/reveal_page.html", page)
        response["Cache-Control"] = "no-store"
        return response
