"""The flow of integration stages between two half-years: picture, table, and the households behind each number."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.followups.assessing.admin.listed import listed
from apps.followups.assessing.flow import STATES, stage_flow, with_flow
from apps.followups.assessing.flow_chart import flow_chart
from apps.followups.assessing.forms import FlowForm
from apps.followups.assessing.halves import Half
from apps.followups.assessing.stages import Stage
from apps.households.models import Household

NAMES = dict(STATES)


def flow_page(request: HttpRequest, shell: dict[str, Any]) -> HttpResponse:
    """What moved; with `then` and `since` in the address also which households. Three queries, five with a list."""
    form = FlowForm(request.GET, request.user)
    communities, first, last = form.asked()
    matrix = stage_flow(communities, first.as_at, last.as_at)
    asked = {"first": first.code, "last": last.code}
    if place := request.GET.get("community"):
        asked["community"] = place

    def address(then: str, since: str) -> str:
        return f"?{urlencode({**asked, 'then': then, 'since': since})}#households"

    context = {
        **shell,
        "title": _("How people settle in: %(first)s to %(last)s") % {"first": first, "last": last},
        "crumb": {"url": reverse("admin:followups_integrationstage_changelist"), "title": _("Stages of integration")},
        "form": form, "first": first, "last": last, "flow": flow_chart(STATES, matrix, address, Stage.values),
        "columns": [name for _key, name in STATES], "rows": _table(matrix, address),
        "said": _summary(matrix), "found": _households(request, communities, first, last, asked, matrix),
    }  # fmt: skip
    return TemplateResponse(request, "followups/flow.html", context)


def _table(matrix: dict[tuple[str, str], int], address: Any) -> list[dict[str, Any]]:
    """A line for each state then, a cell for each state since; the last line and cell are sums."""
    keys = [key for key, _name in STATES]
    rows = []
    for then in keys:
        cells = [(NAMES[since], matrix.get((then, since), 0), address(then, since), then == since) for since in keys]
        rows.append({"name": NAMES[then], "cells": cells, "sum": sum(cell[1] for cell in cells)})
    totals = [(NAMES[since], sum(matrix.get((then, since), 0) for then in keys), "", False) for since in keys]
    rows.append({"name": pgettext("sum", "together"), "cells": totals, "sum": sum(matrix.values()), "last": True})
    return rows


def _summary(matrix: dict[tuple[str, str], int]) -> dict[str, int]:
    """How many moved on, fell back or stayed, of those assessed on both days."""
    order = [key for key, _name in STATES[:3]]
    found = {"forward": 0, "back": 0, "same": 0}
    for (then, since), number in matrix.items():
        if then in order and since in order:
            step = order.index(since) - order.index(then)
            found["forward" if step > 0 else "back" if step < 0 else "same"] += number
    return {**found, "both": sum(found.values())}


def _households(
    request: HttpRequest,
    communities: list[int],
    first: Half,
    last: Half,
    asked: dict[str, str],
    matrix: dict[tuple[str, str], int],
) -> dict[str, Any] | None:
    """The households of one cell, within the person's scope."""
    then, since = request.GET.get("then", ""), request.GET.get("since", "")
    if then not in NAMES or since not in NAMES:
        return None
    seen = Household.objects.visible_to(request.user).filter(community__in=communities)
    rows: Any = with_flow(seen, first.as_at, last.as_at).filter(stage_then=then, stage_since=since)
    found = listed(rows.order_by("code", "pk"), request, {**asked, "then": then, "since": since})
    title = _("%(then)s → %(since)s") % {"then": NAMES[then], "since": NAMES[since]}
    return {"title": title, "any": bool(matrix.get((then, since))), **found}
