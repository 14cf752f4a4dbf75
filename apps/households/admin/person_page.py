"""The page of one person: who they are and how they are reached, and what is known of them over time."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.actions import open_record
from apps.core import clock, masking, ui
from apps.core.requests import address_of
from apps.households.admin.file_panels import OFFICE_SEES_PHONES, compact_mask, health_chip
from apps.households.models import Contact, Member, Membership, MemberSkill
from apps.households.people.nouns import NOUNS, Noun
from apps.households.vocabulary import WorkPlace

SHOW_DETAILS = "households.reveal_healthrecord"


def person_page(request: HttpRequest, member: Member, site_context: dict[str, Any]) -> TemplateResponse:
    """The page; opening it is logged."""
    user: Any = request.user
    open_record(staff=user, subject=member, address=address_of(request))
    belongs = _membership(member)
    crumb = {"url": reverse("admin:households_member_changelist"), "title": _("People")}
    if belongs is not None:
        url = reverse("admin:households_household_change", args=[belongs.household_id])
        crumb = {"url": url, "title": belongs.household.code}
    context = {
        **site_context,
        "title": member.name,
        "member": member,
        "belongs": belongs,
        "crumb": crumb,
        "facts": _facts(member, belongs),
        "masked": compact_mask(member),
        "may_reveal": user.has_perm("households.reveal_member") and bool(member.id_number),
        "contacts": _contacts(member, user),
        "skills": list(MemberSkill.objects.filter(member=member).select_related("skill").order_by("pk")),
        "edit_url": _edit_url(member, user),
        "add_contact": _do(member, "contact") if user.has_perm("households.add_contact") else "",
        "add_skill": _do(member, "skill") if user.has_perm("households.add_memberskill") else "",
        "may_drop_skill": user.has_perm("households.change_memberskill"),
        "cards": [_card(member, user, noun) for noun in NOUNS.values()],
    }
    return TemplateResponse(request, "households/person.html", context)


def _membership(member: Member) -> Membership | None:
    rows = Membership.objects.current().filter(member=member).select_related("household")
    return rows.order_by("pk").first()


def _edit_url(member: Member, user: Any) -> str:
    return (
        reverse("admin:households_member_edit", args=[member.pk]) if user.has_perm("households.change_member") else ""
    )


def _do(member: Member, key: str, row: int | None = None) -> str:
    return reverse("admin:households_member_do", args=[member.pk, key, *([row] if row else [])])


def _facts(member: Member, belongs: Membership | None) -> list[tuple[Any, Any]]:
    return [
        (_("age"), member.age),
        (_("sex"), member.get_sex_display() or None),
        (_("relation to the head"), (belongs.get_relation_display() or None) if belongs else "—"),
        (_("labour ability"), member.get_labour_display() or None),
        (_("education"), member.get_education_display() or None),
        (_("best reached by"), member.get_channel_display() or None),
    ]


def _contacts(member: Member, user: Any) -> list[dict[str, Any]]:
    """The number that is called first, then the others."""
    whole = user.has_perm(OFFICE_SEES_PHONES)
    may = user.has_perm("households.change_contact")
    rows: list[tuple[Any, str, str, str]] = []
    if member.phone:
        rows.append((None, member.phone, member.get_phone_of_display(), ""))
    for row in Contact.objects.filter(member=member).order_by("pk"):
        rows.append((row.pk, row.phone, row.get_phone_of_display(), row.note))
    return [
        {
            "shown": phone if whole else masking.mask_phone(phone),
            "call": phone if whole else "",
            "whose": whose,
            "note": note,
            "first": key is None,
            "first_url": _press(member, "call-first", key) if key and may else "",
            "drop_url": _press(member, "drop-contact", key) if key and may else "",
        }
        for key, phone, whose, note in rows
    ]


def _press(member: Member, key: str, row: int) -> str:
    return reverse("admin:households_member_press", args=[member.pk, key, row])


def _card(member: Member, user: Any, noun: Noun) -> dict[str, Any]:
    rows: Any = noun.model._default_manager.filter(member=member).order_by("-period", "-pk")
    headers, cells = TABLES[noun.key]
    columns = [_column(header) for header in (*headers(), _("since"), _("until"))]
    may_change = user.has_perm(f"households.change_{noun.name}")
    today = clock.today()
    return {
        "key": noun.key,
        "title": noun.model._meta.verbose_name_plural,
        "add": _do(member, noun.key) if user.has_perm(f"households.add_{noun.name}") else "",
        "noun": noun,
        "columns": columns,
        "rows": [
            {
                "cells": list(zip(columns, [*cells(row, user), *_span(row)], strict=True)),
                "edit": _do(member, noun.key, row.pk) if may_change else "",
                "past": row.ended is not None and row.ended <= today,
                "details": _details(row, user),
            }
            for row in rows
        ],
    }


def _column(header: Any) -> dict[str, Any]:
    return {"label": header[0], "num": True} if isinstance(header, tuple) else {"label": header, "num": False}


def _details(row: Any, user: Any) -> str:
    if not getattr(row, "has_details", False) or not user.has_perm(SHOW_DETAILS):
        return ""
    return reverse("admin:households_member_details", args=[row.member_id, row.pk])


def _span(row: Any) -> Iterable[Any]:
    return (ui.exact(row.started) if row.started else "—", ui.exact(row.ended) if row.ended else _("still"))


def _work_cells(row: Any, user: Any) -> list[Any]:
    where = WorkPlace(row.where).label if row.where else None
    if not row.in_work:
        return [row.get_work_display(), "—", "—", "—"]
    work = row.get_work_display()
    shown = ui.chip("due", _("%(work)s · unstable") % {"work": work}) if row.unstable else work
    at = " · ".join(str(part) for part in (where, row.place_text) if part) or None
    return [shown, at, row.employer or None, f"{row.wage_month:,.0f}" if row.wage_month is not None else None]


def _yes_no(value: bool | None) -> Any:
    return None if value is None else _("yes") if value else _("no")


Cells = tuple[Callable[[], list[Any]], Callable[[Any, Any], list[Any]]]
TABLES: dict[str, Cells] = {
    "health": (lambda: [_("health")], lambda row, user: [health_chip(row)]),
    "disability": (
        lambda: [_("category of disability"), _("grade of disability")],
        lambda row, user: [row.get_category_display(), row.get_grade_display()],
    ),
    "labour": (lambda: [_("labour ability")], lambda row, user: [row.get_labour_display()]),
    "employment": (
        lambda: [_("work"), _("place of work"), _("employer"), (_("wage a month (yuan)"), "num")],
        _work_cells,
    ),
    "training": (
        lambda: [_("course"), (_("days of training"), "num"), _("certificate")],
        lambda row, user: [row.course, row.days, row.certificate or "—"],
    ),
    "schooling": (
        lambda: [_("stage of schooling"), _("school"), _("class or year"), _("boards at school")],
        lambda row, user: [row.get_stage_display(), row.school or None, row.grade or None, _yes_no(row.boarding)],
    ),
    "insurance": (
        lambda: [_("insurance"), _("insured under")],
        lambda row, user: [row.get_branch_display(), row.get_scheme_display()],
    ),
}
