"""From a form to a complaint with its photos: once, however often the phone sends it."""

import secrets
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.complaints.actions import complaint_submit
from apps.complaints.models import Complaint
from apps.complaints.photos import PHOTOS_EACH, photo_add
from apps.complaints.vocabulary import Channel
from apps.core.errors import InvalidInput
from apps.core.photos import Cleaned, clean_image, too_large
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.portal import limits
from apps.portal.drafts import Draft
from apps.portal.places import Place
from apps.portal.uploads import dropped_files
from apps.portal.visitor import Visitor
from apps.portal.words import Tile

KEPT_SECONDS = 3600


@dataclass(slots=True)
class Photos:
    """What came with a form: usable pictures, the tickets of those kept from a try before, and what is wrong."""

    good: list[Cleaned] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    problems: list[InvalidInput] = field(default_factory=list)

    def keep(self) -> None:
        """Hold the good ones for an hour: a browser cannot fill a file field again, so we do not ask twice."""
        for picture in self.good[len(self.tickets) :]:
            ticket = secrets.token_urlsafe(18)
            cache.set(_kept_key(ticket), picture, KEPT_SECONDS)
            self.tickets.append(ticket)


def has_photos(request: HttpRequest) -> bool:
    """Whether any were sent, or kept from before."""
    return bool(request.FILES or request.POST.getlist("kept") or dropped_files(request))


def read_photos(request: HttpRequest, visitor: Visitor, *, phone: str = "") -> Photos:
    """Check every photo. Raises TooMany: decoding is work, so that it has a limit of its own."""
    photos = Photos()
    for ticket in request.POST.getlist("kept")[:PHOTOS_EACH]:
        kept = cache.get(_kept_key(ticket[:40]))
        if kept is not None:
            photos.good.append(kept)
            photos.tickets.append(ticket)
    photos.problems += [too_large(size) for size in dropped_files(request)]
    uploads = request.FILES.getlist("photos")
    if uploads:
        limits.spend("photos", visitor, phone=phone)
    room = PHOTOS_EACH - len(photos.good)
    for upload in uploads[:room]:
        _read_one(upload, photos)
    if len(uploads) > room:
        photos.problems.append(
            InvalidInput(
                _("At most %(count)d photos fit; the first ones are kept.") % {"count": PHOTOS_EACH},
                code="photos_full",
                field="photos",
            )
        )
    return photos


def file_report(
    *,
    draft: Draft,
    tile: Tile,
    place: Place,
    photos: Photos,
    visitor: Visitor,
    by: Any = None,
    household: Any = None,
) -> Complaint:
    """File it; the same client_id gives the complaint it gave before, and the photos it lacked are added."""
    facts = {
        "community": place.community,
        "category": tile.category,
        "channel": Channel.AT_THE_DOOR if by else Channel.PHONE_PAGE,
        "client_id": draft.client_id,
        "building": draft.building,
        "unit": draft.unit,
        "place": draft.full_place(tile),
        "text": draft.full_text(tile),
        "reporter_name": draft.name,
        "reporter_phone": draft.phone,
        "filed_by": by,
        "household": household,
        "device": "" if by else visitor.device_key,
    }
    with nullcontext() if by else elevated("a stranger reports to this community", communities(place.community.pk)):
        return _file(facts, photos, by)


def _file(facts: dict[str, Any], photos: Photos, by: Any) -> Complaint:
    if not photos.good:
        return complaint_submit(**facts)[0]
    with transaction.atomic():
        complaint, made = complaint_submit(**facts)
        if made or not complaint.photos.exists():
            for picture in photos.good:
                photo_add(complaint=complaint, cleaned=picture, by=by)
    return complaint


def already_filed(draft: Draft) -> Complaint | None:
    """The complaint that this form made before, so that a repetition is never refused for its number."""
    with elevated("who holds the form's own number filed it"):
        return Complaint.objects.filter(client_id=draft.client_id).first()


def _read_one(upload: UploadedFile, photos: Photos) -> None:
    try:
        photos.good.append(clean_image(upload))
    except InvalidInput as error:
        photos.problems.append(error)


def _kept_key(ticket: str) -> str:
    return f"portal:kept:{ticket}"
