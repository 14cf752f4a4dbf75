"""Transfers between communities: both sides see them; the receiving one decides."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.errors import DomainError
from apps.core.handlers import REFUSAL_HEADER
from apps.households.actions.transfers import BY_STEP
from apps.households.life.filters import TransferFilter
from apps.households.life.forms import transfer_form
from apps.households.models import Household, Transfer
from apps.households.transfers.policies import steps_for
from apps.households.transfers.show import whom
from apps.households.transfers.workflow import State

CHIPS = {State.REQUESTED: "wait", State.ACCEPTED: "done", State.REJECTED: "late", State.WITHDRAWN: "neutral"}


@admin.register(Transfer)
class TransferAdmin(ScopedAdmin):
    """The list, and the page of one transfer with the steps that are open."""

    list_display = ("household_code", "from_to", "asked", "state_word")
    ordering = ("-asked_at", "-pk")
    filterset_class = TransferFilter
    list_title = gettext_lazy("Transfers between communities")
    empty_title = gettext_lazy("No transfers yet")
    empty_text = gettext_lazy("A transfer is asked for in the file of the household, under “Record”.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("community", "to_community", "asked_by", "decided_by")

    @display(description=gettext_lazy("who"))
    def household_code(self, transfer: Transfer) -> Any:
        return _("one person") if transfer.member_id else _("whole household")

    @display(description=gettext_lazy("from – to"))
    def from_to(self, transfer: Transfer) -> Any:
        return f"{transfer.community.name} → {transfer.to_community.name}"

    @display(description=gettext_lazy("asked"), ordering="asked_at")
    def asked(self, transfer: Transfer) -> Any:
        return ui.exact(transfer.asked_at)

    @display(description=gettext_lazy("state"))
    def state_word(self, transfer: Transfer) -> Any:
        return state_chip(transfer)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Who comes from where, and the decision."""
        transfer = self.get_object(request, object_id)
        if transfer is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, transfer):
            raise PermissionDenied
        step = request.POST.get("step", "")
        form = transfer_form(step, transfer, request.POST) if step in BY_STEP else None
        refusal = ""
        if form is not None and form.is_valid():
            try:
                BY_STEP[step](transfer=transfer, by=request.user, **form.cleaned_data)
            except DomainError as error:
                form.add_error(error.field if error.field in form.fields else None, str(error.message))
                refusal = error.code
            else:
                messages.success(request, _("Saved."))
                return redirect("admin:households_transfer_change", transfer.pk)
        return self._page(request, transfer, step, form, refusal)

    def _page(
        self, request: HttpRequest, transfer: Transfer, step: str, form: forms.Form | None, refusal: str
    ) -> HttpResponse:
        steps = [
            {"step": s, "form": form if s.name == step and form else transfer_form(s.name, transfer)}
            for s in steps_for(transfer, request.user)
        ]
        page = {
            **self.admin_site.each_context(request),
            "title": _("Transfer"),
            "crumb": {"url": reverse("admin:households_transfer_changelist"), "title": self.list_title},
            "file_url": _file_url(transfer, request.user),
            "transfer": transfer,
            "chip": state_chip(transfer),
            "facts": facts_of(transfer),
            "steps": steps,
            "form_errors": form.non_field_errors() if form is not None else [],
            "log": [_line(row) for row in transfer.steps.select_related("by").order_by("pk")],
        }
        response = TemplateResponse(request, "households/transfer.html", page, status=422 if form is not None else 200)
        if refusal:
            response[REFUSAL_HEADER] = refusal
        return response


def state_chip(transfer: Transfer) -> Any:
    return ui.chip(CHIPS[State(transfer.state)], transfer.get_state_display())


def facts_of(transfer: Transfer) -> list[tuple[Any, Any]]:
    """Label and value; the names are told to both sides, who decide about them."""
    return [
        (_("who"), whom(transfer)),
        (_("from community"), transfer.community.name),
        (_("to community"), transfer.to_community.name),
        (_("day of the transfer"), ui.exact(transfer.happens_on)),
        (_("reason"), transfer.why or "—"),
        (_("document number"), transfer.document or "—"),
        (_("asked by"), str(transfer.asked_by)),
        (_("decided by"), str(transfer.decided_by or "—")),
    ]


def _file_url(transfer: Transfer, user: Any) -> str:
    """The household's file, for whichever side keeps it."""
    seen = Household.objects.visible_to(user).filter(pk=transfer.household_id).exists()
    return reverse("admin:households_household_change", args=[transfer.household_id]) if seen else ""


def _line(row: Any) -> dict[str, Any]:
    words = {"request": _("Asked"), "accept": _("Accepted"), "reject": _("Not accepted"), "withdraw": _("Withdrawn")}
    note = " · ".join(filter(None, (str(row.by or ""), row.why)))
    return {"when": ui.when(row.at), "exact": ui.exact(row.at), "text": words[row.step], "note": note, "kind": ""}
