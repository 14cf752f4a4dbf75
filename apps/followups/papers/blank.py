"""Blank forms of visits on A4: who is visited and why, the questions in their current version, the code to key it in.

On paper stands what the worker needs at the door: names, relations, ages; no number and nothing that was answered.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import clock, ui
from apps.core.addresses import public_address, qr_svg
from apps.core.typeset import PAPER_LANGUAGE, pdf_response
from apps.followups.models import Visit
from apps.followups.papers.questions import parts_of
from apps.followups.vocabulary import VisitPlace
from apps.followups.words import reasons
from apps.households.known import known
from apps.households.words import label_of
from apps.instruments import library
from apps.instruments.form import Definition

SOURCE = Path(__file__).with_name("blank.typ")
MOST_FORMS = 60  # of one print; each is two to four pages


def blanks_response(visits: Sequence[Visit], language: str = PAPER_LANGUAGE) -> HttpResponse:
    """The PDF of the forms of these visits, each beginning on a page of its own."""
    with translation.override(language):
        name = f"visit-{visits[0].pk}.pdf" if len(visits) == 1 else f"visits-{clock.today():%Y%m%d}.pdf"
        return pdf_response(SOURCE, _data(visits, language), name)


def _data(visits: Sequence[Visit], language: str) -> dict[str, Any]:
    asked = {key: library.definition_of(version) for key, version in library.currents().items()}
    forms = [_form(visit, asked, language) for visit in visits]
    communities = sorted({visit.community.name for visit in visits})
    printed = _("printed on %(day)s") % {"day": ui.exact(clock.now())}
    return {
        "title": _("Visit form"),
        "subject": forms[0]["subject"] if len(forms) == 1 else "",
        "dated": f"{_(', ').join(communities)}　{printed}",
        "day": [pgettext("written by hand", "year"), pgettext("written by hand", "month"), pgettext("by hand", "day")],
        "forms": forms,
    }


def _form(visit: Visit, asked: Mapping[str, Definition], language: str) -> dict[str, Any]:
    people = known(visit.household).people
    address = public_address(reverse("admin:followups_visit_key_in", args=[visit.pk]))
    names = [(row.member_id, row.member.name) for row in people]
    return {
        "subject": f"{label_of(visit.household)}　{visit.household.code}",
        "number": _("Visit No. %(number)s. To key it in, scan the code at the office.") % {"number": visit.pk},
        "qr": str(qr_svg(address)),
        "qr_words": _("Address to key it in: %(address)s") % {"address": address},
        "facts": _facts(visit),
        "people_headers": [_("name"), _("relation"), _("age"), pgettext("visit form", "met")],
        "people": [
            [row.member.name, str(row.get_relation_display()), _age(row.member.age)] for row in people
        ],
        "parts": [
            part for key in visit.instruments if key in asked for part in parts_of(asked[key], language, names)
        ],
        "outro": [_("What is to be done, by whom, by when:"), "＿" * 40, "＿" * 40],
        "signatures": [_("For the household (signature): "), _("Visited by (signature): ")],
    }  # fmt: skip


def _age(age: int | None) -> str:
    return "" if age is None else str(age)


def _facts(visit: Visit) -> list[list[Any]]:
    """Label and words, or label and boxes to tick."""
    blank = "＿＿:＿＿"
    return [
        [_("why"), reasons(visit)],
        [pgettext("visit", "due on"), ui.exact(visit.due_on)],
        [_("worker"), str(visit.worker or "")],
        [pgettext("visit form", "day of the visit"), ""],
        [pgettext("visit form", "began"), blank],
        [pgettext("visit form", "ended"), blank],
        [pgettext("visit form", "where"), [str(label) for label in VisitPlace.labels]],
        [pgettext("visit form", "result"), [_("somebody was met"), _("nobody was met"), _("they refused")]],
    ]
