"""Members: the list of people."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts.actions import reveal
from apps.accounts.policies import may_reveal
from apps.core import clock
from apps.core.admin import ScopedAdmin
from apps.core.requests import address_of
from apps.core.ui import missing
from apps.households.admin.file_panels import compact_mask
from apps.households.admin.forms import MemberForm
from apps.households.admin.inlines import MEMBER_INLINES
from apps.households.filters import MemberFilter
from apps.households.models import Household, Member, Membership
from apps.households.search import members_matching

SHOWN_FOR = 30  # seconds; templates/households/revealed.html says the same


@admin.register(Member)
class MemberAdmin(ScopedAdmin):
    """The list of people within scope: ages, not birth dates; the identity number masked."""

    list_display = ("name", "sex", "age_now", "masked_id", "labour_word", "education")
    list_numbers = ("age_now",)
    form = MemberForm
    inlines = MEMBER_INLINES
    search_fields = ("name",)
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

    @display(description=_("labour ability"))
    def labour_word(self, member: Member) -> Any:
        return member.get_labour_display() or missing()

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_labour()

    def get_fields(self, request: HttpRequest, obj: Member | None = None) -> Any:
        place = () if obj else ("household", ("relation", "joined_on"))
        born = () if obj and obj.id_number else ("birth_date",)
        number = "new_id_number" if obj is None or self.has_change_permission(request, obj) else "masked_id"
        return [*place, ("name", "phone"), (number, *born, "sex"), "education", "died_on"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by, form.address = request.user, address_of(request)
        if "household" in form.base_fields:
            choices = form.base_fields["household"]
            choices.queryset = Household.objects.visible_to(request.user)
            choices.widget = AutocompleteSelect(Membership._meta.get_field("household"), self.admin_site)
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        return {"household": request.GET.get("household"), "joined_on": clock.today()}

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return (queryset.filter(members_matching(search_term)) if search_term else queryset), False

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        """A new person belongs to the community of the household they join."""
        if not change:
            obj.community = form.cleaned_data["household"].community
        super().save_model(request, obj, form, change)
        if not change:
            form.save_membership(obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.save(commit=False):
            row.community_id = form.instance.community_id
            row.save()
        formset.save_m2m()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._to_household(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._to_household(request, obj) or super().response_change(request, obj)

    def _to_household(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        belongs = Membership.objects.current().filter(member=obj).order_by("pk").first()
        if belongs is None or "_save" not in request.POST or "_popup" in request.POST:
            return None
        messages.success(request, _("Saved."))
        return redirect("admin:households_household_change", belongs.household_id)

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
            address = address_of(request)
            number = reveal(staff=request.user, obj=member, field="id_number", reason=reason, address=address)
            return self._answer(
                request, member, "households/revealed.html", {"number": number, "address": request.path}
            )
        asked = {"address": request.path, "reason": reason, "refusal": decision.message if request.POST else ""}
        return self._answer(request, member, "households/reveal_form.html", asked)

    def _answer(self, request: HttpRequest, member: Member, partial: str, shown: dict[str, Any]) -> HttpResponse:
        if request.htmx:  # type: ignore[attr-defined]
            response = TemplateResponse(request, partial, shown)
        else:
            site = self.admin_site.each_context(request)
            page = {**site, "title": member.name, "partial": partial, **shown}
            response = TemplateResponse(request, "households/reveal_page.html", page)
            if "number" in shown:  # without htmx the browser itself leaves the page
                response["Refresh"] = f"{SHOWN_FOR}; url={request.path}"
        response["Cache-Control"] = "no-store"
        return response
