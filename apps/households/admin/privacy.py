"""Consents, bank accounts and erasures: their lists, and the page of one."""

from datetime import date
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts.actions import reveal
from apps.accounts.policies import may_reveal
from apps.core.admin import ScopedAdmin
from apps.core.errors import InvalidInput
from apps.core.requests import address_of
from apps.core.ui import chip, exact, missing
from apps.households.actions.consents import consent_withdraw
from apps.households.actions.erasing import erasure_keep, erasure_refuse, erasure_request, household_erase
from apps.households.admin.privacy_panel import state_chip
from apps.households.models import BankAccount, Consent, Erasure
from apps.households.models.consent import Basis
from apps.households.models.erasure import WORKFLOW, ErasureState
from apps.households.privacy import consents
from apps.households.privacy import policies as privacy_policies
from apps.households.privacy.filters import BankAccountFilter, ConsentFilter, ErasureFilter
from apps.households.register_words import counts_in_words

SHOWN_FOR = 30  # seconds; templates/households/revealed.html says the same


class _OfTheFile(ScopedAdmin):
    """Rows that are added in the file of their household."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("household__community")

    @display(description=_("household"))
    def of(self, row: Any) -> Any:
        return row.household.code

    @display(description=_("community"))
    def where(self, row: Any) -> Any:
        return row.household.community.name

    def found(self, request: HttpRequest, key: Any) -> Any:
        """The row, if it is within scope and the role may see it."""
        row = self.get_object(request, str(key))
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        return row

    def show(self, request: HttpRequest, template: str, title: Any, **shown: Any) -> TemplateResponse:
        crumb = {"url": reverse(f"admin:households_{self.opts.model_name}_changelist"), "title": self.list_title}
        site = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**site, "title": title, "crumb": crumb, **shown})


@admin.register(Consent)
class ConsentAdmin(_OfTheFile):
    """Consents and statutory bases."""

    list_display = ("of", "purpose", "whom", "state_now", "signed_on", "until", "where")
    filterset_class = ConsentFilter
    ordering = ("valid_until", "pk")
    list_title = _("Consents")
    empty_title = _("No consents here")
    empty_text = _("They are recorded in the file of a household, under “Record”.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("member")

    @display(description=_("person"))
    def whom(self, row: Consent) -> Any:
        return row.member.name if row.member else _("whole household")

    @display(description=_("state"))
    def state_now(self, row: Consent) -> Any:
        return state_chip(row)

    @display(description=_("valid until"), ordering="valid_until")
    def until(self, row: Consent) -> Any:
        return exact(row.valid_until) if row.valid_until else _("no end")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What was signed, and the way to withdraw it."""
        row = self.found(request, object_id)
        if request.method == "POST":
            consent_withdraw(consent=row, by=request.user, why=request.POST.get("why", ""))
            messages.success(request, _("Withdrawn. From now on it allows nothing."))
            return HttpResponseRedirect(request.path)
        facts = [
            (_("person"), row.member.name if row.member else _("whole household")),
            (_("basis"), row.law if row.basis == Basis.STATUTORY else row.get_basis_display()),
            (_("what it covers"), row.covers or "—"), (_("department"), row.recipient or "—"),
            (_("number of the paper or photo"), row.paper or None), (_("signed on"), exact(row.signed_on)),
            (_("valid until"), exact(row.valid_until) if row.valid_until else _("no end")),
        ]  # fmt: skip
        if row.withdrawn_on:
            facts += [(_("withdrawn on"), exact(row.withdrawn_on)), (_("why withdrawn"), row.withdrawn_why or "—")]
        may = privacy_policies.may_withdraw(row, request.user)
        file = reverse("admin:households_household_change", args=[row.household_id])
        shown = {
            "consent": row,
            "facts": facts,
            "state": state_chip(row),
            "may": may,
            "file_url": f"{file}?tab=privacy",
        }
        return self.show(request, "households/consent.html", row.get_purpose_display(), **shown)


