"""The map page, the page of one field, and what is done there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from apps.core.errors import DomainError, InvalidInput
from apps.core.handlers import REFUSAL_HEADER
from apps.core.maps import MapCanvas, MapClass, collection, point
from apps.core.requests import key_of
from apps.farmland import actions
from apps.farmland.admin.page_context import page_context
from apps.farmland.admin.season_table import season_headers, season_rows
from apps.farmland.forms import FACTS, FactsForm, GiveUpForm, PlaceForm, UseForm
from apps.farmland.mapping import distribution, feature, steps
from apps.farmland.models import Parcel
from apps.farmland.radius import Radius
from apps.farmland.words import is_unlikely, minutes_words, radius_words, reach_of, spread_notes, use_chip, walk_cell

ON_MAP = 1_500
IN_TABLE = 25


def find(admin: Any, request: HttpRequest, object_id: str) -> Parcel:
    """The field within scope, with what its page shows."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    if key_of(object_id) is None:
        raise Http404
    return get_object_or_404(admin.get_queryset(request), pk=object_id)


def map_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Fields as the list's filters choose them; the farthest stand first in the table."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    changelist = admin.get_changelist_instance(request)
    rows, radius = changelist.queryset, Radius.on()
    found = steps(radius)
    order = F("reach__walk_minutes").desc(nulls_last=True)
    placed = list(rows.filter(latitude__isnull=False).order_by(order, "pk")[:ON_MAP])
    ways = rows.order_by().values_list("reach__walk_minutes", "area_mu")
    known = rows.order_by().filter(reach__walk_minutes__isnull=False)
    spread = distribution(found, ways)
    query = request.GET.urlencode()
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Map of the fields"),
        "crumb": {"url": f"{reverse('admin:farmland_parcel_changelist')}?{query}", "title": _("Fields")},
        "changelist": changelist,
        "count": rows.count(),
        "canvas": _canvas([row for row in placed if not is_unlikely(reach_of(row))], found),
        "off": sum(is_unlikely(reach_of(row)) for row in placed),
        "spread": spread,
        "spread_notes": spread_notes(known),
        "season_headers": season_headers(),
        "seasons": season_rows(rows),
        "median": minutes_words(spread.median),
        "radius": radius_words(radius),
        "headers": ["", _("household"), _("field of land"), (_("area (mu)"), "num"), _("use"), (_("on foot"), "num")],
        "rows": [_row(parcel) for parcel in placed[:IN_TABLE]],
        "left": len(placed) - IN_TABLE,
        "too_many": len(placed) >= ON_MAP,
        "most": ON_MAP,
        "distribution_headers": [
            _("minutes on foot"),
            (_("fields"), "num"),
            (_("area (mu)"), "num"),
            (_("share"), "num"),
        ],
        "distribution_rows": [
            [row["step"].label, f"{row['count']:,}", f"{row['mu']:,}", row["percent"]] for row in spread.rows
        ],
    }
    return TemplateResponse(request, "farmland/map.html", context)


def _canvas(placed: list[Any], found: Any) -> MapCanvas:
    homes = {p.reach.building_id: p.reach for p in placed if getattr(p, "reach", None) and p.reach.home_latitude}
    context = [
        point(f"home-{key}", reach.home_latitude, reach.home_longitude, _("home")) for key, reach in homes.items()
    ]
    return MapCanvas(
        title=_("Fields by minutes on foot"),
        data=collection([*context, *(feature(parcel, found) for parcel in placed)]),
        classes=[MapClass(step.key, step.label) for step in found],
        note=_("Dots without a colour: the buildings that people live in."),
    )


def _row(parcel: Any) -> list[Any]:
    show = format_html(
        '<button type="button" class="aj-btn aj-btn-quiet" data-map-show="{}" aria-label="{}">'
        '<span class="aj-icon" aria-hidden="true">my_location</span></button>',
        parcel.pk, _("Show on the map"),
    )  # fmt: skip
    home = format_html(
        '<a href="{}">{}</a>', reverse("admin:farmland_parcel_change", args=[parcel.pk]), parcel.household.code
    )
    return [show, home, str(parcel), parcel.mu, use_chip(parcel.use), walk_cell(parcel)]


def add_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """To the household that was named, or to the list to choose one."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    key = key_of(request.GET.get("household"))
    if key is not None:
        return HttpResponseRedirect(reverse("admin:households_household_do", args=[key, "field"]))
    messages.info(request, _("Open the household whose field it is, then choose “Register a field” there."))
    return HttpResponseRedirect(reverse("admin:households_household_changelist"))


def detail(
    admin: Any, request: HttpRequest, object_id: str, *, error: DomainError | None = None, **sent: Any
) -> HttpResponse:
    """The page; after a refusal with the form as it was sent."""
    parcel = find(admin, request, object_id)
    context = {**admin.admin_site.each_context(request), **page_context(parcel, request.user, **sent)}
    response = TemplateResponse(request, "farmland/page.html", context, status=error.status if error else 200)
    if error:
        response[REFUSAL_HEADER] = error.code
    return response


def step(admin: Any, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
    """Do it, or show the page again with what was wrong."""
    parcel = find(admin, request, object_id)
    if step not in STEPS:
        raise Http404
    back = HttpResponseRedirect(reverse("admin:farmland_parcel_change", args=[parcel.pk]))
    if request.method != "POST":
        return back
    form, act = STEPS[step]
    given = form(parcel, request.user, request.POST)
    try:
        if not given.is_valid():
            field, faults = next(iter(given.errors.as_data().items()))
            raise InvalidInput(" ".join(faults[0].messages), field=field)
        act(parcel, request.user, given)
    except DomainError as error:
        if error.field in given.fields and error.field not in given.errors:
            given.add_error(error.field, str(error.message))
        elif error.field not in given.fields:
            messages.error(request, str(error.message))
        return detail(admin, request, object_id, error=error, **{step: given})
    messages.success(request, _("Saved."))
    return back


def _place(parcel: Parcel, user: Any, form: Any) -> None:
    place = form.place()
    if place is None:
        raise InvalidInput(_("Click on the map, or enter coordinates."), code="required", field="coordinates")
    actions.parcel_place(parcel=parcel, by=user, place=place)


def _correct(parcel: Parcel, user: Any, form: Any) -> None:
    actions.parcel_correct(parcel=parcel, by=user, **{name: form.cleaned_data[name] for name in FACTS})


def _use(parcel: Parcel, user: Any, form: Any) -> None:
    answers = {name: form.cleaned_data[name] for name in ("use", "start", "partner", "yuan_a_year", "note")}
    actions.parcel_use_record(parcel=parcel, by=user, **answers)


def _give_up(parcel: Parcel, user: Any, form: Any) -> None:
    actions.parcel_give_up(parcel=parcel, by=user, on=form.cleaned_data["on"])


def _use_form(parcel: Parcel, user: Any, data: Any) -> UseForm:
    return UseForm(Parcel.objects.filter(pk=parcel.pk), data, initial={"parcel": parcel.pk})


STEPS: dict[str, tuple[Callable[..., Any], Callable[..., None]]] = {
    "place": (lambda parcel, user, data: PlaceForm(data), _place),
    "correct": (lambda parcel, user, data: FactsForm(data), _correct),
    "use": (_use_form, _use),
    "give-up": (lambda parcel, user, data: GiveUpForm(data), _give_up),
}
