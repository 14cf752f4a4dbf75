"""Tool lockers: their list, and the page of one with who has it."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.gardens.actions import LOCKER_FIELDS, locker_change, locker_give, locker_register, locker_take_back
from apps.gardens.admin.plots import days_of
from apps.gardens.filters import LockerFilter
from apps.gardens.forms import DayForm, GiveLockerForm
from apps.gardens.models import LockerHolding, ToolLocker
from apps.gardens.policies import may_plan
from apps.households.asking import household_named
from apps.households.shown import home_link, with_homes


def _held(locker: ToolLocker) -> LockerHolding | None:
    return LockerHolding.objects.current().filter(locker=locker).order_by("pk").first()


def _give(locker: ToolLocker, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, locker.community, answers["household"])
    locker_give(locker=locker, household=household, by=user, day=answers["day"])


def _take_back(locker: ToolLocker, user: Any, answers: dict[str, Any]) -> None:
    holding = _held(locker)
    if holding is not None:
        locker_take_back(holding=holding, by=user, day=answers["day"])


@admin.register(ToolLocker)
class LockerAdmin(DeedPages, ScopedAdmin):
    """Lockers for tools."""

    list_display = ("title", "in_community", "size", "wheels", "fit", "holder")
    list_numbers = ("size",)
    filterset_class = LockerFilter
    ordering = ("community", "number", "pk")
    chosen_once = ("community",)
    edits = True
    list_before_template = "core/links.html"
    sheet_imports = "gardens.gardenimport"
    list_title = _("Tool lockers")
    add_word = _("Add a locker")
    empty_title = _("No tool lockers yet")
    empty_text = _("In a flat there is no room for tools: add the lockers, then give them to households.")
    fields = (
        "community", ("number", "size_l"), "zone", ("accessible", "condition"),
        ("latitude", "longitude", "altitude_m"), "retired_on", "note",
    )  # fmt: skip
    deeds = (
        Deed(
            "give", _("Give to a household"), _give,
            lambda row, user: may_plan(row.community, user) and row.retired_on is None and _held(row) is None,
            form=lambda row, user, data: GiveLockerForm(data), icon="key",
        ),
        Deed(
            "take-back", _("Take it back"), _take_back,
            lambda row, user: may_plan(row.community, user) and _held(row) is not None,
            form=lambda row, user, data: DayForm(data), icon="key_off",
        ),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        current = with_homes(LockerHolding.objects.current().order_by("pk"))
        rows = super().get_queryset(request).select_related("community", "zone")
        return rows.prefetch_related(Prefetch("holdings", queryset=current, to_attr="held"))

    def save_model(self, request: HttpRequest, obj: ToolLocker, form: Any, change: bool) -> None:
        given = {name: form.cleaned_data[name] for name in LOCKER_FIELDS if name in form.cleaned_data}
        if change:
            locker_change(locker=obj, by=request.user, **given)
            return
        made = locker_register(community=form.cleaned_data["community"], by=request.user, **given)
        obj.pk, obj._state.adding = made.pk, False

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        had = with_homes(LockerHolding.objects.visible_to(user).filter(locker=row)).order_by("-period", "-pk")
        taken = ui.chip("done", _t("has a holder"), icon="key") if row.held else ui.chip("neutral", _t("free"))
        return {
            "head": {"icon": "door_sliding", "words": row.number, "chips": [taken]},
            "facts": [
                (_t("community"), row.community.name),
                (_t("garden zone"), row.zone.name if row.zone_id else "—"),
                (_t("size (litres)"), row.size_l),
                (_t("fit for disabled people"), _t("yes") if row.accessible else _t("no")),
                (_t("condition"), row.get_condition_display()),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "parts": [
                {
                    "title": _t("Who has it and had it"),
                    "headers": [_t("household"), _t("since"), _t("until")],
                    "rows": [[home_link(one.household, tab="garden"), *days_of(one)] for one in had[:20]],
                    "empty": _t("Nobody has had this locker yet."),
                }
            ],
        }

    @display(description=_("tool locker"), ordering="number")
    def title(self, row: ToolLocker) -> Any:
        return ui.named("door_sliding", row.number, row.zone.name if row.zone_id else "")

    def export_title(self, row: ToolLocker) -> str:
        return row.number

    @display(description=_("community"), ordering="community")
    def in_community(self, row: ToolLocker) -> str:
        return row.community.name

    @display(description=_("size (litres)"), ordering="size_l")
    def size(self, row: ToolLocker) -> Any:
        return ui.missing() if row.size_l is None else row.size_l

    @display(description=_("for disabled people"), ordering="accessible")
    def wheels(self, row: ToolLocker) -> Any:
        return ui.chip("done", _t("fit"), icon="accessible") if row.accessible else "—"

    def export_wheels(self, row: ToolLocker) -> str:
        return _t("yes") if row.accessible else _t("no")

    @display(description=_("condition"), ordering="condition")
    def fit(self, row: ToolLocker) -> str:
        return row.get_condition_display()

    @display(description=_("household"))
    def holder(self, row: Any) -> Any:
        return home_link(row.held[0].household, tab="garden") if row.held else "—"

    def export_holder(self, row: Any) -> str:
        return row.held[0].household.code if row.held else ""