@admin.register(BankAccount)
class BankAccountAdmin(_OfTheFile):
    """Accounts: the last four digits."""

    list_display = ("masked_number", "of", "held_by", "use", "bank", "open", "where")
    filterset_class = BankAccountFilter
    ordering = ("pk",)
    list_title = _("Bank accounts")
    empty_title = _("No bank accounts here")
    empty_text = _("They are added in the file of a household, under “Record”.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("member")

    @display(description=_("account number"))
    def masked_number(self, row: BankAccount) -> Any:
        return row.masked or missing()

    @display(description=_("holder"))
    def held_by(self, row: BankAccount) -> Any:
        return row.holder or missing()

    @display(description=_("state"))
    def open(self, row: BankAccount) -> Any:
        return chip("neutral", _("closed"), icon="block") if row.closed_on else chip("done", _("in use"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """An account stands in the file of its household."""
        row = self.found(request, object_id)
        file = reverse("admin:households_household_change", args=[row.household_id])
        return HttpResponseRedirect(f"{file}?tab=privacy")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.reveal_view)
        return [path("<int:object_id>/reveal/", view, name="households_bankaccount_reveal"), *super().get_urls()]

    def reveal_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask why, log it, show the whole number for half a minute."""
        row = self.found(request, object_id)
        if "cancel" in request.GET:
            shown = {"masked": row.masked, "may": True, "address": request.path}
            return TemplateResponse(request, "households/bank_button.html", shown)
        reason = request.POST.get("reason", "")
        decision = may_reveal(request.user, row, "number", reason)
        if request.method == "POST" and decision:
            number = reveal(staff=request.user, obj=row, field="number", reason=reason, address=address_of(request))
            return self._answer(request, row, "households/revealed.html", {"number": number})
        asked = {"reason": reason, "refusal": decision.message if request.POST else "",
                 "warning": consents.warning(row, "number")}  # fmt: skip
        return self._answer(request, row, "households/reveal_form.html", asked)

    def _answer(self, request: HttpRequest, row: BankAccount, partial: str, shown: dict[str, Any]) -> HttpResponse:
        shown = {"address": request.path, **shown}
        if request.htmx:  # type: ignore[attr-defined]
            response = TemplateResponse(request, partial, shown)
        else:
            response = self.show(request, "households/reveal_page.html", row.masked, partial=partial, **shown)
            if "number" in shown:  # without htmx the browser itself leaves the page
                response["Refresh"] = f"{SHOWN_FOR}; url={request.path}"
        response["Cache-Control"] = "no-store"
        return response


ERASURE_CHIPS = {
    ErasureState.PROPOSED: ("due", "event"),
    ErasureState.REQUESTED: ("wait", "how_to_vote"),
    ErasureState.KEPT: ("neutral", "inventory_2"),
    ErasureState.DONE: ("done", "delete_forever"),
}


@admin.register(Erasure)
class ErasureAdmin(_OfTheFile):
    """Households whose personal data are due for erasure, and what was decided."""

    list_display = ("of", "state_chip", "left", "due_on", "requested_by", "approved_by", "where")
    list_select_related = ("requested_by", "approved_by")
    filterset_class = ErasureFilter
    ordering = ("due_on", "pk")
    list_title = _("Due for erasure")
    empty_title = _("Nothing is due for erasure")
    empty_text = _("Households that left longer ago than the rule says are listed here every night. People decide.")
    steps: ClassVar[tuple[str, ...]] = ("request", "keep", "refuse", "erase")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("requested_by", "approved_by")

    @display(description=_("state"))
    def state_chip(self, row: Erasure) -> Any:
        kind, icon = ERASURE_CHIPS[ErasureState(row.state)]
        return chip(kind, row.get_state_display(), icon=icon)

    @display(description=_("left the register"))
    def left(self, row: Erasure) -> Any:
        return exact(row.household.left_on) if row.household.left_on else missing()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One household: what is erased, who asked, who approves."""
        row = self.found(request, object_id)
        if request.method == "POST":
            messages.success(request, self._take(request, row))
            return HttpResponseRedirect(request.path)
        may = {step: privacy_policies.may(row, step, request.user) for step in self.steps}
        facts = [
            (_("left the register"), exact(row.household.left_on) if row.household.left_on else None),
            (_("due since"), exact(row.due_on)), (_("requested by"), str(row.requested_by or "—")),
            (_("reason"), row.why or "—"), (_("approved by"), str(row.approved_by or "—")),
        ]  # fmt: skip
        if row.keep_until and row.state == ErasureState.KEPT:
            facts.append((_("keep until"), exact(row.keep_until)))
        shown = {
            "erasure": row, "facts": facts, "state": self.state_chip(row), "refusal": may["erase"],
            "steps": [
                {"name": step, "word": WORKFLOW.by_name[step].word} for step, decision in may.items() if decision
            ],
            "counts": counts_in_words(row.counts),
            "count_headers": [_("Register"), (_("rows erased"), "num")],
            "file_url": reverse("admin:households_household_change", args=[row.household_id]),
        }  # fmt: skip
        return self.show(request, "households/erasure.html", row.household.code, **shown)

    def _take(self, request: HttpRequest, row: Erasure) -> Any:
        step, why = request.POST.get("step", ""), request.POST.get("why", "")
        if step == "request":
            erasure_request(erasure=row, by=request.user, why=why)
            return _("Requested. Somebody else of the county approves it.")
        if step == "keep":
            erasure_keep(erasure=row, by=request.user, why=why, until=_day(request.POST.get("until", "")))
            return _("Kept for longer.")
        if step == "refuse":
            erasure_refuse(erasure=row, by=request.user, why=why)
            return _("Turned down; the household stays on the list.")
        if step == "erase":
            household_erase(erasure=row, by=request.user, address=address_of(request))
            return _("Erased. Figures of past months are as they were.")
        raise InvalidInput(_("Choose one of the steps."), code="step")


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InvalidInput(_("Write the day like 2026-10-31."), code="day", field="until") from None
