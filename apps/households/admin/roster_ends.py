"""How a roster import ends: the result, the failure, and the workbook to send back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.core.requests import address_of
from apps.core.ui import exact
from apps.households.admin.roster_frame import CHANGE, found, page, workbook_response
from apps.households.models import RosterImport
from apps.households.roster import policies, preview, words_out, workbook
from apps.households.roster.workflow import State


def result(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    held_back = roster.summary.get("households_with_faults", 0)
    moved_on = preview.moved_on(roster)
    return page(
        request,
        "result",
        roster.file_name,
        roster=roster,
        facts=preview.result_facts(roster) if roster.state == State.APPLIED else [],
        done=_("The roster was applied on %(moment)s by %(person)s.")
        % {"moment": exact(roster.applied_at), "person": roster.applied_by or _("the county's script")}
        if roster.applied_at
        else "",
        moved_on=moved_on,
        moved_on_words=_(
            "These households had changed in the register after the preview and were not written: %(codes)s. "
            "Upload the roster again to compare anew."
        )
        % {"codes": words_out.listed(moved_on)},
        held_back=held_back,
        held_back_words=_(
            "%(count)s households were held back for faulty cells. Have them corrected and upload them again."
        )
        % {"count": held_back},
        has_file=hasattr(roster, "file"),
        communities=list(roster.communities.order_by("name")),
        households_url=reverse("admin:households_household_changelist"),
    )


def failed(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    steps = {step.name for step in policies.steps_for(roster, request.user)}
    problem = words_out.problem(roster.problem)
    return page(request, "failed", roster.file_name, roster=roster, problem=problem, steps=steps)


@require_safe
def errors_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook to send back; it holds personal data, so the download is logged."""
    roster = found(request, pk, CHANGE)
    if not hasattr(roster, "file"):
        raise Http404
    access_record(staff=request.user, kind=AccessKind.EXPORT, subject=roster, address=address_of(request))
    stem = roster.file_name.rsplit(".", 1)[0]
    return workbook_response(workbook.error_workbook(roster), _("%(name)s - to correct.xlsx") % {"name": stem})
