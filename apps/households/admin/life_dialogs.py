"""Life events in the file of a household: a dialog for each, with what will change before it is saved."""

from typing import Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.errors import DomainError
from apps.core.handlers import REFUSAL_HEADER
from apps.households.file import Dialog, add_dialog
from apps.households.life.verbs import VERBS, Verb, rehearse
from apps.households.life.words import lines_of, warnings_of
from apps.households.models import Household, LifeEvent, Transfer


def preview_page(request: HttpRequest, household: Any, key: str) -> TemplateResponse:
    """What would change, for answers that are not saved: the action itself runs, and is taken back."""
    verb = VERBS.get(key)
    if verb is None or not verb.allowed(household, request.user):
        raise Http404
    form = verb.form(household, request.user, request.POST)
    shown: dict[str, Any] = {"refusal": "", "code": "", "lines": [], "warnings": []}
    if form.is_valid():
        try:
            shown |= rehearse(lambda: verb.act(household, request.user, form), _seen)
        except DomainError as error:
            shown |= {"refusal": error.message, "code": error.code}
    response = TemplateResponse(request, "households/life_preview.html", shown)
    if shown["code"]:
        response[REFUSAL_HEADER] = str(shown["code"])
    response["Cache-Control"] = "no-store"
    return response


def _seen(made: LifeEvent | Transfer) -> dict[str, Any]:
    if isinstance(made, Transfer):
        whom = made.member.name if made.member else _("the whole household")
        facts = {"community": made.to_community.name, "whom": whom}
        return {"lines": [_("%(community)s is asked to take over: %(whom)s. Nothing moves yet.") % facts]}
    return {"lines": lines_of(made), "warnings": warnings_of(made)}


def _dialog(verb: Verb) -> Dialog:
    def act(household: Household, user: Any, answers: dict[str, Any]) -> str:
        form = verb.form(household, user)
        form.cleaned_data = answers
        made = verb.act(household, user, form)
        if isinstance(made, Transfer):
            return _("Asked. The other community sees it on its first page.")
        said = _("Put right: %(event)s.") if made.corrects_id else _("Recorded: %(event)s.")
        return said % {"event": made.get_kind_display()}

    def may(household: Household, user: Any) -> bool:
        # The file was found within the person's scope; the action asks the whole policy once more.
        return user.has_perm("households.add_lifeevent") and (verb.also_after_leaving or household.left_on is None)

    return Dialog(
        key=verb.key, words=verb.words, icon=verb.icon, form=verb.form, act=act, may=may, hint=verb.hint,
        group=verb.group, template="households/life_fields.html",
        context=lambda household, user: {
            "preview": reverse("admin:households_household_preview", args=[household.pk, verb.key])
        },
    )  # fmt: skip


for _verb in VERBS.values():
    add_dialog(_dialog(_verb))
