"""What the file of a household shows of complaints."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.complaints.models import Complaint
from apps.complaints.words import due_chip, due_words, heading, place_words, state_chip
from apps.core import ui
from apps.households.file import (
    Concern,
    Entry,
    Panel,
    QuickAction,
    add_action,
    add_concerns,
    add_panel,
    add_timeline,
)
from apps.households.models import Household

MOST_OPEN = 5


def _rows(household: Household, user: Any) -> Any:
    rows = Complaint.objects.visible_to(user).filter(household=household).select_related("building", "community")
    return rows.defer("reporter_name", "reporter_phone").order_by("-submitted_at", "-pk")


def _page(complaint: Complaint) -> str:
    return reverse("admin:complaints_complaint_change", args=[complaint.pk])


def _context(household: Household, user: Any) -> dict[str, Any]:
    return {
        "headers": [_("Matter"), _("Where"), _("State"), _("Clock"), _("Came in")],
        "rows": [
            {
                "cells": [
                    heading(row),
                    place_words(row),
                    state_chip(row),
                    due_chip(row),
                    ui.when(row.submitted_at),
                ],
                "url": _page(row),
            }
            for row in _rows(household, user)
        ],
    }


def _events(household: Household, user: Any) -> Iterable[Entry]:
    for row in _rows(household, user):
        words = _("Complaint: %(matter)s") % {"matter": row.get_category_display()}
        yield Entry(
            timezone.localdate(row.submitted_at),
            words,
            _page(row),
            note=row.get_state_display(),
            topic="matters",
            icon="record_voice_over",
        )


def _open_matters(household: Household, user: Any) -> Iterable[Concern]:
    """Open complaints with what is left of their clocks; the most urgent first."""
    if not user.has_perm("complaints.view_complaint"):
        return
    for row in _rows(household, user).open().with_due().order_by(F("due_at").asc(nulls_last=True), "pk")[:MOST_OPEN]:
        kind, left = due_words(row.due_at) if row.due_at else ("wait", "")
        kind = kind if kind in {"late", "due"} else "wait"
        said = " · ".join(filter(None, (heading(row), str(capfirst(row.get_state_display())), left)))
        yield Concern(kind, _("Complaint"), said, _page(row), _("Open"), "record_voice_over", topic="matters")


def _file_one(household: Household, user: Any) -> QuickAction | None:
    if not user.has_perm("complaints.add_complaint"):
        return None
    address = f"{reverse('admin:complaints_complaint_add')}?household={household.pk}"
    return QuickAction(_("File a complaint"), address, "edit_note")


add_panel(
    Panel(
        "complaints",
        gettext_lazy("Complaints"),
        "complaints/household_panel.html",
        _context,
        count=lambda household, user: _rows(household, user).count(),
        may=lambda user: user.has_perm("complaints.view_complaint"),
        group="contact",
    )
)
add_timeline(_events)
add_concerns(_open_matters)
add_action(_file_one)
