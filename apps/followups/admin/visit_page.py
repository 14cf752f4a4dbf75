"""What the page of a visit shows: why and when, what was answered, photos, tasks, differences, its story."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core import ui
from apps.core.story import story
from apps.followups.admin.answer_cards import answer_card
from apps.followups.admin.columns import TASK_HEADERS, change_url, listed, task_rows
from apps.followups.clash_words import about_words
from apps.followups.looks import VISIT_ICONS, clash_chip, minutes_of, visit_chips
from apps.followups.models import Answer, Task, Visit, VisitClash
from apps.followups.policies import may
from apps.followups.vocabulary import Shot
from apps.followups.words import reasons
from apps.followups.workflow import STEPS, VisitState
from apps.households.models import Member
from apps.households.shown import home_link
from apps.households.words import label_of
from apps.instruments import library

MOST = 40


def visit_context(row: Visit, user: Any) -> dict[str, Any]:
    """Everything on the page but its deeds."""
    return {
        "head": {
            "icon": VISIT_ICONS[row.kind], "words": label_of(row.household), "chips": visit_chips(row),
            "link": {"url": _home(row), "words": _("to the household")},
        },
        "facts": [*_planned(row), *_made(row)],
        "answers": [answer_card(one) for one in _answers(row, user)],
        "waiting": _waiting(row),
        "photos": _photos(row, Shot.PHOTO),
        "signatures": _photos(row, Shot.SIGNATURE),
        "clashes": _clashes(row, user),
        "tasks": {
            "headers": TASK_HEADERS,
            "rows": task_rows(Task.objects.visible_to(user).filter(visit=row).select_related("owner")[:MOST]),
            "url": listed("task", household=row.household_id),
        },
        "papers": _papers(row, user),
        "entries": story(row.steps, {name: step.word for name, step in STEPS.items()}, _("Planned")),
    }  # fmt: skip


def _home(row: Visit) -> str:
    return f"{reverse('admin:households_household_change', args=[row.household_id])}?tab=visits"


def _planned(row: Visit) -> list[tuple[Any, Any]]:
    moved = row.due_on != row.first_due_on
    return [
        (_("household"), home_link(row.household, tab="visits")),
        (_("household code"), row.household.code),
        (_("worker"), str(row.worker) if row.worker_id else _("nobody yet")),
        (_("kind of visit"), row.get_kind_display()),
        (pgettext("visit", "reasons"), reasons(row) or "—"),
        (pgettext("visit", "due on"), ui.exact(row.due_on)),
        *([(_("due by the rule"), ui.exact(row.first_due_on))] if moved else []),
        *([(_("why moved"), row.get_shift_why_display())] if row.shift_why else []),
    ]


def _made(row: Visit) -> list[tuple[Any, Any]]:
    if row.state != VisitState.DONE:
        return []
    minutes = minutes_of(row)
    took = None if minutes is None else ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    return [
        (_("day of the visit"), ui.exact(row.done_on) if row.done_on else None),
        (pgettext("visit", "began and took"), _began(row, took)),
        (pgettext("visit", "where"), row.get_place_display() or None),
        (_("visited by"), str(row.done_by) if row.done_by_id else None),
        (_("who was met"), _met(row)),
        (_("recorded how"), row.get_channel_display() or None),
        *([(_("residence status"), row.get_present_status_display())] if row.present_status else []),
        *([(_("why they refused"), row.refused_why)] if row.refused_why else []),
        *([(_("note"), row.note)] if row.note else []),
    ]


def _began(row: Visit, took: str | None) -> str | None:
    return " · ".join(filter(None, (ui.exact(row.started_at) if row.started_at else None, took))) or None


def _met(row: Visit) -> str | None:
    names = Member.objects.filter(pk__in=row.met).order_by("pk").values_list("name", flat=True)
    return _(", ").join(names) or None


def _answers(row: Visit, user: Any) -> Any:
    rows = Answer.objects.visible_to(user).filter(visit=row).standing()
    return rows.select_related("version__instrument", "member", "answered_by").order_by("version__instrument", "pk")


def _waiting(row: Visit) -> list[str]:
    """What is to be asked at a visit that is still to be made."""
    if row.state != VisitState.DUE:
        return []
    return [str(version.instrument) for key, version in library.currents().items() if key in row.instruments]


def _photos(row: Visit, what: str) -> list[dict[str, Any]]:
    return [
        {"url": reverse("admin:followups_visit_photo", args=[row.pk, one.pk]), "width": one.width, "height": one.height}
        for one in row.photos.filter(what=what).order_by("pk")
    ]


def _clashes(row: Visit, user: Any) -> dict[str, Any]:
    rows = VisitClash.objects.visible_to(user).filter(visit=row).order_by("state", "pk")[:MOST]
    return {
        "headers": [_("about what"), _("state")],
        "rows": [
            {"cells": [about_words(one), clash_chip(one)], "url": change_url("visitclash", one.pk)} for one in rows
        ],
    }


def _papers(row: Visit, user: Any) -> list[tuple[str, str, str]]:
    """Links beside the steps: the form on paper, and the page to key it in or to correct it."""
    found = []
    if may(row, "record", user):
        found.append((reverse("admin:followups_visit_key_in", args=[row.pk]), "keyboard", _("Key in the visit")))
        found.append((reverse("followups:form", args=[row.pk]), "print", _("Blank form (PDF)")))
    if may(row, "correct", user) and row.answers.filter(member=None).exists():
        found.append((reverse("admin:followups_visit_correct", args=[row.pk]), "edit_note", _("Correct answers")))
    return found
