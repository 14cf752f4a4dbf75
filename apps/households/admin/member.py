"""Members: the list of people."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
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
from apps.core.masking import mask_phone
from apps.core.requests import address_of
from apps.core.ui import missing
from apps.households.actions.persons import member_add, member_change
from apps.households.admin.file_panels import compact_mask
from apps.households.admin.forms import MemberForm
from apps.households.admin.person_details import details_view
from apps.households.admin.person_dialogs import dialog_view, press_view
from apps.households.admin.person_page import person_page
from apps.households.filters import MemberFilter
from apps.households.models import Household, Member, Membership
from apps.households.privacy import consents
from apps.households.search import members_matching

SHOWN_FOR = 30  # seconds; templates/households/revealed.html says the same


@admin.register(Member)
class MemberAdmin(ScopedAdmin):
    """The list of people within scope: ages, not birth dates; the identity number masked."""

    list_display = ("name", "sex", "age_now", "masked_id", "labour_word", "education")
    more_columns = ("masked_phone", "died_on", "in_community")
    reveals = {"masked_id": lambda member: member.id_number, "masked_phone": lambda member: member.phone}
    list_numbers = ("age_now",)
    form = MemberForm
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

    @display(description=_("phone"))
    def masked_phone(self, member: Member) -> Any:
        return mask_phone(member.phone) or missing()

    @display(description=_("community"))
    def in_community(self, member: Member) -> Any:
        return member.community.name

    @display(description=_("labour ability"))
    def labour_word(self, member: Member) -> Any:
        return member.get_labour_display() or missing()

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("community").with_labour()

    def get_fields(self, request: HttpRequest, obj: Member | None = None) -> Any:
        place = () if obj else ("household", ("relation", "joined_on"))
        born = () if obj and obj.id_number else ("birth_date",)
        number = "new_id_number" if obj is None or self.has_change_permission(request, obj) else "masked_id"
        reached = ("phone", "phone_of", "channel")
        return [*place, "name", (number, *born, "sex"), reached, "education"]

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
        """The actions write; the row of the form takes over what they wrote."""
        answers = {name: form.cleaned_data[name] for name in form.fields}
        answers["id_number"] = answers.pop("new_id_number", "")
        if change:
            made = member_change(member=obj, by=request.user, address=address_of(request), **answers)
        else:
            made = member_add(by=request.user, address=address_of(request), **answers)
        obj.__dict__.update(made.__dict__)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._to_household(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_save" not in request.POST or "_popup" in request.POST:
            return super().response_change(request, obj)
        messages.success(request, _("Saved."))
        return redirect("admin:households_member_change", obj.pk)

    def _to_household(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        belongs = Membership.objects.current().filter(member=obj).order_by("pk").first()
        if belongs is None or "_save" not in request.POST or "_popup" in request.POST:
            return None
        messages.success(request, _("Saved."))
        return redirect("admin:households_household_change", belongs.household_id)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:object_id>/reveal/", wrap(self.reveal_view), name="households_member_reveal"),
            path("<int:object_id>/edit/", wrap(self.edit_view), name="households_member_edit"),
            path("<int:object_id>/do/<slug:key>/", wrap(self.do_view), name="households_member_do"),
            path("<int:object_id>/do/<slug:key>/<int:row>/", wrap(self.do_view), name="households_member_do"),
            path("<int:object_id>/press/<slug:key>/<int:row>/", wrap(self.press_view), name="households_member_press"),
            path("<int:object_id>/details/<int:row>/", wrap(self.details_view), name="households_member_details"),
        ]
        return [*own, *super().get_urls()]

    def _found(self, request: HttpRequest, object_id: int) -> Member:
        member = self.get_queryset(request).filter(pk=object_id).first()
        if member is None:
            raise Http404
        if not self.has_view_permission(request, member):
            raise PermissionDenied
        return member

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of the person; who they are is corrected on a page of its own, the rest in dialogs."""
        member = self.get_object(request, object_id)
        if member is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, member):
            raise PermissionDenied
        return person_page(request, member, self.admin_site.each_context(request))

    def edit_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The plain form: name, numbers, birth, education, how they are reached."""
        return self.changeform_view(request, str(object_id), "", {"show_history": False})

    def do_view(self, request: HttpRequest, object_id: int, key: str, row: int | None = None) -> HttpResponse:
        """Record something, or correct one row."""
        member = self._found(request, object_id)
        return dialog_view(request, member, key, row, self.admin_site.each_context(request))

    def press_view(self, request: HttpRequest, object_id: int, key: str, row: int) -> HttpResponse:
        """Buttons without a form."""
        return press_view(request, self._found(request, object_id), key, row)

    def details_view(self, request: HttpRequest, object_id: int, row: int) -> HttpResponse:
        """Ask why, log it, show diagnosis and hospital once."""
        return details_view(request, self._found(request, object_id), row, self.admin_site.each_context(request))

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
        asked = {"address": request.path, "reason": reason, "refusal": decision.message if request.POST else "",
                 "warning": consents.warning(member, "id_number")}  # fmt: skip
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
