"""The page of one complaint with its steps, filing for a resident, photos, and who reported it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.complaints.actions import BY_STEP, complaint_note, complaint_reveal, complaint_submit
from apps.complaints.admin.page_context import page_context
from apps.complaints.forms import FilingForm, StepForm, step_form
from apps.complaints.models import Complaint
from apps.complaints.photos import PHOTOS_EACH, photo_add
from apps.complaints.policies import may
from apps.complaints.vocabulary import Category
from apps.complaints.words import CATEGORY_ICONS
from apps.core.errors import DomainError, InvalidInput, ensure
from apps.core.handlers import REFUSAL_HEADER
from apps.core.photos import clean_image, photo_response
from apps.core.requests import address_of, key_of


def find(admin: Any, request: HttpRequest, object_id: str) -> Complaint:
    """The complaint within scope, with what the page shows of it."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    if key_of(object_id) is None:
        raise Http404
    rows = admin.get_queryset(request).select_related("household", "filed_by", "merged_into", "community__township")
    return get_object_or_404(rows, pk=object_id)


def back(complaint: Complaint) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:complaints_complaint_change", args=[complaint.pk]))


def detail(
    admin: Any, request: HttpRequest, object_id: str, *, error: DomainError | None = None, **shown: Any
) -> HttpResponse:
    """The page; after a refusal with the form as it was sent, and the refusal's code for scripts and tests."""
    complaint = find(admin, request, object_id)
    context = {**admin.admin_site.each_context(request), **page_context(complaint, request.user, **shown)}
    status = error.status if error else 200
    response = TemplateResponse(request, "complaints/page.html", context, status=status)
    if error:
        response[REFUSAL_HEADER] = error.code
    return response


def step(admin: Any, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
    """Take a step."""
    complaint = find(admin, request, object_id)
    if step not in BY_STEP:
        raise Http404
    if request.method != "POST":
        return back(complaint)
    form = step_form(step, complaint, request.user, request.POST)
    try:
        _take(form)
    except DomainError as error:
        # A field of its own says what is wrong with it; everything else stands above the page.
        if error.field in form.fields:
            form.add_error(error.field, str(error.message))
        else:
            messages.error(request, str(error.message))
        return detail(admin, request, object_id, error=error, sent=form)
    messages.success(request, _("Done: %(step)s") % {"step": form.step.word})
    if not Complaint.objects.visible_to(request.user).filter(pk=complaint.pk).exists():
        return HttpResponseRedirect(reverse("admin:complaints_complaint_changelist"))
    return back(complaint)


def _take(form: StepForm) -> None:
    if not form.is_valid():
        ensure(may(form.complaint, form.step.name, form.by))  # whose business it is comes before a faulty field
        field, faults = next(iter(form.errors.as_data().items()))
        raise InvalidInput(" ".join(faults[0].messages), field=field)
    BY_STEP[form.step.name](complaint=form.complaint, by=form.by, **form.inputs())


def note(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Add a note."""
    complaint = find(admin, request, object_id)
    if request.method != "POST":
        return back(complaint)
    text, public = request.POST.get("text", ""), bool(request.POST.get("public"))
    try:
        complaint_note(complaint=complaint, by=request.user, text=text, public=public)
    except DomainError as error:
        messages.error(request, str(error.message))
        return detail(admin, request, object_id, error=error, note=text)
    messages.success(request, _("The note was added."))
    return back(complaint)


def reveal(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show who reported it, once, on this page only; the look is logged."""
    complaint = find(admin, request, object_id)
    if request.method != "POST":
        return back(complaint)
    reason = request.POST.get("reason", "")
    try:
        who = complaint_reveal(complaint=complaint, by=request.user, reason=reason, address=address_of(request))
    except DomainError as error:
        return detail(admin, request, object_id, error=error, reveal={"reason": reason, "refusal": str(error.message)})
    return detail(admin, request, object_id, reporter=who)


def photo(admin: Any, request: HttpRequest, object_id: str, photo: int) -> HttpResponseBase:
    """One photo, within scope."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return photo_response(get_object_or_404(find(admin, request, object_id).photos, pk=photo))


def file(admin: Any, request: HttpRequest) -> HttpResponse:
    """代居民登记: file a complaint for a resident, with photos."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = FilingForm(request.user, request.POST or None, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            complaint = _file(request, form)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
        else:
            messages.success(request, _("Filed as %(number)s. Tell the resident this number.") % {"number": complaint})
            return back(complaint)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("File for a resident"),
        "crumb": {"url": reverse("admin:complaints_complaint_changelist"), "title": _("Complaints")},
        "form": form,
        "tiles": [(option, CATEGORY_ICONS[Category(option.data["value"])]) for option in form["category"]],
        "most_photos": PHOTOS_EACH,
        "list_url": reverse("admin:complaints_complaint_changelist"),
    }
    return TemplateResponse(request, "complaints/file.html", context, status=400 if form.errors else 200)


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    given = {name: request.GET[name] for name in ("household", "community", "building") if name in request.GET}
    return {"client_id": uuid.uuid4(), "channel": "office", **given}


def _file(request: HttpRequest, form: FilingForm) -> Complaint:
    """The complaint, then its photos: those are checked first, so that nothing is half filed."""
    uploads = request.FILES.getlist("photos")
    if len(uploads) > PHOTOS_EACH:
        raise InvalidInput(_("At most %(count)d photos fit.") % {"count": PHOTOS_EACH}, field="photos")
    cleaned = [clean_image(upload) for upload in uploads]
    complaint, new = complaint_submit(filed_by=request.user, **form.cleaned_data)
    if new:
        for picture in cleaned:
            photo_add(complaint=complaint, cleaned=picture, by=request.user)
    return complaint
