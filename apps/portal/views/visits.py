"""The worker's visits on the phone: the page that works without a signal, and what its script asks."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.actions import device_contact, device_of, device_register, device_wiped, pack_taken
from apps.accounts.models import FieldDevice
from apps.accounts.rules import PHONE_DAYS, PHONE_TRIES
from apps.core.errors import DomainError, InvalidInput
from apps.core.handlers import REFUSAL_HEADER
from apps.core.photos import too_large
from apps.core.requests import address_of, key_of
from apps.core.rules import values_now
from apps.followups.actions import visit_photo_add
from apps.followups.vocabulary import Shot
from apps.portal.fieldwork import field_view
from apps.portal.pages import page
from apps.portal.shell import form_scripts
from apps.portal.ticks import now_ms, read_list
from apps.portal.uploads import dropped_files, limit_photos
from apps.portal.visiting.pack import pack_for
from apps.portal.visiting.taking import MOST_ITEMS, take_in, visit_of
from apps.portal.workers import HELD_BY

Answer = Callable[..., HttpResponse]


def answered(view: Answer) -> Answer:
    """A refusal as the page's script reads it: its code and words."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            status = 429 if error.status == 429 else 422
            return JsonResponse(error.as_dict() | {"errors": {}}, status=status, headers={REFUSAL_HEADER: error.code})

    return checked


@require_safe
@field_view
def shell(request: HttpRequest) -> HttpResponse:
    """The page itself: words and scripts, nothing of anybody; what it shows is opened on the phone by the PIN."""
    return page(request, "visits.html", {"tab": "visits", "unread": 0, "form_scripts": form_scripts()})


@require_POST
@field_view
@answered
def register(request: HttpRequest) -> HttpResponse:
    """This phone sets a PIN: the office knows of it from now on."""
    device = device_register(staff=request.user, client_id=number_in(request.POST), name=request.POST.get("name", ""))
    request.session[HELD_BY] = device.pk
    return JsonResponse(_limits(), status=201)


@require_POST
def contact(request: HttpRequest) -> HttpResponse:
    """A phone asks whether it may keep what it holds, or tells that it emptied itself. Logged in or not."""
    number, why = number_in(request.POST, needed=False), request.POST.get("wiped", "")
    if number is None:
        return JsonResponse({"wipe": False}, status=201)
    if why:
        device_wiped(client_id=number, why=why)
        return JsonResponse({"wipe": True}, status=201)
    device = device_contact(client_id=number)
    wipe = device is not None and device.must_wipe
    if wipe and request.user.is_authenticated:
        logout(request)
    return JsonResponse({"wipe": wipe, **_limits()}, status=201)


@require_safe
@field_view
@answered
def pack(request: HttpRequest) -> HttpResponse:
    """The worker's households for this phone. Each download stands in the access log."""
    device = device_here(request, request.headers.get("X-Device", ""))
    made = pack_for(request.user)
    pack_taken(device=device, by=request.user, counts=made.counts, address=address_of(request))
    return JsonResponse(made.body, json_dumps_params={"ensure_ascii": False})


@require_POST
@field_view
@answered
def sync(request: HttpRequest) -> HttpResponse:
    """What was done on the phone, answered item by item. 201 also where all were refused: they are answered."""
    device_here(request, request.POST.get("device", ""))
    results = take_in(read_items(request.POST), request.user)
    return JsonResponse({"read": now_ms(), "results": results}, status=201)


@csrf_exempt  # only so that the limit on photos stands before the form is read; `_photo` is protected
def photo(request: HttpRequest) -> HttpResponse:
    """One photo or signature of a visit that was sent before; sent twice, it is kept once."""
    limit_photos(request)
    return _photo(request)


@csrf_protect
@require_POST
@field_view
@answered
def _photo(request: HttpRequest) -> HttpResponse:
    device_here(request, request.POST.get("device", ""))
    try:
        made = _photo_taken(request)
    except DomainError as error:
        return JsonResponse({"result": "refused", "code": error.code, "message": str(error.message)}, status=201)
    return JsonResponse({"result": "done" if made else "known"}, status=201)


def _photo_taken(request: HttpRequest) -> bool:
    number, shot = _uuid(request.POST.get("item", "")), _uuid(request.POST.get("photo", ""))
    visit = visit_of(number, request.user, key_of(request.POST.get("visit"))) if number else None
    if visit is None or shot is None:
        raise InvalidInput(_("The visit of this photo is not there."), code="not_found")
    for size in dropped_files(request):
        raise too_large(size)
    if "photos" not in request.FILES:
        raise InvalidInput(_("The photo did not arrive. It is sent again."), code="required", field="photos")
    what = Shot.SIGNATURE if request.POST.get("what") == Shot.SIGNATURE else Shot.PHOTO
    _row, made = visit_photo_add(
        visit=visit, by=request.user, client_id=shot, upload=request.FILES.get("photos"), what=what,
        question=request.POST.get("question", ""),
    )  # fmt: skip
    return made


def device_here(request: HttpRequest, number: str) -> FieldDevice:
    """The phone that speaks; its log-in ends when it is revoked. Raises Refused."""
    try:
        device = device_of(staff=request.user, client_id=_uuid(number))
    except DomainError as error:
        if error.code == "device_revoked":
            logout(request)
        raise
    request.session[HELD_BY] = device.pk
    return device


def number_in(data: QueryDict, *, needed: bool = True) -> Any:
    """The number by which the phone is known. Raises InvalidInput where it is needed and none."""
    found = _uuid(data.get("device", ""))
    if found is None and needed:
        raise InvalidInput(_("This phone gave no number. Please load the page again."), code="unreadable")
    return found


def read_items(data: QueryDict) -> list[Any]:
    """What was done on the phone, as it sent it. Raises InvalidInput for what is no list."""
    return read_list(str(data.get("items", "")), MOST_ITEMS)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _limits() -> dict[str, Any]:
    rules = values_now([PHONE_DAYS.key, PHONE_TRIES.key])
    return {"days": rules[PHONE_DAYS.key], "tries": rules[PHONE_TRIES.key], "made": now_ms()}
