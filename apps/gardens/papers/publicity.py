"""The published list: codes, masked names, plots, minutes and the sentence why; nothing else leaves."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import ui
from apps.core.addresses import public_address
from apps.core.lists.export import Column, Export
from apps.core.masking import mask_name
from apps.core.typeset import PAPER_LANGUAGE, pdf_response
from apps.gardens.explaining import results
from apps.gardens.models import GardenRequest, GardenRound
from apps.households.models import Household

SOURCE = Path(__file__).with_name("list.typ")


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One household as it may stand on the board. `plot` is "" for who waits at `place`."""

    code: str
    name: str
    plot: str
    minutes: Any
    sentence: str
    place: int | None


def public_rows(round: GardenRound) -> tuple[list[PublicRow], list[PublicRow]]:
    """Those with a plot, by code, and those who wait, in their order; in the active language."""
    draft: Any = round.published
    codes = [*draft.plots, *draft.waiting]
    heads = Household.objects.filter(community=round.community_id, code__in=codes).with_head().order_by()
    names = dict(heads.values_list("code", "head_name"))
    rows = [
        PublicRow(one.code, mask_name(names.get(one.code)), one.plot, one.minutes, one.sentence, one.waiting_place)
        for one in results(draft)
    ]
    given = sorted((row for row in rows if row.plot), key=lambda row: row.code)
    return given, sorted((row for row in rows if not row.plot), key=lambda row: row.place or 0)


def list_response(round: GardenRound) -> HttpResponse:
    """The list for the notice board as a PDF."""
    with translation.override(PAPER_LANGUAGE):
        return pdf_response(SOURCE, _data(round), f"{round.community.slug}-{round.pk}.pdf")


def _data(round: GardenRound) -> dict[str, Any]:
    draft: Any = round.published
    given, waiting = public_rows(round)
    parts = [
        {
            "title": _("Households with a plot (%(n)s)") % {"n": len(given)},
            "headers": [_("code"), _("head"), _("plot"), _("minutes"), _("why")],
            "widths": [1.1, 0.8, 0.9, 0.6, 3.2],
            "rows": [[row.code, row.name, row.plot, str(row.minutes), row.sentence] for row in given],
        }
    ]
    if waiting:
        parts.append(
            {
                "title": _("Waiting (%(n)s)") % {"n": len(waiting)},
                "headers": [pgettext("waitlist", "place"), _("code"), _("head"), _("why")],
                "widths": [0.5, 1.1, 0.8, 3.6],
                "rows": [[str(row.place), row.code, row.name, row.sentence] for row in waiting],
            }
        )
    return {
        "title": _("Garden plots: who gets which"),
        "community": round.community.name,
        "round": round.name,
        "dated": ui.exact(round.published_on) if round.published_on else "",
        "intro": _intro(round),
        "parts": parts,
        "outro": [
            _("Lottery seed: %(seed)s. Check number of the file: %(hash)s. With the file, which the office hands out,"
              " anybody can compute this list again and must find the same.")
            % {"seed": round.seed, "hash": draft.content_hash[:16]}
        ],
    }  # fmt: skip


def _intro(round: GardenRound) -> list[str]:
    address = public_address(reverse("portal:garden", args=[round.community.slug]))
    until = ui.exact(round.objections_until) if round.objections_until else "—"
    words = [
        _("Given by the shortest way on foot for all; a walk weighs more for the frail; ties fall by lottery."),
        _("Who sees it otherwise may object until %(day)s: at the office, or by phone at %(address)s")
        % {"day": until, "address": address},
    ]
    if round.community.phone:
        words.append(_("Telephone: %(phone)s") % {"phone": round.community.phone})
    return words


def list_sheet(round: GardenRound, user: Any) -> Export:
    """The same list as a workbook: rows of the requests that took part, with their public columns."""
    found = {row.code: row for part in public_rows(round) for row in part}
    rows = GardenRequest.objects.visible_to(user).filter(round=round, household__code__in=list(found))

    def column(label: str, name: str) -> Column:
        return Column(label, lambda request: getattr(found[request.household.code], name))

    columns = [
        column(_("household code"), "code"), column(_("head"), "name"), column(_("garden plot"), "plot"),
        column(_("minutes on foot"), "minutes"), column(_("place on the waitlist"), "place"),
        column(_("why"), "sentence"),
    ]  # fmt: skip
    title = _("Garden plots of %(round)s") % {"round": round.name}
    return Export(GardenRequest, title, rows.select_related("household").order_by("household__code", "pk"), columns, "")
