"""Meetings with attendance and decisions, and the list of decisions."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.deeds import Deed
from apps.core.register_pages import RegisterAdmin
from apps.households.asking import household_named
from apps.households.shown import with_homes
from apps.households.words import label_of
from apps.neighbourhood import actions
from apps.neighbourhood.admin.columns import LifePages, change_url, kept_as_it_is, step_deeds, told
from apps.neighbourhood.filters import DecisionFilter, MeetingFilter
from apps.neighbourhood.forms import AttendForm, DecisionForm, MinutesForm, OthersForm, OwnerForm
from apps.neighbourhood.looks import state_chip
from apps.neighbourhood.models import Meeting, MeetingAttendance, MeetingDecision
from apps.neighbourhood.policies import may_decision, may_meeting
from apps.neighbourhood.workflow import DECISION_STEPS, MEETING_STEPS

ICONS = {"hold": "groups", "cancel": "cancel", "minute": "description", "decide": "gavel"}
FORMS = {
    "minute": lambda row, user, data: MinutesForm(data, initial={"minutes": row.minutes}),
    "decide": lambda row, user, data: DecisionForm(row.community, user, data),
}


def _attend(row: Meeting, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, row.community, answers["household"])
    actions.attendance_note(meeting=row, household=household, by=user, people=answers["people"])


def _others(row: Meeting, user: Any, answers: dict[str, Any]) -> None:
    actions.meeting_others(meeting=row, by=user, **answers)


def _may_attend(row: Meeting, user: Any) -> Any:
    return may_meeting(row, "attend", user)


@admin.register(Meeting)
class MeetingAdmin(LifePages, RegisterAdmin):
    """Meetings of groups and of all residents."""

    list_display = ("title_column", "in_community", "of_group", "begins", "state_column", "homes_n", "decisions_n")
    more_columns = ("venue",)
    list_numbers = ("homes_n", "decisions_n")
    filterset_class = MeetingFilter
    ordering = ("-starts_at", "-pk")
    page_template = "neighbourhood/meeting.html"
    list_title = _("Meetings")
    add_word = _("Call a meeting")
    empty_title = _("No meetings yet")
    empty_text = _("Call one: what is on the agenda, when and where; then note who came and what was decided.")
    fields = ("community", "title", "group", ("starts_at", "venue"), "agenda")
    noun, given = "meeting", actions.MEETING_FIELDS
    registers, changes = staticmethod(actions.meeting_call), staticmethod(actions.meeting_change)
    deeds = (
        *step_deeds("meeting", MEETING_STEPS, may_meeting, ICONS, FORMS),
        Deed("attend", _("A household came"), _attend, _may_attend, icon="how_to_reg", place="attendance",
             form=lambda row, user, data: AttendForm(data)),
        Deed("others", _("Others came"), _others, _may_attend, icon="group_add", place="attendance",
             form=lambda row, user, data: OthersForm(data, initial={"others": row.others})),
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("neighbourhood.add_meeting")

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = {
            "homes_n": Count("attendances", filter=Q(attendances__people__gt=0), distinct=True),
            "decisions_n": Count("decisions", distinct=True),
        }  # fmt: skip
        return super().get_queryset(request).select_related("group", "community").annotate(**counted)

    def page_title(self, row: Any) -> str:
        return row.title

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        came = with_homes(MeetingAttendance.objects.visible_to(user).came().filter(meeting=row)).order_by("pk")
        return {
            "head": {"icon": "forum", "words": row.title, "chips": [state_chip(row)]},
            "facts": [
                (_t("community"), row.community.name),
                (_t("residents' group"), row.group.name if row.group else _t("all residents")),
                (_t("begins"), ui.exact(row.starts_at)),
                (pgettext("venue", "where"), row.venue),
                *([(_t("why it was cancelled"), row.why)] if row.why else []),
            ],
            "agenda": row.points_of_agenda,
            "attendance": {
                "homes": len(came), "people": sum(one.people for one in came), "others": row.others,
                "headers": [_t("household"), (_t("people"), "num")],
                "rows": [[label_of(one.household), one.people] for one in came],
            },
            "decisions": decisions_part(row.decisions.select_related("owner")),
            "entries": told(row, MEETING_STEPS, _t("Called")),
            **kept_as_it_is(may_meeting(row, "change", user)),
        }  # fmt: skip

    @display(description=pgettext_lazy("community life", "meeting"), ordering="title")
    def title_column(self, row: Meeting) -> Any:
        return ui.named("forum", row.title, row.venue)

    def export_title_column(self, row: Meeting) -> str:
        return row.title

    @display(description=_("residents' group"), ordering="group__name")
    def of_group(self, row: Meeting) -> str:
        return row.group.name if row.group_id else _t("all residents")

    @display(description=_("begins"), ordering="starts_at")
    def begins(self, row: Meeting) -> str:
        return ui.exact(row.starts_at)

    @display(description=_("households that came"), ordering="homes_n")
    def homes_n(self, row: Any) -> int:
        return row.homes_n

    @display(description=_("decisions"), ordering="decisions_n")
    def decisions_n(self, row: Any) -> int:
        return row.decisions_n


def votes_words(row: MeetingDecision) -> str:
    """For : against : abstained; — where nobody counted."""
    votes = (row.ayes, row.noes, row.abstained)
    return "—" if all(vote is None for vote in votes) else " : ".join(str(vote or 0) for vote in votes)


def decisions_part(rows: Any) -> dict[str, Any]:
    """What was decided, and what came of it."""
    return {
        "headers": [
            _t("what was decided"), _t("for : against : abstained"), _t("sees to it"), _t("to be done by"), _t("state"),
        ],
        "rows": [
            {"cells": [one.text, votes_words(one), str(one.owner or "—"), ui.exact(one.due_on) if one.due_on else "—",
                       state_chip(one)], "url": change_url("meetingdecision", one.pk)}
            for one in rows
        ],
    }  # fmt: skip


def _closed(row: MeetingDecision) -> list[tuple[str, str]]:
    if row.settled_at is None:
        return []
    return [(pgettext("decision", "closed"), f"{ui.exact(row.settled_at)} · {row.settled_by}")]


DECISION_ICONS = {"finish": "task_alt", "drop": "block", "change": "edit_calendar"}
DECISION_FORMS = {
    "change": lambda row, user, data: OwnerForm(
        row.meeting.community, user, data,
        initial={name: getattr(row, name) for name in ("owner", "due_on", "ayes", "noes", "abstained")},
    )
}  # fmt: skip


@admin.register(MeetingDecision)
class DecisionAdmin(LifePages):
    """What meetings decided, the next due first."""

    list_display = ("said", "of_meeting", "in_community", "seer", "due", "state_column", "outcome")
    filterset_class = DecisionFilter
    ordering = ("due_on", "pk")
    list_title = _("Decisions of meetings")
    empty_title = _("No decisions yet")
    empty_text = _("Decisions are recorded on the page of a meeting, with who sees to them until when.")
    deeds = step_deeds("decision", DECISION_STEPS, may_decision, DECISION_ICONS, DECISION_FORMS, main="finish")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("meeting__community", "owner", "settled_by")

    def page_title(self, row: Any) -> str:
        return _t("Decision: %(text)s") % {"text": row.text[:40]}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        return {
            "head": {"icon": "gavel", "words": row.text, "chips": [state_chip(row)],
                     "link": {"url": change_url("meeting", row.meeting_id), "words": row.meeting.title}},
            "facts": [
                (_t("for : against : abstained"), votes_words(row)),
                (_t("sees to it"), str(row.owner or "—")),
                (_t("to be done by"), ui.exact(row.due_on) if row.due_on else "—"),
                (_t("what came of it"), row.outcome or "—"),
                *_closed(row),
            ],
        }  # fmt: skip

    @display(description=_("what was decided"))
    def said(self, row: MeetingDecision) -> str:
        return row.text[:60]

    def export_said(self, row: MeetingDecision) -> str:
        return row.text

    @display(description=pgettext_lazy("community life", "meeting"), ordering="meeting__starts_at")
    def of_meeting(self, row: MeetingDecision) -> str:
        return row.meeting.title

    @display(description=_("community"), ordering="meeting__community")
    def in_community(self, row: MeetingDecision) -> str:
        return row.meeting.community.name

    @display(description=_("sees to it"), ordering="owner")
    def seer(self, row: MeetingDecision) -> str:
        return str(row.owner or "—")

    @display(description=_("to be done by"), ordering="due_on")
    def due(self, row: MeetingDecision) -> str:
        return ui.exact(row.due_on) if row.due_on else "—"
