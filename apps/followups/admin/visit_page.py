"""What the page of a visit shows: why and when, what was answered, photos, tasks, differences, its story."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core import ui
from apps.core.story import story
from apps.followups.admin.columns import TASK_HEADERS, change_url, listed, task_rows
from apps.followups.looks import VISIT_ICONS, causes_words, clash_chip, minutes_of, visit_chips
from apps.followups.models import Task, Visit, VisitClash
from apps.followups.vocabulary import Shot
from apps.followups.workflow import STEPS, VisitState
from apps.households.models import Member
from apps.households.shown import home_link
from apps.households.words import label_of

MOST = 40


def visit_context(row: Visit, user: Any) -> dict[str, Any]:
    """Everything on the page but its deeds."""
    return {
        "head": {
            "icon": VISIT_ICONS[row.kind], "words": label_of(row.household), "chips": visit_chips(row),
            "link": {"url": _home(row), "words": _("to the household")},
        },
        "facts": [*_planned(row), *_made(row)],
        "answers": [],
        "waiting": [],
        "photos": _photos(row, Shot.PHOTO),
        "signatures": _photos(row, Shot.SIGNATURE),
        "clashes": _clashes(row, user),
        "tasks": {
            "headers": TASK_HEADERS,
            "rows": task_rows(Task.objects.visible_to(user).filter(visit=row).select_related("owner")[:MOST]),
            "url": listed("task", household=row.household_id),
        },
        "papers": [],
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
        (pgettext("visit", "reasons"), causes_words(row)),
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
        (_("where"), row.get_place_display() or None),
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


def _photos(row: Visit, what: str) -> list[dict[str, Any]]:
    return [
        {"url": reverse("admin:followups_visit_photo", args=[row.pk, one.pk]), "width": one.width, "height": one.height}
        for one in row.photos.filter(what=what).order_by("pk")
    ]


def _clashes(row: Visit, user: Any) -> dict[str, Any]:
    rows = VisitClash.objects.visible_to(user).filter(visit=row).order_by("state", "pk")[:MOST]
    return {
        "headers": [_("about what"), _("state")],
        "rows": [{"cells": [one.field, clash_chip(one)], "url": change_url("visitclash", one.pk)} for one in rows],
    }
