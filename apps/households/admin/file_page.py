"""The page of one household: who they are at a glance, what needs attention, and tabs that other apps add to."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from apps.accounts.actions import open_record
from apps.core import ui
from apps.core.requests import address_of
from apps.households.admin import file_panels  # noqa: F401  the tabs of the register itself
from apps.households.file import (
    GROUPS,
    TAB_GROUPS,
    Panel,
    QuickAction,
    actions_for,
    add_action,
    concerns_of,
    panels_for,
)
from apps.households.known import jobs_of, known
from apps.households.models import Household
from apps.households.reaching import reach_of
from apps.households.vocabulary import Labour, Work
from apps.households.words import dwelling_words, old_house_words, people_words, residence_words, title_of

ABLE = frozenset({Labour.SKILLED, Labour.ORDINARY, Labour.WEAK})
AWAY = frozenset({Work.OUT_OF_PROVINCE, Work.IN_PROVINCE, Work.IN_COUNTY})
OFFICE_SEES_PHONES = "households.reveal_member"
TABBED = "aj-tabbed"  # the part of the page that a tab replaces
CONCERNS_SHOWN = 6


def file_page(request: HttpRequest, household: Any, site_context: dict[str, Any]) -> HttpResponse:
    """The file, or with htmx only the tab that was asked for; opening it is logged."""
    open_record(staff=request.user, subject=household, address=address_of(request))
    panels = panels_for(request.user)
    chosen = request.GET.get("tab", "")
    panel = next((panel for panel in panels if panel.key == chosen), panels[0])
    tabbed = {
        "household": household,
        **tabs_of(household, request.user, panels, panel),
        "panel": panel,
        **panel.read(household, request.user, request.GET),
    }
    if _only_the_tab(request):
        response = TemplateResponse(request, "households/file_tabbed.html", tabbed)
    else:
        response = TemplateResponse(request, "households/file.html", {
            **site_context, **tabbed, **_frame(household, request.user), "title": title_of(household),
        })  # fmt: skip
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    response["Cache-Control"] = "private, no-store"
    return response


def _only_the_tab(request: HttpRequest) -> bool:
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and htmx.target == TABBED and not htmx.history_restore_request


def _frame(household: Any, user: Any) -> dict[str, Any]:
    """What stands above the tabs."""
    buttons = actions_for(household, user)
    place = {str(group): at for at, group in enumerate(GROUPS)}
    in_menu = sorted((b for b in buttons if b.dialog), key=lambda b: place.get(str(b.group), len(place)))
    concerns = concerns_of(household, user)
    return {
        "heading": title_of(household),
        "crumb": {"url": reverse("admin:households_household_changelist"), "title": _("Households")},
        "facts": facts_of(household),
        "contact": reach_of(household, user, whole=user.has_perm(OFFICE_SEES_PHONES)),
        "menu": [(group, list(each)) for group, each in groupby(in_menu, key=lambda button: button.group)],
        "actions": [button for button in buttons if not button.dialog],
        "concerns": concerns[:CONCERNS_SHOWN],
        "more_concerns": concerns[CONCERNS_SHOWN:],
    }


def tabs_of(household: Household, user: Any, panels: list[Panel], current: Panel) -> dict[str, Any]:
    """The tabs, those of one group as one, and the parts of the group that is open; with counts and addresses."""
    groups: dict[str, list[Panel]] = {}
    for panel in panels:
        groups.setdefault(panel.group or panel.key, []).append(panel)
    address = reverse("admin:households_household_change", args=[household.pk])
    counts = {panel.key: panel.count(household, user) for panel in panels if panel.count}

    def tab(panel: Panel, title: Any, members: list[Panel]) -> dict[str, Any]:
        counted = [counts[one.key] for one in members if one.key in counts]
        url = address if panel is panels[0] else f"{address}?tab={panel.key}"
        count = sum(counted) if counted else None
        return {"key": panel.key, "title": title, "count": count, "url": url, "current": current in members}

    tabs = []
    for group, members in groups.items():
        opens = current if current in members else members[0]
        tabs.append(tab(opens, TAB_GROUPS[group] if members[1:] else opens.title, members))
    parts = groups[current.group or current.key]
    return {"tabs": tabs, "parts": [tab(part, part.title, [part]) for part in parts] if parts[1:] else []}


def facts_of(household: Any) -> list[tuple[Any, Any]]:
    """Label and value of what one wants to know first; None is “not collected”."""
    people = known(household).people
    able = [row for row in people if row.member.labour in ABLE]
    away = [row for row in people if any(job.work in AWAY for job in jobs_of(row))]
    if household.left_on:
        return _departed_facts(household)
    labour = f"{len(able)} / {len(away)}" if any(row.member.labour for row in people) else None
    return [
        (_("Registered people"), people_words(household)),
        (_("dwelling"), dwelling_words(household)),
        (_("residence status"), residence_words(household)),
        _income_fact(household),
        (_("Labour / away for work"), labour),
        (_("origin village"), household.origin_village or None),
        (_("old house"), old_house_words(household)),
        (_("Contracted land"), _mu(household.contract_land_mu)),
    ]


def _departed_facts(household: Any) -> list[tuple[Any, Any]]:
    """Of a household that has left: nobody lives anywhere any more, and nothing of that is missing."""
    return [
        (_("left the register"), ui.exact(household.left_on)),
        (_("moved in"), ui.exact(household.moved_in_on) if household.moved_in_on else None),
        _income_fact(household),
        (_("origin village"), household.origin_village or None),
        (_("old house"), old_house_words(household)),
        (_("Contracted land"), _mu(household.contract_land_mu)),
    ]


def _income_fact(household: Any) -> tuple[Any, Any]:
    years = known(household).income_years
    if not years or years[-1].per_capita is None:
        return (_("Net income per person"), None)
    line = known(household).income_lines[years[-1].year]
    said = _("line %(line)s") % {"line": f"{line:,}"} if line else _("no line established")
    amount = _("%(n)s yuan") % {"n": f"{years[-1].per_capita:,}"}
    return (_("Net income per person %(year)s") % {"year": years[-1].year}, f"{amount} · {said}")


def _mu(area: Any) -> str | None:
    return None if area is None else _("%(area)s mu") % {"area": ui.plain(area)}


def _edit(household: Household, user: Any) -> QuickAction | None:
    if not user.has_perm("households.change_household"):
        return None
    return QuickAction(_("Edit"), reverse("admin:households_household_edit", args=[household.pk]), "edit")


def _print(household: Household, user: Any) -> QuickAction:
    address = reverse("admin:households_household_card", args=[household.pk])
    return QuickAction(_("Print the card"), address, "print", new_tab=True)


add_action(_print)
add_action(_edit)
