"""The households behind a number of a picture, page by page."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.followups.assessing.household_list import with_stage
from apps.followups.assessing.looks import stage_chip

A_PAGE = 50


def listed(
    rows: Any, request: HttpRequest, asked: Mapping[str, str], more: tuple[str, Mapping[int, Any]] | None = None
) -> dict[str, Any]:
    """Households as a table, with the address that asked for them; `more` is one more column, by household."""
    rows = with_stage(rows.with_place().with_head().with_size()).select_related("community")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    headers = [
        _("room"), _("head"), _("household code"), (_("people"), "num"), _("stage today"), _("community")
    ]  # fmt: skip
    return {
        "page": page, "query": urlencode(asked),
        "headers": [*headers, (more[0], "num")] if more else headers,
        "rows": [
            {"cells": [*_cells(row), more[1].get(row.pk)] if more else _cells(row),
             "url": f"{reverse('admin:households_household_change', args=[row.pk])}?tab=integration"}
            for row in page
        ],
    }  # fmt: skip


def _cells(row: Any) -> list[Any]:
    place, head = row.place_label or "—", row.head_name or "—"
    return [place, head, row.code, row.size or 0, stage_chip(row.stage_now), row.community.name]
