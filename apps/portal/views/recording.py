"""Recording at the door: a fact of the household or of one of its people, by the actions that the office uses too."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.errors import DomainError
from apps.core.handlers import REFUSAL_HEADER
from apps.households.actions.persons import contact_add
from apps.households.file import dialog_for
from apps.households.known import known
from apps.households.models import Household, Member
from apps.households.people.forms import ContactForm, noun_form
from apps.households.people.nouns import NOUNS
from apps.households.people.policies import may_record
from apps.portal.fieldwork import field_view
from apps.portal.neighbours import visible_or_404
from apps.portal.views.field import field_page
from apps.portal.words import RECORD_PERSON

# What stands on the phone, in this order: keys of the dialogs of the file, then nouns of a person.
OF_HOUSEHOLD = ("presence", "income", "birth", "death", "departure", "return", "marriage-in", "marriage-out", "move")
OF_PERSON = {"contact": "contact", "health": "healthrecord", "employment": "employment"}

Act = Callable[[dict[str, Any]], Any]


@field_view
def record(request: HttpRequest, pk: int, key: str, member: int | None = None) -> HttpResponse:
    """Ask, act, or ask again with what was wrong and everything that was typed."""
    household = visible_or_404(request, pk)
    data = request.POST if request.method == "POST" else None
    person = _person(household, member) if member is not None else None
    words, form, act = _of_person(person, key, request.user, data) if person else _of_household(
        household, key, request.user, data)  # fmt: skip
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.message))
            refusal = error.code
        else:
            return redirect(f"{reverse('portal:field-household', args=[pk])}?recorded=1")
    for field in form.fields.values():
        choices = list(getattr(field.widget, "choices", ()))
        if isinstance(field.widget, forms.Select) and choices and str(choices[0][0]) == "":
            field.widget.choices = [("", _("Please choose")), *choices[1:]]
    context = {"household": household, "person": person, "words": words, "form": form}
    response = field_page(request, "field_record.html", context, tab="find", status=422 if form.is_bound else 200)
    if refusal:
        response[REFUSAL_HEADER] = refusal
    return response


def offered(household: Household, user: Any) -> tuple[list[tuple[Any, str]], list[tuple[str, list[tuple[Any, str]]]]]:
    """Words and addresses of what this person may record: of the household, and of each of its people."""
    own = [
        (dialog.words, reverse("portal:field-record", args=[household.pk, key]))
        for key in OF_HOUSEHOLD
        if (dialog := dialog_for(key, household, user)) is not None
    ]
    people = []
    for row in known(household).people:
        open_to = [
            (RECORD_PERSON[key], reverse("portal:field-record-person", args=[household.pk, key, row.member_id]))
            for key, noun in OF_PERSON.items()
            if household.left_on is None and user.has_perm(f"households.add_{noun}")
        ]
        if open_to:
            people.append((row.member.name, open_to))
    return own, people


def _person(household: Household, key: int) -> Member:
    found = next((row.member for row in known(household).people if row.member_id == key), None)
    if found is None:
        raise Http404
    return found


def _of_household(household: Household, key: str, user: Any, data: Any) -> tuple[Any, forms.BaseForm, Act]:
    dialog = dialog_for(key, household, user) if key in OF_HOUSEHOLD else None
    if dialog is None:
        raise Http404
    return dialog.words, dialog.form(household, user, data), lambda answers: dialog.act(household, user, answers)


def _of_person(person: Member, key: str, user: Any, data: Any) -> tuple[Any, forms.Form, Act]:
    if key not in OF_PERSON or not may_record(person, user, OF_PERSON[key]):
        raise Http404
    if key == "contact":
        return RECORD_PERSON[key], ContactForm(data), lambda answers: contact_add(member=person, by=user, **answers)
    noun = NOUNS[key]
    return noun.once, noun_form(noun, data), lambda answers: noun.record(member=person, by=user, **answers)
