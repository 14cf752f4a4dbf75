"""Garden plots on the field worker's phone: needs, signing, visits, what a plot gave, consent to a swap."""

import uuid
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.errors import DomainError, InvalidInput
from apps.core.forms import WhyForm, raise_first
from apps.gardens.actions import BY_OFFER_STEP, request_register, swap_consent, visit_record, yield_note
from apps.gardens.forms import AgreedForm, ConsentedForm, VisitForm, WishesForm, YieldForm
from apps.gardens.models import GardenOffer, GardenRequest, GardenRound, GardenTenure, PlotSwap
from apps.gardens.papers import agreement_response
from apps.gardens.policies import may_offer, may_tenure
from apps.gardens.together import shared_word
from apps.gardens.vocabulary import SwapState
from apps.gardens.words import refusal_words
from apps.gardens.workflow import State
from apps.households.words import title_of
from apps.portal.fieldwork import field_view
from apps.portal.neighbours import visible_or_404
from apps.portal.pages import go
from apps.portal.views.field import field_page
from apps.portal.views.gardens import client_id_of, door_of_home


@require_safe
@field_view
def field_garden(request: HttpRequest, pk: int) -> HttpResponse:
    """A household's plot and need, on the field worker's phone."""
    return _field(request, visible_or_404(request, pk))


def _field(request: HttpRequest, household: Any, *, error: DomainError | None = None, **sent: Any) -> HttpResponse:
    user: Any = request.user
    rows = GardenTenure.objects.visible_to(user).live().filter(household=household)
    tenure = rows.select_related("plot__zone").order_by("pk").first()
    rounds = GardenRound.objects.visible_to(user).filter(community=household.community_id)
    asked = GardenRequest.objects.visible_to(user).filter(household=household).select_related("round")
    opened = rounds.filter(state=State.REGISTERING).exclude(requests__household=household).order_by("-pk").first()
    marks = tenure is not None and bool(may_tenure(tenure, "visit", user))
    context = {
        **_offered(household, user, sent),
        "swap": _swap_of(tenure) if marks else None,
        "agreed": sent.get("agreed") or AgreedForm(),
        "household": household,
        "heading": title_of(household),
        "tenure": tenure,
        "requests": [(one, refusal_words(one)) for one in asked.order_by("-pk")[:3]],
        "opened": opened,
        "wishes": sent.get("need") or WishesForm(),
        "visit": (sent.get("visit") or VisitForm()) if marks else None,
        "yield": (sent.get("yield") or YieldForm()) if marks else None,
        "error": str(error.message) if error else "",
        "tried": next(iter(sent), ""),
        "client_id": uuid.uuid4(),
    }
    return field_page(request, "field_garden.html", context, tab="find", error=error)


def _offered(household: Any, user: Any, sent: dict[str, Any]) -> dict[str, Any]:
    """The plot that the household is to sign for, and what may be recorded of it."""
    rows = GardenOffer.objects.visible_to(user).waiting().filter(household=household)
    offer = rows.select_related("plot__zone", "household").first()
    if offer is None:
        return {"offer": None}
    return {
        "offer": offer,
        "sign": (sent.get("sign") or ConsentedForm()) if may_offer(offer, "sign", user) else None,
        "decline": (sent.get("decline") or WhyForm()) if may_offer(offer, "decline", user) else None,
    }


def _swap_of(tenure: GardenTenure | None) -> PlotSwap | None:
    """The swap to which this household has not agreed yet."""
    open_ones = PlotSwap.objects.filter(state=SwapState.PROPOSED).select_related("tenure__plot", "other__plot")
    missing = Q(tenure=tenure, agreed_at__isnull=True) | Q(other=tenure, other_agreed_at__isnull=True)
    return open_ones.filter(missing).order_by("pk").first()


@require_POST
@field_view
def field_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a household's need in the round that is open."""
    household, form = visible_or_404(request, pk), WishesForm(request.POST)
    rounds = GardenRound.objects.visible_to(request.user).filter(
        community=household.community_id, state=State.REGISTERING
    )
    try:
        round = rounds.order_by("-pk").first()
        if round is None:
            raise InvalidInput(_("No round is open in which needs are registered."), code="not_open")
        raise_first(form)
        wishes = {**form.cleaned_data, "together": shared_word(form.cleaned_data["together"], door_of_home(household))}
        request_register(round=round, household=household, by=request.user, client_id=client_id_of(request), **wishes)
    except DomainError as error:
        return _field(request, household, error=error, need=form)
    return go(request, reverse("portal:field-garden", args=[pk]))


@require_POST
@field_view
def field_plot(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Record a look at a plot, or what it gave."""
    rows = GardenTenure.objects.visible_to(request.user).select_related("household")
    tenure = get_object_or_404(rows, pk=pk)
    kinds: dict[str, tuple[Any, Any]] = {"visit": (VisitForm, visit_record), "yield": (YieldForm, yield_note)}
    if what not in kinds:
        raise Http404
    form_class, action = kinds[what]
    form = form_class(request.POST)
    try:
        raise_first(form)
        action(tenure=tenure, by=request.user, **form.cleaned_data)
    except DomainError as error:
        return _field(request, visible_or_404(request, tenure.household_id), error=error, **{what: form})
    return go(request, reverse("portal:field-garden", args=[tenure.household_id]))


@require_POST
@field_view
def field_offer(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """The household signs for its plot, having read the agreement; or it declines."""
    offer = get_object_or_404(GardenOffer.objects.visible_to(request.user).select_related("household"), pk=pk)
    forms: dict[str, Any] = {"sign": ConsentedForm, "decline": WhyForm}
    if step not in forms:
        raise Http404
    form = forms[step](request.POST)
    try:
        raise_first(form)
        answers = {name: value for name, value in form.cleaned_data.items() if name != "consented"}
        BY_OFFER_STEP[step](offer=offer, by=request.user, **answers)
    except DomainError as error:
        return _field(request, visible_or_404(request, offer.household_id), error=error, **{step: form})
    return go(request, reverse("portal:field-garden", args=[offer.household_id]))


@require_safe
@field_view
def field_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement of this household, to be read and signed."""
    rows = GardenOffer.objects.visible_to(request.user).select_related("plot__zone", "round__community")
    offer = get_object_or_404(rows, pk=pk)
    return agreement_response(offer.round, [offer], f"{offer.plot.number}.pdf")


@require_POST
@field_view
def field_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """The household that has this plot agrees to swap it."""
    tenure = get_object_or_404(GardenTenure.objects.visible_to(request.user).select_related("household"), pk=pk)
    form, swap = AgreedForm(request.POST), _swap_of(tenure)
    if swap is None:
        raise Http404
    try:
        raise_first(form)
        swap_consent(swap=swap, by=request.user, household=tenure.household, **form.cleaned_data)
    except DomainError as error:
        return _field(request, visible_or_404(request, tenure.household_id), error=error, agreed=form)
    return go(request, reverse("portal:field-garden", args=[tenure.household_id]))
