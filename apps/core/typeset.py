"""Setting a tagged PDF by typst, with the fonts that come with the product."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import typst
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core import clock

APPS = Path(__file__).parents[1]  # what a .typ file may import, such as "/core/page.typ"
PAPER_LANGUAGE = "zh-hans"  # papers are for the households, whatever the clerk reads


def typeset(source: Path, data: Mapping[str, Any], on: date, *, accessible: bool = True) -> bytes:
    """The PDF that `source` (a .typ file) makes of `data`, dated `on`: the same bytes for the same data.

    The template reads `json(bytes(sys.inputs.data))`: what is in it goes in as data, so that no name is ever taken for
    markup. PDF/UA forbids a character that no font can draw, so that typst refuses it; such a character (old systems
    made their own in the private area) must not keep people from their paper: then the file is made without the claim
    to be accessible, and the character is a box.
    """
    try:
        return typst.compile(
            str(source),
            root=str(APPS),
            font_paths=[str(fonts.serif_path().parent)],
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=int(datetime.combine(on, time(), UTC).timestamp()),
            pdf_standards=["ua-1"] if accessible else [],
        )
    except typst.TypstError:
        if not accessible:
            raise
        return typeset(source, data, on, accessible=False)


def paper_language(request: HttpRequest) -> str:
    """The language in which a paper was asked for (?lang=en); that of the households where nobody said."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else PAPER_LANGUAGE


def page_words() -> tuple[str, str, str]:
    """What stands before, between and after the two numbers of a page's foot."""
    before, rest = _("page {page} of {pages}").split("{page}")
    between, after = rest.split("{pages}")
    return before, between, after


def pdf_response(source: Path, data: Mapping[str, Any], name: str) -> HttpResponse:
    """The PDF that `source` makes of the data, in the active language; nothing of it stays in a cache."""
    chinese = (get_language() or PAPER_LANGUAGE).startswith("zh")
    lang, region = ("zh", "cn") if chinese else ("en", "gb")
    found = {**data, "lang": lang, "region": region, "page_words": page_words()}
    response = HttpResponse(typeset(source, found, clock.today()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
