"""What every paper of gardens has: its language, its page numbers, its answer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from apps.core import clock
from apps.core.typeset import page_words, typeset

LANGUAGE = "zh-hans"  # papers are for the households, whatever the clerk reads


def pdf_response(template: str, data: Mapping[str, Any], name: str) -> HttpResponse:
    """The PDF that a .typ file beside this makes of the data; nothing of it stays in a cache."""
    found = {**data, "lang": "zh", "region": "cn", "page_words": page_words()}
    content = typeset(Path(__file__).with_name(template), found, clock.today())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
