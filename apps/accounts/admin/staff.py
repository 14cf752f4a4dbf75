"""Staff accounts: created, changed, closed; never deleted. A community manager reads their colleagues."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import action

from apps.accounts import actions
from apps.accounts.admin.forms import AreaForm, AreaFormSet, StaffForm
from apps.accounts.admin.steps import STEPS
from apps.accounts.areas import area_name
from apps.accounts.filters import StaffFilter
from apps.accounts.models import Assignment, Staff
from apps.accounts.policies import may_manage
from apps.accounts.security import roles_that_need_it
from apps.core.admin import ScopedAdmin
from apps.core.requests import address_of
from apps.core.ui import chip

AREAS = Assignment.objects.select_related("township", "community", "building__community").order_by("pk")


class AreaInline(TabularInline):
    """Where the person works."""

    model = Assignment
    form = AreaForm
    formset = AreaFormSet
    extra = 0
    hide_title = True
    verbose_name = gettext_lazy("area of work")
    verbose_name_plural = gettext_lazy("areas of work")

    def get_queryset(self, request: HttpRequest) -> Any:
        return AREAS.all()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("area",) if self.has_change_permission(request, obj) else ("area_name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if self.has_change_permission(request, obj) else ("area_name",)

    @admin.display(description=gettext_lazy("area"))
    def area_name(self, assignment: Assignment) -> str:
        return area_name(assignment)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        kwargs["fields"] = ()
        formset = super().get_formset(request, obj, **kwargs)
        return type("AreaFormSet", (formset,), {"actor": request.user})

    def get_min_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 1

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or bool(may_manage(request.user, obj)))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(Staff)
class StaffAdmin(ScopedAdmin):
    """The administrator's page of accounts."""

    form = StaffForm
    inlines = (AreaInline,)
    filterset_class = StaffFilter
    ordering = ("-is_active", "username")
    list_display = ("who", "role_word", "areas", "seen", "factor", "state")
    empty_title = gettext_lazy("No colleagues yet")
    empty_text = gettext_lazy("Every person gets an account of their own, with a role and the areas they work in.")
    actions = None
    actions_detail = tuple(STEPS)

    # reading

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_security().prefetch_related(Prefetch("assignments", AREAS))

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def who(self, staff: Staff) -> str:
        return f"{staff.name} ({staff.username})"

    @admin.display(description=gettext_lazy("role"), ordering="role")
    def role_word(self, staff: Staff) -> str:
        return str(staff.get_role_display())

    @admin.display(description=gettext_lazy("areas of work"))
    def areas(self, staff: Staff) -> Any:
        names = [area_name(row) for row in staff.assignments.all()]
        return "、".join(names) if names else chip("due", _("none: sees nothing"))

    @admin.display(description=gettext_lazy("last log-in"), ordering="last_login")
    def seen(self, staff: Staff) -> str:
        return f"{timezone.localtime(staff.last_login):%Y-%m-%d %H:%M}" if staff.last_login else _("never")

    @admin.display(description=gettext_lazy("second factor"))
    def factor(self, staff: Any) -> SafeString:
        if staff.has_second_factor:
            return chip("done", _("On"))
        if staff.role in roles_that_need_it():
            return chip("due", _("asked at next log-in"))
        return chip("neutral", _("Off"))

    @admin.display(description=gettext_lazy("account"), ordering="is_active")
    def state(self, staff: Any) -> SafeString:
        if not staff.is_active:
            return chip("neutral", _("closed"), icon="block")
        if staff.wrong_try_at is not None:
            return chip("late", _("locked out"), icon="lock")
        if staff.must_change_password:
            return chip("wait", _("one-time password given"))
        return chip("done", _("open"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        person = (None, {"fields": (("username", "name"), "role", ("phone", "email"))})
        if obj is None:
            return (person,)
        return (person, (_("Account"), {"fields": (("state", "factor", "seen"),)}))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("username", "state", "factor", "seen") if obj else ()

    # who may

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or bool(may_manage(request.user, obj)))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            kwargs["help_texts"] = {"username": _("for logging in; it stays as it is")}
        form = super().get_form(request, obj, change, **kwargs)
        return type("StaffForm", (form,), {"actor": request.user})

    # writing: through actions only

    def save_model(self, request: Any, obj: Staff, form: Any, change: bool) -> None:
        values = {name: form.cleaned_data[name] for name in ("name", "role", "phone", "email")}
        if change:
            actions.staff_change(by=request.user, staff=obj, **values)
            return
        staff, request.one_time_password = actions.staff_create(
            by=request.user, username=form.cleaned_data["username"], **values
        )
        obj.__dict__.update(staff.__dict__)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        for row in formset.deleted_objects:
            actions.area_take(by=request.user, assignment=row)
        for row in [*formset.new_objects, *(row for row, _fields in formset.changed_objects)]:
            actions.area_give(by=request.user, assignment=row)

    def response_add(self, request: Any, obj: Staff, post_url_continue: str | None = None) -> HttpResponse:
        return self._password_page(request, obj, request.one_time_password)

    def _password_page(self, request: HttpRequest, staff: Staff, password: str) -> HttpResponse:
        """Shown in the answer itself and kept nowhere: not in a message, not in the session."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Password for one use"),
            "staff": staff,
            "password": password,
            "opts": self.opts,
        }
        page = TemplateResponse(request, "admin/accounts/staff/one_time.html", context)
        page["Cache-Control"] = "no-store"
        return page

    # steps

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> Any:
        staff = self.get_object(request, str(object_id))
        if staff is None or not self.has_change_permission(request, staff):
            return []
        prefix = f"{self.opts.app_label}_{self.opts.model_name}_"
        offered = super().get_actions_detail(request, object_id)
        return [step for step in offered if STEPS[step.action_name.removeprefix(prefix)].when(staff)]

    def _step(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        staff: Any = self.get_object(request, object_id)
        if staff is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, staff) or not self.has_change_permission(request):
            raise PermissionDenied
        step, back = STEPS[name], reverse("admin:accounts_staff_change", args=(staff.pk,))
        if request.method != "POST":
            context = {**self.admin_site.each_context(request), "title": step.word, "staff": staff, "step": step}
            return TemplateResponse(
                request, "admin/accounts/staff/step.html", {**context, "back": back, "opts": self.opts}
            )
        password = step.do(request.user, staff, address_of(request))
        if password:
            return self._password_page(request, staff, password)
        messages.success(request, str(step.done))
        return HttpResponseRedirect(back)

    @action(description=STEPS["reset_password"].word, url_path="reset-password", icon="key")
    def reset_password(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._step(request, object_id, "reset_password")

    @action(description=STEPS["unlock"].word, url_path="unlock", icon="lock_open")
    def unlock(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._step(request, object_id, "unlock")

    @action(description=STEPS["reset_second_factor"].word, url_path="reset-second-factor", icon="phonelink_erase")
    def reset_second_factor(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._step(request, object_id, "reset_second_factor")

    @action(description=STEPS["close_account"].word, url_path="close", icon="block")
    def close_account(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._step(request, object_id, "close_account")

    @action(description=STEPS["open_account"].word, url_path="open", icon="undo")
    def open_account(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._step(request, object_id, "open_account")
