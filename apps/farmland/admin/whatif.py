"""The page “What if”: where a store, a block of fields or a stop would save most hours, on the map and in tables."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.communities.models import Community
from apps.core.maps import MapCanvas, MapClass, collection, line, point
from apps.farmland.models import Parcel
from apps.farmland.whatif_words import MOST, QUESTIONS, assumptions, proof, saved_words

if TYPE_CHECKING:
    from apps.farmland.whatif import Answer

IN_TABLE, ON_MAP = 30, 1500
MUCH, SOME = 20, 5  # hours a year


class AskForm(forms.Form):
    """Where, what, how many."""

    community = forms.ModelChoiceField(Community.objects.none(), label=gettext_lazy("community"))
    question = forms.ChoiceField(choices=QUESTIONS, label=gettext_lazy("what would be new"))
    count = forms.TypedChoiceField(
        choices=[(n, n) for n in range(1, MOST + 1)],
        coerce=int,
        label=gettext_lazy("how many"),
        required=False,
        empty_value=None,
    )

    def __init__(self, user: Any, data: Any) -> None:
        super().__init__(data)
        self.user = user
        field: Any = self.fields["community"]
        field.queryset = Community.objects.visible_to(user).order_by("name")
        field.empty_label = None


def whatif_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Asked by address, so that an answer can be sent to a colleague; computed anew each time."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    asked = bool(request.GET.get("question"))
    form = AskForm(request.user, request.GET if asked else None)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("What if"),
        "crumb": {"url": reverse("admin:farmland_parcel_changelist"), "title": _("Fields")},
        "form": form,
        "answer": None,
        "several": form.fields["community"].queryset.count() > 1,  # type: ignore[attr-defined]
    }
    if asked and form.is_valid():
        context |= _answered(request.user, **form.cleaned_data)
    return TemplateResponse(request, "farmland/whatif.html", context)


def _answered(user: Any, *, community: Community, question: str, count: int | None) -> dict[str, Any]:
    from apps.farmland.whatif import what_if  # SciPy and the solver, which only this page needs

    answer = what_if(question, Parcel.objects.visible_to(user).filter(community=community), count or 1)
    return {
        "answer": answer,
        "community": community,
        "canvas": _canvas(answer, dict(QUESTIONS)[question]),
        "kpis": _kpis(answer),
        "proof": proof(answer),
        "assumptions": assumptions(question, answer),
        "site_headers": [
            _("No."), _("place"),
            (_("hours saved a year"), "num"), (_("households"), "num"), (_("fields of land"), "num"),
        ],
        "site_rows": [
            [_show(f"site-{n}", n), _named(site), saved_words(site.hours), f"{site.households:,}", f"{site.fields:,}"]
            for n, site in enumerate(answer.sites, 1)
        ],
        "gain_headers": [
            _("household"), (_("hours a year now"), "num"), (_("hours saved a year"), "num"), (_("uses place"), "num"),
        ],
        "gain_rows": [
            {
                "cells": [gain.code, saved_words(gain.now), saved_words(gain.saved), gain.site],
                "url": f"{reverse('admin:households_household_change', args=[gain.household])}?tab=fields",
            }
            for gain in answer.gains[:IN_TABLE]
        ],
        "more_gain": max(0, len(answer.gains) - IN_TABLE),
    }  # fmt: skip


def _named(site: Any) -> str:
    place = f"{site.latitude:.4f}, {site.longitude:.4f}"
    return _("near %(village)s (%(place)s)") % {"village": site.village, "place": place} if site.village else place


def _show(key: str, number: int) -> Any:
    return format_html(
        '<button type="button" class="aj-btn aj-btn-quiet" data-map-show="{}" aria-label="{}">{}</button>',
        key, _("Show place %(n)s on the map") % {"n": number}, number,
    )  # fmt: skip


def _kpis(answer: "Answer") -> list[tuple[str, str, str]]:
    """Value, label, note."""
    part = f"{answer.choice.saved / answer.now:.0%}" if answer.now else ""
    of_now = part and _("%(part)s of the way now") % {"part": part}
    return [
        (saved_words(answer.choice.saved), _("hours saved a year"), of_now),
        (saved_words(answer.now), _("hours a year on the way now"), ""),
        (f"{len(answer.gains):,}", _("households gain"), ""),
        (f"{len(answer.demand.fields):,}", _("fields counted"), ""),
    ]


def _canvas(answer: "Answer", noun: Any) -> MapCanvas:
    """Chosen places, fields by what they gain, and a line from each to its place."""
    rows = sorted(
        zip(answer.demand.fields, answer.field_gains, answer.field_sites, strict=True), key=lambda row: -row[1]
    )[:ON_MAP]
    features = []
    for row, hours, at in rows:
        kind = "much" if hours >= MUCH else "some" if hours >= SOME else "little" if hours > 0 else "none"
        words = _("%(hours)s hours saved a year") % {"hours": saved_words(hours)}
        where = (row["latitude"], row["longitude"])
        if hours > 0:
            site = answer.sites[at]
            features.append(line(f"way-{row['pk']}", (where, (site.latitude, site.longitude)), row["household__code"]))
        address = reverse("admin:farmland_parcel_change", args=[row["pk"]])
        features.append(point(row["pk"], *where, row["household__code"], text=words, kind=kind, url=address))
    for n, site in enumerate(answer.sites, 1):
        words = _("%(hours)s hours saved a year") % {"hours": saved_words(site.hours)}
        label = f"{n} · {_named(site)}"
        features.append(point(f"site-{n}", site.latitude, site.longitude, label, text=words, kind="site", front=True))
    classes = [
        MapClass("none", _("gains nothing")),
        MapClass("little", _("under %(n)s hours a year") % {"n": SOME}),
        MapClass("some", _("%(a)s to %(b)s hours a year") % {"a": SOME, "b": MUCH}),
        MapClass("much", _("%(n)s hours a year and more") % {"n": MUCH}),
        MapClass("site", noun),
    ]
    return MapCanvas(title=_("Where it would stand, and which fields gain"), data=collection(features), classes=classes)
