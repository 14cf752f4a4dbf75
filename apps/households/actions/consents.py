"""Recording and withdrawing consents; bank accounts."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.errors import InvalidInput, ensure
from apps.core.text import prose, squash, tidy_name, tight
from apps.households.models import BankAccount, Consent, Household, Member, Membership
from apps.households.models.consent import Basis, Purpose
from apps.households.policies import may_change
from apps.households.privacy.policies import may_withdraw


@transaction.atomic
def consent_record(
    *, household: Household, by: Any, purpose: str, signed_on: date, basis: str = Basis.SEPARATE,
    member: Member | None = None, law: str = "", recipient: str = "", covers: str = "", paper: str = "",
    valid_until: date | None = None,
) -> Consent:  # fmt: skip
    """Record what was signed, or which statute holds. Raises Refused (may_change) and InvalidInput at the field."""
    ensure(may_change(household, by))
    _check_member(household, member)
    if signed_on > clock.today():
        raise InvalidInput(_("This day is still to come."), code="future", field="signed_on")
    if valid_until is not None and valid_until < signed_on:
        raise InvalidInput(_("The last day must not lie before the signature."), code="ends", field="valid_until")
    if basis == Basis.STATUTORY and not squash(law):
        raise InvalidInput(_("Name the statute: law and article."), code="law", field="law")
    if purpose == Purpose.SHARING and not squash(recipient):
        raise InvalidInput(_("Name the department with which it is shared."), code="recipient", field="recipient")
    return Consent.objects.create(
        household=household, community_id=household.community_id, member=member, purpose=purpose, basis=basis,
        law=squash(law), recipient=squash(recipient), covers=prose(covers), paper=squash(paper), signed_on=signed_on,
        valid_until=valid_until, recorded_by=by,
    )  # fmt: skip


@transaction.atomic
def consent_withdraw(*, consent: Consent, by: Any, why: str = "", on: date | None = None) -> Consent:
    """The person has taken their consent back (PIPL Art. 15); what was done before stays lawful. Raises Refused."""
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    ensure(may_withdraw(locked, by))
    day = on or clock.today()
    if not locked.signed_on <= day <= clock.today():
        raise InvalidInput(_("Enter a day between the signature and today."), code="day", field="on")
    locked.withdrawn_on, locked.withdrawn_why = day, prose(why)[:200]
    locked.save()
    return locked


@transaction.atomic
def bank_account_add(
    *, household: Household, by: Any, number: str, use: str, bank: str = "", member: Member | None = None,
    holder_name: str = "",
) -> BankAccount:  # fmt: skip
    """Add an account. The number is kept encrypted. Raises Refused (may_change), InvalidInput (`number`)."""
    ensure(may_change(household, by))
    _check_member(household, member)
    plain = tight(number).replace("-", "")
    if not (plain.isascii() and plain.isdigit() and 8 <= len(plain) <= 30):
        raise InvalidInput(
            _("An account number has 8 to 30 digits. Check it against the card or book."), code="number", field="number"
        )
    return BankAccount.objects.create(
        household=household, community_id=household.community_id, member=member, holder_name=tidy_name(holder_name),
        use=use, bank=squash(bank), number=plain, last4=plain[-4:],
    )  # fmt: skip


@transaction.atomic
def bank_account_close(*, account: BankAccount, by: Any) -> BankAccount:
    """Nothing is paid into it any more; the number stays for old payments. Raises Refused."""
    locked = BankAccount.objects.select_for_update(of=("self",)).select_related("household").get(pk=account.pk)
    ensure(may_change(locked.household, by))
    locked.closed_on = locked.closed_on or clock.today()
    locked.save()
    return locked


def _check_member(household: Household, member: Member | None) -> None:
    if member is not None and not Membership.objects.filter(household=household, member=member).exists():
        raise InvalidInput(_("This person does not belong to the household."), code="member", field="member")
