"""Transfers to another community: one person asks, another of the receiving side decides. The only writers of them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.communities.models import Community, Dwelling
from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused, ensure
from apps.core.events import emit
from apps.core.text import prose
from apps.households.life import family
from apps.households.life.draft import Draft
from apps.households.life.marrying import free_to_marry
from apps.households.models import EventKind, Household, Member, Transfer, TransferStep
from apps.households.transfers import policies
from apps.households.transfers.carry import carry
from apps.households.transfers.workflow import WORKFLOW, State

MOVED = "households.transfer"
WHY_AT_LEAST = 2


@transaction.atomic
def transfer_request(
    *,
    household: Household,
    by: Any,
    to_community: Community,
    happened_on: date,
    member: Member | None = None,
    new_head: Member | None = None,
    marriage: bool = False,
    why: str = "",
    document: str = "",
) -> Transfer:
    """Ask `to_community` to take the household, or only `member` of it. Nothing moves until it accepts.

    `new_head` follows where the person is head of the household that stays.
    """
    ensure(policies.may_ask(household, by))
    if to_community.pk == household.community_id:
        message = _("Choose another community than the household's own.")
        raise InvalidInput(message, code="same_community", field="to_community")
    draft = Draft(kind=EventKind.TRANSFER_OUT, household=household, by=by, happened_on=happened_on)
    draft.active(draft.household)
    if Transfer.objects.pending().filter(household=household).exists():
        raise Refused(refuse("pending_already", _("A transfer of this household is waiting already.")))
    for person in filter(None, (member, new_head)):
        family.belongs(draft, draft.household, person)
    if marriage and member is not None:
        free_to_marry([member], happened_on)
    transfer = Transfer.objects.create(
        household=draft.household, community_id=draft.household.community_id, member=member, to_community=to_community,
        happens_on=happened_on, new_head=new_head, marriage=marriage, why=why.strip()[:200],
        document=document.strip()[:60], asked_by=by,
    )  # fmt: skip
    _note(transfer, "request", "", by, why)
    return transfer


@transaction.atomic
def transfer_accept(
    *,
    transfer: Transfer,
    by: Any,
    code: str = "",
    dwelling: Dwelling | None = None,
    to_household: Household | None = None,
    relation: str = "",
    why: str = "",
) -> Transfer:
    """Take them over: a household with its file (`code` empty: its old one), or a person into a household."""
    transfer = _lock(transfer, "accept", by)
    carry(transfer, by=by, code=code, dwelling=dwelling, to_household=to_household, relation=relation)
    return _decide(transfer, "accept", by, why)


@transaction.atomic
def transfer_reject(*, transfer: Transfer, by: Any, why: str) -> Transfer:
    """Do not take them; the other side reads why."""
    transfer = _lock(transfer, "reject", by)
    if len(prose(why)) < WHY_AT_LEAST:
        raise InvalidInput(_("Write why not, so that the other community knows."), code="reason_needed", field="why")
    return _decide(transfer, "reject", by, why)


@transaction.atomic
def transfer_withdraw(*, transfer: Transfer, by: Any, why: str = "") -> Transfer:
    """The asking side takes its request back."""
    transfer = _lock(transfer, "withdraw", by)
    before, _after = WORKFLOW.move(transfer, "withdraw")
    transfer.save()
    _note(transfer, "withdraw", before, by, why)
    return transfer


def _lock(transfer: Transfer, step: str, by: Any) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("community", "to_community")
    locked = rows.get(pk=transfer.pk)
    ensure(policies.may(locked, step, by))
    return locked


def _decide(transfer: Transfer, step: str, by: Any, why: str) -> Transfer:
    before, _after = WORKFLOW.move(transfer, step)
    transfer.decided_by, transfer.decided_at = by, clock.now()
    transfer.save()
    _note(transfer, step, before, by, why)
    return transfer


def _note(transfer: Transfer, step: str, before: str, by: Any, why: str = "") -> None:
    TransferStep.objects.create(
        transfer=transfer, step=step, from_state=before, to_state=transfer.state, by=by, why=why.strip()
    )
    emit(MOVED, transfer=transfer.pk, step=step)


BY_STEP: dict[str, Any] = {"accept": transfer_accept, "reject": transfer_reject, "withdraw": transfer_withdraw}
PENDING = State.REQUESTED
