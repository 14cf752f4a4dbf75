"""Activities with who signed up and who came."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.deeds import Deed
from apps.core.register_pages import RegisterAdmin
from apps.households.admin.columns import HouseholdColumns
from apps.households.asking import household_named
from apps.households.shown import home_link, with_homes
from apps.households.words import label_of
from apps.neighbourhood import actions
from apps.neighbourhood.admin.columns import LifePages, change_url, kept_as_it_is, listed, step_deeds, told
from apps.neighbourhood.filters import ActivityFilter, SignUpFilter
from apps.neighbourhood.forms import AttendForm, OthersForm, SignUpForm
from apps.neighbourhood.looks import ACTIVITY_ICONS, places_words, state_chip, times_words
from apps.neighbourhood.models import Activity, SignUp
from apps.neighbourhood.policies import in_time, may_activity, may_signed
from apps.neighbourhood.workflow import ACTIVITY_STEPS, SIGN_UP_WORKFLOW

ICONS = {"hold": "celebration", "cancel": "cancel"}
HINTS = {"hold": _("Each household that came gets its points.")}


def _sign_up(row: Activity, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, row.community, answers["household"])
    actions.sign_up(activity=row, household=household, by=user, people=answers["people"])


def _came(row: Activity, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, row.community, answers["household"])
    actions.sign_up_came(activity=row, household=household, by=user, people=answers["people"])


def _others(row: Activity, user: Any, answers: dict[str, Any]) -> None:
    actions.activity_others(activity=row, by=user, **answers)


def _attends(row: Activity, user: Any) -> Any:
    return may_activity(row, "attend", user)


@admin.register(Activity)
class ActivityAdmin(LifePages, RegisterAdmin):
    """What people do together."""

    list_display = ("title", "in_community", "when", "state_column", "places_column", "came_column", "points")
    more_columns = ("venue",)
    list_numbers = ("places_column", "came_column", "points")
    filterset_class = ActivityFilter
    ordering = ("-starts_at", "-pk")
    page_template = "neighbourhood/activity.html"
    list_title = _("Activities")
    add_word = _("Announce an activity")
    empty_title = _("No activities yet")
    empty_text = _("Announce one: households sign up on their phones, and you note who came.")
    fields = (
        "community", ("name", "kind"), "group", "venue", ("starts_at", "ends_at"), ("sign_up_until", "places"),
        "points", "note",
    )  # fmt: skip
    noun, given = "activity", actions.ACTIVITY_FIELDS
    registers, changes = staticmethod(actions.activity_announce), staticmethod(actions.activity_change)
    deeds = (
        *step_deeds("activity", ACTIVITY_STEPS, may_activity, ICONS, hints=HINTS),
        Deed("sign_up", ACTIVITY_STEPS["sign_up"].word, _sign_up,
             lambda row, user: may_activity(row, "sign_up", user) and in_time(row), icon="how_to_reg", place="signed",
             form=lambda row, user, data: SignUpForm(data)),
        Deed("attend", _("A household came"), _came, _attends, icon="task_alt", place="signed",
             form=lambda row, user, data: AttendForm(data)),
        Deed("others", _("Others came"), _others, _attends, icon="group_add", place="signed",
             form=lambda row, user, data: OthersForm(data, initial={"others": row.others})),
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("neighbourhood.add_activity")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("group", "community").annotate(came_n=came_people())

    def page_title(self, row: Any) -> str:
        return row.name

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        rows = with_homes(SignUp.objects.visible_to(user).filter(activity=row)).order_by("state", "signed_at", "pk")
        return {
            "head": {"icon": ACTIVITY_ICONS[row.kind], "words": row.name, "chips": [state_chip(row)]},
            "facts": [
                (_t("community"), row.community.name),
                (_t("when"), times_words(row)),
                (pgettext("venue", "where"), row.venue),
                (_t("places taken"), places_words(row)),
                *([(_t("sign up until"), ui.exact(row.sign_up_until))] if row.sign_up_until else []),
                (_t("points for who comes"), row.points or "—"),
                (_t("others who came"), row.others or "—"),
                *([(_t("why it was cancelled"), row.why)] if row.why else []),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "signed": {
                "url": listed("signup", f"activity={row.pk}"),
                "headers": [_t("household"), (_t("people"), "num"), (_t("people who came"), "num"), _t("state")],
                "rows": [
                    {"cells": [label_of(one.household), one.people, "—" if one.came is None else one.came,
                               state_chip(one)], "url": change_url("signup", one.pk)}
                    for one in rows
                ],
            },
            "entries": told(row, ACTIVITY_STEPS, _t("Announced")),
            **kept_as_it_is(may_activity(row, "change", user)),
        }  # fmt: skip

    @display(description=pgettext_lazy("community life", "activity"), ordering="name")
    def title(self, row: Activity) -> Any:
        return ui.named(ACTIVITY_ICONS[row.kind], row.name, row.venue)

    def export_title(self, row: Activity) -> str:
        return row.name

    @display(description=_("when"), ordering="starts_at")
    def when(self, row: Activity) -> str:
        return times_words(row)

    @display(description=_("places taken"), ordering="taken")
    def places_column(self, row: Activity) -> str:
        return places_words(row)

    @display(description=_("people who came"))
    def came_column(self, row: Any) -> Any:
        return row.came_n if row.state == "held" else "—"


def came_people() -> Any:
    """People who came, with those of no household on the register."""
    return Coalesce(Sum("sign_ups__came"), 0) + F("others")


@admin.register(SignUp)
class SignUpAdmin(HouseholdColumns, LifePages):
    """Who signed up for what."""

    list_display = ("whose", "code", "of_activity", "people", "came_column", "state_column", "channel_column", "signed")
    more_columns = ("in_community",)
    list_numbers = ("people", "came_column")
    filterset_class = SignUpFilter
    ordering = ("-signed_at", "-pk")
    list_title = _("Sign-ups")
    empty_title = _("Nobody has signed up yet")
    empty_text = _("Households sign up on their phones, or through staff on the page of an activity.")
    deeds = step_deeds(
        "sign_up", SIGN_UP_WORKFLOW.by_name, may_signed, {"withdraw": "undo", "sign_again": "how_to_reg"}
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("activity", "community", "signed_by")

    def page_title(self, row: Any) -> str:
        return _t("Sign-up of %(household)s") % {"household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        by = str(row.signed_by) if row.signed_by_id else _t("by the resident")
        return {
            "head": {"icon": "how_to_reg", "words": label_of(row.household), "chips": [state_chip(row)],
                     "link": {"url": change_url("activity", row.activity_id), "words": row.activity.name}},
            "facts": [
                (_t("household"), home_link(row.household, tab="life")),
                (_t("people"), row.people),
                (_t("people who came"), "—" if row.came is None else row.came),
                (_t("signed up on"), f"{ui.exact(row.signed_at)} · {row.get_channel_display()} · {by}"),
            ],
        }  # fmt: skip

    @display(description=pgettext_lazy("community life", "activity"), ordering="activity__starts_at")
    def of_activity(self, row: SignUp) -> str:
        return row.activity.name

    @display(description=_("people who came"), ordering="came")
    def came_column(self, row: SignUp) -> Any:
        return "—" if row.came is None else row.came

    @display(description=_("signed up how"), ordering="channel")
    def channel_column(self, row: SignUp) -> str:
        return row.get_channel_display()

    @display(description=_("signed up on"), ordering="signed_at")
    def signed(self, row: SignUp) -> str:
        return ui.exact(row.signed_at)
