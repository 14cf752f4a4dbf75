"""The field worker's phone: what is mine today, a complaint with its steps, the inbox."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.roles import Role
from apps.complaints.actions import BY_STEP, complaint_note, complaint_reveal
from apps.complaints.models import Complaint
from apps.complaints.photos import PHOTOS_EACH, photo_add
from apps.complaints.policies import may
from apps.complaints.workflow import STEPS
from apps.core.errors import DomainError, InvalidInput
from apps.core.requests import address_of
from apps.portal.drafts import tidy_lines
from apps.portal.fieldwork import (
    OFFICE_ONLY,
    field_view,
    left_out,
    my_work,
    step_forms,
    step_inputs,
    to_accept,
    to_call_back,
)
from apps.portal.filing import has_photos, read_photos
from apps.portal.pages import go, page
from apps.portal.uploads import limit_photos
from apps.portal.visitor import Visitor
from apps.portal.words import TILES
from apps.reminders.actions import message_read, messages_read_all
from apps.reminders.inbox import entries, inbox_of, unread_count

MOST_MESSAGES = 100


@require_safe
@field_view
def today(request: HttpRequest) -> HttpResponse:
    """What was given to me, by building; what waits for acceptance; whom to call back."""
    user: Any = request.user
    manager = user.role == Role.COMMUNITY_MANAGER
    groups, call_backs = my_work(user), to_call_back(user)
    fresh = to_accept(user) if manager else []
    mine = [complaint for group in groups for complaint in group.complaints]
    context = {
        "groups": groups,
        "fresh": fresh,
        "call_backs": call_backs,
        "manager": manager,
        "left_out": left_out(user, mine, fresh, call_backs),
    }
    return field_page(request, "field_today.html", context, tab="today")


@require_safe
@field_view
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """One complaint: what, where, when due, what may be done."""
    return complaint_page(request, visible_or_404(request, pk))


@require_POST
@field_view
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step; a refusal is shown with the same code and words as everywhere."""
    found = visible_or_404(request, pk)
    try:
        if step not in BY_STEP or step in OFFICE_ONLY:
            raise InvalidInput(code="unknown_step")
        BY_STEP[step](complaint=found, by=request.user, **step_inputs(found, STEPS[step], request.POST, request.user))
    except DomainError as error:
        return complaint_page(request, visible_or_404(request, pk), error=error, tried=step)
    return back_to(request, pk)


@require_POST
@field_view
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reported it, for a reason, which is recorded."""
    found = visible_or_404(request, pk)
    try:
        person = complaint_reveal(
            complaint=found, by=request.user, reason=request.POST.get("reason", ""), address=address_of(request)
        )
    except DomainError as error:
        return complaint_page(request, found, error=error, tried="reveal")
    return complaint_page(request, found, person=person)


@csrf_exempt  # only so that the limit on photos stands before the form is read; `_note` is protected
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """A note or photos, for colleagues or for the resident too."""
    limit_photos(request)
    return _note(request, pk)


@csrf_protect
@require_POST
@field_view
def _note(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_or_404(request, pk)
    text, public = tidy_lines(request.POST.get("text", "")), request.POST.get("public") == "1"
    try:
        photos = read_photos(request, Visitor.of(request))
        if photos.problems:
            raise photos.problems[0]
        if text or not has_photos(request):
            complaint_note(complaint=found, by=request.user, text=text, public=public)
        for picture in photos.good:
            photo_add(complaint=found, cleaned=picture, by=request.user)
    except DomainError as error:
        return complaint_page(request, found, error=error, tried="note", typed=text)
    return back_to(request, pk)


def visible_or_404(request: HttpRequest, pk: int) -> Complaint:
    rows = Complaint.objects.visible_to(request.user).with_due().select_related("community", "building", "handler")
    return get_object_or_404(rows.defer("reporter_name", "reporter_phone"), pk=pk)


def complaint_page(
    request: HttpRequest,
    found: Complaint,
    *,
    error: DomainError | None = None,
    tried: str = "",
    typed: str = "",
    person: dict[str, str] | None = None,
) -> HttpResponse:
    """The complaint, with what was refused where it was tried."""
    photos = list(found.photos.all())
    context = {
        "complaint": found,
        "tile": TILES[found.category],
        "steps": step_forms(found, request.user),
        "history": found.steps.select_related("by", "to_staff"),
        "photos": photos,
        "room": PHOTOS_EACH - len(photos),
        "may_note": bool(may(found, "note", request.user)),
        "may_reveal": bool(may(found, "reveal", request.user)),
        "person": person,
        "problem": str(error.message) if error else "",
        "tried": tried,
        "typed": typed or request.POST.get("why", ""),
    }
    return field_page(request, "field_complaint.html", context, tab="", error=error)


def field_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    tab: str,
    status: int = 200,
    error: DomainError | None = None,
) -> HttpResponse:
    """A page with the field worker's tabs."""
    tabs = {"tab": tab, "unread": unread_count(request.user)}
    return page(request, template, tabs | context, status=status, error=error)


@require_safe
@field_view
def inbox(request: HttpRequest) -> HttpResponse:
    """Reminders, newest first."""
    rows = entries(inbox_of(request.user)[:MOST_MESSAGES])
    return field_page(request, "field_inbox.html", {"rows": rows}, tab="inbox")


@require_POST
@field_view
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a reminder as read, and go to what it is about."""
    message = get_object_or_404(inbox_of(request.user), pk=pk)
    message_read(message=message, by=request.user)
    home = reverse("portal:field-inbox")
    inside = url_has_allowed_host_and_scheme(message.url, {request.get_host()})
    return go(request, message.url if message.url and inside else home)


@require_POST
@field_view
def read_all(request: HttpRequest) -> HttpResponse:
    """The whole inbox is read."""
    messages_read_all(by=request.user)
    return go(request, reverse("portal:field-inbox"))


def back_to(request: HttpRequest, pk: int) -> HttpResponse:
    return go(request, reverse("portal:field-complaint", args=[pk]))
