"""The results of a competition for the notice board: buildings, and the homes on the first places; nobody else."""

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import ui
from apps.core.addresses import public_address, qr_svg
from apps.core.typeset import PAPER_LANGUAGE, pdf_response
from apps.neighbourhood.models import Competition
from apps.neighbourhood.results import by_building, honoured, most_of

SOURCE = Path(__file__).with_name("results.typ")


def results_response(competition: Competition, language: str = PAPER_LANGUAGE) -> HttpResponse:
    """The PDF, in large print."""
    with translation.override(language):
        name = f"{competition.community.slug}-competition-{competition.pk}.pdf"
        return pdf_response(SOURCE, _data(competition), name)


def _data(competition: Competition) -> dict[str, Any]:
    community = competition.community
    address = public_address(reverse("portal:life-competition", args=[community.slug, competition.pk]))
    return {
        "title": competition.name,
        "subject": f"{community.name}　{competition.name}",
        "heads": [community.name],
        "dated": ui.exact(competition.published_on) if competition.published_on else "",
        "intro": [_("Mean score of %(most)s") % {"most": most_of(competition)}],
        "qr": str(qr_svg(address)),
        "qr_words": _("Code for the phone: %(address)s") % {"address": address},
        "headers": [pgettext("competition", "place"), _("building"), _("score")],
        "rows": [
            [str(row.rank or "—"), str(row.building), "—" if row.mean is None else ui.plain(row.mean)]
            for row in by_building(competition)
        ],
        "honoured_title": _("On the first places"),
        "honoured": [[str(one.rank), one.place_label] for one in honoured(competition)],
        "outro": _outro(competition),
    }


def _outro(competition: Competition) -> list[str]:
    day = ui.exact(competition.objections_until) if competition.objections_until else "—"
    words = [_("Who sees it otherwise may object until %(day)s: at the office, or with the phone.") % {"day": day}]
    if competition.community.phone:
        words.append(_("Telephone: %(phone)s") % {"phone": competition.community.phone})
    return words
