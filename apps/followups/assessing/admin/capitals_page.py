"""The five capitals of whole communities: radar, bands, every indicator, and the households behind each number."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from apps.communities.models import Community
from apps.core import clock
from apps.followups.assessing.admin.listed import listed
from apps.followups.assessing.capitals import CAPITALS
from apps.followups.assessing.community import (
    HIGH,
    LOW,
    Indicator,
    Spread,
    assessed,
    by_community,
    households_in,
    indicators,
    medians_first,
    registered,
    spreads,
)
from apps.followups.assessing.forms import PlacesForm
from apps.followups.assessing.radar import Series, radar
from apps.households.models import Household

BAND_WORDS = {
    "low": pgettext_lazy("level", "low"),
    "between": pgettext_lazy("level", "between"),
    "high": pgettext_lazy("level", "high"),
    "none": pgettext_lazy("level", "not known"),
}
Address = Callable[[str, str], str]


def capitals_page(request: HttpRequest, shell: dict[str, Any]) -> HttpResponse:
    """The middle of each capital, who lies low or high, and each indicator. Seven queries, and three for a list."""
    form, today, language = PlacesForm(request.GET, request.user), clock.today(), get_language() or ""
    places, known = form.places(), indicators()
    found = spreads(assessed(places, today), [*CAPITALS, *(one.key for one in known)])
    homes = registered(places).count()
    place = request.GET.get("community", "")

    def address(key: str, band: str) -> str:
        asked = {"community": place, "of": key, "band": band}
        return f"?{urlencode({name: said for name, said in asked.items() if said})}#households"

    first = medians_first(places, today)
    context = {
        **shell,
        "title": _("Five capitals of whole communities"),
        "crumb": {"url": reverse("admin:followups_integrationstage_changelist"), "title": _("Stages of integration")},
        "form": form, "any": any(found[key].known for key in CAPITALS), **_picture(found, first),
        "capitals": _capitals(found, first, homes, address),
        "indicators": [
            {"name": words, **_indicators(known, key, found, homes, address, language)}
            for key, words in CAPITALS.items()
        ],
        "places": _places(places, today), "found": _households(request, places, today, known, language),
        "low": LOW, "high": HIGH,
    }  # fmt: skip
    return TemplateResponse(request, "followups/capitals.html", context)


def _picture(found: dict[str, Spread], first: dict[str, float | None]) -> dict[str, Any]:
    series = [
        Series(pgettext("capitals", "median now"), "own", [found[key].median for key in CAPITALS]),
        Series(pgettext("capitals", "median when first assessed"), "first", [first[key] for key in CAPITALS]),
    ]
    return {
        "radar": radar(list(CAPITALS.values()), list(reversed(series))),
        "legend": [(one.name, one.style) for one in series],
    }


def _headers(what: str, *more: Any) -> list[Any]:
    return [what, (_("median"), "num"), *more, *((words, "num") for words in _band_heads().values())]


def _band_heads() -> dict[str, str]:
    """The bands with their limits."""
    return {
        "low": f"{BAND_WORDS['low']} (< {LOW})", "between": f"{LOW}–{HIGH - 1}",
        "high": f"{BAND_WORDS['high']} (≥ {HIGH})", "none": str(BAND_WORDS["none"]),
    }  # fmt: skip


def _bands(key: str, spread: Spread, homes: int, address: Address) -> list[Any]:
    """Households in each band under its words, each number a link to them."""
    numbers = {**spread.bands, "none": homes - spread.known}
    return [
        (words, numbers[band], address(key, band) if numbers[band] else "") for band, words in _band_heads().items()
    ]


def _level(value: float | None) -> str | None:
    return None if value is None else f"{value:.0f}"


def _capitals(found: dict[str, Spread], first: dict[str, float | None], homes: int, address: Address) -> dict[str, Any]:
    return {
        "headers": _headers(_("capital"), (_("when first assessed"), "num")),
        "rows": [
            {"name": words,
             "levels": [(_("median"), _level(found[key].median)), (_("when first assessed"), _level(first[key]))],
             "bands": _bands(key, found[key], homes, address)}
            for key, words in CAPITALS.items()
        ],
    }  # fmt: skip


def _indicators(
    known: Collection[Indicator], capital: str, found: dict[str, Spread], homes: int, address: Address, language: str
) -> dict[str, Any]:
    return {
        "headers": _headers(_("indicator")),
        "rows": [
            {"name": one.words(language), "levels": [(_("median"), _level(found[one.key].median))],
             "bands": _bands(one.key, found[one.key], homes, address)}
            for one in known
            if one.capital == capital
        ],
    }  # fmt: skip


def _places(places: list[int], today: date) -> dict[str, Any] | None:
    """A line for each community; None where there is but one."""
    if len(places) < 2:
        return None
    found = by_community(places, today)
    rows = Community.objects.filter(pk__in=places).order_by("name")
    return {
        "headers": [_("community"), (_("households assessed"), "num"), *((w, "num") for w in CAPITALS.values())],
        "rows": [
            {"cells": [row.name, found.get(row.pk, {}).get("households", 0),
                       *(_level(found.get(row.pk, {}).get(key)) for key in CAPITALS)],
             "url": f"?community={row.pk}"}
            for row in rows
        ],
    }  # fmt: skip


def _households(
    request: HttpRequest, places: list[int], today: date, known: Collection[Indicator], language: str
) -> dict[str, Any] | None:
    """The households behind one number, within the person's scope."""
    key, band = request.GET.get("of", ""), request.GET.get("band", "")
    names = {**CAPITALS, **{one.key: one.words(language) for one in known}}
    if key not in names or band not in BAND_WORDS:
        return None
    levels = households_in(places, today, key, band)
    rows: Any = Household.objects.visible_to(request.user).filter(pk__in=list(levels)).order_by("code", "pk")
    asked = {"community": request.GET.get("community", ""), "of": key, "band": band}
    shown = {home: _level(value) for home, value in levels.items()}
    found = listed(rows, request, asked, (str(names[key]), shown))
    return {
        "title": _("%(what)s: %(band)s") % {"what": names[key], "band": BAND_WORDS[band]},
        "any": bool(levels),
        **found,
    }
