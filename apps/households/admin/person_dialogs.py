"""What is recorded on a person's page: forms over the page with a script, pages of their own without."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.errors import DomainError, ensure
from apps.core.handlers import REFUSAL_HEADER
from apps.households.actions import facts, persons
from apps.households.admin.file_dialogs import CHANGED
from apps.households.models import Contact, Member, MemberSkill
from apps.households.people.forms import ContactForm, SkillForm, noun_form
from apps.households.people.nouns import NOUNS, Noun
from apps.households.people.policies import may_record

PAGE = "admin:households_member_change"


@dataclass(frozen=True, slots=True)
class Ask:
    """A form and what is done with its answers; the words around it."""

    words: Any
    icon: str
    form: Any
    act: Callable[[dict[str, Any]], Any]
    noun: str
    verb: str = "add"
    hint: Any = ""
    button: Any = ""
    template: str = "households/dialog_fields.html"


def dialog_view(request: HttpRequest, member: Member, key: str, row: int | None, site: dict[str, Any]) -> HttpResponse:
    """Ask, act, or ask again with what was wrong and everything that was typed."""
    data = request.POST if request.method == "POST" else None
    ask = _ask_for(member, key, row, request.user, data)
    ensure(may_record(member, request.user, ask.noun, verb=ask.verb))
    refusal = ""
    if data is not None and ask.form.is_valid():
        try:
            ask.act(ask.form.cleaned_data)
        except DomainError as error:
            ask.form.add_error(error.field if error.field in ask.form.fields else None, str(error.message))
            refusal = error.code
        else:
            return _done(request, member)
    return _shown(request, member, ask, refusal, site)


def _shown(request: HttpRequest, member: Member, ask: Ask, refusal: str, site: dict[str, Any]) -> HttpResponse:
    back = reverse(PAGE, args=[member.pk])
    asked = {"dialog": ask, "form": ask.form, "address": request.path, "back": back, "member": member}
    status = 422 if ask.form.is_bound else 200
    if request.htmx:  # type: ignore[attr-defined]
        response = TemplateResponse(request, "households/dialog.html", asked, status=status)
    else:
        page = {**site, "title": f"{member.name} · {ask.words}", **asked}
        response = TemplateResponse(request, "households/dialog_page.html", page, status=status)
    if refusal:
        response[REFUSAL_HEADER] = refusal
    response["Cache-Control"] = "no-store"
    return response


def _done(request: HttpRequest, member: Member) -> HttpResponse:
    said = _("Saved.")
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({CHANGED: {"said": said}})})
    messages.success(request, said)
    return redirect(PAGE, member.pk)


def _ask_for(member: Member, key: str, row: int | None, by: Any, data: Any) -> Ask:
    if key in NOUNS:
        noun = NOUNS[key]
        return _record(noun, member, by, data) if row is None else _correct(noun, member, row, by, data)
    if row is None and key in ADDS:
        return ADDS[key](member, by, data)
    raise Http404


def _record(noun: Noun, member: Member, by: Any, data: Any) -> Ask:
    form = noun_form(noun, data)
    return Ask(
        noun.once, noun.icon, form, lambda answers: noun.record(member=member, by=by, **answers), noun.name,
        hint=noun.hint, button=gettext_lazy("Record"),
    )  # fmt: skip


def _correct(noun: Noun, member: Member, row: int, by: Any, data: Any) -> Ask:
    held = noun.model._default_manager.filter(member=member, pk=row).first()
    if held is None:
        raise Http404
    form = noun_form(noun, data, held)

    def act(answers: dict[str, Any]) -> Any:
        kept = {name for name in noun.secret if not answers[name]}
        given = {name: value for name, value in answers.items() if name not in kept}
        return facts.fact_correct(row=held, by=by, still=answers["ends"] is None, **given)

    hint = gettext_lazy("Enter the day on which it ended under “until”, or correct what was entered wrongly.")
    return Ask(gettext_lazy("Correct or end"), "edit", form, act, noun.name, "change", hint)


def _contact(member: Member, by: Any, data: Any) -> Ask:
    return Ask(
        gettext_lazy("Add a phone number"), "add_call", ContactForm(data),
        lambda answers: persons.contact_add(member=member, by=by, **answers), "contact",
    )  # fmt: skip


def _skill(member: Member, by: Any, data: Any) -> Ask:
    return Ask(
        gettext_lazy("Add a skill"), "construction", SkillForm(data),
        lambda answers: persons.skill_add(member=member, by=by, **answers), "memberskill",
    )  # fmt: skip


ADDS: dict[str, Callable[[Member, Any, Any], Ask]] = {"contact": _contact, "skill": _skill}


def press_view(request: HttpRequest, member: Member, key: str, row: int) -> HttpResponse:
    """Buttons without a form: call this number first, take it away, take a skill away."""
    if request.method != "POST":
        return redirect(PAGE, member.pk)
    model: Any = {"call-first": Contact, "drop-contact": Contact, "drop-skill": MemberSkill}.get(key)
    held = model and model.objects.visible_to(request.user).filter(member=member, pk=row).first()
    if not held:
        raise Http404
    if key == "call-first":
        persons.contact_call_first(contact=held, by=request.user)
    elif key == "drop-contact":
        persons.contact_remove(contact=held, by=request.user)
    else:
        persons.skill_remove(held=held, by=request.user)
    return _done(request, member)
