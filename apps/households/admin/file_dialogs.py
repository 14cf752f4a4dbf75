"""Quick actions of the file that ask for something first: a dialog over it; a page of its own without a script."""

import json
from typing import Any

from django.contrib import messages
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.errors import DomainError
from apps.core.handlers import REFUSAL_HEADER
from apps.households.file import Dialog, dialog_for
from apps.households.words import label_of

CHANGED = "household-changed"  # what the page listens for, to read itself anew


def dialog_page(request: HttpRequest, household: Any, key: str, site_context: dict[str, Any]) -> HttpResponse:
    """Ask, act, or ask again with what was wrong and everything that was typed."""
    dialog = dialog_for(key, household, request.user)
    if dialog is None:
        raise Http404
    form: Any = dialog.form(household, request.user, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        form.initial.update({name: value for name, value in request.GET.items() if name in form.fields})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            said = dialog.act(household, request.user, form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
            refusal = error.code
        else:
            return _done(request, household, said if isinstance(said, str) else _("Saved."))
    response = _ask(request, household, dialog, form, site_context)
    if refusal:
        response[REFUSAL_HEADER] = refusal
    response["Cache-Control"] = "no-store"
    return response


def _ask(
    request: HttpRequest, household: Any, dialog: Dialog, form: Any, site_context: dict[str, Any]
) -> TemplateResponse:
    _say_blanks(form)
    asked = {
        "household": household,
        "dialog": dialog,
        "form": form,
        "address": dialog.url(household),
        "back": reverse("admin:households_household_change", args=[household.pk]),
        **dialog.context(household, request.user),
    }
    status = 422 if form.is_bound else 200
    if request.htmx:  # type: ignore[attr-defined]
        return TemplateResponse(request, "households/dialog.html", asked, status=status)
    whose = {"url": asked["back"], "title": label_of(household)}
    page = {**site_context, "title": dialog.words, "crumb": whose, **asked}
    return TemplateResponse(request, "households/dialog_page.html", page, status=status)


def _say_blanks(form: Any) -> None:
    """An empty choice asks for one in words instead of a row of dashes."""
    for field in form.fields.values():
        choices = list(getattr(field.widget, "choices", ()))
        if choices and choices[0] == BLANK_CHOICE_DASH[0]:
            field.widget.choices = [("", _("Select value")), *choices[1:]]


def _done(request: HttpRequest, household: Any, said: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({CHANGED: {"said": said}})})
    messages.success(request, said)
    return redirect("admin:households_household_change", household.pk)
