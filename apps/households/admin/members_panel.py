"""The tab “members” of a household: work, school, insurance and disability of each, and the household's own state."""

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import ui
from apps.households.file import Panel, add_panel
from apps.households.known import jobs_of, known
from apps.households.models import Disability, Household, Insurance, Membership, Schooling
from apps.households.people.known_work import work_of
from apps.households.people.livelihood import WorkState
from apps.households.vocabulary import InsuranceBranch, InsuranceScheme, WorkPlace

STATES = {
    WorkState.NOT_ABLE: ("neutral", gettext_lazy("Nobody able to work")),
    WorkState.EMPLOYED: ("done", gettext_lazy("At least one in work")),
    WorkState.ZERO: ("late", gettext_lazy("Zero-employment household")),
    WorkState.UNKNOWN: ("due", gettext_lazy("Work not collected")),
}


def _members(household: Household, user: Any) -> dict[str, Any]:
    rows = known(household).people
    people = [row.member_id for row in rows]
    schools = _by_member(Schooling.objects.current().filter(member__in=people))
    cards = _by_member(Disability.objects.current().filter(member__in=people))
    insured = _by_member(Insurance.objects.current().filter(member__in=people))
    work = work_of(household)
    kind, word = STATES[work.state]
    return {
        "state": ui.chip(kind, word),
        "able": _("%(able)s able to work, %(working)s in work") % {"able": work.able, "working": work.working},
        "headers": [
            _("name"), (_("age"), "num"), _("labour ability"), _("work"), _("school"), _("medical insurance"),
            _("old-age insurance"), _("disability card"), _("best reached by"),
        ],
        "rows": [
            {
                "cells": _cells(row, schools[row.member_id], cards[row.member_id], insured[row.member_id]),
                "url": reverse("admin:households_member_change", args=[row.member_id]),
            }
            for row in rows
        ],
    }  # fmt: skip


def _by_member(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.member_id].append(row)
    return found


def _cells(row: Membership, schools: list[Any], cards: list[Any], insured: list[Any]) -> list[Any]:
    member = row.member
    schemes = {insurance.branch: insurance for insurance in insured}
    return [
        member.name,
        member.age,
        member.get_labour_display() or None,
        job_words(jobs_of(row)),
        school_words(schools[0]) if schools else "—",
        _scheme(schemes.get(InsuranceBranch.MEDICAL)),
        _scheme(schemes.get(InsuranceBranch.OLD_AGE)),
        str(cards[0]) if cards else "—",
        member.get_channel_display() or None,
    ]


def job_words(jobs: list[Any]) -> Any:
    """Work, place, employer and wage in a few words; None where nothing is known."""
    if not jobs:
        return None
    job = jobs[0]
    where = WorkPlace(job.where).label if job.where and job.place else ""
    wage = _("%(n)s yuan a month") % {"n": f"{job.wage_month:,.0f}"} if job.wage_month is not None else ""
    words = " · ".join(
        str(part) for part in (job.get_work_display(), where, job.place_text, job.employer, wage) if part
    )
    return ui.chip("due", _("%(work)s · unstable") % {"work": words}) if job.unstable else words


def school_words(row: Any) -> str:
    """School, class and whether they board."""
    boards = _("boards") if row.boarding else ""
    return " · ".join(filter(None, (str(row.get_stage_display()), row.school, row.grade, boards)))


def _scheme(row: Insurance | None) -> Any:
    if row is None:
        return None
    if row.scheme == InsuranceScheme.NONE:
        return ui.chip("due", row.get_scheme_display())
    return row.get_scheme_display()


def _count(household: Household, user: Any) -> int:
    return len(known(household).people)


add_panel(Panel("members", gettext_lazy("People"), "households/panel_members.html", _members, count=_count, place=5))
