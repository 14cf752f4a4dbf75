"""Drivers: their list, and the page of one with licence, account, absences and coming trips."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.deeds import Deed
from apps.core.masking import mask_phone
from apps.core.periods import is_over
from apps.core.register_pages import RegisterAdmin
from apps.core.requests import key_of
from apps.shuttles.actions import DRIVER_FIELDS, driver_absent, driver_change, driver_register
from apps.shuttles.admin.columns import TRIP_HEADERS, concerned, days_of, listed, plans, trip_rows
from apps.shuttles.admin.undoing import ends_span
from apps.shuttles.filters import DriverFilter
from apps.shuttles.forms import SpanForm
from apps.shuttles.looks import licence_chip
from apps.shuttles.models import Driver, DriverAbsence, Trip
from apps.shuttles.models.fleet import accounts_for


def _absence(row: Driver, user: Any, answers: dict[str, Any]) -> str:
    made = driver_absent(driver=row, by=user, **answers)
    return concerned(row.trips.filter(day__contained_by=made.period))


class DriverAdminForm(forms.ModelForm):
    """The telephone is typed anew to change it: what is stored is not shown."""

    telephone = forms.CharField(label=_("phone"), max_length=20, required=False, help_text=_("Empty: stays as it is."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("telephone"):
            given["phone"] = given["telephone"]
        return given


@admin.register(Driver)
class DriverAdmin(RegisterAdmin):
    """Who drives."""

    list_display = ("title", "in_community", "licence", "licence_days", "today", "account")
    filterset_class = DriverFilter
    ordering = ("community", "name", "pk")
    list_title = _("Drivers")
    add_word = _("Add a driver")
    empty_title = _("No drivers yet")
    empty_text = _("Add who drives, with the licence and until when it holds; then trips can be given to them.")
    fields = ("community", ("name", "telephone"), ("licence_class", "licence_until"), "staff", "left_on", "note")
    form = DriverAdminForm
    noun, given = "driver", DRIVER_FIELDS
    registers, changes = staticmethod(driver_register), staticmethod(driver_change)
    deeds = (
        Deed("absence", _("Is away"), _absence, plans, icon="event_busy", form=lambda row, user, data: SpanForm(data),
             hint=_("Their trips of those days stay and need another driver: until then the first page counts them.")),
        ends_span("absences", _("Is back earlier"), "event_available"),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        away = DriverAbsence.objects.current().filter(driver=OuterRef("pk"))
        return super().get_queryset(request).select_related("staff").annotate(is_away=Exists(away))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Accounts of drivers that nobody has yet, and this driver's own."""
        if db_field.name == "staff":
            key = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            kwargs["queryset"] = accounts_for(key_of(key))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def page_title(self, row: Any) -> str:
        return row.name

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        trips = Trip.objects.visible_to(user).ahead().filter(driver=row).select_related("route")
        return {
            "head": {"icon": "badge", "words": row.name, "chips": [self.today(row)]},
            "facts": [
                (_t("community"), row.community.name),
                (_t("phone"), mask_phone(row.phone) or None),
                (_t("licence"), row.get_licence_class_display()),
                (_t("licence valid until"), licence_chip(row)),
                (_t("account"), str(row.staff) if row.staff_id else _t("none: cannot open the boarding list")),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "parts": [
                {
                    "title": _t("Coming trips"), "headers": TRIP_HEADERS, "rows": trip_rows(trips),
                    "empty": _t("No coming trip is given to this driver."),
                    "url": listed("trip", f"driver={row.pk}&when=coming"), "link": _t("All"),
                },
                {
                    "title": _t("Away"), "headers": [_t("from"), _t("until"), _t("why")],
                    "rows": [[*days_of(one), one.why or "—"] for one in row.absences.order_by("-period", "-pk")[:12]],
                    "empty": _t("No absence is recorded."),
                },
            ],
        }  # fmt: skip

    @display(description=_("driver"), ordering="name")
    def title(self, row: Driver) -> Any:
        return ui.named("badge", row.name)

    def export_title(self, row: Driver) -> str:
        return row.name

    @display(description=_("licence"), ordering="licence_class")
    def licence(self, row: Driver) -> str:
        return row.get_licence_class_display()

    @display(description=_("licence valid until"), ordering="licence_until")
    def licence_days(self, row: Driver) -> Any:
        return licence_chip(row)

    def export_licence_days(self, row: Driver) -> Any:
        return row.licence_until

    @display(description=_("today"))
    def today(self, row: Any) -> Any:
        if is_over(row.left_on):
            return ui.chip("neutral", _t("no longer drives"), icon="logout", title=ui.exact(row.left_on))
        if row.is_away:
            return ui.chip("due", _t("away"), icon="event_busy")
        return ui.chip("done", _t("there"), icon="check_circle")

    @display(description=_("account"), ordering="staff")
    def account(self, row: Driver) -> str:
        return row.staff.get_username() if row.staff_id else "—"
