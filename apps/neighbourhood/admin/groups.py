"""Residents' groups and who belongs to them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import clock, ui
from apps.core.deeds import Deed
from apps.core.errors import InvalidInput
from apps.core.forms import WhyForm
from apps.core.register_pages import RegisterAdmin
from apps.households.asking import household_named
from apps.households.models import Member
from apps.neighbourhood import actions
from apps.neighbourhood.admin.columns import change_url, listed, plans
from apps.neighbourhood.filters import GroupFilter
from apps.neighbourhood.forms import JoinForm, LeaveForm
from apps.neighbourhood.looks import GROUP_ICONS, state_chip
from apps.neighbourhood.models import GroupMember, Meeting, ResidentsGroup


def _open(row: ResidentsGroup, user: Any) -> Any:
    return row.ended_on is None and plans(row, user)


def _join(row: ResidentsGroup, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, row.community, answers.pop("household"))
    name = answers.pop("name").strip()
    found = Member.objects.visible_to(user).filter(memberships__household=household, name=name).order_by("pk").first()
    if found is None:
        raise InvalidInput(_t("Nobody of this name belongs to the household. Look at its file."), field="name")
    actions.group_join(group=row, member=found, by=user, **answers)


def _leave(row: ResidentsGroup, user: Any, answers: dict[str, Any]) -> None:
    actions.group_leave(by=user, **answers)


def _end(row: ResidentsGroup, user: Any, answers: dict[str, Any]) -> None:
    actions.group_end(group=row, by=user, **answers)


@admin.register(ResidentsGroup)
class GroupAdmin(RegisterAdmin):
    """Groups that residents run themselves."""

    list_display = ("title", "in_community", "of_building", "members_n", "founded", "state_column")
    list_numbers = ("members_n",)
    filterset_class = GroupFilter
    ordering = ("community", "name", "pk")
    list_title = _("Residents' groups")
    add_word = _("Add a group")
    empty_title = _("No groups yet")
    empty_text = _("Add the groups that residents run themselves, such as the self-management of a building.")
    fields = ("community", ("name", "kind"), "building", "purpose", "founded_on")
    noun, given = "group", actions.GROUP_FIELDS
    registers, changes = staticmethod(actions.group_found), staticmethod(actions.group_change)
    deeds = (
        Deed("join", _("Somebody joins"), _join, _open, icon="person_add", place="members",
             form=lambda row, user, data: JoinForm(data)),
        Deed("leave", _("Somebody leaves"), _leave, _open, icon="person_remove", place="members",
             form=lambda row, user, data: LeaveForm(row, user, data)),
        Deed("end", _("The group ends"), _end, _open, icon="event_busy", careful=True,
             form=lambda row, user, data: WhyForm(data)),
    )  # fmt: skip
    page_template = "neighbourhood/group.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        here = Q(members__period__holds_on=clock.today())
        rows = super().get_queryset(request).select_related("building")
        return rows.annotate(members_n=Count("members", filter=here))

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        return {
            "head": {"icon": GROUP_ICONS[row.kind], "words": row.name, "chips": [self.state_column(row)]},
            "facts": [
                (_t("community"), row.community.name),
                (_t("kind"), row.get_kind_display()),
                *([(_t("building"), str(row.building))] if row.building else []),
                (_t("what it does"), row.purpose or "—"),
                (_t("founded on"), ui.exact(row.founded_on)),
                *([(_t("ended on"), f"{ui.exact(row.ended_on)} · {row.why}")] if row.ended_on else []),
            ],
            "members": _members(row, user),
            "parts": [_meetings(row, user)],
        }

    @display(description=_("residents' group"), ordering="name")
    def title(self, row: ResidentsGroup) -> Any:
        return ui.named(GROUP_ICONS[row.kind], row.name, row.get_kind_display())

    def export_title(self, row: ResidentsGroup) -> str:
        return row.name

    @display(description=_("building"), ordering="building__number")
    def of_building(self, row: ResidentsGroup) -> str:
        return str(row.building) if row.building_id else "—"

    @display(description=pgettext_lazy("community life", "members"), ordering="members_n")
    def members_n(self, row: Any) -> int:
        return row.members_n

    @display(description=_("founded on"), ordering="founded_on")
    def founded(self, row: ResidentsGroup) -> str:
        return ui.exact(row.founded_on)

    @display(description=_("state"), ordering="ended_on")
    def state_column(self, row: ResidentsGroup) -> Any:
        if row.ended_on:
            return ui.chip("neutral", pgettext("community life", "ended"), icon="event_busy")
        return ui.chip("done", _t("active"), icon="groups")


def _members(row: ResidentsGroup, user: Any) -> dict[str, Any]:
    rows = GroupMember.objects.visible_to(user).filter(group=row).select_related("member").order_by("-period", "pk")
    return {
        "headers": [pgettext("community life", "name"), _t("role in the group"), _t("since"), _t("until")],
        "rows": [
            [one.member.name, one.get_role_display(), ui.exact(one.period.lower),
             ui.exact(one.period.upper) if one.period.upper else "—"]
            for one in sorted(rows, key=lambda one: (one.period.upper is not None, one.role != "lead", one.pk))
        ],
    }  # fmt: skip


def _meetings(row: ResidentsGroup, user: Any) -> dict[str, Any]:
    rows = Meeting.objects.visible_to(user).filter(group=row).order_by("-starts_at", "-pk")[:10]
    return {
        "title": _t("Meetings"),
        "headers": [_t("begins"), _t("meeting"), _t("state")],
        "rows": [
            {"cells": [ui.exact(one.starts_at), one.title, state_chip(one)], "url": change_url("meeting", one.pk)}
            for one in rows
        ],
        "empty": _t("It has not met yet."),
        "url": listed("meeting", f"group={row.pk}"),
        "link": _t("All"),
    }
