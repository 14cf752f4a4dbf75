"""Following a report by its number, adding to it, saying how it went; and serving photos to those who may see them."""

from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from apps.complaints.actions import complaint_note, complaint_rate
from apps.complaints.models import Complaint, ComplaintPhoto
from apps.complaints.photos import PHOTOS_EACH, photo_add
from apps.complaints.policies import may_add, may_rate
from apps.complaints.vocabulary import VERDICTS
from apps.core.errors import DomainError, InvalidInput, TooMany
from apps.core.photos import photo_response
from apps.core.rowscope import elevated
from apps.portal import limits
from apps.portal.codes import show_code, tidy_code
from apps.portal.drafts import TEXT_MAX, tidy_lines
from apps.portal.filing import Photos, read_photos
from apps.portal.pages import go, page
from apps.portal.places import place_or_404
from apps.portal.residents import (
    beside,
    find_report,
    just_sent,
    photos_for,
    question_of,
    rating_words,
    reports_of,
    story_of,
)
from apps.portal.uploads import limit_photos
from apps.portal.visitor import Visitor
from apps.portal.words import TILES


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Enter a number; what this phone reported stands below it."""
    typed = request.GET.get("code", "").strip()
    if typed:
        return redirect("portal:follow", code=quote(tidy_code(typed), safe="") or "-")
    return find_page(request)


def find_page(request: HttpRequest, *, typed: str = "", error: DomainError | None = None) -> HttpResponse:
    status = error.status if error else 200
    if error is not None and error.code == "no_such_report":
        status = 404
    context = {
        "typed": typed,
        "problem": str(error.message) if error else "",
        "reports": reports_of(Visitor.of(request)),
    }
    return page(request, "find.html", context, status=status)


@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Where a report stands, in the resident's words."""
    try:
        complaint = find_report(code, Visitor.of(request))
    except (InvalidInput, TooMany) as error:
        return find_page(request, typed=code, error=error)
    return follow_page(request, complaint)


def follow_page(
    request: HttpRequest, complaint: Complaint, *, typed: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    with beside(complaint):
        context = _context(request, complaint) | {"typed": typed, "problem": problem}
    return page(request, "follow.html", context, place=place_or_404(complaint.community.slug), status=status)


def _context(request: HttpRequest, complaint: Complaint) -> dict[str, Any]:
    photos = photos_for(complaint, Visitor.of(request))
    return {
        "complaint": complaint,
        "code": show_code(complaint.tracking),
        "tile": TILES[complaint.category],
        "story": story_of(complaint),
        "photos": photos,
        "room": PHOTOS_EACH - complaint.photos.count(),
        "question": question_of(complaint),
        "may_add": bool(may_add(complaint)),
        "just_sent": just_sent(complaint, Visitor.of(request)),
        "ratings": rating_words() if may_rate(complaint) else [],
        "text_max": TEXT_MAX,
    }


@csrf_exempt  # only so that the limit on photos stands before the form is read; `_add` is protected
def add(request: HttpRequest, code: str) -> HttpResponse:
    """More words or photos for a report."""
    limit_photos(request)
    return _add(request, code)


@csrf_protect
@require_POST
def _add(request: HttpRequest, code: str) -> HttpResponse:
    visitor = Visitor.of(request)
    try:
        complaint = find_report(code, visitor)
    except (InvalidInput, TooMany) as error:
        return find_page(request, typed=code, error=error)
    text = tidy_lines(request.POST.get("text", ""))
    try:
        _supplement(request, complaint, visitor, text)
    except DomainError as error:
        return follow_page(request, complaint, typed=text, problem=str(error.message), status=error.status)
    # Not remembered as one's own: whoever has the number may add to it, the photos stay with the phone that reported.
    return go(request, reverse("portal:follow", args=[show_code(complaint.tracking)]))


def _supplement(request: HttpRequest, complaint: Complaint, visitor: Visitor, text: str) -> None:
    limits.spend("note", visitor, phone=complaint.community.phone)
    photos = read_photos(request, visitor, phone=complaint.community.phone)
    _check_supplement(text, photos)
    with beside(complaint):
        if text:
            complaint_note(complaint=complaint, by=None, text=text, public=True)
        for picture in photos.good:
            photo_add(complaint=complaint, cleaned=picture)


def _check_supplement(text: str, photos: Photos) -> None:
    if photos.problems:
        raise photos.problems[0]
    if len(text) > TEXT_MAX:
        raise InvalidInput(
            _("That is %(found)d characters; there is room for %(most)d. Please shorten it.")
            % {"found": len(text), "most": TEXT_MAX},
            field="text",
        )
    if not text and not photos.good:
        raise InvalidInput(_("Please write something, or choose a photo."), field="text")


@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """How it went, in the resident's own view."""
    visitor = Visitor.of(request)
    try:
        complaint = find_report(code, visitor)
    except (InvalidInput, TooMany) as error:
        return find_page(request, typed=code, error=error)
    chosen = request.POST.get("rating", "")
    if chosen in VERDICTS and may_rate(complaint):
        limits.spend("note", visitor, phone=complaint.community.phone)
        with beside(complaint):
            complaint_rate(complaint=complaint, rating=chosen)
    return go(request, reverse("portal:follow", args=[show_code(complaint.tracking)]))


@require_safe
def own_photo(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A photo, on the phone that sent it."""
    visitor = Visitor.of(request)
    if tidy_code(code) not in visitor.mine:
        raise Http404("not reported on this phone")
    with elevated("this phone sent the photo"):
        return photo_response(get_object_or_404(ComplaintPhoto, pk=pk, complaint__tracking=tidy_code(code)))


@require_safe
@login_required
def staff_photo(request: HttpRequest, pk: int) -> FileResponse:
    """A photo, for staff who see the complaint."""
    visible = Complaint.objects.visible_to(request.user)
    return photo_response(get_object_or_404(ComplaintPhoto, pk=pk, complaint__in=visible))
