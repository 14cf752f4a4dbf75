"""Keying in a visit that was written on paper, and correcting its answers: one page, by the keyboard alone."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.actions import open_record
from apps.core.decisions import ALLOW, Decision, refuse
from apps.core.errors import DomainError, InvalidInput, ensure
from apps.core.forms import WhyForm, raise_first
from apps.core.handlers import REFUSAL_HEADER
from apps.core.requests import address_of
from apps.followups import keying
from apps.followups.actions import visit_correct, visit_record
from apps.followups.admin.columns import change_url
from apps.followups.forms import FactsForm, TaskForm
from apps.followups.keying import Asked, people_of
from apps.followups.models import Answer, Visit
from apps.followups.policies import may, may_record
from apps.followups.vocabulary import Channel
from apps.households.models import Household
from apps.households.words import label_of
from apps.instruments import library

TASKS = 2  # lines for what is to be done
MORE = "also"  # ?also=integration: a questionnaire beside those that were planned


def key_in(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """A planned visit from its paper form."""
    visit = admin.find(request, object_id)
    if request.method != "POST":
        ensure(may(visit, "record", request.user))
    return _keyed(admin, request, visit.household, visit)


def unplanned(admin: Any, request: HttpRequest, household: int) -> HttpResponse:
    """A visit of which nobody had planned that it be made; an open one of the household counts as made."""
    home = get_object_or_404(Household.objects.visible_to(request.user).with_place().with_head(), pk=household)
    if request.method != "POST":
        ensure(may_record(home, request.user))
    return _keyed(admin, request, home, Visit.objects.open().filter(household=home).first())


def _keyed(admin: Any, request: HttpRequest, home: Household, visit: Visit | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    facts = FactsForm(people_of(home), posted)
    tasks = [_task(home, posted, n) for n in range(TASKS)]
    asked = keying.to_ask(_keys(request, visit)) if posted is None else []
    error: DomainError | None = None
    if posted is not None:
        try:
            asked = keying.sent(posted)
            made, new = _record(request, home, visit, facts, tasks, asked)
        except DomainError as caught:
            error = _told(facts, caught)
        else:
            messages.success(request, _("The visit is recorded.") if new else _("This visit was recorded already."))
            return HttpResponseRedirect(change_url("visit", made.pk))
    context = {
        "title": _("Key in the visit: %(household)s") % {"household": label_of(home)},
        "facts": facts, "tasks": tasks, "why": None, "button": _("Record the visit"),
        "client_id": request.POST.get("client_id") or uuid.uuid4(),
        "more": _more(request, asked),
    }  # fmt: skip
    back = change_url("visit", visit.pk) if visit else _file(home)
    return _page(admin, request, home, asked, context, back, error)


def _record(
    request: HttpRequest, home: Household, visit: Visit | None, facts: FactsForm, tasks: list[TaskForm],
    asked: list[Asked],
) -> tuple[Visit, bool]:  # fmt: skip
    """Everything that was typed, in one transaction. Raises InvalidInput with the first fault."""
    raise_first(facts)
    wanted = [form for form in tasks if form.data.get(form.add_prefix("text"), "").strip()]
    for form in wanted:
        raise_first(form)
    _faultless(asked)
    given = dict(facts.cleaned_data)
    day = given["day"]
    about: dict[str, Any] = {"visit": visit} if visit else {"household": home}
    return visit_record(
        **about, by=request.user, client_id=_client_id(request), instruments=keying.filled(asked), done_on=day,
        place=given["place"], started_at=keying.moment(day, given["began"]), note=given["note"], met=given["met"],
        refused_why=given["refused_why"],
        ended_at=keying.moment(day, given["ended"]), tasks=[form.cleaned_data for form in wanted],
        channel=Channel.PAPER,
    )  # fmt: skip


def correct(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Answers of a visit that was made, put right; what stood before stays on record."""
    visit = admin.find(request, object_id)
    posted = request.POST if request.method == "POST" else None
    if posted is None:
        ensure(may(visit, "correct", request.user))
        ensure(anything_to_correct(visit))
        open_record(staff=request.user, subject=visit.household, address=address_of(request))
    why, asked, error = WhyForm(posted), keying.answered_at(visit) if posted is None else [], None
    if posted is not None:
        try:
            asked = keying.sent(posted)
            raise_first(why)
            _faultless(asked)
            changed = {one.key: one.answers for one in asked if one.answers}
            visit_correct(visit=visit, by=request.user, why=why.cleaned_data["why"], instruments=changed)
        except DomainError as caught:
            error = _told(why, caught)
        else:
            messages.success(request, _("The answers are corrected. What stood before stays on record."))
            return HttpResponseRedirect(change_url("visit", visit.pk))
    context = {
        "title": _("Correct answers: %(household)s") % {"household": label_of(visit.household)},
        "facts": None, "tasks": [], "why": why, "button": _("Correct answers"), "client_id": "", "more": [],
    }  # fmt: skip
    return _page(admin, request, visit.household, asked, context, change_url("visit", visit.pk), error)


def anything_to_correct(visit: Visit) -> Decision:
    """Whether a questionnaire was filled in at the visit."""
    nothing = refuse("no_answers", _("No questionnaire was filled in at this visit. Key a new visit in instead."))
    return ALLOW if Answer.objects.standing().filter(visit=visit, member=None).exists() else nothing


def _page(
    admin: Any, request: HttpRequest, home: Household, asked: list[Asked], context: dict[str, Any], back: str,
    error: DomainError | None,
) -> HttpResponse:  # fmt: skip
    shown = {
        **admin.admin_site.each_context(request),
        **context,
        "crumb": {"url": back, "title": label_of(home)},
        "back": back,
        "code": home.code,
        "forms": [{"asked": one, "title": str(one.version.instrument), "html": one.html(home)} for one in asked],
        "problem": str(error.message) if error else "",
        "faults": sum(len(one.faults) for one in asked),
    }
    response = TemplateResponse(request, "followups/key_in.html", shown, status=error.status if error else 200)
    if error:
        response[REFUSAL_HEADER] = error.code
    return response


def _faultless(asked: list[Asked]) -> None:
    if keying.judged(asked):
        first = next(one for one in asked if one.faults)
        raise InvalidInput(next(iter(first.faults.values())), field=first.key)


def _told(form: forms.Form, error: DomainError) -> DomainError:
    """The error at its field, where the form has it."""
    if error.field in form.fields and not form.has_error(error.field):
        form.add_error(error.field, str(error.message))
    return error


def _task(home: Household, data: Any, number: int) -> TaskForm:
    form = TaskForm(home, data, prefix=f"task{number}")
    form.empty_permitted, form.use_required_attribute = True, False
    return form


def _keys(request: HttpRequest, visit: Visit | None) -> list[str]:
    """The questionnaires of the plan, and those that somebody added."""
    return list(dict.fromkeys([*(visit.instruments if visit else ()), *request.GET.getlist(MORE)]))


def _more(request: HttpRequest, asked: list[Asked]) -> list[tuple[str, str]]:
    """Questionnaires that can be added: address and name."""
    there = {one.key for one in asked}
    if request.method == "POST":
        return []
    query = request.GET.copy()
    found = []
    for key, version in library.currents().items():
        if key not in there:
            query.setlist(MORE, [*request.GET.getlist(MORE), key])
            found.append((f"?{query.urlencode()}", str(version.instrument)))
    return found


def _client_id(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        return None


def _file(home: Household) -> str:
    return f"{reverse('admin:households_household_change', args=[home.pk])}?tab=visits"
