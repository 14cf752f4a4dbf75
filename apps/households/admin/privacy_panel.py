"""The tab “Privacy” of the file: consents, bank accounts, erasure; and what is recorded there."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import clock, ui
from apps.core.forms import DayField
from apps.core.ui import chip
from apps.households.actions.consents import bank_account_add, consent_record
from apps.households.file import Concern, Dialog, Panel, add_concerns, add_dialog, add_panel
from apps.households.models import AccountUse, BankAccount, Consent, Erasure, Household, Member
from apps.households.models.consent import Basis, ConsentState, Purpose

PRIVACY = gettext_lazy("Privacy")
CHIPS = {
    ConsentState.VALID: ("done", "verified_user"),
    ConsentState.EXPIRING: ("due", "schedule"),
    ConsentState.EXPIRED: ("late", "event_busy"),
    ConsentState.WITHDRAWN: ("neutral", "block"),
}


def state_chip(consent: Consent) -> Any:
    """How it stands today."""
    kind, icon = CHIPS[consent.state]
    return chip(kind, consent.state.label, icon=icon)


def _context(household: Household, user: Any) -> dict[str, Any]:
    """Three queries, whatever there is."""
    papers = Consent.objects.visible_to(user).filter(household=household).select_related("member")
    accounts = BankAccount.objects.visible_to(user).filter(household=household).select_related("member")
    seen = user.has_perm("households.view_bankaccount")
    may_reveal = user.has_perm("households.reveal_bankaccount")
    return {
        "consent_headers": [_("for"), _("person"), _("basis"), _("state"), _("signed on"), _("valid until")],
        "consents": [
            {"cells": _consent_cells(row), "url": reverse("admin:households_consent_change", args=[row.pk])}
            for row in papers.order_by("-signed_on", "-pk")
        ],
        "accounts": [
            {
                "row": row,
                "may_reveal": may_reveal and bool(row.last4),
                "url": reverse("admin:households_bankaccount_reveal", args=[row.pk]),
            }
            for row in (accounts.order_by("closed_on", "pk") if seen else ())
        ],
        "sees_accounts": seen,
        "erasure": Erasure.objects.visible_to(user).filter(household=household).first(),
    }


def _consent_cells(row: Consent) -> list[Any]:
    basis = row.law if row.basis == Basis.STATUTORY else row.get_basis_display()
    return [
        row.get_purpose_display(), row.member.name if row.member else _("whole household"), basis, state_chip(row),
        ui.exact(row.signed_on), ui.exact(row.valid_until) if row.valid_until else _("no end"),
    ]  # fmt: skip


add_panel(
    Panel(
        "privacy",
        PRIVACY,
        "households/panel_privacy.html",
        _context,
        may=lambda user: user.has_perm("households.view_consent"),
        group="privacy",
        place=85,
    )
)


def _expiring(household: Household, user: Any) -> list[Concern]:
    if household.left_on or not user.has_perm("households.view_consent"):
        return []
    rows = Consent.objects.visible_to(user).filter(household=household).in_state(ConsentState.EXPIRING)
    ending = list(rows.order_by("valid_until", "pk"))
    if not ending or ending[0].valid_until is None:
        return []
    what = _(", ").join(dict.fromkeys(str(row.get_purpose_display()) for row in ending))
    said = _("%(what)s · first on %(day)s") % {"what": what, "day": ui.exact(ending[0].valid_until)}
    url = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=privacy"
    return [Concern("due", _("Consents end soon"), said, url, _("Open"), "verified_user")]


add_concerns(_expiring)


class _OfHousehold(forms.Form):
    """A form that may name one of the household's people."""

    def __init__(self, household: Household, data: Any) -> None:
        super().__init__(data, initial={"signed_on": clock.today()})
        field: Any = self.fields["member"]
        field.queryset = Member.objects.filter(memberships__household=household).distinct().order_by("name_key", "pk")


class ConsentForm(_OfHousehold):
    """What was signed, or which statute holds."""

    purpose = forms.ChoiceField(label=gettext_lazy("for"), choices=Purpose.choices)
    member = forms.ModelChoiceField(
        label=gettext_lazy("person"), queryset=Member.objects.none(), required=False,
        empty_label=gettext_lazy("whole household"),
    )  # fmt: skip
    basis = forms.ChoiceField(label=gettext_lazy("basis"), choices=Basis.choices)
    law = forms.CharField(
        label=gettext_lazy("statute"), required=False, max_length=120,
        help_text=gettext_lazy("Only for a statutory basis: law and article."),
    )  # fmt: skip
    recipient = forms.CharField(
        label=gettext_lazy("department"), required=False, max_length=80,
        help_text=gettext_lazy("Only for sharing: with whom."),
    )  # fmt: skip
    covers = forms.CharField(label=gettext_lazy("what it covers"), required=False, max_length=200)
    paper = forms.CharField(label=gettext_lazy("number of the paper or photo"), required=False, max_length=80)
    signed_on = DayField(label=gettext_lazy("signed on"))
    valid_until = DayField(label=gettext_lazy("valid until"), required=False)


class AccountForm(_OfHousehold):
    """An account of the household."""

    use = forms.ChoiceField(label=gettext_lazy("used for"), choices=AccountUse.choices)
    number = forms.CharField(
        label=gettext_lazy("account number"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    bank = forms.CharField(label=gettext_lazy("bank"), required=False, max_length=60)
    member = forms.ModelChoiceField(
        label=gettext_lazy("holder"), queryset=Member.objects.none(), required=False, empty_label="—"
    )
    holder_name = forms.CharField(label=gettext_lazy("holder outside the household"), required=False, max_length=60)


def _open_for(permission: str) -> Any:
    return lambda household, user: user.has_perm(permission) and household.left_on is None


add_dialog(
    Dialog(
        key="consent",
        words=gettext_lazy("Record a consent"),
        icon="verified_user",
        form=lambda household, user, data: ConsentForm(household, data),
        act=lambda household, user, answers: (consent_record(household=household, by=user, **answers), None)[1],
        may=_open_for("households.add_consent"),
        group=PRIVACY,
    )
)
add_dialog(
    Dialog(
        key="bank_account",
        words=gettext_lazy("Add a bank account"),
        icon="account_balance",
        form=lambda household, user, data: AccountForm(household, data),
        act=lambda household, user, answers: (bank_account_add(household=household, by=user, **answers), None)[1],
        may=_open_for("households.add_bankaccount"),
        hint=gettext_lazy("The number is kept encrypted; lists show its last four digits."),
        group=PRIVACY,
    )
)
